#include "config.h"

#include "optics/fibre_model.h"
#include "optics/levels.h"
#include "optics/laser_chain.h"
#include "optics/link_model.h"
#include "optics/module.h"
#include "optics/receiver.h"
#include "tests/tap.h"

#include <math.h>

/* Devices against what their definitions say at places where that is known. */

static void a_pole_halves_the_power_at_its_corner(void)
{
    CLOSE(cabs(optics_one_pole(0.0, 40e9)), 1.0, 0.0);
    CLOSE(cabs(optics_one_pole(40e9, 40e9)), sqrt(0.5), 1e-15);
    CLOSE(carg(optics_one_pole(40e9, 40e9)), -atan(1.0), 1e-15);
}

static void a_laser_resonates_where_its_damping_lets_it(void)
{
    const struct optics_laser laser = {20e9, 15e9, 0.0}, slow = {20e9, 15e9, 25e9};
    CLOSE(cabs(optics_laser_response(&laser, 0.0)), 1.0, 0.0);
    /* At f_r only the damping is left: f_r / gamma, a quarter turn late. */
    CLOSE(cabs(optics_laser_response(&laser, 20e9)), 20.0 / 15.0, 1e-12);
    CLOSE(carg(optics_laser_response(&laser, 20e9)), -2.0 * atan(1.0), 1e-12);
    /* The peak: f^2 = f_r^2 - gamma^2 / 2. */
    const double peak = sqrt(20e9 * 20e9 - 0.5 * 15e9 * 15e9);
    const double most = cabs(optics_laser_response(&laser, peak));
    CU_ASSERT_TRUE(most > cabs(optics_laser_response(&laser, 0.98 * peak)));
    CU_ASSERT_TRUE(most > cabs(optics_laser_response(&laser, 1.02 * peak)));
    CLOSE(cabs(optics_laser_response(&slow, 10e9)),
          cabs(optics_laser_response(&laser, 10e9) * optics_one_pole(10e9, 25e9)), 1e-15);
}

static void a_mach_zehnder_is_a_raised_cosine(void)
{
    CLOSE(optics_mzm(0.0, 0.0), 1.0, 0.0);
    CLOSE(optics_mzm(1.0, 0.0), 0.0, 1e-30);
    CLOSE(optics_mzm(0.0, 2.0 * atan(1.0)), 0.5, 1e-15);
    double level[4];
    optics_mzm_levels(1.0, level);      /* a full swing: from dark to bright   */
    CLOSE(level[0], 0.0, 1e-15);
    CLOSE(level[3], 1.0, 1e-15);
    CLOSE(level[1] + level[2], 1.0, 1e-15);
}

static void a_ring_takes_light_at_its_resonances(void)
{
    const struct optics_ring critical = {0.98, 0.98, 1e12}, over = {0.99, 0.95, 1e12};
    CLOSE(optics_ring_transmission(&critical, 0.0), 0.0, 1e-20);
    CLOSE(optics_ring_transmission(&over, 0.0), pow(0.04 / (1.0 - 0.99 * 0.95), 2.0),
          1e-12);
    /* Anew after a free spectral range, least taken half-way. */
    CLOSE(optics_ring_transmission(&over, 1e12), optics_ring_transmission(&over, 0.0),
          1e-9);
    CLOSE(optics_ring_transmission(&over, 0.5e12),
          pow((0.99 + 0.95) / (1.0 + 0.99 * 0.95), 2.0), 1e-12);
    CU_ASSERT_TRUE(optics_ring_transmission(&over, 5e9) >
                   optics_ring_transmission(&over, 0.0));
    /* 193.4 THz and Q 5000: 38.68 GHz of photons; with as much of RC 0.707 of it. */
    CLOSE(optics_ring_bandwidth(193.4e12, 5000.0, 1e18), 38.68e9, 1e3);
    CLOSE(optics_ring_bandwidth(193.4e12, 5000.0, 38.68e9), 38.68e9 / sqrt(2.0), 1e3);
}

/* A half width from resonance half of the depth is left. */
static void a_ring_is_as_wide_as_its_rounds_are_few(void)
{
    const struct optics_ring ring = {0.95, 0.95, 1e12};
    const double half = 0.5 * optics_ring_width(&ring);
    double level[4];
    CLOSE(optics_ring_transmission(&ring, half), 0.5, 2e-3);
    optics_ring_levels(&ring, half, 0.5 * half, 4, level);
    CLOSE(level[0], optics_ring_transmission(&ring, 0.75 * half), 1e-15);
    CLOSE(level[3], optics_ring_transmission(&ring, 1.25 * half), 1e-15);
}

static void a_ring_that_drifts_loses_swing(void)
{
    static const struct model model = {.name = "test"};
    struct optics_module m = {.model = &model,
                              .kind = OPTICS_RING,
                              .oma = 1e-3,
                              .drive = {.ring = {0.945, 0.938, 1.2e12},
                                        .detuning = 16e9,
                                        .swing = 18e9}};
    double level[4];
    CU_ASSERT_EQUAL(optics_module_drift(&m, 0.0, NULL), LR_OK);
    const double er = m.extinction;
    CLOSE(m.oma, 1e-3, 1e-18);
    CU_ASSERT_EQUAL(optics_module_drift(&m, 10e9, NULL), LR_OK);
    CU_ASSERT_TRUE(m.extinction < er && m.oma < 1e-3);
    const double low = optics_ring_transmission(&m.drive.ring, 17e9);
    const double high = optics_ring_transmission(&m.drive.ring, 35e9);
    CLOSE(m.extinction, high / low, 1e-12);
    optics_module_levels(&m, 4, level);
    CLOSE(level[3] - level[0], 1.0, 1e-12);
    CLOSE(level[3] / level[0], m.extinction, 1e-9);
    /* And back where it was. */
    CU_ASSERT_EQUAL(optics_module_drift(&m, 0.0, NULL), LR_OK);
    CLOSE(m.oma, 1e-3, 1e-15);
    struct lr_error err = {.status = LR_OK};
    CU_ASSERT_EQUAL(optics_module_drift(&m, -10e9, &err), LR_EDOMAIN);
    SAME_TEXT(err.text,
              "test: with a drift of -10 GHz the light goes over the resonance of its ring");
    m.kind = OPTICS_MZM;
    CU_ASSERT_EQUAL(optics_module_drift(&m, 1e9, NULL), LR_EDOMAIN);
}

static void a_laser_chain_loses_all_of_its_steps(void)
{
    const struct optics_laser_chain chain = {.laser = 0.1,
                                             .connector = 0.5,
                                             .ways = 4.0,
                                             .excess = 0.3,
                                             .coupling_in = 1.5,
                                             .waveguide = 0.5,
                                             .modulator = 4.0,
                                             .mux = 1.0,
                                             .coupling_out = 1.5};
    CLOSE(optics_laser_chain_to_modulator(&chain), 2.8 + 10.0 * log10(4.0), 1e-12);
    /* 20 dBm, a modulator that switches half of the light. */
    CLOSE(optics_dbm(optics_laser_chain_oma(&chain, 0.5)),
          20.0 - 9.3 - 10.0 * log10(4.0) - 10.0 * log10(2.0), 1e-12);
}

static void compression_keeps_the_outer_levels(void)
{
    for (double c_3 = 0.0; c_3 <= 0.5; c_3 += 0.1) {
        double level[4];
        CLOSE(optics_compress(0.5, 0.1, c_3), 0.5, 1e-15);
        CLOSE(optics_compress(-0.5, 0.1, c_3), -0.5, 1e-15);
        CLOSE(optics_compress(0.0, 0.0, c_3), 0.0, 0.0);
        for (size_t i = 0; i < 4; i++)
            level[i] = optics_compress((double)i / 3.0 - 0.5, 0.0, c_3);
        if (c_3 < 0.05)
            CLOSE(optics_rlm(level), 1.0, 1e-12);
        else
            CU_ASSERT_TRUE(optics_rlm(level) < 1.0);
    }
    CLOSE(optics_compress(0.0, 0.1, 0.0), -0.025, 1e-15);
}

static void powers_are_ratios_and_back(void)
{
    CLOSE(optics_dbm(1e-3), 0.0, 1e-12);
    CLOSE(optics_watt(optics_dbm(3.7e-4)), 3.7e-4, 1e-16);
    CLOSE(optics_db(optics_ratio(-4.2)), -4.2, 1e-12);
    CLOSE(optics_average(3.0), 1.0, 1e-15);
    double level[3];
    optics_levels(3, 2.0, level);
    CLOSE(level[0], 1.0, 0.0);
    CLOSE(level[1], 1.5, 0.0);
    CLOSE(level[2], 2.0, 0.0);
}

static void noise_has_three_sources(void)
{
    struct optics_receiver r = {0.8, 0.0, 3e-6, 40e9, 40e9};
    CLOSE(optics_noise(&r, 0.0, 0.0), 9e-12, 1e-20);
    CLOSE(optics_noise(&r, 1e-3, 0.0) - 9e-12, 2.0 * 1.602176634e-19 * 0.8e-3 * 40e9,
          1e-20);
    CLOSE(optics_noise(&r, 1e-3, 1e-14) - optics_noise(&r, 1e-3, 0.0),
          0.8e-3 * 0.8e-3 * 1e-14 * 40e9, 1e-18);
    r.dark = 1e-6;
    CLOSE(optics_noise(&r, 0.0, 0.0) - 9e-12, 2.0 * 1.602176634e-19 * 1e-6 * 40e9, 1e-20);
}

static void a_receiver_needs_more_of_a_noisy_laser_until_none_is_enough(void)
{
    const struct optics_receiver quiet = {0.8, 0.0, 3e-6, 0.0, 40e9};
    double oma = 0.0, noisy = 0.0;
    CU_ASSERT_EQUAL(optics_sensitivity(&quiet, 4, 3.0, 0.0, 4.8e-4, &oma, NULL), LR_OK);
    CLOSE(oma, optics_thermal_sensitivity(4, 4.8e-4, 3e-6, 0.8), 1e-6 * oma);
    CLOSE(optics_error_ratio(&quiet, 4, oma, 3.0, 0.0), 4.8e-4, 1e-9);
    CU_ASSERT_EQUAL(optics_sensitivity(&quiet, 4, 3.0, 1e-14, 4.8e-4, &noisy, NULL),
                    LR_OK);
    CU_ASSERT_TRUE(noisy > 1.02 * oma);
    CU_ASSERT_EQUAL(optics_sensitivity(&quiet, 4, 3.0, 1e-12, 4.8e-4, &noisy, NULL),
                    LR_ENUMERIC);
    CLOSE(optics_implied_noise(4, 4.8e-4, oma, 0.8), 3e-6, 1e-11);
}

static void noise_of_the_link_model_has_a_floor(void)
{
    CLOSE(link_model_noise(7.0, 0.0), 1.0, 0.0);
    CLOSE(link_model_noise(7.0, 0.1), 1.0 / sqrt(1.0 - 0.49), 1e-12);
    CU_ASSERT_TRUE(isinf(link_model_noise(7.0, 0.2)));
    CLOSE(link_model_partition(0.3, 10e9, 100e-6, 0.0, 0.5e-9), 0.0, 0.0);
    CLOSE(link_model_partition(0.3, 10e9, 100e-6, 1e6, 0.5e-9), 0.3 / sqrt(2.0), 1e-9);
}

static void a_fibre_without_length_does_nothing(void)
{
    const struct optics_fibre smf = {
        .zero_least = 1300e-9, .zero_most = 1324e-9, .slope = 92.0};
    struct optics_span span = {&smf, 0.0, 1311e-9, 0.5, 0.0, 1300e-9};
    CLOSE(creal(optics_span_response(&span, 50e9)), 1.0, 0.0);
    span.length = 40e3;
    CLOSE(creal(optics_span_response(&span, 0.0)), 1.0, 1e-15);
    CU_ASSERT_TRUE(creal(optics_span_response(&span, 50e9)) < 0.5);
}

static const struct tap_case cases[] = {
    {"a pole halves the power at its corner", a_pole_halves_the_power_at_its_corner},
    {"a laser resonates where its damping lets it",
     a_laser_resonates_where_its_damping_lets_it},
    {"a Mach-Zehnder is a raised cosine", a_mach_zehnder_is_a_raised_cosine},
    {"a ring takes light at its resonances", a_ring_takes_light_at_its_resonances},
    {"a ring is as wide as its rounds are few", a_ring_is_as_wide_as_its_rounds_are_few},
    {"a ring that drifts loses swing", a_ring_that_drifts_loses_swing},
    {"a laser chain loses all of its steps", a_laser_chain_loses_all_of_its_steps},
    {"compression keeps the outer levels", compression_keeps_the_outer_levels},
    {"powers are ratios and back", powers_are_ratios_and_back},
    {"noise has three sources", noise_has_three_sources},
    {"a receiver needs more of a noisy laser until none is enough",
     a_receiver_needs_more_of_a_noisy_laser_until_none_is_enough},
    {"noise of the link model has a floor", noise_of_the_link_model_has_a_floor},
    {"a fibre without length does nothing", a_fibre_without_length_does_nothing},
};
TAP_MAIN("optics/devices", cases)
