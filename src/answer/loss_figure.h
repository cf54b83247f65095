/* loss_figure.h -- the views of lanereach loss that show ICN, ILD or ERL.  Internal to
 * answer. */
#ifndef ANSWER_LOSS_FIGURE_H
#define ANSWER_LOSS_FIGURE_H

#include "answer/loss_item.h"

struct loss_show {              /* where a view puts what it shows             */
    const struct request *request;
    struct answer *answer;
    bool many;                  /* rows carry the name of their channel        */
};

/* Fill points[] or another list of the item's tree, and that of the root. */
typedef enum lr_status loss_figure_fn(const struct loss_show *show,
                                      const struct loss_item *item, struct lr_error *err);
loss_figure_fn loss_ild, loss_icr, loss_icn, loss_erl;

/* The same, as a figure: blocks and labels. */
loss_figure_fn loss_draw_ild, loss_draw_icr, loss_draw_icn, loss_draw_erl;

/* A list of that key at the root, made when it is not there yet. */
struct tree *loss_list(const struct loss_show *show, const char *key);

/* points[] of a view over frequency: the channel's own, and with several the root's. */
enum lr_status loss_show_points(const struct loss_show *show,
                                const struct loss_item *item, loss_fill *fill,
                                struct lr_error *err);

/* A block of pairs (x, y), y NaN where it is not finite; x is divided by `unit`. */
enum lr_status loss_add_curve(struct answer *answer, const char *name, size_t n,
                              const double *x, double unit, const double *y,
                              struct lr_error *err);

#endif
