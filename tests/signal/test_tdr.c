#include "signal/tdr.h"

#include "net/touchstone.h"
#include "tests/line/golden.h"
#include "tests/tap.h"

#include <math.h>

static const double turn = 6.283185307179586;

struct section {                /* a lossless line                             */
    double z, delay;            /* [ohm], [s] one way                          */
};

/* A 2-port of lossless lines, 0 to 40 GHz in steps of 20 MHz; seen from both ends,
 * between zref, with `load` ohm behind the far end. */
enum { SECTIONS = 3, NF = 2001 };
static const struct section three[SECTIONS] = {
    {72.3, 0.6834e-9}, {41.7, 0.4571e-9}, {55.1, 0.5663e-9}};

/* The input impedance of a terminated line, any text book:
 * z (Zl + j z tan)/(z + j Zl tan), section by section from the far end. */
static double complex reflect(const struct section *line, size_t n, int backwards,
                              double zref, double load, double f)
{
    double complex zin = load;
    for (size_t k = 0; k < n; k++) {
        const struct section *s = &line[backwards ? k : n - 1 - k];
        const double c = cos(turn * f * s->delay), sn = sin(turn * f * s->delay);
        zin = s->z * (zin * c + I * s->z * sn) / (s->z * c + I * zin * sn);
    }
    return (zin - zref) / (zin + zref);
}

static void make(struct net *net, double zref, double load)
{
    CU_ASSERT_EQUAL_FATAL(net_init(net, NF, 2, zref, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++) {
        net->freq[k] = 20e6 * (double)k;
        *net_s(net, k, 0, 0) = reflect(three, SECTIONS, 0, zref, load, net->freq[k]);
        *net_s(net, k, 1, 1) = reflect(three, SECTIONS, 1, zref, load, net->freq[k]);
    }
}

static size_t sample(const struct tdr *tdr, double t)
{
    return (size_t)round((t - tdr->start) / tdr->dt);
}

/* Every value of z from t0 to t1 within tol of `want`. */
static void level(const struct tdr *tdr, const double *z, double t0, double t1,
                  double want, double tol)
{
    for (size_t k = sample(tdr, t0); k <= sample(tdr, t1); k++)
        CLOSE(z[k], want, tol);
}

static void measured_boards_have_the_profile_of_scikit_rf(void)
{
    /* scikit-rf 2.0.0; the golden file says how.  It holds values interpolated between
     * the samples, and a trapezoidal sum; the bar is its README's.  DC is extrapolated
     * in another way here, which is what remains of the difference. */
    cJSON *root = golden_read("golden/lines/g_tdr_profile.json");
    const struct waveform_options options = {WAVEFORM_HAMMING, 2000};
    const cJSON *board = NULL, *item = NULL;
    cJSON_ArrayForEach(board, root) {
        char name[200];
        struct net file, net;
        struct tdr tdr;
        snprintf(name, sizeof name, "channels/%s", board->string);
        const char *path = tap_reference(name);
        if (!path)
            break;
        CU_ASSERT_EQUAL_FATAL(touchstone_read(path, &file, NULL), LR_OK);
        CU_ASSERT_EQUAL_FATAL(waveform_net(&file, name, &net, NULL), LR_OK);
        CU_ASSERT_EQUAL_FATAL(tdr_profile(&net, 0, &options, 3.2e-9, &tdr, NULL), LR_OK);
        const double dt = golden_number(board, "dt");
        CLOSE(tdr.dt / dt, 1.0, 1e-9);
        const struct waveform z = {tdr.n, tdr.dt, tdr.start, tdr.z};
        const struct waveform rho = {tdr.n, tdr.dt, tdr.start, tdr.rho};
        cJSON_ArrayForEach(item, golden_get(board, "samples")) {
            const double t = golden_number(item, "t_ns") * 1e-9;
            CLOSE(waveform_at(&z, t), golden_number(item, "Z_ohm"), 0.2);
            CLOSE(waveform_at(&rho, t), golden_number(item, "rho"), 0.002);
        }
        size_t low = sample(&tdr, 0.0), high = low;
        for (size_t k = low; k <= sample(&tdr, 2.5e-9); k++) {
            low = tdr.z[k] < tdr.z[low] ? k : low;
            high = tdr.z[k] > tdr.z[high] ? k : high;
        }
        item = golden_get(board, "Zmax_0_2.5ns");
        CLOSE(tdr.z[high], golden_at(item, 0), 0.2);
        CLOSE(tdr.start + (double)high * tdr.dt, golden_at(item, 1) * 1e-9, dt);
        item = golden_get(board, "Zmin_0_2.5ns");
        CLOSE(tdr.z[low], golden_at(item, 0), 0.2);
        CLOSE(tdr.start + (double)low * tdr.dt, golden_at(item, 1) * 1e-9, dt);
        tdr_free(&tdr);
        net_free(&net);
        net_free(&file);
    }
    cJSON_Delete(root);
}

static void peeling_of_measured_boards_stays_bounded(void)
{
    /* All of 500 ns: the boards end at 1.5 ns, the rest is noise. */
    static const char *const boards[] = {"channels/P1-MSL_Stepped_140-P2.s2p",
                                         "channels/MSL100.s2p"};
    for (size_t i = 0; i < 2; i++) {
        struct net file, net;
        struct tdr tdr;
        const struct waveform_options options = {WAVEFORM_HAMMING, 0};
        const char *path = tap_reference(boards[i]);
        if (!path)
            return;
        CU_ASSERT_EQUAL_FATAL(touchstone_read(path, &file, NULL), LR_OK);
        CU_ASSERT_EQUAL_FATAL(waveform_net(&file, "board", &net, NULL), LR_OK);
        CU_ASSERT_EQUAL_FATAL(tdr_profile(&net, 0, &options, 0.0, &tdr, NULL), LR_OK);
        CU_ASSERT_EQUAL(tdr.n, 20001);
        for (size_t k = sample(&tdr, 0.0); k < tdr.n; k++)
            CU_ASSERT(tdr.z_peeled[k] > 20.0 && tdr.z_peeled[k] < 80.0);
        CLOSE(tdr.z_peeled[tdr.n - 1], tdr.z[tdr.n - 1], 0.1);
        tdr_free(&tdr);
        net_free(&net);
        net_free(&file);
    }
}

/* The reflected impulse of n lossless layers of equal delay between z0 and a match
 * behind the last: every wave in every layer, half a sample at a time. */
enum { MOST = 64 };
static void lattice(const double *z, size_t n, double z0, size_t samples, double *r)
{
    double down[MOST + 1] = {0}, up[MOST + 1] = {0};
    for (size_t half = 0; half < 2 * samples; half++) {
        /* down[k] and up[k] arrive at interface k, from above and from below. */
        double next_down[MOST + 1] = {0}, next_up[MOST + 1] = {0};
        down[0] = half ? 0.0 : 1.0;
        for (size_t k = 0; k < n; k++) {
            const double above = k ? z[k - 1] : z0;
            const double rho = (z[k] - above) / (z[k] + above);
            const double back = rho * down[k] + (1.0 - rho) * up[k];
            if (k)
                next_up[k - 1] = back;
            else if (half % 2 == 0)
                r[half / 2] = back;
            next_down[k + 1] = (1.0 + rho) * down[k] - rho * up[k];
        }
        for (size_t k = 0; k <= n; k++) {
            down[k] = next_down[k];
            up[k] = k < n ? next_up[k] : 0.0;
        }
    }
}

static void peeling_undoes_the_lattice_of_thirty_layers(void)
{
    double z[30], r[47], got[47];
    for (size_t k = 0; k < 30; k++)
        z[k] = 60.0 + 30.0 * sin(2.3 * (double)(k * k) + 0.7);
    lattice(z, 30, 42.3, 47, r);
    CU_ASSERT_EQUAL(tdr_peel(r, 47, 42.3, got, NULL), LR_OK);
    /* Behind the last layer all is match: reverberations are explained to the end. */
    for (size_t k = 0; k < 47; k++)
        CLOSE(got[k], z[k < 30 ? k : 29], 1e-10);
}

static void the_third_answer_of_two_interfaces_is_a_multiple_reflection(void)
{
    /* rho_0, then (1 - rho_0^2) rho_1, then once more around:
     * -(1 - rho_0^2) rho_0 rho_1^2.  Checks the lattice above too. */
    const double z[2] = {72.3, 41.7};
    const double a = (72.3 - 50.0) / (72.3 + 50.0), b = (41.7 - 72.3) / (41.7 + 72.3);
    const double r[4] = {a, (1.0 - a * a) * b, -(1.0 - a * a) * a * b * b,
                         (1.0 - a * a) * a * a * b * b * b};
    double simulated[4], got[4];
    lattice(z, 2, 50.0, 4, simulated);
    CU_ASSERT_EQUAL(tdr_peel(r, 4, 50.0, got, NULL), LR_OK);
    for (size_t k = 0; k < 4; k++) {
        CLOSE(simulated[k], r[k], 1e-15);
        CLOSE(got[k], k ? 41.7 : 72.3, 1e-12);
    }
}

static void total_reflection_ends_the_peeling(void)
{
    const double r[5] = {0.1, -0.2, 1.3, 0.1, 0.0};
    double z[5];
    CU_ASSERT_EQUAL(tdr_peel(r, 5, 50.0, z, NULL), LR_OK);
    CLOSE(z[0], 50.0 * 1.1 / 0.9, 1e-13);
    CU_ASSERT(z[1] > 0.0);
    for (size_t k = 2; k < 5; k++)
        CU_ASSERT(isnan(z[k]));
    const double open[2] = {1.0, 0.0}, unknown[2] = {NAN, 0.0};
    CU_ASSERT_EQUAL(tdr_peel(open, 2, 50.0, z, NULL), LR_OK);
    CU_ASSERT(isnan(z[0]) && isnan(z[1]));
    CU_ASSERT_EQUAL(tdr_peel(unknown, 2, 50.0, z, NULL), LR_OK);
    CU_ASSERT(isnan(z[0]) && isnan(z[1]));
}

static void peeling_needs_a_positive_impedance_to_start_from(void)
{
    const double r[1] = {0.1};
    double z[1];
    struct lr_error err = {0};
    CU_ASSERT_EQUAL(tdr_peel(r, 1, -50.0, z, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "an impedance of -50 ohm to peel from; it must be positive");
}

static void second_line_is_misread_at_first_order_and_right_when_peeled(void)
{
    /* What a reflectometer sees behind the second interface is rho_0 and, through the
     * first interface twice, (1 - rho_0^2) rho_1: 42.837 ohm for 41.7. */
    const double a = (72.3 - 50.0) / (72.3 + 50.0), b = (41.7 - 72.3) / (41.7 + 72.3);
    const double rho = a + (1.0 - a * a) * b;
    const double apparent = 50.0 * (1.0 + rho) / (1.0 - rho);
    CLOSE(apparent, 42.837, 1e-3);
    struct net net;
    struct tdr tdr;
    static const struct waveform_options choices[] = {
        {WAVEFORM_HAMMING, 0}, {WAVEFORM_KAISER, 0}, {WAVEFORM_HAMMING, 2000}};
    make(&net, 50.0, 50.0);
    for (size_t c = 0; c < 3; c++) {
        CU_ASSERT_EQUAL_FATAL(tdr_profile(&net, 0, &choices[c], 20e-9, &tdr, NULL),
                              LR_OK);
        /* Round trips: 1.367 ns, 2.281 ns, 3.414 ns. */
        level(&tdr, tdr.z, 0.1e-9, 1.3e-9, 72.3, 0.1);
        level(&tdr, tdr.z, 1.45e-9, 2.2e-9, apparent, 0.05);
        level(&tdr, tdr.z_peeled, 0.1e-9, 1.3e-9, 72.3, 0.1);
        level(&tdr, tdr.z_peeled, 1.45e-9, 2.2e-9, 41.7, 0.05);
        level(&tdr, tdr.z_peeled, 2.36e-9, 3.33e-9, 55.1, 0.01 * 55.1);
        level(&tdr, tdr.z_peeled, 3.5e-9, 19e-9, 50.0, 0.01 * 50.0);
        tdr_free(&tdr);
    }
    net_free(&net);
}

static void transition_is_at_the_round_trip_in_both_readings(void)
{
    /* Half of the step, and the geometric mean of 72.3 and 41.7 ohm, are passed at
     * 2 x 0.6834 ns, within a tenth of a sample. */
    struct net net;
    struct tdr tdr;
    const struct waveform_options options = {WAVEFORM_HAMMING, 0};
    make(&net, 50.0, 50.0);
    CU_ASSERT_EQUAL_FATAL(tdr_profile(&net, 0, &options, 3e-9, &tdr, NULL), LR_OK);
    const double t = 2.0 * 0.6834e-9, tenth = 0.1 * tdr.dt;
    const double rho = 0.5 * (tdr.rho[sample(&tdr, 1.2e-9)] +
                              tdr.rho[sample(&tdr, 1.6e-9)]);
    const double middle[2] = {50.0 * (1.0 + rho) / (1.0 - rho), sqrt(72.3 * 41.7)};
    for (int peeled = 0; peeled < 2; peeled++) {
        const struct waveform z = {tdr.n, tdr.dt, tdr.start,
                                   peeled ? tdr.z_peeled : tdr.z};
        CU_ASSERT(waveform_at(&z, t - tenth) > middle[peeled]);
        CU_ASSERT(waveform_at(&z, t + tenth) < middle[peeled]);
    }
    tdr_free(&tdr);
    net_free(&net);
}

static void losses_raise_the_line_behind_them(void)
{
    /* 72.3 ohm behind 1 ns of a 50 ohm line whose skin effect takes 3 dB at 40 GHz:
     * gamma l = j w tau + a (1 + j), zc = 50 gamma/(j w tau); the end is matched. */
    struct net net;
    struct tdr tdr;
    const struct waveform_options options = {WAVEFORM_HAMMING, 0};
    CU_ASSERT_EQUAL_FATAL(net_init(&net, NF, 1, 50.0, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++) {
        const double f = 20e6 * (double)k, a = 3.0 / 8.685889638 * sqrt(f / 40e9);
        const double complex gl = I * turn * f * 1e-9 + a * (1.0 + I);
        const double complex zc = k ? 50.0 * gl / (I * turn * f * 1e-9) : 50.0;
        const double complex th = ctanh(gl);
        const double complex zin = zc * (72.3 + zc * th) / (zc + 72.3 * th);
        net.freq[k] = f;
        net.s[k] = (zin - 50.0) / (zin + 50.0);
    }
    CU_ASSERT_EQUAL_FATAL(tdr_profile(&net, 0, &options, 4e-9, &tdr, NULL), LR_OK);
    level(&tdr, tdr.z, 2.2e-9, 3.9e-9, 1.01 * 72.3, 0.008 * 72.3);
    level(&tdr, tdr.z_peeled, 2.2e-9, 3.9e-9, 1.01 * 72.3, 0.008 * 72.3);
    tdr_free(&tdr);
    net_free(&net);
}

static void the_profile_ends_at_the_load(void)
{
    struct net net;
    struct tdr tdr;
    const struct waveform_options options = {WAVEFORM_HAMMING, 0};
    make(&net, 50.0, 62.1);
    CU_ASSERT_EQUAL_FATAL(tdr_profile(&net, 0, &options, 0.0, &tdr, NULL), LR_OK);
    CU_ASSERT_EQUAL(tdr.n, 2 * NF - 1);
    level(&tdr, tdr.z, 15e-9, 24e-9, 62.1, 0.01);
    level(&tdr, tdr.z_peeled, 15e-9, 24e-9, 62.1, 0.01);
    tdr_free(&tdr);
    net_free(&net);
}

static void each_port_is_seen_from_its_own_reference(void)
{
    struct net net;
    struct tdr tdr;
    const struct waveform_options options = {WAVEFORM_HAMMING, 0};
    make(&net, 42.5, 42.5);
    net.zref[0] = 61.7;
    CU_ASSERT_EQUAL_FATAL(tdr_profile(&net, 1, &options, 4e-9, &tdr, NULL), LR_OK);
    level(&tdr, tdr.z_peeled, 0.1e-9, 1.05e-9, 55.1, 0.1);
    level(&tdr, tdr.z_peeled, 1.22e-9, 1.95e-9, 41.7, 0.1);
    level(&tdr, tdr.z_peeled, 2.15e-9, 3.3e-9, 72.3, 0.02 * 72.3);
    /* Nothing comes back before it was sent. */
    level(&tdr, tdr.z, -10e-9, -0.1e-9, 42.5, 0.1);
    for (size_t k = 0; k < sample(&tdr, 0.0); k++)
        CU_ASSERT(isnan(tdr.z_peeled[k]));
    CU_ASSERT(!isnan(tdr.z_peeled[sample(&tdr, 0.0)]));
    tdr_free(&tdr);
    net_free(&net);
}

static void the_reflected_step_is_that_of_the_waveform(void)
{
    struct net net;
    struct tdr tdr;
    struct waveform step;
    const struct waveform_options options = {WAVEFORM_KAISER, 123};
    make(&net, 50.0, 62.1);
    CU_ASSERT_EQUAL_FATAL(tdr_profile(&net, 0, &options, 1.5e-9, &tdr, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(waveform_step(&net, 0, 0, &options, &step, NULL), LR_OK);
    CLOSE(tdr.dt, step.dt, 0.0);
    CLOSE(tdr.start, step.start, 0.0);
    for (size_t k = 0; k < tdr.n; k++)
        CLOSE(tdr.rho[k], step.v[k], 1e-14);
    /* The last sample is the last not behind 1.5 ns. */
    const double end = tdr.start + (double)(tdr.n - 1) * tdr.dt;
    CU_ASSERT(end <= 1.5e-9 && end + tdr.dt > 1.5e-9);
    tdr_free(&tdr);
    waveform_free(&step);
    net_free(&net);
}

static void open_end_has_no_impedance(void)
{
    /* A matched line of 0.5 ns, open: the window makes 0.2 % more than all come back. */
    const struct section line = {50.0, 0.5e-9};
    const struct waveform_options options = {WAVEFORM_HAMMING, 0};
    struct net net;
    struct tdr tdr;
    CU_ASSERT_EQUAL_FATAL(net_init(&net, NF, 1, 50.0, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++) {
        net.freq[k] = 20e6 * (double)k;
        net.s[k] = reflect(&line, 1, 0, 50.0, 1e12, net.freq[k]);
    }
    CU_ASSERT_EQUAL_FATAL(tdr_profile(&net, 0, &options, 5e-9, &tdr, NULL), LR_OK);
    level(&tdr, tdr.z, 0.1e-9, 0.9e-9, 50.0, 0.3);
    level(&tdr, tdr.z_peeled, 0.1e-9, 0.9e-9, 50.0, 0.3);
    size_t missing = 0;
    for (size_t k = 0; k < tdr.n; k++) {
        CU_ASSERT(!(tdr.z[k] <= 0.0));
        missing += isnan(tdr.z[k]) ? 1 : 0;
    }
    CU_ASSERT(missing > 0);
    tdr_free(&tdr);
    net_free(&net);
}

static void refuse(const struct net *net, size_t port, double stop, const char *text)
{
    struct tdr tdr;
    struct lr_error err = {0};
    const struct waveform_options options = {WAVEFORM_HAMMING, 0};
    CU_ASSERT_EQUAL(tdr_profile(net, port, &options, stop, &tdr, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, text);
    CU_ASSERT_PTR_NULL(tdr.z);
    tdr_free(&tdr);
}

static void times_ports_and_grids_that_do_not_fit_are_refused(void)
{
    struct net net;
    make(&net, 50.0, 50.0);
    refuse(&net, 0, 26e-9, "a profile up to 26 ns; it must not be negative and the "
           "frequency step allows 24.9938 ns");
    refuse(&net, 0, -1e-9, "a profile up to -1 ns; it must not be negative and the "
           "frequency step allows 24.9938 ns");
    refuse(&net, 0, NAN, "a profile up to nan ns; it must not be negative and the "
           "frequency step allows 24.9938 ns");
    refuse(&net, 2, 0.0, "port 3 of a network of 2 ports");
    for (size_t k = 0; k < net.nf; k++)
        net.freq[k] += 20e6;
    refuse(&net, 0, 0.0, "the frequencies start at 0.02 GHz; a time response needs them "
           "from DC");
    net_free(&net);
}

static const struct tap_case cases[] = {
    {"measured boards have the profile of scikit-rf",
     measured_boards_have_the_profile_of_scikit_rf},
    {"peeling of measured boards stays bounded",
     peeling_of_measured_boards_stays_bounded},
    {"peeling undoes the lattice of thirty layers",
     peeling_undoes_the_lattice_of_thirty_layers},
    {"the third answer of two interfaces is a multiple reflection",
     the_third_answer_of_two_interfaces_is_a_multiple_reflection},
    {"a total reflection ends the peeling", total_reflection_ends_the_peeling},
    {"peeling needs a positive impedance to start from",
     peeling_needs_a_positive_impedance_to_start_from},
    {"the second line is misread at first order and right when peeled",
     second_line_is_misread_at_first_order_and_right_when_peeled},
    {"a transition is at the round trip in both readings",
     transition_is_at_the_round_trip_in_both_readings},
    {"losses raise the line behind them", losses_raise_the_line_behind_them},
    {"the profile ends at the load", the_profile_ends_at_the_load},
    {"each port is seen from its own reference",
     each_port_is_seen_from_its_own_reference},
    {"the reflected step is that of the waveform",
     the_reflected_step_is_that_of_the_waveform},
    {"an open end has no impedance", open_end_has_no_impedance},
    {"times, ports and grids that do not fit are refused",
     times_ports_and_grids_that_do_not_fit_are_refused},
};
TAP_MAIN("signal/tdr", cases)
