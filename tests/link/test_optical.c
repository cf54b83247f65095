#include "config.h"

#include "base/special.h"
#include "link/optical_limits.h"
#include "optics/levels.h"
#include "tests/tap.h"

#include <math.h>
#include <stdio.h>

/* A lane of light from symbols to TDECQ and sensitivity, against what is known of its
 * pieces. */

static struct pmd pmd;
static struct optics_module module;
static struct optics_fibre fibre;

/* PAM4 at 53.125 GBd with five taps; a VCSEL without noise; OM4. */
static struct optical_lane begin(void)
{
    static const struct model model = {.name = "test", .title = "test"};
    pmd = (struct pmd){.model = &model, .baud = 53.125e9, .levels = 4, .taps = 5};
    for (size_t i = 0; i < PMD_KEYS; i++)
        pmd.value[i] = NAN;
    pmd.value[PMD_PRE_FEC_BER] = 2.4e-4;
    module = (struct optics_module){.kind = OPTICS_VCSEL,
                                    .wavelength = 850e-9,
                                    .laser = {22e9, 30e9, 0.0},
                                    .extinction = optics_ratio(4.0),
                                    .oma = 1e-3,
                                    .responsivity = 0.8,
                                    .receiver_bandwidth = 40e9,
                                    .receiver_noise = 15e-12};
    fibre = (struct optics_fibre){.multimode = true,
                                  .zero_least = 1297e-9,
                                  .zero_most = 1328e-9,
                                  .slope = 0.110e3,
                                  .modal_bandwidth = 4700e9,
                                  .chromatic_share = 1.0};
    return (struct optical_lane){&pmd, &module, &fibre, 100.0};
}

static struct optical_figures solve(const struct optical_lane *lane)
{
    struct lr_error err = {.status = LR_OK};
    struct optical_figures f;
    CU_ASSERT_EQUAL(link_optical_solve(lane, &f, &err), LR_OK);
    SAME_TEXT(err.text, "");
    return f;
}

static void a_laser_without_noise_has_its_listed_tecq(void)
{
    const struct optical_lane lane = begin();
    const struct optical_figures f = solve(&lane);
    CLOSE(f.tecq.db, 1.66, 0.03);       /* C3 of spec/optics-verification.md   */
    CU_ASSERT_TRUE(f.tdecq.db > f.tecq.db + 0.2);
}

/* C5: the set of another program, which counts modes alone. */
static void a_vcsel_of_the_sr1_class_lies_where_it_should(void)
{
    const struct optical_lane lane = begin();
    module.rin = 1e-14;
    pmd.taps = 9;
    const struct optical_figures f = solve(&lane);
    printf("# C5   TECQ %.3f dB, TDECQ %.3f dB over 100 m of OM4\n", f.tecq.db,
           f.tdecq.db);
    CU_ASSERT_TRUE(f.tdecq.db > 1.0 && f.tdecq.db < 4.4);
    module.extinction = optics_ratio(3.5);
    CU_ASSERT_TRUE(solve(&lane).tdecq.db > f.tdecq.db + 0.05);
    module.extinction = optics_ratio(4.0);
    module.laser.f_r = 20e9;
    CU_ASSERT_TRUE(solve(&lane).tdecq.db > f.tdecq.db + 0.05);
}

static void longer_fibre_and_wider_light_close_the_eye(void)
{
    struct optical_lane lane = begin();
    double last = 0.0;
    for (size_t i = 1; i <= 4; i++) {
        lane.length = 30.0 * (double)i;
        const double db = solve(&lane).tdecq.db;
        CU_ASSERT_TRUE(db > last);
        last = db;
    }
    lane.length = 60.0;
    last = solve(&lane).tdecq.db;
    module.spectral_width = 0.4e-9;
    const double wide = solve(&lane).tdecq.db;
    CU_ASSERT_TRUE(wide > last + 0.1);
    fibre.chromatic_share = 0.5;
    const double half = solve(&lane).tdecq.db;
    CU_ASSERT_TRUE(half > last && half < wide);
    lane.length = 2000.0;
    const struct optical_figures closed = solve(&lane);
    CU_ASSERT_FALSE(closed.tdecq.open);
    CU_ASSERT_FALSE(closed.reaches);
}

/* Of single-mode fibres the one that suits a chirped source worst counts. */
static void dispersion_counts_at_its_worst(void)
{
    struct optical_lane lane = begin();
    fibre = (struct optics_fibre){
        .zero_least = 1300e-9, .zero_most = 1324e-9, .slope = 0.092e3};
    module.kind = OPTICS_EML;
    module.bandwidth = 40e9;
    module.wavelength = 1311e-9;
    lane.length = 10e3;
    const struct optical_figures straight = solve(&lane);
    module.chirp = 0.5;
    const struct optical_figures up = solve(&lane);
    module.chirp = -0.5;
    const struct optical_figures down = solve(&lane);
    CLOSE(up.tecq.db, straight.tecq.db, 1e-9);
    CU_ASSERT_TRUE(up.tdecq.db > straight.tdecq.db + 0.05);
    CU_ASSERT_TRUE(down.tdecq.db > straight.tdecq.db + 0.05);
}

/* Behind devices that are quick and quiet the receiver's noise alone decides. */
static void a_quiet_link_has_the_sensitivity_of_its_noise(void)
{
    struct optical_lane lane = begin();
    module.kind = OPTICS_EML;
    /* At 0.5 GBd, where shot noise is a hundredth of it; E1 has 2.72 uA rms. */
    pmd.baud = 0.5e9;
    module.bandwidth = 1e13;
    module.receiver_bandwidth = 1e9;
    module.receiver_noise = 2.72e-6 / sqrt(1.0408 * 1e9);
    lane.length = 1e-3;
    pmd.taps = 1;
    const struct optical_figures f = solve(&lane);
    CU_ASSERT_TRUE(f.reaches);
    CLOSE(optics_dbm(f.sensitivity), -11.57, 0.05);
    module.responsivity = 0.6;
    CLOSE(optics_dbm(solve(&lane).sensitivity), -10.32, 0.05);
    module.dark = 1e-6;         /* shot noise costs something                  */
    CU_ASSERT_TRUE(solve(&lane).sensitivity > 1.0001 * optics_watt(-10.37));
    module.rin = 1e-11;         /* a laser that no power helps                 */
    CU_ASSERT_FALSE(solve(&lane).reaches);
}

/* Noise of the laser alone, at any power: every level has its own. */
static void laser_noise_leaves_a_floor(void)
{
    struct optical_lane lane = begin();
    struct optical_limits limits;
    module.kind = OPTICS_EML;
    pmd.baud = 0.5e9;
    pmd.taps = 1;
    module.bandwidth = 1e13;
    module.receiver_bandwidth = 1e9;
    module.rin = 6e-13;
    lane.length = 1e-3;
    const struct optical_figures f = solve(&lane);
    CU_ASSERT_TRUE(f.reaches);
    CU_ASSERT_EQUAL(link_optical_limits(&lane, &f, &limits, NULL), LR_OK);
    const double part = sqrt(module.rin * 1.0463e9), p_0 = 1.0 / (module.extinction - 1.0);
    double wrong = 0.0;
    for (size_t i = 0; i < 4; i++) {
        const double sigma = part * (p_0 + (double)i / 3.0);
        const double one = 0.5 * erfc(1.0 / (6.0 * hypot(sigma, 2e-3) * sqrt(2.0)));
        wrong += one * (i && i < 3 ? 2.0 : 1.0) / 4.0;
    }
    CU_ASSERT_TRUE(wrong > 1e-7 && wrong < 2.4e-4);
    /* The filter overshoots by half a per cent, and the sample is taken there. */
    CLOSE(special_normal_tail_quantile(limits.floor_alone) /
              special_normal_tail_quantile(0.5 * wrong),
          1.0, 0.025);
    CLOSE(limits.floor / limits.floor_alone, 1.0, 0.1);
    CLOSE(limits.back_to_back / f.sensitivity, 1.0, 1e-3);
    CU_ASSERT_TRUE(isnan(limits.stressed));     /* the standard names no closure   */
}

static void hopping_between_lines_is_noise_behind_fibre(void)
{
    const struct optical_lane lane = begin();
    struct optical_limits limits;
    module.rin = 1e-14;
    module.spectral_width = 0.2e-9;
    fibre.chromatic_share = 0.5;
    const struct optical_figures quiet = solve(&lane);
    module.partition = 0.3;
    const struct optical_figures hops = solve(&lane);
    CLOSE(hops.tecq.db, quiet.tecq.db, 1e-9);
    CU_ASSERT_TRUE(hops.tdecq.db > quiet.tdecq.db + 0.03);
    CU_ASSERT_TRUE(hops.sensitivity > quiet.sensitivity);
    CU_ASSERT_EQUAL(link_optical_limits(&lane, &hops, &limits, NULL), LR_OK);
    CU_ASSERT_TRUE(limits.floor > limits.floor_alone);
    CU_ASSERT_TRUE(limits.back_to_back < hops.sensitivity);
}

static void a_stressed_source_has_the_closure_of_its_standard(void)
{
    struct optical_lane lane = begin();
    struct optical_limits limits;
    struct tdecq secq;
    pmd.value[PMD_STRESSED_CLOSURE] = 3.4;
    const struct optical_figures f = solve(&lane);
    CU_ASSERT_EQUAL(link_optical_limits(&lane, &f, &limits, NULL), LR_OK);
    module.kind = OPTICS_EML;
    module.bandwidth = limits.stressed_corner;
    CU_ASSERT_EQUAL(link_optical_tecq(&lane, &secq, NULL), LR_OK);
    CLOSE(secq.db, 3.4, 0.02);
    CU_ASSERT_TRUE(limits.stressed > 1.2 * limits.back_to_back);
    pmd.value[PMD_STRESSED_CLOSURE] = 0.01;     /* less than an ideal eye has      */
    CU_ASSERT_EQUAL(link_optical_limits(&lane, &f, &limits, NULL), LR_OK);
    CU_ASSERT_TRUE(isnan(limits.stressed));
}

static void a_mach_zehnder_compresses(void)
{
    double level[4];
    begin();
    module.kind = OPTICS_MZM;
    module.extinction = optics_ratio(7.655);
    optics_module_levels(&module, 4, level);
    CLOSE(level[3] - level[0], 1.0, 1e-12);
    CLOSE(level[3] / level[0], module.extinction, 1e-9);
    CLOSE(optics_rlm(level), 0.9019, 1e-3);     /* B: 45 degrees               */
    module.kind = OPTICS_EML;
    optics_module_levels(&module, 4, level);
    CLOSE(optics_rlm(level), 1.0, 1e-12);
}

static void nrz_is_measured_by_tdec(void)
{
    const struct optical_lane lane = begin();
    pmd.levels = 2;
    pmd.taps = 0;
    pmd.tdec = true;
    pmd.baud = 25.78125e9;
    pmd.value[PMD_PRE_FEC_BER] = 5e-5;
    pmd.value[PMD_REFERENCE_BANDWIDTH] = 19.34e9;
    const struct optical_figures f = solve(&lane);
    CU_ASSERT_TRUE(f.tecq.open && f.tecq.db > 0.0 && f.tecq.db < 2.0);
    CU_ASSERT_TRUE(f.tdecq.db > f.tecq.db);
}

static void without_an_error_ratio_nothing_is_said(void)
{
    const struct optical_lane lane = begin();
    struct optical_figures f;
    pmd.value[PMD_PRE_FEC_BER] = NAN;
    CU_ASSERT_EQUAL(link_optical_solve(&lane, &f, NULL), LR_EDOMAIN);
}

static const struct tap_case cases[] = {
    {"a laser without noise has its listed TECQ",
     a_laser_without_noise_has_its_listed_tecq},
    {"a VCSEL of the SR1 class lies where it should",
     a_vcsel_of_the_sr1_class_lies_where_it_should},
    {"longer fibre and wider light close the eye",
     longer_fibre_and_wider_light_close_the_eye},
    {"dispersion counts at its worst", dispersion_counts_at_its_worst},
    {"a quiet link has the sensitivity of its noise",
     a_quiet_link_has_the_sensitivity_of_its_noise},
    {"laser noise leaves a floor", laser_noise_leaves_a_floor},
    {"hopping between lines is noise behind fibre",
     hopping_between_lines_is_noise_behind_fibre},
    {"a stressed source has the closure of its standard",
     a_stressed_source_has_the_closure_of_its_standard},
    {"a Mach-Zehnder compresses", a_mach_zehnder_compresses},
    {"NRZ is measured by TDEC", nrz_is_measured_by_tdec},
    {"without an error ratio nothing is said", without_an_error_ratio_nothing_is_said},
};
TAP_MAIN("link/optical", cases)
