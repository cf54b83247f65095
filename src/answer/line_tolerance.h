/* line_tolerance.h -- what an answer about a cross-section becomes when its quantities
 * are off by their tolerances.  Internal to answer; the functions are for
 * line_tolerance*.c. */
#ifndef ANSWER_LINE_TOLERANCE_H
#define ANSWER_LINE_TOLERANCE_H

#include "answer/line.h"
#include "part/stackup_tolerance.h"

/* Where a figure is told: the quantities up (1), down (-1) or nominal (0). */
struct line_corner {
    signed char sign[STACKUP_QUANTITIES];
};

struct line_tolerance {
    const struct line_question *q;
    size_t n;
    struct stackup_spread spread[STACKUP_QUANTITIES];      /* of different keys   */
    size_t nimpedance;          /* of the line: the first of the figures       */
    enum line_impedance impedance[LINE_IMPEDANCES];
    size_t nfigure;             /* those, the delay, the loss at each of q->at */
    /* Corner 0 is nominal, 1 + 2 i has quantity i down, 2 + 2 i up, alone. */
    size_t ncorner;
    struct line_corner *corner; /* [ncorner] arena                             */
    double *value;              /* [ncorner][nfigure] in SI, dB/m; arena       */
    bool every;                 /* all combinations were tried                 */
};

/* line_tolerance_read.c: whether the option or the stackup has tolerances. */
bool line_tolerance_asked(const struct line_question *q);

/* line_tolerance.c: answers that, in `to`. */
enum lr_status line_tolerance(const struct line_question *q, struct tree *to,
                              struct lr_error *err);

/* line_tolerance_read.c: t->n and t->spread, from the option and from the stackup, of
 * which the option goes first.  LR_EUSAGE, LR_EINPUT. */
enum lr_status line_tolerance_read(struct line_tolerance *t, struct lr_error *err);

/* The figure of a corner. */
double line_tolerance_value(const struct line_tolerance *t, size_t corner, size_t figure);

/* line_tolerance_show.c: the result. */
void line_tolerance_show(const struct line_tolerance *t, struct tree *to);

#endif
