#include "config.h"

#include "margin/witness_stream.h"

#include "base/array.h"
#include "margin/eye_pulse.h"

#include <math.h>
#include <string.h>

/* Of a block's random numbers: what each kind is keyed with. */
enum stream { STREAM_JITTER, STREAM_NOISE, STREAM_PHASE, STREAM_CLOCK, STREAMS };

enum { LEAST_TAPS = 64 };       /* the spectrum of the noise is as fine        */

static size_t jitter_of(const struct slicer *s)
{
    return s->npath;
}

static size_t alternation_of(const struct slicer *s)
{
    return s->npath + 1;
}

static size_t noise_of(const struct slicer *s)
{
    return s->npath + 2;
}

/* Whether an input has anything to send. */
static bool used(const struct witness_stream *t, size_t i)
{
    return i == jitter_of(t->slicer) ? t->jittered
           : i == alternation_of(t->slicer) ? t->alternating : true;
}

/* Responses in the bank: M phases of the through path, of its jitter and of its
 * alternation, 2 M of each aggressor, which may be up to a UI late, and the noise. */
static size_t response_of(const struct slicer *s, size_t path, size_t phase)
{
    const size_t m = s->per_ui;
    if (path == 0)
        return phase;
    if (path == jitter_of(s))
        return m + phase;
    if (path == alternation_of(s))
        return 2 * m + phase;
    if (path == noise_of(s))
        return m * (2 * s->npath + 1);
    return m * (2 * path + 1) + phase;
}

/* The feedback of the symbols that were sent, at a pulse's sample `at` = phase of UI
 * i behind the first. */
static double feedback(const struct witness_stream *t, size_t i)
{
    const struct slicer *s = t->slicer;
    return i > t->behind && i - t->behind <= s->nb ? s->b[i - t->behind - 1] * s->s0 : 0.0;
}

static double sample(const struct slicer_path *path, ptrdiff_t at)
{
    return at >= 0 && at < (ptrdiff_t)path->n ? path->pulse[at] : 0.0;
}

static enum lr_status load_path(struct witness_stream *t, size_t path, double *tap,
                                struct lr_error *err)
{
    const struct slicer *s = t->slicer;
    const size_t m = s->per_ui;
    enum lr_status status = LR_OK;
    for (size_t phase = 0; !status && phase < (path ? 2 * m : m); phase++) {
        for (size_t i = 0; i < t->bank.ntap; i++) {
            const ptrdiff_t at = (ptrdiff_t)(t->first + phase + m * i);
            tap[i] = sample(&s->path[path], at) - (path ? 0.0 : feedback(t, i));
        }
        if (!path)
            tap[t->behind] *= s->r_lm;
        status = bank_load(&t->bank, response_of(s, path, phase), tap, err);
    }
    return status;
}

/* A pulse late by x UI is to first order less x times its slope. */
static enum lr_status load_jitter(struct witness_stream *t, double *tap,
                                  struct lr_error *err)
{
    const struct slicer *s = t->slicer;
    const size_t m = s->per_ui;
    enum lr_status status = LR_OK;
    for (size_t phase = 0; !status && phase < m; phase++) {
        for (size_t i = 0; i < t->bank.ntap; i++) {
            const ptrdiff_t at = (ptrdiff_t)(t->first + phase + m * i);
            tap[i] = 0.5 * (double)m *
                     (sample(&s->path[0], at - 1) - sample(&s->path[0], at + 1));
        }
        status = bank_load(&t->bank, response_of(s, jitter_of(s), phase), tap, err);
    }
    return status;
}

/* Even-odd jitter makes even pulses begin late and end early, odd ones the other way: what
 * the one gains on the other, halved, is sent with alternating sign. */
static enum lr_status load_alternation(struct witness_stream *t, double *tap,
                                       struct lr_error *err)
{
    const struct slicer *s = t->slicer;
    const size_t m = s->per_ui, n = s->path[0].n;
    const double late = 0.5 * s->jitter.even_odd * (double)m;
    const struct eye_pulse pulse = {n, s->path[0].pulse};
    double *even = array_alloc(n, sizeof *even), *odd = array_alloc(n, sizeof *odd);
    enum lr_status status =
        even && odd ? LR_OK : error_memory(err, "a response of a simulation");
    if (!status) {
        eye_pulse_shorten(&pulse, m, late, even);
        eye_pulse_shorten(&pulse, m, -late, odd);
    }
    for (size_t phase = 0; !status && phase < m; phase++) {
        for (size_t i = 0; i < t->bank.ntap; i++) {
            const size_t at = t->first + phase + m * i;
            tap[i] = at < n ? 0.5 * (even[at] - odd[at]) : 0.0;
        }
        status = bank_load(&t->bank, response_of(s, alternation_of(s), phase), tap, err);
    }
    array_free(even);
    array_free(odd);
    return status;
}

/* [V^2/Hz] at f and what folds onto it when samples are taken at the baud rate. */
static double folded(const struct slicer *s, double f)
{
    double sum = 0.0;
    const double last = s->freq[s->nf - 1];
    for (double base = 0.0; base - f <= last; base += s->baud)
        for (int side = base > 0.0 ? -1 : 1; side <= 1; side += 2) {
            const double x = base + side * f;
            if (x < s->freq[0] || x > last)
                continue;
            size_t low = 0, high = s->nf - 1;
            while (high - low > 1) {
                const size_t middle = (low + high) / 2;
                *(s->freq[middle] <= x ? &low : &high) = middle;
            }
            const double part = (x - s->freq[low]) / (s->freq[high] - s->freq[low]);
            sum += s->psd[low] + part * (s->psd[high] - s->psd[low]);
        }
    return sum;
}

/* Taps, symmetric about the middle one, that give white noise of variance 1 the spectrum
 * of the receiver's, sampled at as many frequencies, and that of the transmitter's. */
static void fill_noise(const struct witness_stream *t, double *restrict tap)
{
    const struct slicer *s = t->slicer;
    const size_t n = t->bank.ntap - !(t->bank.ntap % 2), half = n / 2;
    double power = 0.0;
    memset(tap, 0, t->bank.ntap * sizeof *tap);
    if (s->nf < 2) {
        tap[0] = hypot(s->sigma_noise, s->sigma_tx);
        return;
    }
    double *density = t->x[0];  /* not in use yet                              */
    for (size_t k = 0; k <= half; k++) {
        density[k] = folded(s, s->baud * (double)k / (double)n);
        power += (k ? 2.0 : 1.0) * density[k] / (double)n;
    }
    for (size_t k = 0; k <= half; k++) {
        const double noise =
            power > 0.0 ? density[k] / power * s->sigma_noise * s->sigma_noise : 0.0;
        const double amplitude = sqrt(noise + s->sigma_tx * s->sigma_tx);
        for (size_t i = 0; i < n; i++) {
            const double turn = 2.0 * 3.14159265358979323846 / (double)n *
                                (double)(k * (i + n - half) % n);
            tap[i] += (k ? 2.0 : 1.0) * amplitude * cos(turn) / (double)n;
        }
    }
    memset(density, 0, (half + 1) * sizeof *density);
}

static enum lr_status load(struct witness_stream *t, struct lr_error *err)
{
    const struct slicer *s = t->slicer;
    double *tap = array_alloc(t->bank.ntap, sizeof *tap);
    enum lr_status status = tap ? LR_OK : error_memory(err, "a response of a simulation");
    for (size_t i = 0; !status && i < s->npath; i++)
        status = load_path(t, i, tap, err);
    if (!status)
        status = load_jitter(t, tap, err);
    if (!status && t->alternating)
        status = load_alternation(t, tap, err);
    if (!status) {
        fill_noise(t, tap);
        status = bank_load(&t->bank, response_of(s, noise_of(s), 0), tap, err);
    }
    array_free(tap);
    return status;
}

static enum lr_status allocate(struct witness_stream *t, struct lr_error *err)
{
    const struct slicer *s = t->slicer;
    const size_t n = s->npath + 3, length = t->bank.length;
    t->x = array_alloc(n, sizeof *t->x);
    t->spectrum = array_alloc(n, t->bank.nf * sizeof *t->spectrum);
    t->sum = array_alloc(t->bank.nf, sizeof *t->sum);
    t->late = array_alloc(length, sizeof *t->late);
    t->offset = array_alloc(s->npath, sizeof *t->offset);
    t->symbol = array_alloc(length, 1);
    t->other = array_alloc(length, 1);
    t->aggressor = array_alloc(s->npath, sizeof *t->aggressor);
    bool whole = t->x && t->spectrum && t->sum && t->late && t->offset && t->symbol && t->other &&
                 t->aggressor;
    for (size_t i = 0; whole && i < n; i++)
        whole = (t->x[i] = array_alloc(length, sizeof **t->x)) != NULL;
    return whole ? random_new(&t->random, err) : error_memory(err, "a simulation");
}

/* Moves the end of the last block to the front and draws n new samples. */
static void draw_path(struct witness_stream *t, size_t path, size_t keep, size_t n)
{
    const struct slicer *s = t->slicer;
    double *x = t->x[path];
    uint8_t *symbol = path ? t->other : t->symbol;
    memmove(x, x + t->bank.length - keep, keep * sizeof *x);
    if (!path)
        memmove(symbol, symbol + t->bank.length - keep, keep);
    pattern_next(path ? &t->aggressor[path - 1] : &t->pattern, t->random, n,
                 symbol + keep);
    for (size_t k = 0; k < n; k++)
        x[keep + k] = s->level[symbol[keep + k]];
}

/* 32 coins to a word. */
static double coin(struct witness_stream *t, uint32_t *word, size_t k)
{
    if (k % 32 == 0)
        *word = random_word(t->random);
    return *word >> k % 32 & 1u ? 1.0 : -1.0;
}

static double parity(const struct witness_stream *t, size_t k)
{
    return (t->block * t->bank.step + k) & 1u ? -1.0 : 1.0;
}

static void draw_jitter(struct witness_stream *t, size_t keep, size_t n)
{
    const struct jitter *jitter = &t->slicer->jitter;
    double *x = t->x[jitter_of(t->slicer)];
    uint32_t word = 0;
    memmove(x, x + t->bank.length - keep, keep * sizeof *x);
    random_key(t->random, t->seed + STREAM_JITTER, t->block);
    random_normal(t->random, n, x + keep);
    for (size_t k = 0; k < n; k++)
        x[keep + k] = t->x[0][keep + k] * (jitter->symbol_random * x[keep + k] +
                                           jitter->symbol_peak * coin(t, &word, k));
}

static void draw_alternation(struct witness_stream *t, size_t keep, size_t n)
{
    double *x = t->x[alternation_of(t->slicer)];
    memmove(x, x + t->bank.length - keep, keep * sizeof *x);
    for (size_t k = 0; k < n; k++)
        x[keep + k] = parity(t, k) * t->x[0][keep + k];
}

static void draw_clock(struct witness_stream *t, size_t keep, size_t n)
{
    const struct jitter *jitter = &t->slicer->jitter;
    uint32_t word = 0;
    memmove(t->late, t->late + t->bank.length - keep, keep * sizeof *t->late);
    random_key(t->random, t->seed + STREAM_CLOCK, t->block);
    random_normal(t->random, n, t->late + keep);
    for (size_t k = 0; k < n; k++)
        t->late[keep + k] = jitter->random * t->late[keep + k] +
                            jitter->dual_dirac * coin(t, &word, k) +
                            0.5 * jitter->duty_cycle * parity(t, k);
}

static void draw(struct witness_stream *t, size_t keep, size_t n)
{
    const struct slicer *s = t->slicer;
    for (size_t i = 0; i < s->npath; i++)
        draw_path(t, i, keep, n);
    if (t->jittered)
        draw_jitter(t, keep, n);
    if (t->alternating)
        draw_alternation(t, keep, n);
    draw_clock(t, keep, n);
    double *x = t->x[noise_of(s)];
    memmove(x, x + t->bank.length - keep, keep * sizeof *x);
    random_key(t->random, t->seed + STREAM_NOISE, t->block);
    random_normal(t->random, n, x + keep);
    random_key(t->random, t->seed + STREAM_PHASE, t->block);
    for (size_t i = 1; i < s->npath; i++)
        t->offset[i] = (size_t)(random_uniform(t->random) * (double)s->per_ui);
    t->block++;
}

enum lr_status witness_stream_init(const struct slicer *slicer,
                                   const struct witness_options *options,
                                   struct witness_stream *stream, struct lr_error *err)
{
    const struct slicer *s = slicer;
    const size_t m = s->per_ui;
    *stream = (struct witness_stream){.slicer = s,
                                      .pattern = options->pattern,
                                      .seed = options->seed * STREAMS,
                                      .first = (s->cursor - m / 2) % m,
                                      .behind = (s->cursor - m / 2) / m};
    struct witness_stream *t = stream;
    t->jittered = s->jitter.symbol_random > 0.0 || s->jitter.symbol_peak > 0.0;
    t->alternating = s->jitter.even_odd > 0.0;
    size_t ntap = LEAST_TAPS;
    for (size_t i = 0; i < s->npath; i++)
        ntap = s->path[i].n / m + 1 > ntap ? s->path[i].n / m + 1 : ntap;
    ntap = t->behind + s->nb + 2 > ntap ? t->behind + s->nb + 2 : ntap;
    enum lr_status status = bank_init(m * (2 * s->npath + 1) + 1, ntap, &t->bank, err);
    if (!status)
        status = allocate(t, err);
    if (!status)
        status = load(t, err);
    for (size_t i = 1; !status && i < s->npath; i++)
        status = pattern_random(s->levels, options->seed + 7919 * (uint32_t)i,
                                &t->aggressor[i - 1], err);
    if (!status)                /* what was sent before the first block        */
        draw(t, t->bank.step, t->bank.ntap - 1);
    return status;
}

void witness_stream_free(struct witness_stream *stream)
{
    struct witness_stream *t = stream;
    for (size_t i = 0; t->x && i < t->slicer->npath + 3; i++)
        array_free(t->x[i]);
    array_free(t->x);
    array_free(t->spectrum);
    array_free(t->sum);
    array_free(t->late);
    array_free(t->offset);
    array_free(t->symbol);
    array_free(t->other);
    array_free(t->aggressor);
    bank_free(&t->bank);
    random_free(t->random);
    *t = (struct witness_stream){0};
}

void witness_stream_next(struct witness_stream *stream)
{
    struct witness_stream *t = stream;
    draw(t, t->bank.ntap - 1, t->bank.step);
    for (size_t i = 0; i < t->slicer->npath + 3; i++)
        if (used(t, i))
            fft_forward(t->bank.fft, t->x[i], t->spectrum + i * t->bank.nf);
}

void witness_stream_phase(struct witness_stream *stream, size_t phase,
                          double *restrict y)
{
    struct witness_stream *t = stream;
    const struct slicer *s = t->slicer;
    memset(t->sum, 0, t->bank.nf * sizeof *t->sum);
    for (size_t i = 0; i < s->npath + 3; i++) {
        const size_t at = i && i < s->npath ? phase + t->offset[i] : phase;
        if (used(t, i))
            bank_add(&t->bank, response_of(s, i, at), t->spectrum + i * t->bank.nf,
                     t->sum);
    }
    fft_inverse(t->bank.fft, t->sum, y);
}
