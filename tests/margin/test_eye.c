#include "config.h"

#include "margin/eye.h"
#include "tests/tap.h"

#include <math.h>
#include <string.h>

enum { M = 32, PHASES = 64, LEVELS_MOST = 8 };

static double tail(double x)
{
    return 0.5 * erfc(x / sqrt(2.0));
}

/* One UI of 100 mV: phases within half a UI see nothing but the cursor. */
struct fixture {
    double pulse[8 * M];
    struct eye_source source;
    struct eye eye;
    struct lr_error err;
};

static void begin(struct fixture *f, size_t levels)
{
    *f = (struct fixture){.source = {.levels = levels,
                                     .r_lm = 1.0,
                                     .per_ui = M,
                                     .victim = {8 * M, f->pulse},
                                     .cursor = 4 * M,
                                     .phases = PHASES}};
    for (int k = 3 * M; k < 5 * M; k++)
        f->pulse[k] = 0.1;
}

static const struct eye *solve(struct fixture *f)
{
    eye_free(&f->eye);
    CU_ASSERT_EQUAL_FATAL(eye_init(&f->source, &f->eye, &f->err), LR_OK);
    return &f->eye;
}

static void gaussian_noise_alone_is_the_q_function(void)
{
    struct fixture f;
    begin(&f, 2);
    memset(f.pulse, 0, sizeof f.pulse);
    f.pulse[4 * M] = 0.1;
    f.source.noise = 0.01273;
    const struct eye *eye = solve(&f);
    for (double x = 0.05; x < 8.5; x += 0.0731) {
        const double v = 0.1 - x * f.source.noise;
        CLOSE(log10(eye_below(eye, 1, 0, v)), log10(tail(x)), 1e-6);
        CLOSE(log10(eye_above(eye, 0, 0, -v)), log10(tail(x)), 1e-6);
    }
    eye_free(&f.eye);
}
static const struct tap_case cases[] = {
    {"Gaussian noise alone is the Q function", gaussian_noise_alone_is_the_q_function},
};

TAP_MAIN("eye", cases)
