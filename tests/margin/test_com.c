#include "config.h"

#include "base/parallel.h"
#include "margin/com.h"
#include "tests/tap.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { M = 16, NF = 1201, PATHS = 3 };
static const double baud = 25e9;
static const double pi_2 = 6.283185307179586;

struct fixture {
    struct channel channel;
    struct net wire;
    struct eq_ctle ctle[6];
    struct com_params params;
    struct com_packages packages;
    struct com_work work;
    struct com_result result;
    struct lr_error err;
};

/* Three paths on `step` with wires for packages.  ideal: flat, 40 samples late, so that
 * with open filters a symbol is a rectangle; else a lossy line with two aggressors. */
static void begin(struct fixture *f, bool ideal)
{
    const double dt = 1.0 / (baud * M), step = ideal ? 0.5 / dt / (NF - 1) : 25e6;
    static const char *const names[PATHS] = {"thru", "fext", "next"};
    *f = (struct fixture){.err = {.status = LR_OK}};
    CU_ASSERT_EQUAL_FATAL(channel_init(&f->channel, PATHS, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(net_init(&f->wire, NF, 2, 100.0, NULL), LR_OK);
    for (size_t i = 0; i < PATHS; i++) {
        struct channel_path *path = &f->channel.path[i];
        path->kind = (enum path_kind)i;
        path->name = names[i];
        CU_ASSERT_EQUAL_FATAL(net_init(&path->net, NF, 2, 100.0, NULL), LR_OK);
        for (size_t k = 0; k < NF; k++) {
            const double freq = step * (double)k, g = freq / 1e9;
            path->net.freq[k] = f->wire.freq[k] = freq;
            *net_s(&f->wire, k, 0, 1) = *net_s(&f->wire, k, 1, 0) = 1.0;
            double size = 0.93 * exp(-0.13 * sqrt(g) - 0.062 * g);
            if (i)
                size *= (i == 1 ? 0.0041 : 0.0027) * g;
            if (ideal)
                size = i == 0 ? 1.0 : i == 1 ? 0.05 : 0.0;
            const double delay = ideal ? 40.0 * dt : 1.234e-9 + 0.31e-9 * (double)i;
            *net_s(&path->net, k, 1, 0) = *net_s(&path->net, k, 0, 1) =
                size * cexp(-I * pi_2 * freq * delay);
        }
    }
    f->packages = (struct com_packages){&f->wire, &f->wire, &f->wire, &f->wire};
}

static void end(struct fixture *f)
{
    com_free(&f->result);
    com_work_free(&f->work);
    channel_free(&f->channel);
    net_free(&f->wire);
}

/* NRZ through wide-open filters, without noise and DFE.  Nothing of the response is cut:
 * behind an impulse the pulse has yet to end. */
static void open_filters(struct fixture *f)
{
    f->ctle[0] = (struct eq_ctle){0.0, 1e16, 1e16, 1e16, 0.0, 0.0};
    f->params = (struct com_params){
        .baud = baud, .levels = 2, .per_ui = M, .der = 1e-5, .r_lm = 1.0, .a_v = 0.4,
        .a_fe = 0.4, .a_ne = 0.6, .snr_tx_db = 200.0, .r_0 = 50.0, .r_tx = 50.0,
        .r_rx = 50.0, .f_r = 1e16, .f_2 = baud, .threshold = 0.0, .bin = 1e-5,
        .gauss_span = 2.0, .ng = 1, .nhp = 1, .ctle = f->ctle};
}

static const double pre[] = {-0.15, -0.1, -0.05, 0.0}, post[] = {-0.1, 0.0};

/* A receiver with everything, PAM4. */
static void receiver(struct fixture *f)
{
    open_filters(f);
    for (size_t i = 0; i < 6; i++)
        f->ctle[i] = (struct eq_ctle){-2.0 * (double)(2 - i / 2), baud / 4.0, baud / 4.0,
                                      baud, i % 2 ? 0.0 : -1.5, baud / 80.0};
    struct com_params *p = &f->params;
    p->threshold = 1e-3;
    p->ng = 3;
    p->nhp = 2;
    p->levels = 4;
    p->r_lm = 0.95;
    p->der = 1e-4;
    p->snr_tx_db = 33.0;
    p->f_r = 0.75 * baud;
    p->eta_0 = 8e-18;
    p->sigma_rj = 0.01;
    p->a_dd = 0.02;
    p->ffe = (struct eq_ffe_grid){2, {-1, 1}, {4, 2}, {pre, post}, .cursor_min = 0.6};
    p->dfe = (struct eq_dfe){2, {-0.5, -0.2}, .b_max = {0.5, 0.2}};
}

static const struct com_result *solve(struct fixture *f)
{
    com_free(&f->result);
    com_solve(&f->channel, &f->params, &f->packages, NULL, &f->work, &f->result, &f->err);
    SAME_TEXT(f->err.text, "");
    return &f->result;
}

static void leave_out_crosstalk(struct fixture *f)
{
    for (size_t i = 1; i < PATHS; i++)
        net_free(&f->channel.path[i].net);
    f->channel.npath = 1;
}

static void transmitter_noise_alone_gives_its_quantile(void)
{
    /* A rectangle has no ISI: A_ni is the 1e-5 quantile of a Gaussian 27 dB down, 4.26489
     * sigma; cut at that very value and normalised it is that of 2e-5, 4.10748. */
    struct fixture f;
    begin(&f, true);
    leave_out_crosstalk(&f);
    open_filters(&f);
    f.params.snr_tx_db = 27.0;
    CLOSE(solve(&f)->com_db, 27.0 - 20.0 * log10(4.264891), 0.01);
    CLOSE(f.result.a_s, 0.4, 1e-5);     /* the first of its samples, behind 1e16 Hz */
    CLOSE(f.result.sigma.isi, 0.0, 1e-6);
    CLOSE(f.result.sigma.tx, 0.4 * pow(10.0, -27.0 / 20.0), 1e-6);
    CLOSE(f.result.fom_db, 27.0, 1e-3);
    f.params.gauss_span = 1.0;
    CLOSE(solve(&f)->com_db, 27.0 - 20.0 * log10(4.107480), 0.01);
    end(&f);
}

static void thermal_noise_is_the_density_times_the_band(void)
{
    /* Open filters pass 0 to 200 GHz. */
    struct fixture f;
    begin(&f, true);
    leave_out_crosstalk(&f);
    open_filters(&f);
    f.params.eta_0 = 7.23e-16;
    const double sigma = sqrt(7.23e-16 * 200e9);
    CLOSE(solve(&f)->sigma.thermal, sigma, 1e-6 * sigma);
    CLOSE(f.result.sigma_gauss, sigma, 1e-6 * sigma);
    CLOSE(f.result.com_db, 20.0 * log10(0.4 / (4.264891 * sigma)), 0.01);
    end(&f);
}

static void aggressor_alone_gives_its_ratio(void)
{
    /* One NRZ sample of 5 % of A_fe: A_ni is 20 mV, 26.02 dB below 400 mV. */
    struct fixture f;
    begin(&f, true);
    open_filters(&f);
    CLOSE(solve(&f)->com_db, 20.0 * log10(0.4 / 0.02), 0.01);
    CLOSE(f.result.a_ni, 0.02, 1e-5);
    CLOSE(f.result.veo, 2.0 * (0.4 - 0.02), 1e-4);
    CLOSE(f.result.vec_db, -20.0 * log10(0.38 / 0.4), 1e-3);
    f.params.a_fe = 0.8;
    CLOSE(solve(&f)->com_db, 20.0 * log10(0.4 / 0.04), 0.01);
    end(&f);
}

static void closed_eye_has_a_negative_margin_and_no_vec(void)
{
    struct fixture f;
    begin(&f, true);
    open_filters(&f);
    f.params.a_fe = 10.0;
    CLOSE(solve(&f)->com_db, 20.0 * log10(0.4 / 0.5), 0.01);
    CLOSE(f.result.veo, -0.2, 1e-4);
    CU_ASSERT(isnan(f.result.vec_db));
    end(&f);
}

static void every_impairment_lowers_the_margin(void)
{
    struct fixture f;
    begin(&f, false);
    receiver(&f);
    const double com = solve(&f)->com_db, fom = f.result.fom_db;
    CU_ASSERT(com > 0.0 && com < 40.0);
    const struct { double *value, worse; } changes[] = {
        {&f.params.eta_0, 8e-17}, {&f.params.sigma_rj, 0.02}, {&f.params.a_dd, 0.04},
        {&f.params.a_fe, 0.8},    {&f.params.a_ne, 1.2},      {&f.params.snr_tx_db, 27.0},
        {&f.params.r_lm, 0.8},    {&f.params.der, 1e-6},      {&f.params.a_v, 0.3}};
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        const double was = *changes[i].value;
        *changes[i].value = changes[i].worse;
        CU_ASSERT(solve(&f)->com_db < com - 0.01);
        CU_ASSERT(f.result.fom_db <= fom);
        *changes[i].value = was;
    }
    CLOSE(solve(&f)->com_db, com, 0.0);
    leave_out_crosstalk(&f);
    CU_ASSERT(solve(&f)->com_db > com + 0.01);
    CLOSE(f.result.sigma.xtalk, 0.0, 0.0);
    end(&f);
}

static void all_voltages_doubled_leave_the_margin(void)
{
    struct fixture f;
    begin(&f, false);
    receiver(&f);
    f.params.bin = 2e-6;                        /* below A_s/1000, to be doubled too */
    const double com = solve(&f)->com_db, fom = f.result.fom_db, a_s = f.result.a_s;
    f.params.a_v *= 2.0;
    f.params.a_fe *= 2.0;
    f.params.a_ne *= 2.0;
    f.params.eta_0 *= 4.0;
    f.params.bin *= 2.0;
    CLOSE(solve(&f)->fom_db, fom, 1e-11);
    CLOSE(f.result.com_db, com, 1e-11);
    CLOSE(f.result.a_s, 2.0 * a_s, 1e-14);
    end(&f);
}

static void merit_is_the_signal_over_the_root_of_its_terms(void)
{
    struct fixture f;
    begin(&f, false);
    receiver(&f);
    const struct com_noise *s = &solve(&f)->sigma;
    const double noise =
        sqrt(s->isi * s->isi + s->jitter * s->jitter + s->xtalk * s->xtalk +
             s->thermal * s->thermal + s->tx * s->tx);
    CLOSE(f.result.fom_db, 20.0 * log10(f.result.a_s / noise), 1e-9);
    CLOSE(f.result.a_s, 0.95 * f.result.setting.s0 / 3.0, 1e-15);
    CLOSE(f.result.equalised[f.result.setting.cursor], f.result.setting.s0, 1e-12);
    CU_ASSERT_EQUAL(f.result.looked, 6 * 8);
    double peak = 0.0;
    for (size_t k = 0; k < f.result.n; k++)
        peak = fmax(peak, f.result.pulse[k]);
    CLOSE(f.result.peak, peak, 0.0);
    CLOSE(f.result.dt, 1.0 / (baud * M), 1e-26);
    end(&f);
}

static void threads_and_kept_work_do_not_change_a_bit(void)
{
    struct fixture f, fresh;
    begin(&f, false);
    begin(&fresh, false);
    receiver(&f);
    receiver(&fresh);
    parallel_set_threads(1);
    solve(&f);
    solve(&f);                                  /* with the plan of the first */
    parallel_set_threads(4);
    solve(&fresh);
    parallel_set_threads(0);
    const struct com_result *a = &f.result, *b = &fresh.result;
    CU_ASSERT(a->com_db == b->com_db && a->fom_db == b->fom_db && a->a_ni == b->a_ni);
    CU_ASSERT(a->sigma_gauss == b->sigma_gauss && a->peak == b->peak);
    CU_ASSERT(a->setting.cursor == b->setting.cursor && a->looked == b->looked);
    CU_ASSERT_FATAL(a->n == b->n);
    CU_ASSERT(!memcmp(a->equalised, b->equalised, a->n * sizeof(double)));
    end(&f);
    end(&fresh);
}

static void answers_that_lean_on_a_limit_are_flagged(void)
{
    struct fixture f;
    begin(&f, false);
    receiver(&f);
    /* Only the strongest settings: every grid of two, and a DFE without room. */
    static const double strong[] = {-0.2, -0.19};
    f.ctle[0] = (struct eq_ctle){-9.0, baud / 4.0, baud / 4.0, baud, 0.0, 0.0};
    f.ctle[1] = f.ctle[0];
    f.ctle[1].g_dc_db = -8.0;
    f.params.ng = 2;
    f.params.nhp = 1;
    f.params.ffe = (struct eq_ffe_grid){1, {-1}, {2}, {strong}, .cursor_min = 0.0};
    f.params.dfe = (struct eq_dfe){1, {-1e-6}, .b_max = {1e-6}};
    char want[3][COM_FLAG_SIZE];
    solve(&f);
    snprintf(want[0], COM_FLAG_SIZE, "g_DC %g dB at the edge of its grid",
             f.result.setting.ctle ? -8.0 : -9.0);
    snprintf(want[1], COM_FLAG_SIZE, "c(-1) %g at the edge of its grid",
             f.result.setting.ffe.index[0] ? -0.19 : -0.2);
    snprintf(want[2], COM_FLAG_SIZE, "b(1) %g at its limit", f.result.setting.b[0]);
    CU_ASSERT_EQUAL(f.result.nflag, 3);
    for (size_t i = 0; i < 3; i++)
        SAME_TEXT(f.result.flag[i], want[i]);
    for (size_t i = 0; i < PATHS; i++)
        f.channel.path[i].net.nf = 401;         /* to 10 GHz */
    f.wire.nf = 401;
    SAME_TEXT(solve(&f)->flag[0], "band ends at 10 GHz, below Nyquist 12.5 GHz");
    end(&f);
}

static void setting_inside_its_grid_raises_no_flag(void)
{
    struct fixture f;
    begin(&f, true);
    leave_out_crosstalk(&f);
    open_filters(&f);
    f.params.snr_tx_db = 27.0;
    CU_ASSERT_EQUAL(solve(&f)->nflag, 0);
    end(&f);
}

static void parameters_that_cannot_be_are_refused(void)
{
    struct fixture f;
    begin(&f, false);
    receiver(&f);
    const struct com_params good = f.params;
    struct com_params bad[7];
    for (size_t i = 0; i < 7; i++)
        bad[i] = good;
    bad[0].baud = (double)NAN;
    bad[1].per_ui = 15;
    bad[2].levels = 1;
    bad[3].der = 0.5;
    bad[4].f_2 = 0.0;
    bad[5].nhp = 0;
    bad[6].ffe.cursor_min = -0.1;
    static const char *const said[] = {
        "nan Bd with 16 samples per UI; the rate must be positive, M even and 2 to 1024",
        ("2.5e+10 Bd with 15 samples per UI; the rate must be positive, M even and 2 to "
         "1024"),
        "1 amplitude levels; 2 to 16",
        "DER_0 0.5; above 0 and below 0.5",
        "f_2 0 Hz, f_r 1.875e+10 Hz, 3 x 2 CTLE settings; all must be positive",
        "f_2 2.5e+10 Hz, f_r 1.875e+10 Hz, 3 x 0 CTLE settings; all must be positive",
        "c(0) limit -0.1; 0 or more"};
    for (size_t i = 0; i < 7; i++) {
        com_free(&f.result);
        CU_ASSERT_EQUAL(
            com_solve(&f.channel, &bad[i], &f.packages, NULL, &f.work, &f.result, &f.err),
            LR_EDOMAIN);
        SAME_TEXT(f.err.text, said[i]);
    }
    f.channel.path[1].net.freq[9] += 3.0;
    CU_ASSERT_EQUAL(com_solve(&f.channel, &good, &f.packages, NULL, &f.work, &f.result,
                              &f.err), LR_EDOMAIN);
    SAME_TEXT(f.err.text,
              "fext: its frequencies differ from those of thru; all files of one "
              "channel must share one grid");
    end(&f);
}

static void loss_at_nyquist_is_read_between_points_in_db(void)
{
    /* 12.5 GHz is a point of the grid; 12.51 GHz lies two fifths behind it. */
    struct fixture f;
    begin(&f, false);
    const double complex *s = f.channel.path[0].net.s;
    const double a = -20.0 * log10(cabs(s[4 * 500 + 2]));
    const double b = -20.0 * log10(cabs(s[4 * 501 + 2]));
    CLOSE(com_loss_at_nyquist(&f.channel, 25e9), a, 1e-12);
    CLOSE(com_loss_at_nyquist(&f.channel, 25.02e9), a + 0.4 * (b - a), 1e-9);
    end(&f);
}

static const struct tap_case cases[] = {
    {"transmitter noise alone gives its quantile",
     transmitter_noise_alone_gives_its_quantile},
    {"thermal noise is the density times the band",
     thermal_noise_is_the_density_times_the_band},
    {"an aggressor alone gives its ratio", aggressor_alone_gives_its_ratio},
    {"a closed eye has a negative margin and no VEC",
     closed_eye_has_a_negative_margin_and_no_vec},
    {"every impairment lowers the margin", every_impairment_lowers_the_margin},
    {"all voltages doubled leave the margin", all_voltages_doubled_leave_the_margin},
    {"the merit is the signal over the root of its terms",
     merit_is_the_signal_over_the_root_of_its_terms},
    {"threads and kept work do not change a bit",
     threads_and_kept_work_do_not_change_a_bit},
    {"answers that lean on a limit are flagged",
     answers_that_lean_on_a_limit_are_flagged},
    {"a setting inside its grid raises no flag", setting_inside_its_grid_raises_no_flag},
    {"parameters that cannot be are refused", parameters_that_cannot_be_are_refused},
    {"the loss at Nyquist is read between points in dB",
     loss_at_nyquist_is_read_between_points_in_db},
};
TAP_MAIN("margin/com", cases)
