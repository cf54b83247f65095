#include "config.h"

#include "eq/pulse.h"

#include "base/array.h"
#include "signal/impulse.h"

#include <math.h>

/* The tool's constants (routine cursor_sample_index): the peak is sought 20 UI to
 * each side of the unequalised one, the crossing of 1 % at most 4 UI before it. */
enum { PEAK_UI = 20, CROSSING_UI = 4 };
static const double crossing = 0.01;

/* A pulse is only scanned for its peak where its shifts exceed this part of its
 * largest value; where that does not suffice the whole range is scanned. */
static const double worth_scanning = 0.25;

enum lr_status eq_pulse_init(struct eq_pulse *pulse, const struct eq_problem *problem,
                             size_t ctle, struct lr_error *err)
{
    const ptrdiff_t m = (ptrdiff_t)problem->per_ui, n = (ptrdiff_t)problem->n;
    *pulse = (struct eq_pulse){.problem = problem};
    pulse->pad = m * (EQ_FFE_MOST + CROSSING_UI + PEAK_UI + EQ_DFE_MOST);
    pulse->padded = array_alloc((size_t)(n + 2 * pulse->pad), sizeof(double));
    double *filtered = array_alloc((size_t)n, sizeof(double));
    pulse->gram = array_alloc(problem->per_ui, sizeof *pulse->gram);
    const ptrdiff_t peak = (ptrdiff_t)problem->peak;
    pulse->from = peak > PEAK_UI * m ? peak - PEAK_UI * m : 0;
    pulse->to = peak + PEAK_UI * m < n - 1 ? peak + PEAK_UI * m : n - 1;
    const size_t window = (size_t)(pulse->to - pulse->from + 1);
    pulse->base = array_alloc(window, sizeof(double));
    pulse->s = array_alloc(window, sizeof(double));
    if (!pulse->padded || !filtered || !pulse->gram || !pulse->base || !pulse->s) {
        array_free(filtered);
        eq_pulse_free(pulse);
        return error_memory(err, "a pulse response");
    }
    eq_ctle_filter(&problem->ctle[ctle], problem->dt, problem->n, problem->h, filtered);
    impulse_pulse(filtered, problem->n, problem->per_ui, pulse->padded + pulse->pad);
    array_free(filtered);
    pulse->p = pulse->padded + pulse->pad;

    /* |s[k]| <= sum |c_i| max |p[k - i M]| and sum |c_i| = 1. */
    double largest = 0.0;
    for (ptrdiff_t k = pulse->from; k <= pulse->to; k++)
        largest = fmax(largest, pulse->p[k]);
    pulse->floor = worth_scanning * largest;
    pulse->first = pulse->to;
    pulse->last = pulse->from;
    for (ptrdiff_t k = pulse->from; k <= pulse->to; k++) {
        double most = fabs(pulse->p[k]);
        for (size_t i = 0; i < problem->ffe.ntap; i++)
            most = fmax(most, fabs(pulse->p[k - problem->ffe.position[i] * m]));
        if (most >= pulse->floor) {
            pulse->first = k < pulse->first ? k : pulse->first;
            pulse->last = k;
        }
    }
    return LR_OK;
}

void eq_pulse_free(struct eq_pulse *pulse)
{
    array_free(pulse->padded);
    array_free(pulse->gram);
    array_free(pulse->base);
    array_free(pulse->s);
    *pulse = (struct eq_pulse){0};
}

void eq_pulse_base(struct eq_pulse *pulse, const struct eq_ffe *ffe)
{
    const ptrdiff_t m = (ptrdiff_t)pulse->problem->per_ui;
    const size_t n = (size_t)(pulse->to - pulse->from + 1);
    double *restrict base = pulse->base;
    for (size_t k = 0; k < n; k++)
        base[k] = 0.0;
    for (size_t i = 0; i + 1 < ffe->ntap; i++) {
        const double *restrict from = pulse->p + pulse->from - ffe->position[i] * m;
        const double c = ffe->tap[i];
        for (size_t k = 0; k < n; k++)
            base[k] += c * from[k];
    }
}

double eq_pulse_at(const struct eq_pulse *pulse, const struct eq_ffe *ffe, ptrdiff_t n)
{
    const ptrdiff_t m = (ptrdiff_t)pulse->problem->per_ui;
    double s = ffe->cursor * pulse->p[n];
    for (size_t i = 0; i < ffe->ntap; i++)
        s += ffe->tap[i] * pulse->p[n - ffe->position[i] * m];
    return s;
}

/* The first largest sample of the equalised pulse in [first, last]. */
static ptrdiff_t peak_between(struct eq_pulse *pulse, const struct eq_ffe *ffe,
                              ptrdiff_t first, ptrdiff_t last, double *peak)
{
    const ptrdiff_t m = (ptrdiff_t)pulse->problem->per_ui;
    const size_t n = (size_t)(last - first + 1), skip = (size_t)(first - pulse->from);
    const size_t end = ffe->ntap ? ffe->ntap - 1 : 0;
    const double c0 = ffe->cursor, c1 = ffe->ntap ? ffe->tap[end] : 0.0;
    const ptrdiff_t shift = ffe->ntap ? ffe->position[end] * m : 0;
    const double *restrict base = pulse->base + skip;
    const double *restrict main = pulse->p + first, *restrict other = main - shift;
    double *restrict s = pulse->s + skip;
    for (size_t k = 0; k < n; k++)
        s[k] = base[k] + c0 * main[k] + c1 * other[k];
    size_t at = 0;
    for (size_t k = 1; k < n; k++)
        if (s[k] > s[at])
            at = k;
    *peak = s[at];
    return first + (ptrdiff_t)at;
}

static int sign(double x)
{
    return (x > 0.0) - (x < 0.0);
}

bool eq_pulse_cursor(struct eq_pulse *pulse, const struct eq_ffe *ffe, size_t *cursor)
{
    const ptrdiff_t m = (ptrdiff_t)pulse->problem->per_ui;
    double peak;
    ptrdiff_t at = peak_between(pulse, ffe, pulse->first, pulse->last, &peak);
    if (!(peak > pulse->floor))
        at = peak_between(pulse, ffe, pulse->from, pulse->to, &peak);

    const ptrdiff_t stop = at > CROSSING_UI * m ? at - CROSSING_UI * m : 0;
    const double level = crossing * peak;
    ptrdiff_t z = at - 1;
    int above = sign(peak - level);
    for (; z >= stop; z--) {
        const int here = sign(eq_pulse_at(pulse, ffe, z) - level);
        if (above - here >= 1)
            break;
        above = here;
    }
    if (z < stop)
        return false;

    const double b1 = pulse->problem->dfe.n ? pulse->problem->dfe.b_max[0] : 0.0;
    double least = INFINITY;
    for (ptrdiff_t n = z; n <= z + 2 * m; n++) {
        const double behind = eq_pulse_at(pulse, ffe, n + m) - b1 * eq_pulse_at(pulse, ffe, n);
        const double metric =
            fabs(eq_pulse_at(pulse, ffe, n - m) - (behind > 0.0 ? behind : 0.0));
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
        h[k] = n < problem->n ? eq_pulse_at(pulse, &candidate->ffe, (ptrdiff_t)n) : 0.0;
        outside -= h[k] * h[k];
    }
    candidate->s0 = h[0];
    candidate->outside = outside > 0.0 ? outside : 0.0;
    candidate->slope = quadratic(gram->slope, &candidate->ffe);
}
