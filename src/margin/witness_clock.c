#include "config.h"

#include "margin/witness_clock.h"

#include "base/constants.h"

#include <math.h>

/* A slope of the timing function below this, of s0 per UI, gives no clock to follow. */
static const double flattest = 0.02;
static const double gauss_reach = 6.0;  /* sigma of random jitter that are followed */
static const double wander = 3.0;       /* samples that a block's phases have to spare */

static double pulse_at(const struct slicer *s, ptrdiff_t at)
{
    return at >= 0 && at < (ptrdiff_t)s->path[0].n ? s->path[0].pulse[at] : 0.0;
}

void witness_clock_init(const struct slicer *slicer, struct witness_clock *clock)
{
    const struct slicer *s = slicer;
    const ptrdiff_t m = (ptrdiff_t)s->per_ui, at = (ptrdiff_t)s->cursor;
    *clock = (struct witness_clock){.slicer = s};
    double power = 0.0;
    for (size_t i = 0; i < s->levels; i++)
        power += s->level[i] * s->level[i] / (double)s->levels;
    const double late = 0.5 * (pulse_at(s, at + m + 1) - pulse_at(s, at + m - 1));
    const double early = 0.5 * (pulse_at(s, at - m + 1) - pulse_at(s, at - m - 1));
    const double slope = power * (late - early);
    clock->mean = power * (pulse_at(s, at + m) - (s->nb ? s->b[0] * s->s0 : 0.0) -
                           pulse_at(s, at - m));
    if (fabs(slope) * (double)m > flattest * power * s->s0)
        clock->gain = -two_pi * s->cdr_corner / s->baud / slope;
}

void witness_clock_window(struct witness_clock *clock, size_t *first, size_t *last)
{
    const struct slicer *s = clock->slicer;
    const double m = (double)s->per_ui, middle = (double)(s->per_ui / 2);
    const struct jitter *j = &s->jitter;
    const double room = wander + m * (j->sinusoidal + j->dual_dirac +
                                      0.5 * j->duty_cycle + gauss_reach * j->random);
    clock->low = fmax(floor(middle + clock->position - room), 0.0);
    clock->high = fmin(ceil(middle + clock->position + room), m - 1.0);
    clock->low = fmin(clock->low, m - 2.0);
    clock->high = fmax(clock->high, 1.0);
    *first = (size_t)clock->low;
    *last = (size_t)clock->high;
}

double witness_clock_at(struct witness_clock *clock, uint64_t count, double late)
{
    const struct slicer *s = clock->slicer;
    double at = (double)(s->per_ui / 2) + clock->position +
                late * (double)s->per_ui;
    if (s->jitter.sinusoidal > 0.0)
        at -= s->jitter.sinusoidal * (double)s->per_ui *
              sin(two_pi * fmod(s->frequency / s->baud * (double)count, 1.0));
    if (at >= clock->low && at < clock->high)
        return at;
    clock->lost |= at < 0.0 || at > (double)(s->per_ui - 1);
    return at >= clock->high ? nextafter(clock->high, 0.0) : clock->low;
}

void witness_clock_step(struct witness_clock *clock, double y, double level)
{
    if (clock->running) {
        const double e = y * clock->level - clock->before * level;
        clock->position += clock->gain * (e - clock->mean);
        const double most = 0.5 * (double)clock->slicer->per_ui;
        clock->lost |= fabs(clock->position) > most;
        clock->position = fmin(fmax(clock->position, -most), most);
    }
    clock->before = y;
    clock->level = level;
    clock->running = true;
}
