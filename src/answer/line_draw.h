/* line_draw.h -- the pictures of a cross-section and of its loss.  Internal to answer;
 * the functions are for line*.c. */
#ifndef ANSWER_LINE_DRAW_H
#define ANSWER_LINE_DRAW_H

#include "answer/line.h"

/* Loss per length against frequency, split by its causes, up to the highest of q->at or
 * 110 GHz. */
enum lr_status line_draw_loss(const struct line_question *q, struct lr_error *err);

/* What is drawn to scale: dielectrics, metal, and the charge along the signals. */
enum lr_status line_draw_section(const struct line_question *q, struct lr_error *err);

/* Adds its last block: a comb along the signals, (x, y, dx, dy, share), as long as the
 * charge over three times its mean, and no longer than `most` [m], since corners would
 * outshine everything else. */
enum lr_status line_draw_charge(const struct line_question *q, double most,
                                struct lr_error *err);

#endif
