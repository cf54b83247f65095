#include "config.h"

#include "base/parallel.h"
#include "tests/margin/com_fixture.h"

#include <string.h>

static void transmitter_noise_alone_gives_its_quantile(void)
{
    /* A rectangle has no ISI: A_ni is the 1e-5 quantile of a Gaussian 27 dB down, 4.26489
     * sigma; cut at that very value and normalised it is that of 2e-5, 4.10748. */
    struct fixture f;
    begin(&f, true);
    leave_out_crosstalk(&f);
    open_filters(&f);
    f.which.drive.snr_tx_db = 27.0;
    CLOSE(solve(&f)->com_db, 27.0 - 20.0 * log10(4.264891), 0.01);
    CLOSE(f.result.a_s, 0.4, 1e-5);     /* the first of its samples, behind 1e16 Hz */
    CLOSE(f.result.sigma.isi, 0.0, 1e-6);
    CLOSE(f.result.sigma.tx, 0.4 * pow(10.0, -27.0 / 20.0), 1e-6);
    CLOSE(f.result.fom_db, 27.0, 1e-3);
    f.params.gauss_span = 1.0;
    CLOSE(solve(&f)->com_db, 27.0 - 20.0 * log10(4.107480), 0.01);
    end(&f);
}

/* Where COM is the ratio that is held back, the error ratio is DER_0; a Gaussian alone has
 * the tail of its sigma beyond A_s, uncut. */
static void errors_at_the_criterion_are_der_0(void)
{
    struct fixture f;
    begin(&f, true);
    leave_out_crosstalk(&f);
    open_filters(&f);
    f.which.drive.snr_tx_db = 18.0;
    CLOSE(solve(&f)->der / (0.5 * erfc(pow(10.0, 0.9) / sqrt(2.0))), 1.0, 1e-3);
    f.params.held_back_db = 4.7;
    CLOSE(solve(&f)->der / (0.5 * erfc(pow(10.0, 0.9 - 0.235) / sqrt(2.0))), 1.0, 1e-3);
    end(&f);
    begin(&f, false);
    receiver(&f);
    f.params.held_back_db = solve(&f)->com_db;
    CLOSE(solve(&f)->der / f.params.der, 1.0, 0.02);    /* a bin of A_ni       */
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
    f.which.drive.amplitude[PATH_FEXT] = 0.8;
    CLOSE(solve(&f)->com_db, 20.0 * log10(0.4 / 0.04), 0.01);
    end(&f);
}

static void closed_eye_has_a_negative_margin_and_no_vec(void)
{
    struct fixture f;
    begin(&f, true);
    open_filters(&f);
    f.which.drive.amplitude[PATH_FEXT] = 10.0;
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
    struct com_drive *drive = &f.which.drive;
    CU_ASSERT(com > 0.0 && com < 40.0);
    const struct { double *value, worse; } changes[] = {
        {&f.params.eta_0, 8e-17}, {&f.params.sigma_rj, 0.02}, {&f.params.a_dd, 0.04},
        {&drive->amplitude[PATH_FEXT], 0.8}, {&drive->amplitude[PATH_NEXT], 1.2},
        {&drive->snr_tx_db, 27.0}, {&f.params.r_lm, 0.8}, {&f.params.der, 1e-6},
        {&drive->amplitude[PATH_THRU], 0.3}};
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
    for (size_t kind = 0; kind < COM_KINDS; kind++)
        f.which.drive.amplitude[kind] *= 2.0;
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

static void kept_work_follows_what_changes(void)
{
    /* Another corner of the CTLE, then another band, then both as they were. */
    struct fixture f, fresh;
    begin(&f, false);
    begin(&fresh, false);
    receiver(&f);
    receiver(&fresh);
    for (size_t i = 0; i < 3; i++) {
        f.ctle[3].f_p2 = fresh.ctle[3].f_p2 = i == 0 ? 0.9 * baud : baud;
        f.params.f_max = fresh.params.f_max = i == 1 ? 21e9 : 0.0;
        com_work_free(&fresh.work);
        const double thermal = solve(&fresh)->sigma.thermal;
        CLOSE(solve(&f)->sigma.thermal, thermal, 0.0);
        CLOSE(f.result.fom_db, fresh.result.fom_db, 0.0);
    }
    end(&f);
    end(&fresh);
}

static void parameters_that_cannot_be_are_refused(void)
{
    struct fixture f;
    begin(&f, false);
    receiver(&f);
    const struct com_params good = f.params;
    enum { BAD = 14 };
    struct com_params bad[BAD];
    for (size_t i = 0; i < BAD; i++)
        bad[i] = good;
    bad[0].baud = (double)NAN;
    bad[1].per_ui = 15;
    bad[2].levels = 1;
    bad[3].der = 0.5;
    bad[4].f_2 = 0.0;
    bad[5].nhp = 0;
    bad[6].ffe.cursor_min = -0.1;
    bad[7].bin = 0.0;
    bad[8].f_max = -1e9;
    bad[9].kappa[1] = (double)NAN;
    bad[10].rx.butterworth = -1.0;
    bad[11].rx = (struct signal_filter){.bessel = 4e10, .bessel_order = 9};
    bad[12].rx = (struct signal_filter){.cosine_start = 4e10, .cosine_stop = 4e10};
    bad[13].f_max = 0.3e9;
    static const char *const said[BAD] = {
        "nan Bd with 16 samples per UI; the rate must be positive, M even and 2 to 1024",
        ("2.5e+10 Bd with 15 samples per UI; the rate must be positive, M even and 2 to "
         "1024"),
        "1 amplitude levels; 2 to 16",
        "DER_0 0.5; above 0 and below 0.5",
        "f_2 0 Hz, 3 x 2 CTLE settings; all must be positive",
        "f_2 2.5e+10 Hz, 3 x 0 CTLE settings; all must be positive",
        "c(0) limit -0.1; 0 or more",
        ("PDF bin 0 V, crest factor 0, band limit 0 Hz; the bin must be positive, the "
         "others 0 or more"),
        ("PDF bin 1e-05 V, crest factor 0, band limit -1e+09 Hz; the bin must be "
         "positive, the others 0 or more"),
        "kappa 1 and nan; finite",
        "filter corners -1 and 0 Hz; 0 or more",
        "a Bessel-Thomson filter of order 9; 1 to 8",
        "a raised cosine from 4e+10 to 4e+10 Hz; it must end above where it starts",
        "up to 3e+08 Hz: thru: 13 frequencies; a channel needs at least 20"};
    for (size_t i = 0; i < BAD; i++) {
        com_free(&f.result);
        CU_ASSERT_EQUAL(
            com_solve(&f.channel, &bad[i], &f.which, NULL, &f.work, &f.result, &f.err),
            LR_EDOMAIN);
        SAME_TEXT(f.err.text, said[i]);
    }
    f.channel.path[1].net.freq[9] += 3.0;
    CU_ASSERT_EQUAL(
        com_solve(&f.channel, &good, &f.which, NULL, &f.work, &f.result, &f.err),
        LR_EDOMAIN);
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
    {"errors at the criterion are DER_0, elsewhere a tail",
     errors_at_the_criterion_are_der_0},
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
    {"kept work follows what changes", kept_work_follows_what_changes},
    {"parameters that cannot be are refused", parameters_that_cannot_be_are_refused},
    {"the loss at Nyquist is read between points in dB",
     loss_at_nyquist_is_read_between_points_in_db},
};
TAP_MAIN("margin/com", cases)
