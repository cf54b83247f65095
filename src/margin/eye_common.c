#include "config.h"

#include "margin/eye_common.h"

#include "base/array.h"
#include "base/parallel.h"
#include "margin/eye_pulse.h"

struct stage {
    const struct eye_source *source;
    const struct eye_symbols *symbols;
    struct eye_sum *aggressor;  /* [nxtalk]                                    */
};

/* The phase of the largest variance. */
static size_t worst(const struct stage *stage, size_t i, struct eye_samples *samples)
{
    const struct eye_source *s = stage->source;
    double widest = -1.0;
    size_t at = 0;
    for (size_t phase = 0; phase < s->per_ui; phase++) {
        eye_pulse_aggressor(&s->xtalk[i], s->per_ui, (double)phase, s->as_com, samples);
        const struct pdf_levels of = {samples->n, samples->v, s->levels,
                                      stage->symbols->bin, 0.0};
        const double variance = pdf_levels_variance(&of);
        if (variance > widest) {
            widest = variance;
            at = phase;
        }
    }
    return at;
}

static enum lr_status solve_aggressor(void *context, size_t i, struct lr_error *err)
{
    const struct stage *stage = context;
    const struct eye_source *s = stage->source;
    const size_t n = s->as_com ? 1 : s->per_ui;
    struct eye_samples samples = {
        0, array_alloc(eye_pulse_ui(&s->xtalk[i], s->per_ui), sizeof(double))};
    struct eye_sum *sum = array_alloc(n, sizeof *sum);
    enum lr_status status = LR_OK;
    if (!samples.v || !sum)
        status = error_memory(err, "an aggressor");
    const size_t first = !status && s->as_com ? worst(stage, i, &samples) : 0;
    for (size_t k = 0; !status && k < n; k++) {
        eye_pulse_aggressor(&s->xtalk[i], s->per_ui, (double)(first + k), s->as_com,
                            &samples);
        status = eye_sum_init(stage->symbols, samples.n, samples.v, &sum[k], err);
    }
    if (!status)
        status = eye_sum_mean(n, sum, &stage->aggressor[i], err);
    for (size_t k = 0; sum && k < n; k++)
        eye_sum_free(&sum[k]);
    array_free(sum);
    array_free(samples.v);
    return status;
}

enum lr_status eye_common(const struct eye_source *source,
                          const struct eye_symbols *symbols, struct eye_sum *out,
                          struct lr_error *err)
{
    struct stage stage = {source, symbols,
                          array_alloc(source->nxtalk, sizeof *stage.aggressor)};
    *out = (struct eye_sum){.offset = 0.0};
    if (!stage.aggressor)
        return error_memory(err, "the aggressors");
    enum lr_status status = parallel_for(source->nxtalk, solve_aggressor, &stage, err);
    if (!status)
        status = eye_sum_quantum(source->quantum, symbols->bin, out, err);
    for (size_t i = 0; i < source->nxtalk; i++) {
        if (!status)
            status = eye_sum_add(out, &stage.aggressor[i], err);
        eye_sum_free(&stage.aggressor[i]);
    }
    array_free(stage.aggressor);
    return status;
}
