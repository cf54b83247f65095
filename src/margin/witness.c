#include "config.h"

#include "margin/witness.h"

#include "base/array.h"
#include "margin/witness_clock.h"
#include "margin/witness_stream.h"

#include <math.h>
#include <string.h>

enum { PARTS = 64, BINS = 2048 };

static const double reach_sigma = 8.0;  /* of the picture beyond the outer levels */

/* What a decision leaves to those after it. */
struct decider {
    const struct slicer *slicer;
    double threshold[SLICER_LEVELS_MOST];       /* [V] below level i + 1       */
    double wrong[EQ_DFE_MOST];  /* level sent less level taken, the last one at `at` */
    size_t at;
    uint64_t count, last;       /* symbols decided; the last error's, from 1   */
    uint64_t begun;             /* the burst's first                           */
    uint64_t reach;
    uint64_t part[PARTS];       /* bursts                                      */
    size_t taken;
};

static void decider_init(const struct slicer *s, struct decider *d)
{
    *d = (struct decider){.slicer = s, .reach = s->nb ? s->nb : 1};
    for (size_t i = 0; i + 1 < s->levels; i++)
        d->threshold[i] = 0.5 * s->r_lm * s->s0 * (s->level[i] + s->level[i + 1]);
}

static void end_burst(struct decider *d, struct witness *out)
{
    if (!d->begun)
        return;
    const uint64_t length = d->last - d->begun;
    out->length[length < WITNESS_BURSTS ? length : WITNESS_BURSTS - 1]++;
    d->begun = 0;
}

static void note_error(struct decider *d, unsigned sent, const struct witness_options *o,
                       struct witness *out)
{
    out->errors++;
    out->wrong_bits += pattern_wrong_bits(d->slicer->levels, sent, (unsigned)d->taken);
    if (!d->begun) {
        d->begun = d->count;
        out->bursts++;
        d->part[(d->count - 1) * PARTS / o->symbols]++;
    }
    d->last = d->count;
}

/* Takes y, with the feedback of what was sent, for a level. */
static double decide(struct decider *d, double y, unsigned sent,
                     const struct witness_options *o, struct witness *out)
{
    const struct slicer *s = d->slicer;
    d->count++;
    const bool disturbed = d->last && d->count - d->last <= d->reach;
    if (!disturbed) {
        end_burst(d, out);
        out->undisturbed++;
    } else {
        for (size_t i = 0; i < s->nb; i++)
            y += s->b[i] * s->s0 * d->wrong[(d->at + s->nb - i) % s->nb];
    }
    size_t level = 0;
    while (level + 1 < s->levels && y > d->threshold[level])
        level++;
    d->taken = level;
    if (s->nb) {
        d->at = d->at + 1 == s->nb ? 0 : d->at + 1;
        d->wrong[d->at] = s->level[sent] - s->level[level];
    }
    if (level != sent)
        note_error(d, sent, o, out);
    return y;
}

static size_t bin_of(const struct witness_histogram *scale, double v)
{
    const double at = (v - scale->low) / scale->bin;
    return at > 0.0 ? at < (double)scale->n ? (size_t)at : scale->n - 1 : 0;
}

/* Wide enough for the outer levels and what all interference comes to; no pulse is
 * steeper than its height over half a UI by much. */
static void set_scale(const struct slicer *s, struct witness_histogram *scale)
{
    const size_t m = s->per_ui;
    const struct jitter *j = &s->jitter;
    const double late = 2.0 * s->s0 *
                        (j->symbol_random + j->symbol_peak + j->even_odd + j->random +
                         j->dual_dirac + j->sinusoidal + j->duty_cycle);
    double power = s->sigma_noise * s->sigma_noise + s->sigma_tx * s->sigma_tx +
                   late * late;
    for (size_t i = 0; i < s->npath; i++)
        for (size_t k = s->cursor % m; k < s->path[i].n; k += m) {
            size_t tap = k > s->cursor ? (k - s->cursor) / m : 0;
            double v = s->path[i].pulse[k];
            if (i == 0)
                v -= k == s->cursor ? v : tap && tap <= s->nb ? s->b[tap - 1] * s->s0 : 0.0;
            power += v * v;
        }
    const double top = fabs(s->s0) + reach_sigma * sqrt(power);
    *scale = (struct witness_histogram){-top, 2.0 * top / BINS, BINS};
}

static enum lr_status check(const struct slicer *s, const struct witness_options *o,
                            struct lr_error *err)
{
    if (!o->symbols || o->pattern.levels != s->levels)
        return error_set(err, LR_EDOMAIN,
                         "a simulation of %zu levels, its pattern of %zu; the same, and "
                         "at least one symbol", s->levels, o->pattern.levels);
    for (size_t i = 0; i + 1 < s->levels; i++)
        if (!(s->level[i] < s->level[i + 1]))
            return error_set(err, LR_EDOMAIN, "level %zu is %g, the next one %g; they "
                             "must rise", i, s->level[i], s->level[i + 1]);
    if (!(s->r_lm > 0.0 && s->r_lm <= 1.0) || !(s->quantum >= 0.0))
        return error_set(err, LR_EDOMAIN,
                         "a level separation mismatch ratio of %g, above 0 to 1; a quantum "
                         "of %g V", s->r_lm, s->quantum);
    if (!(s->s0 > 0.0) || s->cursor < s->per_ui / 2 || s->cursor >= s->path[0].n)
        return error_set(err, LR_EDOMAIN,
                         "a cursor of %g V at sample %zu of %zu; positive, and half a UI "
                         "behind the start", s->s0, s->cursor, s->path[0].n);
    if (!(s->frequency >= 0.0 && s->cdr_corner >= 0.0))
        return error_set(err, LR_EDOMAIN,
                         "sinusoidal jitter of %g Hz, clock recovery of %g Hz; 0 or more",
                         s->frequency, s->cdr_corner);
    return jitter_check(&s->jitter, err);
}

struct run {
    const struct witness_options *options;
    struct witness_stream stream;
    struct witness_clock clock;
    struct decider decider;
    double *y;                  /* [per_ui][length]                            */
    double sum, square;         /* of the clock's samples                      */
};

/* All phases of the block into the picture. */
static void look(struct run *run, struct witness *out)
{
    struct witness_stream *t = &run->stream;
    const size_t from = t->bank.ntap - 1, n = t->bank.length;
    for (size_t phase = 0; phase < out->phases; phase++) {
        const double *y = run->y + phase * n;
        uint64_t *count = out->picture + phase * out->scale.n;
        for (size_t k = from; k < n; k++)
            count[bin_of(&out->scale, y[k])]++;
    }
    out->seen += t->bank.step;
}

static double quantised(double v, double quantum)
{
    return quantum > 0.0 ? quantum * nearbyint(v / quantum) : v;
}

static void decide_block(struct run *run, struct witness *out)
{
    struct witness_stream *t = &run->stream;
    const struct slicer *s = t->slicer;
    struct decider *d = &run->decider;
    const size_t n = t->bank.length;
    const uint8_t *sent = t->symbol;
    for (size_t k = t->bank.ntap - 1; k < n && d->count < run->options->symbols; k++) {
        const unsigned symbol = sent[k - t->behind];
        const double at = witness_clock_at(&run->clock, d->count, t->late[k - t->behind]);
        const size_t phase = (size_t)at;
        const double part = at - (double)phase;
        const double *y = run->y + phase * n + k;
        const double v = quantised(y[0] + part * (y[n] - y[0]), s->quantum);
        out->slicer[symbol * out->scale.n + bin_of(&out->scale, v)]++;
        const double taken = decide(d, v, symbol, run->options, out);
        witness_clock_step(&run->clock, taken, s->level[d->taken]);
        run->sum += run->clock.position;
        run->square += run->clock.position * run->clock.position;
    }
}

static void next_block(struct run *run, struct witness *out)
{
    struct witness_stream *t = &run->stream;
    const size_t n = t->bank.length;
    const bool seen = out->seen < run->options->seen;
    size_t first = 0, last = out->phases - 1;
    witness_stream_next(t);
    witness_clock_window(&run->clock, &first, &last);
    for (size_t phase = seen ? 0 : first; phase <= (seen ? out->phases - 1 : last);
         phase++)
        witness_stream_phase(t, phase, run->y + phase * n);
    if (seen)
        look(run, out);
    decide_block(run, out);
}

static void finish(struct run *run, struct witness *out)
{
    const struct slicer *s = run->stream.slicer;
    const double n = (double)run->decider.count;
    end_burst(&run->decider, out);
    out->symbols = run->decider.count;
    out->bits = out->symbols;
    for (size_t l = s->levels; l > 2 && run->options->pattern.bits; l /= 2)
        out->bits += out->symbols;
    double square = 0.0;
    const double mean = (double)out->bursts / PARTS;
    for (size_t i = 0; i < PARTS; i++) {
        const double off = (double)run->decider.part[i] - mean;
        square += off * off;
    }
    out->deviation = sqrt(square * PARTS / (PARTS - 1));
    out->clock_mean = run->sum / n / (double)s->per_ui;
    const double spread = run->square / n - run->sum / n * (run->sum / n);
    out->clock_rms = sqrt(spread > 0.0 ? spread : 0.0) / (double)s->per_ui;
    out->clock_lost = run->clock.lost;
}

enum lr_status witness_run(const struct slicer *slicer,
                           const struct witness_options *options, struct witness *out,
                           struct lr_error *err)
{
    struct run run = {.options = options};
    *out = (struct witness){.levels = slicer->levels, .phases = slicer->per_ui};
    enum lr_status status = check(slicer, options, err);
    if (status)
        return status;
    set_scale(slicer, &out->scale);
    decider_init(slicer, &run.decider);
    witness_clock_init(slicer, &run.clock);
    status = witness_stream_init(slicer, options, &run.stream, err);
    if (status)
        goto out;
    run.y = array_alloc(out->phases, run.stream.bank.length * sizeof *run.y);
    out->slicer = array_alloc(out->levels, out->scale.n * sizeof *out->slicer);
    out->picture = array_alloc(out->phases, out->scale.n * sizeof *out->picture);
    if (!run.y || !out->slicer || !out->picture) {
        status = error_memory(err, "a simulation");
        goto out;
    }
    while (run.decider.count < options->symbols)
        next_block(&run, out);
    finish(&run, out);
out:
    witness_stream_free(&run.stream);
    array_free(run.y);
    return status;
}

void witness_free(struct witness *witness)
{
    array_free(witness->slicer);
    array_free(witness->picture);
    *witness = (struct witness){0};
}

double witness_contour(const struct witness *witness, size_t level, double probability)
{
    const struct witness_histogram *scale = &witness->scale;
    const uint64_t *count = witness->slicer + level * scale->n;
    const bool above = probability > 0.5;
    const double share = above ? 1.0 - probability : probability;
    double all = 0.0, sum = 0.0;
    for (size_t i = 0; i < scale->n; i++)
        all += (double)count[i];
    const double want = share * all;
    if (!(want >= 10.0))
        return NAN;
    for (size_t i = 0; i < scale->n; i++) {
        const size_t at = above ? scale->n - 1 - i : i;
        const double here = (double)count[at];
        if (sum + here >= want && here > 0.0) {
            const double part = (want - sum) / here;
            return scale->low + scale->bin * ((double)at + (above ? 1.0 - part : part));
        }
        sum += here;
    }
    return NAN;
}
