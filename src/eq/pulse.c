#include "config.h"

#include "eq/pulse.h"

#include "base/array.h"

#include <math.h>

/* The tool's constants (routine cursor_sample_index): the peak is sought 20 UI to
 * each side of the unequalised one, the crossing of 1 % at most 4 UI before it. */
enum { PEAK_UI = 20, CROSSING_UI = 4 };

/* The sampling instant lies between 4 UI before and 2 UI behind the peak, and is judged
 * by samples one UI to each side. */
enum { LEFT_UI = CROSSING_UI + 1, RIGHT_UI = 3 };
static const double crossing = 0.01;

/* A pulse is only scanned for its peak where its shifts exceed this part of its
 * largest value; where that does not suffice the whole range is scanned. */
static const double worth_scanning = 0.25;

/* [first, last]: where the peak of some setting can be.  No setting exceeds the largest
 * of the shifted pulses: |s[k]| <= sum |c_i| max |p[k - i M]|, and sum |c_i| = 1. */
static void find_range(struct eq_pulse *pulse)
{
    const struct eq_problem *problem = pulse->problem;
    const ptrdiff_t m = (ptrdiff_t)problem->per_ui;
    double largest = 0.0;
    for (ptrdiff_t k = pulse->from; k <= pulse->to; k++)
        largest = pulse->p[k] > largest ? pulse->p[k] : largest;
    pulse->floor = worth_scanning * largest;
    pulse->first = pulse->to;
    pulse->last = pulse->from;
    for (ptrdiff_t k = pulse->from; k <= pulse->to; k++) {
        bool worth = fabs(pulse->p[k]) >= pulse->floor;
        for (size_t i = 0; i < problem->ffe.ntap; i++)
            worth |= fabs(pulse->p[k - problem->ffe.position[i] * m]) >= pulse->floor;
        if (worth) {
            pulse->first = k < pulse->first ? k : pulse->first;
            pulse->last = k;
        }
    }
}

enum lr_status eq_pulse_init(struct eq_pulse *pulse, const struct eq_problem *problem,
                             const double *raw, size_t ctle, struct lr_error *err)
{
    const ptrdiff_t m = (ptrdiff_t)problem->per_ui, n = (ptrdiff_t)problem->n;
    const ptrdiff_t peak = (ptrdiff_t)problem->peak;
    *pulse = (struct eq_pulse){.problem = problem};
    pulse->pad = m * (EQ_FFE_MOST + LEFT_UI + RIGHT_UI);
    pulse->from = peak > PEAK_UI * m ? peak - PEAK_UI * m : 0;
    pulse->to = peak + PEAK_UI * m < n - 1 ? peak + PEAK_UI * m : n - 1;
    const size_t window =
        (size_t)(pulse->to - pulse->from + 1 + (LEFT_UI + RIGHT_UI) * m);
    pulse->padded = array_alloc((size_t)(n + 2 * pulse->pad), sizeof(double));
    pulse->gram = array_alloc(problem->per_ui, sizeof *pulse->gram);
    pulse->memory = array_alloc(2 * window, sizeof(double));
    if (!pulse->padded || !pulse->gram || !pulse->memory) {
        eq_pulse_free(pulse);
        return error_memory(err, "a pulse response");
    }
    pulse->base = pulse->memory - (pulse->from - LEFT_UI * m);
    pulse->s = pulse->base + window;
    pulse->p = pulse->padded + pulse->pad;
    eq_ctle_filter(&problem->ctle[ctle], problem->dt, problem->n, raw,
                   pulse->padded + pulse->pad);
    find_range(pulse);
    return LR_OK;
}

void eq_pulse_free(struct eq_pulse *pulse)
{
    array_free(pulse->padded);
    array_free(pulse->gram);
    array_free(pulse->memory);
    *pulse = (struct eq_pulse){0};
}

void eq_pulse_base(struct eq_pulse *pulse, const struct eq_ffe *ffe)
{
    const ptrdiff_t m = (ptrdiff_t)pulse->problem->per_ui;
    const ptrdiff_t low = pulse->first - LEFT_UI * m, high = pulse->last + RIGHT_UI * m;
    double *restrict base = pulse->base;
    for (ptrdiff_t k = low; k <= high; k++)
        base[k] = 0.0;
    for (size_t i = 0; i + 1 < ffe->ntap; i++) {
        const double *restrict p = pulse->p - ffe->position[i] * m;
        const double c = ffe->tap[i];
        for (ptrdiff_t k = low; k <= high; k++)
            base[k] += c * p[k];
    }
}

/* Fills s around [first, last] and returns its first largest sample in there. */
static ptrdiff_t find_peak(struct eq_pulse *pulse, const struct eq_ffe *ffe)
{
    const ptrdiff_t m = (ptrdiff_t)pulse->problem->per_ui;
    const size_t end = ffe->ntap ? ffe->ntap - 1 : 0;
    const double c0 = ffe->cursor, c1 = ffe->ntap ? ffe->tap[end] : 0.0;
    const double *restrict main = pulse->p, *restrict base = pulse->base;
    const double *restrict other = pulse->p - (ffe->ntap ? ffe->position[end] * m : 0);
    double *restrict s = pulse->s;
    const ptrdiff_t low = pulse->first - LEFT_UI * m, high = pulse->last + RIGHT_UI * m;
    for (ptrdiff_t k = low; k <= high; k++)
        s[k] = base[k] + c0 * main[k] + c1 * other[k];
    ptrdiff_t at = pulse->first;
    for (ptrdiff_t k = pulse->first + 1; k <= pulse->last; k++)
        if (s[k] > s[at])
            at = k;
    return at;
}

bool eq_pulse_cursor(struct eq_pulse *pulse, const struct eq_ffe *ffe, size_t *cursor)
{
    const ptrdiff_t m = (ptrdiff_t)pulse->problem->per_ui;
    const double *s = pulse->s;
    ptrdiff_t at = find_peak(pulse, ffe);
    if (!(s[at] > pulse->floor)) {      /* rare: from here on scan everything */
        pulse->first = pulse->from;
        pulse->last = pulse->to;
        pulse->floor = -INFINITY;
        eq_pulse_base(pulse, ffe);
        at = find_peak(pulse, ffe);
    }

    /* The last n with sgn(s[n+1] - level) - sgn(s[n] - level) >= 1. */
    const ptrdiff_t stop = at > CROSSING_UI * m ? at - CROSSING_UI * m : 0;
    const double level = crossing * s[at];
    ptrdiff_t z = at - 1;
    while (z >= stop && !(s[z] < level && s[z + 1] >= level) &&
           !(s[z] <= level && s[z + 1] > level))
        z--;
    if (z < stop)
        return false;

    const double b1 = pulse->problem->dfe.n ? pulse->problem->dfe.b_max[0] : 0.0;
    double least = INFINITY;
    for (ptrdiff_t n = z; n <= z + 2 * m; n++) {
        const double behind = s[n + m] - b1 * s[n];
        const double metric = fabs(s[n - m] - (behind > 0.0 ? behind : 0.0));
        if (metric < least) {
            least = metric;
            *cursor = (size_t)n;
        }
    }
    return *cursor < pulse->problem->n;
}

/* Sums over every UI-spaced sample of phase `phase` inside the array. */
static void fill_gram(struct eq_pulse *pulse, size_t phase)
{
    const struct eq_problem *problem = pulse->problem;
    const ptrdiff_t m = (ptrdiff_t)problem->per_ui, n = (ptrdiff_t)problem->n;
    const size_t ntap = problem->ffe.ntap;
    struct eq_gram *gram = &pulse->gram[phase];
    ptrdiff_t shift[EQ_FFE_MOST + 1] = {0};         /* the cursor comes first */
    for (size_t i = 0; i < ntap; i++)
        shift[i + 1] = problem->ffe.position[i] * m;
    for (size_t i = 0; i <= ntap; i++)
        for (size_t j = i; j <= ntap; j++) {
            const double *a = pulse->p - shift[i], *b = pulse->p - shift[j];
            double value = 0.0, slope = 0.0;
            for (ptrdiff_t k = (ptrdiff_t)phase; k < n; k += m) {
                value += a[k] * b[k];
                if (k >= 1 && k + 1 < n)
                    slope += (a[k + 1] - a[k - 1]) * (b[k + 1] - b[k - 1]);
            }
            gram->value[i][j] = gram->value[j][i] = value;
            gram->slope[i][j] = gram->slope[j][i] = slope * 0.25 * (double)m * (double)m;
        }
    gram->ready = 1;
}

static double quadratic(double g[EQ_FFE_MOST + 1][EQ_FFE_MOST + 1],
                        const struct eq_ffe *ffe)
{
    double sum = ffe->cursor * ffe->cursor * g[0][0];
    for (size_t i = 0; i < ffe->ntap; i++) {
        double row = 2.0 * ffe->cursor * g[0][i + 1] + ffe->tap[i] * g[i + 1][i + 1];
        for (size_t j = 0; j < i; j++)
            row += 2.0 * ffe->tap[j] * g[i + 1][j + 1];
        sum += ffe->tap[i] * row;
    }
    return sum;
}

static double sample(const struct eq_pulse *pulse, const struct eq_ffe *ffe, size_t n)
{
    const ptrdiff_t m = (ptrdiff_t)pulse->problem->per_ui;
    const double *p = pulse->p + n;
    double s = ffe->cursor * *p;
    for (size_t i = 0; i < ffe->ntap; i++)
        s += ffe->tap[i] * p[-ffe->position[i] * m];
    return s;
}

void eq_pulse_energies(struct eq_pulse *pulse, struct eq_candidate *candidate, double *h)
{
    const struct eq_problem *problem = pulse->problem;
    const size_t m = problem->per_ui, phase = candidate->cursor % m;
    struct eq_gram *gram = &pulse->gram[phase];
    if (!gram->ready)
        fill_gram(pulse, phase);
    double outside = quadratic(gram->value, &candidate->ffe);
    for (size_t k = 0; k <= problem->dfe.n; k++) {
        const size_t n = candidate->cursor + k * m;
        h[k] = n < problem->n ? sample(pulse, &candidate->ffe, n) : 0.0;
        outside -= h[k] * h[k];
    }
    candidate->s0 = h[0];
    candidate->outside = outside > 0.0 ? outside : 0.0;
    candidate->slope = quadratic(gram->slope, &candidate->ffe);
}
