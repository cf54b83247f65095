#include "config.h"

#include "margin/c2m_bound.h"
#include "tests/tap.h"

#include <math.h>

enum { M = 16, UI = 60, N = UI * M, CURSOR = 12 * M + 5, TRIALS = 12 };

struct fixture {
    double s[N], b[2];
    struct com_params params;
    struct c2m_params c2m;
    struct c2m_source source;
    struct c2m_bound bound;
    struct c2m_bound_work work;
};

static double uniform(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (double)(*seed >> 8) / 16777216.0;
}

/* A main pulse of 2 UI and interference of `isi` of it that dies away. */
static void begin(struct fixture *f, size_t levels, double isi, unsigned seed)
{
    *f = (struct fixture){
        .params = {.levels = levels, .der = 1e-5, .r_lm = 0.95, .bin = 1e-5,
                   .sigma_rj = 0.01, .a_dd = 0.02, .gauss_span = 1.0},
        .c2m = {.t_o = 0.06, .per_ui = 50, .window = C2M_GAUSSIAN, .sigma_r = 0.02},
        .source = {.view = {.at = f->s + CURSOR, .sample = 1, .ui = M, .n = N,
                            .cursor = CURSOR, .per_ui = M, .nb = 2, .b = f->b},
                   .bin = 1e-5, .steady = 0.0023}};
    f->source.params = &f->params;
    f->source.c2m = &f->c2m;
    double wave = 0.0;
    for (int k = 0; k < N; k++) {
        const double x = (k - CURSOR) / (double)M;
        const double far = exp(-fabs(x) / (x < 0.0 ? 1.0 : 9.0));
        wave += 0.3 * (uniform(&seed) - 0.5 - 0.3 * wave);
        f->s[k] = 0.1 * (fabs(x) < 1.0 ? pow(cos(1.5707963 * x), 2.0) : 0.0) +
                  0.1 * isi * far * wave;
    }
    f->b[0] = 0.9 * f->s[CURSOR + M] / f->s[CURSOR];
    f->b[1] = 0.7 * f->s[CURSOR + 2 * M] / f->s[CURSOR];
}

static void open_bound(struct fixture *f)
{
    CU_ASSERT_EQUAL(c2m_bound_init(&f->bound, &f->params, &f->c2m, NULL), LR_OK);
    CU_ASSERT_EQUAL(c2m_bound_work_init(&f->work, &f->bound, UI, NULL), LR_OK);
}

static void end(struct fixture *f)
{
    c2m_bound_work_free(&f->work);
    c2m_bound_free(&f->bound);
}

static double height(const struct fixture *f)
{
    double each[C2M_EYES_MOST], least = INFINITY;
    CU_ASSERT_EQUAL(c2m_heights(&f->source, each, NULL), LR_OK);
    for (size_t i = 0; i + 1 < f->params.levels; i++)
        least = fmin(least, each[i]);
    return least;
}

/* The height is below every bound; these fall with the phases that they know, or hardly
 * rise; the last one is no more than `loose` of the noise above it. */
static void compare(struct fixture *f, double loose)
{
    const double exact = height(f);
    const double twice =
        2.0 * 0.95 * f->s[CURSOR] / (double)(f->params.levels - 1);
    double before = INFINITY;
    open_bound(f);
    for (ptrdiff_t reach = 0; reach <= f->bound.reach; reach++) {
        const double now = c2m_bound_height(&f->bound, &f->source, reach, &f->work);
        CU_ASSERT(now >= exact - 1e-12);
        CU_ASSERT(now <= before + 0.02 * (twice - exact));
        before = now;
    }
    CLOSE((before - exact) / (twice - exact), 0.0, loose);
    end(f);
}

static void no_eye_is_higher_than_its_bound(void)
{
    static const size_t levels[] = {2, 3, 4, 4, 6};
    for (unsigned i = 0; i < TRIALS; i++) {
        struct fixture f;
        begin(&f, levels[i % 5], 0.02 + 0.012 * i, 7u * i + 3u);
        compare(&f, 0.05);
    }
}

static void the_bound_holds_whatever_the_window_and_the_cut(void)
{
    static const enum c2m_window windows[] = {C2M_RECTANGLE, C2M_GAUSSIAN, C2M_TRIANGLE,
                                              C2M_DUAL_RAYLEIGH};
    static const double der[] = {1e-3, 1e-4, 1e-6, 1e-7};
    for (unsigned i = 0; i < 8; i++) {
        struct fixture f;
        begin(&f, 4, 0.07, 91u * i + 11u);
        f.c2m.window = windows[i % 4];
        f.params.der = der[(i + i / 4) % 4];
        f.params.gauss_span = i % 2 ? 2.0 : 1.0;
        compare(&f, i % 2 ? 0.02 : 0.12);
    }
}

static void large_samples_are_no_exception(void)
{
    /* One echo of a third of the signal: densities of several humps. */
    struct fixture f;
    begin(&f, 4, 0.03, 5u);
    for (int k = -M; k < M; k++)
        f.s[CURSOR + 20 * M + k] += 0.035 * pow(cos(1.5707963 * k / M), 2.0);
    compare(&f, 0.05);
    f.source.steady = 0.0016;
    compare(&f, 0.05);
}

static void nothing_is_said_where_nothing_is_proved(void)
{
    struct fixture f;
    begin(&f, 4, 0.05, 17u);
    f.params.sigma_rj = 0.0;
    f.source.steady = 3.9e-5;           /* a Gaussian of less than 4 bins */
    open_bound(&f);
    CU_ASSERT(isinf(c2m_bound_height(&f.bound, &f.source, 0, &f.work)));
    f.source.steady = 5e-5;             /* too many frequencies behind it */
    CU_ASSERT(isinf(c2m_bound_height(&f.bound, &f.source, 3, &f.work)));
    f.source.steady = 2e-3;
    CU_ASSERT(isfinite(c2m_bound_height(&f.bound, &f.source, 3, &f.work)));
    end(&f);
    f.params.der = 9e-9;
    open_bound(&f);
    CU_ASSERT(isinf(c2m_bound_height(&f.bound, &f.source, 3, &f.work)));
    end(&f);
}

static const struct tap_case cases[] = {
    {"no eye is higher than its bound", no_eye_is_higher_than_its_bound},
    {"the bound holds whatever the window and the cut",
     the_bound_holds_whatever_the_window_and_the_cut},
    {"large samples are no exception", large_samples_are_no_exception},
    {"nothing is said where nothing is proved", nothing_is_said_where_nothing_is_proved},
};
TAP_MAIN("margin/c2m_bound", cases)
