#include "config.h"

#include "margin/eye.h"

#include "base/array.h"
#include "base/parallel.h"
#include "base/quantity.h"
#include "margin/eye_cell.h"
#include "margin/eye_common.h"
#include "margin/eye_pulse.h"
#include "margin/eye_sum.h"

#include <math.h>

/* Cells to the UI where the sampling instant moves: peak amounts are rounded to these. */
enum { FINE_UI = 256, FINE_MOST = 16 };

/* Bins of half the distance of levels, and of all that a symbol leaves to others: where
 * that is much more than itself, nobody asks for the rest. */
enum { BINS_OF_LEVEL = 256, BINS_OF_ALL = 8192 };

struct stage {
    const struct eye_source *source;
    struct eye *eye;
    struct eye_symbols symbols;
    double power;               /* mean square of the levels                   */
    struct eye_pulse pulse[2];  /* of the symbols at even and at odd places    */
    double *room;               /* of these when they differ; owned            */
    struct eye_sum common;      /* the same at every phase: crosstalk, quantiser */
};

double eye_tx_noise(double s0, double sndr_db)
{
    return s0 * ratio_of(-sndr_db);
}

static enum lr_status check_levels(const struct eye_source *s, struct lr_error *err)
{
    if (s->levels < 2 || s->levels > EYE_LEVELS_MOST)
        return error_set(err, LR_EDOMAIN, "%zu amplitude levels; 2 to %d", s->levels,
                         EYE_LEVELS_MOST);
    if (!(s->r_lm > 0.0 && s->r_lm <= 1.0))
        return error_set(err, LR_EDOMAIN,
                         "a level separation mismatch ratio of %g; above 0 to 1",
                         s->r_lm);
    for (size_t l = 0; s->level && l < s->levels; l++)
        if (!(fabs(s->level[l]) <= 1.0) || (l && !(s->level[l] > s->level[l - 1])))
            return error_set(err, LR_EDOMAIN,
                             "level %zu is %g; they must rise from -1 to 1", l,
                             s->level[l]);
    return LR_OK;
}

static enum lr_status check(const struct eye_source *s, struct lr_error *err)
{
    enum lr_status status = check_levels(s, err);
    if (!status)
        status = jitter_check(&s->jitter, err);
    if (status)
        return status;
    if (s->phases < 2 || s->phases > EYE_PHASES_MOST || s->phases % 2)
        return error_set(err, LR_EDOMAIN, "an eye of %zu phases per UI; even, 2 to %d",
                         s->phases, EYE_PHASES_MOST);
    if (!s->per_ui || s->cursor >= s->victim.n || !(s->victim.v[s->cursor] > 0.0))
        return error_set(err, LR_EDOMAIN,
                         "a pulse of %zu samples, %zu per UI, with the cursor at %zu; it "
                         "must be positive there",
                         s->victim.n, s->per_ui, s->cursor);
    if (!(s->noise >= 0.0) || !(s->cut >= 0.0) || !(s->quantum >= 0.0) ||
        !(s->bin >= 0.0))
        return error_set(err, LR_EDOMAIN,
                         "noise %g V, cut at %g sigma, a quantiser's step %g V, bins of "
                         "%g V; 0 or more",
                         s->noise, s->cut, s->quantum, s->bin);
    return LR_OK;
}

static double reach_of(const struct eye_pulse *pulse)
{
    double sum = 0.0;
    for (size_t k = 0; k < pulse->n; k++)
        sum += fabs(pulse->v[k]);
    return sum;
}

/* [V] */
static double default_bin(const struct eye_source *s)
{
    double all = reach_of(&s->victim);
    for (size_t i = 0; i < s->nxtalk; i++)
        all += reach_of(&s->xtalk[i]);
    return fmax(s->victim.v[s->cursor] / (double)((s->levels - 1) * BINS_OF_LEVEL),
                all / (double)(s->per_ui * BINS_OF_ALL));
}

static void fill_levels(struct stage *stage)
{
    const struct eye_source *s = stage->source;
    struct eye *eye = stage->eye;
    for (size_t l = 0; l < s->levels; l++) {
        const double even = 2.0 * (double)l / ((double)s->levels - 1.0) - 1.0;
        const double level = s->level ? s->level[l] : even;
        eye->level[l] = s->r_lm * level;
        stage->power += level * level / (double)s->levels;
    }
    eye->levels = s->levels;
    eye->phases = s->phases;
    eye->s0 = s->victim.v[s->cursor];
    eye->bin = s->bin > 0.0 ? s->bin : default_bin(s);
    stage->symbols = (struct eye_symbols){s->levels, s->level, eye->bin, s->as_com};
}

/* With even-odd jitter symbols are by turns short and long. */
static enum lr_status fill_pulses(struct stage *stage, struct lr_error *err)
{
    const struct eye_source *s = stage->source;
    const double late = 0.5 * s->jitter.even_odd * (double)s->per_ui;
    stage->pulse[0] = stage->pulse[1] = s->victim;
    stage->eye->states = late > 0.0 ? 2 : 1;
    if (!(late > 0.0))
        return LR_OK;
    stage->room = array_alloc(2 * s->victim.n, sizeof *stage->room);
    if (!stage->room)
        return error_memory(err, "the pulses of an eye");
    for (size_t i = 0; i < 2; i++) {
        double *v = stage->room + i * s->victim.n;
        eye_pulse_shorten(&s->victim, s->per_ui, i ? -late : late, v);
        stage->pulse[i].v = v;
    }
    return LR_OK;
}

static enum lr_status fill_jitter(struct stage *stage, struct lr_error *err)
{
    const struct jitter *jitter = &stage->source->jitter;
    struct eye *eye = stage->eye;
    eye->fine = 1;
    if (jitter_samples(jitter)) {
        const size_t at_least = (FINE_UI + eye->phases - 1) / eye->phases;
        eye->fine = jitter_parts(jitter, 1.0 / (double)eye->phases, FINE_MOST);
        eye->fine = eye->fine > at_least ? eye->fine : at_least;
        const double step = 1.0 / (double)(eye->phases * eye->fine);
        const size_t half = eye->phases * eye->fine / 2;
        eye->reach = jitter_reach(jitter, step);
        eye->reach = eye->reach < half ? eye->reach : half;
    }
    eye->ncell = eye->phases * eye->fine + 2 * eye->reach + 1;
    const size_t n = 2 * eye->reach + 1;
    eye->weight = array_alloc(2 * n, sizeof *eye->weight);
    eye->cell = array_alloc(eye->states * eye->ncell, sizeof *eye->cell);
    if (!eye->weight || !eye->cell)
        return error_memory(err, "an eye");
    jitter_weights(jitter, 1.0 / (double)(eye->phases * eye->fine), eye->reach,
                   eye->weight, eye->weight + n);
    return LR_OK;
}

static enum lr_status solve_cell(void *context, size_t i, struct lr_error *err)
{
    const struct stage *stage = context;
    const struct eye_source *s = stage->source;
    struct eye *eye = stage->eye;
    const size_t state = i / eye->ncell;
    const double place = (double)(i % eye->ncell) - 0.5 * (double)(eye->ncell - 1);
    const double x = place / (double)(eye->phases * eye->fine) * (double)s->per_ui;
    const size_t room = eye_pulse_ui(&s->victim, s->per_ui);
    double *v = array_alloc(2 * room, sizeof *v);
    struct eye_samples samples = {0, v}, slope = {0, v + room};
    struct eye_sum sum = {.offset = 0.0};
    if (!v)
        return error_memory(err, "a phase of the eye");
    const double signal = eye_pulse_victim(s, &stage->pulse[state],
                                           &stage->pulse[1 - state], x, &samples, &slope);
    double square = 0.0;
    for (size_t k = 0; k < slope.n; k++) {
        square += slope.v[k] * slope.v[k];
        if (s->jitter.symbol_peak > 0.0)
            v[samples.n++] = s->jitter.symbol_peak * slope.v[k];
    }
    enum lr_status status = eye_sum_init(&stage->symbols, samples.n, v, &sum, err);
    if (!status)
        status = eye_sum_add(&sum, &stage->common, err);
    if (!status) {
        const double random = s->jitter.symbol_random;
        const double variance = s->noise * s->noise + sum.lost +
                                random * random * stage->power * square;
        status = eye_cell_init(&sum.pdf, sum.offset, sqrt(fmax(variance, 0.0)), s->cut,
                               &eye->cell[i], err);
        eye->cell[i].signal = signal;
    }
    eye_sum_free(&sum);
    array_free(v);
    return status;
}

enum lr_status eye_init(const struct eye_source *source, struct eye *out,
                        struct lr_error *err)
{
    struct stage stage = {.source = source, .eye = out};
    *out = (struct eye){.levels = 0};
    enum lr_status status = check(source, err);
    if (status)
        return status;
    fill_levels(&stage);
    status = fill_pulses(&stage, err);
    if (!status)
        status = fill_jitter(&stage, err);
    if (!status)
        status = eye_common(source, &stage.symbols, &stage.common, err);
    if (!status)
        status = parallel_for(out->states * out->ncell, solve_cell, &stage, err);
    eye_sum_free(&stage.common);
    array_free(stage.room);
    return status;
}

void eye_free(struct eye *eye)
{
    for (size_t i = 0; eye->cell && i < eye->states * eye->ncell; i++)
        eye_cell_free(&eye->cell[i]);
    array_free(eye->cell);
    array_free(eye->weight);
    *eye = (struct eye){.levels = 0};
}
