#include "config.h"

#include "margin/c2m_eye.h"
#include "tests/tap.h"

#include <math.h>

/* A pulse that is a roof over one UI: a (1 - 2 |x| (1 - edge)), nothing elsewhere.  No
 * symbol reaches the next one, so that every contour can be written down. */
enum { M = 100, N = 8 * M + 1, CURSOR = 4 * M };
static const double a = 0.1, edge = 0.3;

struct fixture {
    double s[N];
    struct com_params params;
    struct c2m_params c2m;
    struct c2m_source source;
    struct c2m_eye eye;
    struct lr_error err;
};

static double roof(double x)
{
    return fabs(x) <= 0.5 ? a * (1.0 - 2.0 * fabs(x) * (1.0 - edge)) : 0.0;
}

static void begin(struct fixture *f, size_t levels)
{
    *f = (struct fixture){
        .params = {.levels = levels, .der = 1e-5, .r_lm = 1.0, .bin = 1e-5,
                   .gauss_span = 2.0},
        .c2m = {.per_ui = M},
        .source = {.view = {.at = f->s + CURSOR, .sample = 1, .ui = M, .n = N,
                            .cursor = CURSOR, .per_ui = M},
                   .bin = 1e-5}};
    f->source.params = &f->params;
    f->source.c2m = &f->c2m;
    for (int k = 0; k < N; k++)
        f->s[k] = roof((k - CURSOR) / (double)M);
}

static const struct c2m_eye *solve(struct fixture *f)
{
    c2m_eye_free(&f->eye);
    CU_ASSERT_EQUAL(c2m_eye_solve(&f->source, &f->eye, &f->err), LR_OK);
    SAME_TEXT(f->err.text, "");
    return &f->eye;
}

static void gaussian_noise_closes_an_eye_by_its_quantile(void)
{
    /* q = 4.264891 of 1e-5.  The contour a (1 - 1.4 |x|) - q sigma meets the middle, 0,
     * at x = (1 - q sigma / a) / 1.4 on each side: 0.4097 UI. */
    struct fixture f;
    begin(&f, 2);
    f.source.steady = 0.01;
    const double q = 4.264891, noise = q * 0.01;
    CU_ASSERT(solve(&f)->open);
    CU_ASSERT(f.eye.eye[0].open);
    CLOSE(f.eye.veo, 2.0 * (a - noise), 4e-5);
    CLOSE(f.eye.a_s, a, 1e-15);
    CLOSE(f.eye.a_ni, 2.0 * noise, 4e-5);
    CLOSE(f.eye.com_db, 20.0 * log10(a / noise), 0.005);
    CLOSE(f.eye.vec_db, -20.0 * log10(1.0 - noise / a), 0.005);
    const double x = (1.0 - noise / a) / 1.4;
    CLOSE(f.eye.eye[0].width, floor(200.0 * x) / 100.0, 1e-12);
    CLOSE(f.eye.eye[0].centre, 0.0, 1e-12);
    CLOSE(f.eye.low[M + 70], roof(0.2) - noise, 2e-5);
    CLOSE(f.eye.high[M + 70], roof(0.2) + noise, 2e-5);
    CLOSE(f.eye.high[70], -roof(0.2) + noise, 2e-5);
    c2m_eye_free(&f.eye);
}

static void jitter_closes_an_eye_by_slope_times_its_peak(void)
{
    /* A_DD of 0.3 UI on a slope of 1.4 a per UI, none at the top of the roof: the contour
     * is a (1 - 1.4 |x| - 0.42) elsewhere and meets the middle at 0.4143 UI. */
    struct fixture f;
    begin(&f, 2);
    f.params.a_dd = 0.3;
    solve(&f);
    CLOSE(f.eye.veo, 2.0 * a, 1e-9);
    CLOSE(f.eye.low[M + 30], a * (1.0 - 1.4 * 0.2 - 0.42), 2e-5);
    CLOSE(f.eye.eye[0].width, 0.82, 1e-12);
    CLOSE(f.eye.eye[0].centre, 0.0, 1e-12);
    c2m_eye_free(&f.eye);
}

static void a_window_is_as_high_as_its_lowest_phase_that_counts(void)
{
    /* Without noise a level has a probability of at least 1/11 at each phase.  A triangle
     * leaves its ends out. */
    struct fixture f;
    begin(&f, 2);
    f.c2m.t_o = 0.05;
    CLOSE(solve(&f)->veo, 2.0 * roof(0.05), 4e-5);
    f.c2m.window = C2M_TRIANGLE;
    CLOSE(solve(&f)->veo, 2.0 * roof(0.04), 4e-5);
    f.c2m.window = C2M_GAUSSIAN;
    f.c2m.sigma_r = 0.02;
    CLOSE(solve(&f)->veo, 2.0 * roof(0.05), 4e-5);
    f.c2m.sigma_r = 0.01;               /* e^-12.5 / 2.5 = 1.5e-6 at the ends */
    CLOSE(solve(&f)->veo, 2.0 * roof(0.04), 4e-5);
    c2m_eye_free(&f.eye);
}

static double tail(double x)
{
    return 0.5 * erfc(x / sqrt(2.0));
}

static void a_window_mixes_the_densities_of_its_phases(void)
{
    /* The lower contour y of +a(x): sum_i w_i Q((a_i - y) / sigma) = 1e-5. */
    struct fixture f;
    begin(&f, 2);
    f.c2m = (struct c2m_params){.t_o = 0.05, .per_ui = M, .window = C2M_GAUSSIAN,
                                .sigma_r = 0.02};
    f.source.steady = 0.0021;
    double low = 0.0, high = a;
    for (int step = 0; step < 60; step++) {
        const double y = 0.5 * (low + high);
        double sum = 0.0, all = 0.0;
        for (int i = -5; i <= 5; i++) {
            all += exp(-i * i / 8.0);
            sum += exp(-i * i / 8.0) * tail((roof(0.01 * i) - y) / 0.0021);
        }
        *(sum / all > 1e-5 ? &high : &low) = y;
    }
    CLOSE(solve(&f)->veo, 2.0 * low, 4e-5);
    c2m_eye_free(&f.eye);
}

static void four_levels_have_three_eyes(void)
{
    /* Levels are 2/3 R_LM a apart; on each lies a sample of crosstalk of 3 mV. */
    static const double xtalk[] = {0.003};
    struct fixture f;
    begin(&f, 4);
    f.params.r_lm = 0.93;
    f.source.xtalk = xtalk;
    f.source.nxtalk = 1;
    solve(&f);
    CU_ASSERT_EQUAL(f.eye.neye, 3);
    for (int i = 0; i < 3; i++) {
        CLOSE(f.eye.eye[i].height, 2.0 / 3.0 * 0.93 * a - 0.006, 2e-5);
        CLOSE(f.eye.eye[i].middle, (i - 1) * 2.0 / 3.0 * 0.93 * a, 2e-5);
    }
    CLOSE(f.eye.a_s, 0.93 * a / 3.0, 1e-15);
    CLOSE(f.eye.a_ni, 0.006, 2e-5);
    /* The middle of the highest eye is 2/3 of the highest level, below which that falls
     * where 1 - 1.4 x - 0.003/0.093 = 2/3. */
    CLOSE(f.eye.eye[2].width, floor(200.0 * (1.0 / 3.0 - 0.003 / 0.093) / 1.4) / 100.0,
          1e-12);
    c2m_eye_free(&f.eye);
}

static void a_closed_eye_is_told_as_such(void)
{
    struct fixture f;
    begin(&f, 2);
    f.source.steady = 0.03;
    CU_ASSERT_FALSE(solve(&f)->open);
    CU_ASSERT_FALSE(f.eye.eye[0].open);
    CLOSE(f.eye.veo, 2.0 * (a - 4.264891 * 0.03), 1e-4);
    CLOSE(f.eye.com_db, 20.0 * log10(a / (4.264891 * 0.03)), 0.005);
    CU_ASSERT(isnan(f.eye.vec_db));
    CLOSE(f.eye.eye[0].width, 0.0, 0.0);
    c2m_eye_free(&f.eye);
}

static void an_eye_off_its_instant_has_its_centre_aside(void)
{
    /* Sampled 0.1 UI behind the top.  a (1 - 1.4 |x + 0.1|) is q sigma, 0.0367, 0.3523 UI
     * behind, and more in all of the UI before: as the tool counts, 51 of 100 phases. */
    struct fixture f;
    begin(&f, 2);
    for (int k = 0; k < N; k++)
        f.s[k] = roof((k - CURSOR + 10) / (double)M);
    f.source.steady = 0.0086;
    solve(&f);
    const double right = (1.0 - 4.264891 * 0.0086 / a) / 1.4 - 0.1;
    CLOSE(f.eye.eye[0].centre, 0.5 * (right - 0.51), 1e-4);
    CLOSE(f.eye.eye[0].width, 0.86, 1e-12);
    c2m_eye_free(&f.eye);
}

static void what_does_not_fit_is_named(void)
{
    struct lr_error err = {0};
    struct c2m_params p = {.t_o = 0.05, .per_ui = 100};
    CU_ASSERT_EQUAL(c2m_check(&p, &err), LR_OK);
    p.window = C2M_GAUSSIAN;
    CU_ASSERT_EQUAL(c2m_check(&p, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "an eye window of width sigma_r 0 UI; it must be positive");
    p.ql = 2.5;
    CU_ASSERT_EQUAL(c2m_check(&p, &err), LR_OK);
    p.t_o = 0.5;
    CU_ASSERT_EQUAL(c2m_check(&p, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "an eye window of +-0.5 UI; 0 or more and below 0.5");
    p.t_o = NAN;
    CU_ASSERT_EQUAL(c2m_check(&p, &err), LR_EDOMAIN);
    p.per_ui = 1;
    CU_ASSERT_EQUAL(c2m_check(&p, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "an eye of 1 phases per UI; 2 to 1024");
    struct fixture f;
    begin(&f, 2);
    f.source.view.cursor = M;
    f.source.view.at = f.s + M;
    CU_ASSERT_EQUAL(c2m_eye_solve(&f.source, &f.eye, &f.err), LR_ENUMERIC);
    SAME_TEXT(f.err.text,
              "the pulse of 801 samples has its cursor at 100; an eye wants at least 2 "
              "UI of 100 samples in front and 3 behind");
    c2m_eye_free(&f.eye);
}

static const struct tap_case cases[] = {
    {"Gaussian noise closes an eye by its quantile",
     gaussian_noise_closes_an_eye_by_its_quantile},
    {"jitter closes an eye by slope times its peak",
     jitter_closes_an_eye_by_slope_times_its_peak},
    {"a window is as high as its lowest phase that counts",
     a_window_is_as_high_as_its_lowest_phase_that_counts},
    {"a window mixes the densities of its phases",
     a_window_mixes_the_densities_of_its_phases},
    {"four levels have three eyes", four_levels_have_three_eyes},
    {"a closed eye is told as such", a_closed_eye_is_told_as_such},
    {"an eye off its instant has its centre aside",
     an_eye_off_its_instant_has_its_centre_aside},
    {"what does not fit is named", what_does_not_fit_is_named},
};
TAP_MAIN("margin/c2m_eye", cases)
