#include "config.h"

#include "eq/floating.h"

#include <math.h>
#include <stdbool.h>

/* Starts and positions count from the first behind the fixed taps. */
struct places {
    size_t group;               /* taps of one group                           */
    size_t nstart;
    double gain[EQ_DFE_MOST];   /* [V^2] what a group starting here removes;
                                 * -INFINITY where none may start any more     */
    size_t npos;                /* positions that could be taken               */
    bool taken[EQ_DFE_MOST];
};

/* Descending gain, the first of equals first. */
static bool ranks_before(const struct places *p, size_t a, size_t b)
{
    return p->gain[a] > p->gain[b] || (p->gain[a] == p->gain[b] && a < b);
}

static size_t strongest(const struct places *p)
{
    size_t best = 0;
    for (size_t i = 1; i < p->nstart; i++)
        best = p->gain[i] > p->gain[best] ? i : best;
    return best;
}

static void init(struct places *p, const struct eq_dfe *dfe, const double *h)
{
    double removed[EQ_DFE_MOST];
    *p = (struct places){.group = dfe->group_size, .npos = dfe->last - dfe->n};
    p->nstart = p->npos - p->group + 1;
    for (size_t i = 0; i < p->npos; i++) {
        const double a = fabs(h[dfe->n + 1 + i]), rest = a - dfe->floating_max * h[0];
        removed[i] = a * a - (rest > 0.0 ? rest * rest : 0.0);
    }
    for (size_t i = 0; i < p->nstart; i++)
        for (size_t j = 0; j < p->group; j++)
            p->gain[i] += removed[i + j];
}

/* No later group may overlap the one at `start`, nor start right before it. */
static void take(struct places *p, size_t start)
{
    for (size_t i = start; i < start + p->group; i++)
        p->taken[i] = true;
    for (size_t i = start > p->group - 1 ? start - (p->group - 1) : 0;
         i < start + p->group && i < p->nstart; i++)
        p->gain[i] = -INFINITY;
}

/* The strongest starts are the first ones without exception: the groups stand in a row
 * behind the fixed taps. */
static bool in_a_row(const struct places *p, size_t groups)
{
    const size_t first = (groups - 1) * p->group + 1;
    for (size_t i = 0; i < first; i++)
        for (size_t j = first; j < p->nstart; j++)
            if (!ranks_before(p, i, j))
                return false;
    return true;
}

/* Whether a group at `start` is in the way of no better pair: the starts that it spoils,
 * those less than a group before it, must not rank before the strongest start that has
 * nothing to do with it.  If that is the one that just fits before it, *next is set to
 * it: it is to be the next group. */
static bool admissible(const struct places *p, size_t start, size_t *next)
{
    const size_t low = start > p->group - 1 ? start - (p->group - 1) : 0;
    bool spoils = false;
    size_t other = p->nstart;
    for (size_t i = 0; i < p->nstart; i++) {
        const bool before = i >= low && i < start && !p->taken[i];
        spoils |= before;
        if (!before && !(i >= start && i < start + p->group) &&
            (other == p->nstart || ranks_before(p, i, other)))
            other = i;
    }
    if (!spoils || other == p->nstart)
        return true;
    if (other + p->group == start) {
        *next = other;
        return true;
    }
    for (size_t i = low; i < start; i++)
        if (!p->taken[i] && ranks_before(p, i, other))
            return false;
    return true;
}

size_t eq_floating_choose(const struct eq_dfe *dfe, const double *h, size_t *position)
{
    struct places p;
    init(&p, dfe, h);
    size_t next = p.nstart;             /* none is promised */
    if (in_a_row(&p, dfe->groups))
        for (size_t i = 0; i < dfe->groups * p.group; i++)
            p.taken[i] = true;
    else
        for (size_t k = 0; k < dfe->groups; k++) {
            size_t start = next;
            next = p.nstart;
            if (start == p.nstart) {
                start = strongest(&p);
                while (k + 1 < dfe->groups && p.gain[start] > -INFINITY &&
                       !admissible(&p, start, &next)) {
                    p.gain[start] = -INFINITY;
                    start = strongest(&p);
                }
            }
            if (!(p.gain[start] > -INFINITY))
                break;                  /* no room for a whole group */
            take(&p, start);
        }
    size_t n = 0;
    for (size_t i = 0; i < p.npos; i++)
        if (p.taken[i])
            position[n++] = dfe->n + 1 + i;
    return n;
}
