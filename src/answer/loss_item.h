/* loss_item.h -- one file or link that lanereach loss looks at.  Internal to answer. */
#ifndef ANSWER_LOSS_ITEM_H
#define ANSWER_LOSS_ITEM_H

#include "answer/answer.h"
#include "interface/interface.h"
#include "net/net.h"

struct loss_curve {             /* one S_ij and what it is called              */
    const char *key, *name;
    size_t i, j;
    const char *limit;          /* the curve of limit lines that bound it, or NULL */
};

struct loss_item {
    const char *path, *name;    /* borrowed: as given; its last part           */
    struct net net;             /* owned: the 2-port of a file, d1 d2 c1 c2 of a
                                 * 4-port, or the differential 2-port of a link */
    const struct loss_curve *curve;
    size_t ncurve;
    double baud;                /* [Bd] 0: unknown                             */
    struct interface interface; /* owned; name NULL: none judges it            */
    struct tree *tree;          /* its channels[] entry                        */
};

/* Reads a Touchstone file or a link and tells in item->tree what it is: ports, band,
 * reference, quality.  loss_item_free in every case. */
enum lr_status loss_item_open(const struct request *request, struct answer *answer,
                              const char *path, struct loss_item *item,
                              struct lr_error *err);
void loss_item_free(struct loss_item *item);

/* The curve of S21, which every item has first. */
static inline const struct loss_curve *loss_item_through(const struct loss_item *item)
{
    return &item->curve[0];
}

/* Views of the items, each filling points[] (of the root and of each channel), what a
 * table tells of a channel, and the figure when one was asked for. */
enum lr_status loss_over_frequency(const struct request *request, struct answer *answer,
                                   struct loss_item *item, size_t n,
                                   struct lr_error *err);
bool loss_view_is_time(const char *view);
enum lr_status loss_over_time(const struct request *request, struct answer *answer,
                              struct loss_item *item, size_t n, struct lr_error *err);

/* Judges an item by the limit lines of its interface: criteria[] below its tree. */
enum lr_status loss_limits(struct answer *answer, struct loss_item *item,
                           struct lr_error *err);

#endif
