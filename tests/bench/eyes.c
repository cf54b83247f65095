#include "config.h"

#include "tests/bench/bench.h"

#include "base/array.h"
#include "base/parallel.h"
#include "margin/eye.h"
#include "margin/witness.h"

#include <math.h>

/* Pulses of 400 UI with a tail, eight aggressors, on one core. */
enum { M = 32, UI = 400, XTALK = 8, SEEN = 4, TAPS = 12 };

struct data {
    double pulse[1 + XTALK][M * UI];
    double b[TAPS];
    struct eye_pulse xtalk[XTALK];
    struct slicer_path path[1 + XTALK];
    struct slicer slicer;
    double sum;                 /* kept, so that no loop is optimised away     */
};

/* With jitter of the sampling instant, rms, phases between those looked at are needed. */
static enum lr_status solve(struct data *d, double random, struct lr_error *err)
{
    const struct slicer *s = &d->slicer;
    const struct eye_source source = {
        .levels = 4,
        .r_lm = 0.95,
        .per_ui = M,
        .victim = {M * UI, d->pulse[0]},
        .cursor = s->cursor,
        .nb = TAPS,
        .b = d->b,
        .nxtalk = XTALK,
        .xtalk = d->xtalk,
        .jitter = {.symbol_random = 0.01, .symbol_peak = 0.02, .random = random},
        .noise = hypot(s->sigma_noise, s->sigma_tx),
        .phases = 64};
    struct eye out;
    struct eye_openings openings;
    enum lr_status status = eye_init(&source, &out, err);
    if (!status) {
        eye_openings_solve(&out, 1e-4, &openings);
        d->sum += openings.of[0].height;
    }
    eye_free(&out);
    return status;
}

static enum lr_status still(void *context, struct lr_error *err)
{
    return solve(context, 0.0, err);
}

static enum lr_status moving(void *context, struct lr_error *err)
{
    return solve(context, 0.01, err);
}

static enum lr_status simulate(void *context, struct lr_error *err)
{
    struct data *d = context;
    struct witness_options options = {.symbols = 1000000, .seed = 1};
    struct witness out = {0};
    enum lr_status status = pattern_prbs(31, 4, 1, &options.pattern, err);
    if (!status)
        status = witness_run(&d->slicer, &options, &out, err);
    d->sum += (double)out.errors;
    witness_free(&out);
    return status;
}

static const struct bench benches[] = {
    {"PAM4 eye, 64 phases, 8 aggressors", still, NULL, NULL, 0.3},
    {"the same, sampled with jitter", moving, NULL, NULL, 0.0},
    {"1,000,000 symbols, 4 aggressors", simulate, NULL, NULL, 1.0},
};

static enum lr_status init(void **context, struct lr_error *err)
{
    struct data *d = array_alloc(1, sizeof *d);
    *context = d;
    if (!d)
        return error_memory(err, "a benchmark");
    parallel_set_threads(1);
    for (size_t i = 0; i <= XTALK; i++) {
        for (size_t k = 0; k < M * UI; k++) {
            const double t = (double)k / M - 5.0 - 0.37 * (double)i;
            const double size = i ? 2e-3 : 50e-3;
            d->pulse[i][k] = t > 0.0 ? size * t * exp(1.0 - t) : 0.0;
        }
        d->path[i] = (struct slicer_path){i ? PATH_FEXT : PATH_THRU, M * UI, d->pulse[i]};
        if (i)
            d->xtalk[i - 1] = (struct eye_pulse){M * UI, d->pulse[i]};
    }
    struct slicer *s = &d->slicer;
    *s = (struct slicer){.baud = 53.125e9,
                         .levels = 4,
                         .per_ui = M,
                         .level = {-1.0, -1.0 / 3.0, 1.0 / 3.0, 1.0},
                         .r_lm = 1.0,
                         .npath = 1 + SEEN,
                         .path = d->path,
                         .cursor = 6 * M,
                         .s0 = d->pulse[0][6 * M],
                         .nb = TAPS,
                         .sigma_noise = 1e-3,
                         .sigma_tx = 1e-3,
                         .jitter = {.symbol_random = 0.01, .symbol_peak = 0.02}};
    for (size_t i = 0; i < TAPS; i++) {
        d->b[i] = d->pulse[0][(7 + i) * M];
        s->b[i] = d->b[i] / s->s0;
    }
    return LR_OK;
}

static void release(void *context)
{
    parallel_set_threads(0);
    array_free(context);
}

const struct bench_set bench_eyes = {benches, sizeof benches / sizeof benches[0], init,
                                     release};
