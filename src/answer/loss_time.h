/* loss_time.h -- what lanereach loss shows over time.  Internal to answer. */
#ifndef ANSWER_LOSS_TIME_H
#define ANSWER_LOSS_TIME_H

#include "answer/loss_item.h"
#include "signal/waveform.h"

#include <stdbool.h>

struct loss_record {            /* an item made ready for the time domain      */
    struct net net;             /* owned: uniform from DC                      */
    struct waveform_options options;
    double delay;               /* [s] of the through path                     */
    double edge;                /* [s] about the length of the edge: 2 / f_max */
};

/* Show an item: points of the list (each with its channel when there are `many`), a
 * summary below item->tree, curves of the figure when `plot` is set. */
enum lr_status loss_tdr(struct answer *answer, const struct loss_item *item,
                        const struct loss_record *record, struct tree *points, bool many,
                        bool plot, struct lr_error *err);
enum lr_status loss_step(struct answer *answer, const struct loss_item *item,
                         const struct loss_record *record, struct tree *points, bool many,
                         bool plot, struct lr_error *err);
enum lr_status loss_pulse(struct answer *answer, const struct loss_item *item,
                          const struct loss_record *record, struct tree *points,
                          bool many, bool plot, struct lr_error *err);

/* A curve of n values, the first at `start` [s], divided by `unit`. */
enum lr_status loss_draw_values(struct answer *answer, const char *name, double start,
                                double dt, size_t n, const double *y, double unit,
                                struct lr_error *err);

#endif
