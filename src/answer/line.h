/* line.h -- the answer about a cross-section, part by part.  Internal to answer; the
 * functions are for line*.c. */
#ifndef ANSWER_LINE_H
#define ANSWER_LINE_H

#include "answer/answer.h"
#include "part/stackup_draw.h"

struct line_question {
    const struct request *request;
    struct answer *answer;
    struct stackup stackup;
    struct stackup_drawing drawing;             /* of the stackup              */
    struct line_solution solved;                /* the same                    */
    size_t nat;
    const double *at;           /* [Hz] where losses are told; arena           */
};

/* line_figures.c: the frequencies of --at, or the usual ones. */
enum lr_status line_figures_at(struct line_question *q, struct lr_error *err);

/* The impedances at one frequency, by the names of the field, and losses at each of
 * q->at, split by cause. */
enum lr_status line_figures_impedances(const struct line_question *q, struct tree *to,
                                       struct lr_error *err);
enum lr_status line_figures_points(const struct line_question *q, struct tree *list,
                                   struct lr_error *err);

/* line_limits.c: warns where the model of the answer ends, up to the highest of q->at. */
enum lr_status line_limits_warn(const struct line_question *q, struct lr_error *err);

/* line_network.c: writes --output, a line of --length. */
enum lr_status line_network_write(const struct line_question *q, struct lr_error *err);

#endif
