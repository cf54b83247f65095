#include "config.h"

#include "eq/ctle.h"
#include "signal/impulse.h"
#include "signal/pdf.h"
#include "signal/transfer.h"
#include "tests/published/reference.h"

#include <math.h>

/* 100GBASE-KR4 on the channel example2 of PyChOpMarg with two FEXT and three NEXT
 * aggressors.  Numbers without another source: the IEEE COM tool, release 3.90, run
 * under Octave (golden/com.json and com_detail, case val_bj_ex2_all); release 2.60
 * under MATLAB printed COM 4.3 and 3.65 dB, FOM 16.9 and 16.25 dB, A_s 30.3 and 25 mV,
 * A_ni 18.5 and 16.46 mV for it. */
static const struct reference_files files = {
    "100gbase-kr4",
    "example2_THRU.s4p",
    {"example2_FEXT1.s4p", "example2_FEXT2.s4p"},
    {"example2_NEXT1.s4p", "example2_NEXT2.s4p", "example2_NEXT3.s4p"}};

/* Relative agreement of two programs that do the same arithmetic in another order. */
static const double close = 1e-8;

static bool solve(struct reference *r)
{
    struct lr_error err = {0};
    enum lr_status status = reference_open(r, &files, &err);
    if (!status) {
        status = link_com_solve(&r->chain, &r->channel, NULL, &r->work, &r->com, &err);
        SAME_TEXT(err.text, "");
        CU_ASSERT_EQUAL(r->com.ncase, 2);
    }
    return !status;
}

static void margins_are_those_of_the_reference(void)
{
    struct reference r;
    if (solve(&r)) {
        const struct com_result *a = &r.com.cases[0], *b = &r.com.cases[1];
        CLOSE(a->com_db, 4.294671873875625, 1e-6);
        CLOSE(b->com_db, 3.6529800637148284, 1e-6);
        CLOSE(a->fom_db, 16.890405815053967, 1e-9);
        CLOSE(b->fom_db, 16.25044014123466, 1e-9);
        CLOSE(a->a_s, 30.283111049680105e-3, close * 0.03);
        CLOSE(b->a_s, 25.065642086276902e-3, close * 0.025);
        CLOSE(a->a_ni, 18.47e-3, 1e-9);         /* the edge of a 10 uV bin */
        CLOSE(b->a_ni, 16.46e-3, 1e-9);
        CLOSE(a->vec_db, 8.176724050931888, 1e-6);
        CLOSE(b->vec_db, 9.285911090063044, 1e-6);
        CLOSE(a->veo, 23.62622209936021e-3, 1e-9);
        CLOSE(b->veo, 17.211284172553796e-3, 1e-9);
        CU_ASSERT_EQUAL(r.com.worst, 1);
        CLOSE(com_loss_at_nyquist(&r.channel, 25.78125e9), 23.450233980100123, 1e-6);
    }
    reference_free(&r);
}

static void terms_of_the_merit_are_those_of_the_reference(void)
{
    /* sigma_J is that of A_DD and sigma_RJ together; sigma_G and the norm of h_J from
     * com_detail. */
    static const double want[2][6] = {
        {1.8282280944390141e-3, 2.0290118162734316e-3, 2.995301088290655e-3,
         0.7103426571146695e-3, 1.352696882517763e-3, 1.5788341994030263e-3},
        {1.8646648028747665e-3, 1.6909462528184551e-3, 2.608266083941592e-3,
         0.7103426571146695e-3, 1.1196411046668524e-3, 1.3668050120924586e-3}};
    struct reference r;
    if (solve(&r)) {
        for (size_t i = 0; i < r.com.ncase; i++) {
            const struct com_result *c = &r.com.cases[i];
            /* The FFE shifts pulses in a circle, as the tool does; with zeros shifted in
             * it would be 1.8282287491449586 and 1.864664828353247 mV. */
            CLOSE(c->sigma.isi, want[i][0], close * want[i][0]);
            CLOSE(c->sigma.jitter, want[i][1], close * want[i][1]);
            CLOSE(c->sigma.xtalk, want[i][2], close * want[i][2]);
            CLOSE(c->sigma.thermal, want[i][3], close * want[i][3]);
            CLOSE(c->sigma.tx, want[i][4], close * want[i][4]);
            CLOSE(c->sigma_gauss, want[i][5], close * want[i][5]);
        }
        CLOSE(sqrt(r.com.cases[0].setting.slope), 0.03979219555572524, close * 0.04);
    }
    reference_free(&r);
}

static void equaliser_settings_are_those_of_the_reference(void)
{
    static const double dfe[2][14] = {
        {0.576677671640186, 0.034023254073443844, 0.0001852715540536881,
         -0.07025151140841077, 0.0683781777886749, 0.03707906276052794,
         0.04087308363770708, 0.046035808198834474, 0.012965282620403714,
         0.02009880984432294, 0.014728758353762762, 0.018726473758881666,
         0.02258020165799643, 0.01052131647277961},
        {0.6843142156703254, 0.10621683402483237, 0.013885208771016977,
         0.010207317188594986, 0.02422832889147457, 0.025962901906598168,
         0.022566806245659776, 0.03515040226761946, 0.023246002249305026,
         -0.01766642398744585, 0.06413186224441147, 0.041286685168371855,
         0.05327344157789672, 0.028329040037318714}};
    static const size_t cursor[2] = {4129, 4312};       /* 1-based in the files */
    struct reference r;
    if (solve(&r))
        for (size_t i = 0; i < r.com.ncase; i++) {
            const struct eq_candidate *at = &r.com.cases[i].setting;
            CLOSE(r.link.interface.com.ctle[at->ctle].g_dc_db, -12.0, 0.0);
            CU_ASSERT_EQUAL(at->ffe.ntap, 2);
            CU_ASSERT_EQUAL(at->ffe.position[0], -1);
            CU_ASSERT_EQUAL(at->ffe.position[1], 1);
            CLOSE(at->ffe.tap[0], -0.16, 1e-12);
            CLOSE(at->ffe.cursor, 0.84, 1e-12);
            CLOSE(at->ffe.tap[1], 0.0, 1e-12);
            CU_ASSERT_EQUAL(at->cursor, cursor[i]);
            for (size_t k = 0; k < 14; k++)
                CLOSE(at->b[k], dfe[i][k], 1e-6);
            CU_ASSERT_EQUAL(r.com.cases[i].looked, 13 * 155);   /* 2015 after c(0) */
        }
    reference_free(&r);
}

/* One path from die to die at one of the channel's frequencies. */
static double complex transfer(const struct reference *r, size_t path, double freq)
{
    const struct interface_packages *p = &r->chain.packages[0];
    const struct channel_path *at = &r->channel.path[path];
    const struct signal_ends ends = {&p->tx[at->kind], &p->rx[at->kind], 50.0, 55.0, 55.0};
    double complex h[8192];
    size_t k = 0;
    CU_ASSERT_FATAL(at->net.nf <= 8192);
    CU_ASSERT_EQUAL(signal_transfer(&at->net, &ends, h, NULL), LR_OK);
    while (k < at->net.nf && !(fabs(at->net.freq[k] - freq) < 1.0))
        k++;
    return k < at->net.nf ? h[k] : NAN;
}

static void same(double complex got, double complex want)
{
    CLOSE(creal(got), creal(want), 1e-9 * cabs(want));
    CLOSE(cimag(got), cimag(want), 1e-9 * cabs(want));
}

static void transfer_functions_are_those_of_the_reference(void)
{
    static const struct { double freq; double complex package, filter; } thru[] = {
        {0.1e9, -0.8341932683089991 + 0.10604980175029442 * I,
         -0.8326839357182667 + 0.11731339458762974 * I},
        {1e9, 0.515707342640274 - 0.15842781287951532 * I,
         0.4896484331469505 - 0.22649028111508435 * I},
        {5e9, 0.2026978434102817 + 0.08716618722879374 * I,
         0.21228586501798427 - 0.06015063894774503 * I},
        {10e9, -0.02269974713344022 + 0.08527348050825345 * I,
         0.08041224927991228 + 0.03579199508171296 * I},
        {16e9, -0.022760637900737454 - 0.01339414180016902 * I,
         0.008727636081556064 + 0.02226206326208029 * I},
        {35e9, -7.63401205632291e-06 + 7.837408395393682e-07 * I,
         -1.086297999634242e-07 - 7.034359130068722e-07 * I}};
    static const double complex at_10_ghz[] = {     /* FEXT1 FEXT2 NEXT1 NEXT2 NEXT3 */
        -0.0030960979125557054 - 0.0032048256387422263 * I,
        -0.002720106365029688 - 0.0020745907659691725 * I,
        0.003064164650963578 + 0.005406809750388622 * I,
        0.0005740199303296046 + 9.307453139726816e-05 * I,
        0.003070308220412296 + 0.005812193522878122 * I};
    struct lr_error err = {0};
    struct reference r;
    if (!reference_open(&r, &files, &err)) {
        for (size_t i = 0; i < sizeof thru / sizeof thru[0]; i++) {
            const double complex h = transfer(&r, 0, thru[i].freq);
            same(h, thru[i].package);
            same(h * signal_butterworth(thru[i].freq, 0.75 * 25.78125e9), thru[i].filter);
        }
        for (size_t i = 0; i < 5; i++)
            same(transfer(&r, i + 1, 10e9), at_10_ghz[i]);
    }
    reference_free(&r);
}

static void pulses_are_those_of_the_reference(void)
{
    struct reference r;
    if (solve(&r)) {
        const struct com_result *a = &r.com.cases[0], *b = &r.com.cases[1];
        CU_ASSERT_EQUAL(a->n, 12846);
        CU_ASSERT_EQUAL(b->n, 14615);
        CLOSE(a->peak, 82.60246767802899e-3, close * 0.08);
        CLOSE(b->peak, 71.99590585832888e-3, close * 0.07);
        CLOSE(a->dt, 1.212121212121212e-12, 1e-24);
        CLOSE(a->pulse[4100], 0.019148566166129366, 1e-10);
        CLOSE(a->pulse[4141], 0.08260246767802899, 1e-10);
        CLOSE(a->pulse[4142], 0.08250077239269314, 1e-10);
        CLOSE(a->pulse[4200], 0.036070567139808114, 1e-10);
        CLOSE(b->pulse[4326], b->peak, 0.0);
        /* The impulse response's largest sample and its sum, both with A_v: differences
         * of the pulse over one UI, and the pulse's own sum. */
        double sum = 0.0, h = 0.0;
        for (size_t k = 0; k < a->n; k++)
            sum += a->pulse[k];
        for (size_t k = 4123 % 32; k <= 4123; k += 32)
            h += a->pulse[k] - a->pulse[k - 1];
        CLOSE(sum / 32.0, 0.3742009562509999, 1e-9);
        CLOSE(h, 0.0027678692243663905, 1e-10);
        /* Behind CTLE and FFE; the DFE's blocks are put back. */
        CLOSE(a->equalised[4097], 0.00010130780146671604, 1e-10);
        CLOSE(a->equalised[4129], 0.030283111049680105, 1e-10);
        CLOSE(a->equalised[4130], 0.03090728319098423, 1e-10);
        CLOSE(a->equalised[4161] + a->setting.b[0] * a->setting.s0, 0.017463593970150713,
              1e-10);
        CLOSE(a->equalised[4193] + a->setting.b[1] * a->setting.s0, 0.001030329981377581,
              1e-10);
        CLOSE(a->equalised[4225], 0.0, 1e-10);
    }
    reference_free(&r);
}

/* Standard deviation of the density of an aggressor's pulse at its worst phase. */
static double crosstalk_sigma(const struct reference *r, size_t path)
{
    const struct com_params *p = &r->link.interface.com;
    const struct eq_candidate *at = &r->com.cases[0].setting;
    const struct interface_packages *packages = &r->chain.packages[0];
    const struct channel_path *from = &r->channel.path[path];
    const bool next = from->kind == PATH_NEXT;
    const struct com_drive *drive = &r->link.interface.cases[0].drive;
    const struct signal_ends ends = {&packages->tx[from->kind],
                                     &packages->rx[from->kind], 50.0, 55.0, 55.0};
    const double dt = 1.0 / (p->baud * 32.0);
    double complex h[8192];
    struct impulse impulse = {0};
    struct fft *fft = NULL;
    CU_ASSERT_EQUAL(signal_transfer(&from->net, &ends, h, NULL), LR_OK);
    for (size_t k = 0; k < from->net.nf; k++)
        h[k] *=
            signal_filter(&p->rx, from->net.freq[k]) * drive->amplitude[from->kind];
    fft_new(2 * impulse_intervals(from->net.freq, dt), &fft, NULL);
    CU_ASSERT_EQUAL(impulse_response(from->net.nf, from->net.freq, h, dt, 1e-3, fft, "x",
                                     &impulse, NULL), LR_OK);
    const size_t n = impulse.n, ui = (size_t)lround((double)n / 32.0);
    double pulse[2][1 << 15], v[1 << 10], widest = 0.0;
    CU_ASSERT_FATAL(n <= 1 << 15);
    eq_ctle_filter(&p->ctle[at->ctle], dt, n, impulse.h, impulse.h);
    impulse_pulse(impulse.h, n, 32, pulse[0]);
    eq_ffe_apply(&at->ffe, 32, n, pulse[0], pulse[1]);
    for (size_t phase = 0; phase < 32; phase++) {
        size_t count = 0;
        for (size_t i = 1; i + 2 <= ui; i++)
            v[count++] = pulse[next ? 0 : 1][32 * i + phase];
        const struct pdf_levels levels = {.n = count, .v = v, .levels = 2, .bin = 1e-5};
        widest = fmax(widest, pdf_levels_variance(&levels));
    }
    impulse_free(&impulse);
    fft_free(fft);
    return sqrt(widest);
}

static void crosstalk_densities_are_as_wide_as_those_of_the_reference(void)
{
    static const double want[] = {0.0009180413934022801, 0.0007428997240543304,
                                  0.002164717071582335, 0.0009502631214563681,
                                  0.0020000499993750157};
    struct reference r;
    if (solve(&r))
        for (size_t i = 0; i < 5; i++)
            CLOSE(crosstalk_sigma(&r, i + 1), want[i], 1e-9 * want[i]);
    reference_free(&r);
}

static void a_gaussian_cut_at_twice_q_costs_five_millidecibels(void)
{
    /* As releases 4.30 and later cut it; an independent calculation of the same
     * channel in numpy (golden/com_kr4_example2_intermediate.json). */
    struct lr_error err = {0};
    struct reference r;
    if (!reference_open(&r, &files, &err)) {
        r.link.interface.com.gauss_span = 2.0;
        CU_ASSERT_EQUAL(link_com_solve(&r.chain, &r.channel, NULL, &r.work, &r.com, &err),
                        LR_OK);
        CLOSE(r.com.cases[0].com_db, 4.2899704449988985, 1e-6);
        CLOSE(r.com.cases[1].com_db, 3.6529800637151317, 1e-6);
    }
    reference_free(&r);
}

/* Leaves the frequencies from `low` to `high`. */
static void cut(struct net *net, double low, double high)
{
    size_t n = 0;
    for (size_t k = 0; k < net->nf; k++) {
        if (net->freq[k] < low || net->freq[k] > high)
            continue;
        net->freq[n] = net->freq[k];
        for (size_t i = 0; i < 4; i++)
            net->s[4 * n + i] = net->s[4 * k + i];
        n++;
    }
    net->nf = n;
}

static void files_cut_at_either_end_are_continued_as_by_the_reference(void)
{
    /* The independent calculation in numpy with files without their DC point, up to 25
     * GHz, and both up to 18 GHz.  It shifts zeros in where the tool and this program
     * shift in a circle: 4e-5 dB of the figure of merit at most. */
    static const struct {
        double low, high;
        struct { double com, fom, a_s; size_t n; } want[2];
    } bands[] = {
        {1.0, 1e12,
         {{4.284785653922324, 16.888273680418642, 0.03028141700088226, 12861},
          {3.652296895034897, 16.248782557272815, 0.025063670683355608, 14634}}},
        {0.0, 25e9,
         {{4.287832295796758, 16.89629624227725, 0.03029204030127484, 12846},
          {3.652955586830406, 16.25315666486609, 0.025065571451260177, 14615}}},
        {1.0, 18e9,
         {{4.410233080765973, 16.89744373178666, 0.03446040728933877, 12636},
          {3.770304487121918, 16.284550468596176, 0.02506693583023404, 14557}}}};
    for (size_t b = 0; b < 3; b++) {
        struct lr_error err = {0};
        struct reference r;
        if (!reference_open(&r, &files, &err)) {
            for (size_t i = 0; i < r.channel.npath; i++)
                cut(&r.channel.path[i].net, bands[b].low, bands[b].high);
            for (size_t i = 0; i < r.chain.ncase; i++) {
                struct interface_packages *p = &r.chain.packages[i];
                for (size_t kind = 0; kind < COM_KINDS; kind++) {
                    cut(&p->tx[kind], bands[b].low, bands[b].high);
                    cut(&p->rx[kind], bands[b].low, bands[b].high);
                }
            }
            link_com_solve(&r.chain, &r.channel, NULL, &r.work, &r.com, &err);
            SAME_TEXT(err.text, "");
            for (size_t i = 0; i < r.com.ncase; i++) {
                const struct com_result *got = &r.com.cases[i];
                CLOSE(got->com_db, bands[b].want[i].com, 1e-6);
                CLOSE(got->fom_db, bands[b].want[i].fom, 4e-5);
                CLOSE(got->a_s, bands[b].want[i].a_s, 1e-11);
                CU_ASSERT_EQUAL(got->n, bands[b].want[i].n);
            }
        }
        reference_free(&r);
    }
}

static void local_search_visits_what_the_reference_visits(void)
{
    /* Of 2015 legal settings; the winner is the same. */
    struct lr_error err = {0};
    struct reference r;
    if (!reference_open(&r, &files, &err)) {
        r.link.interface.com.local = 2;
        CU_ASSERT_EQUAL(link_com_solve(&r.chain, &r.channel, NULL, &r.work, &r.com, &err),
                        LR_OK);
        for (size_t i = 0; i < r.com.ncase; i++)
            CU_ASSERT_EQUAL(r.com.cases[i].looked, 494);
        CLOSE(r.com.cases[0].fom_db, 16.890405815053967, 1e-9);
        CLOSE(r.com.cases[1].fom_db, 16.25044014123466, 1e-9);
    }
    reference_free(&r);
}

static const struct tap_case cases[] = {
    {"transfer functions are those of the reference",
     transfer_functions_are_those_of_the_reference},
    {"pulses are those of the reference", pulses_are_those_of_the_reference},
    {"equaliser settings are those of the reference",
     equaliser_settings_are_those_of_the_reference},
    {"terms of the merit are those of the reference",
     terms_of_the_merit_are_those_of_the_reference},
    {"crosstalk densities are as wide as those of the reference",
     crosstalk_densities_are_as_wide_as_those_of_the_reference},
    {"margins are those of the reference", margins_are_those_of_the_reference},
    {"a local search visits what the reference visits",
     local_search_visits_what_the_reference_visits},
    {"files cut at either end are continued as by the reference",
     files_cut_at_either_end_are_continued_as_by_the_reference},
    {"a Gaussian cut at twice Q costs five millidecibels",
     a_gaussian_cut_at_twice_q_costs_five_millidecibels},
};
TAP_MAIN("published/kr4_example2", cases)
