/* loss_item.h -- one file or link that lanereach loss looks at.  Internal to answer. */
#ifndef ANSWER_LOSS_ITEM_H
#define ANSWER_LOSS_ITEM_H

#include "answer/answer.h"
#include "link/link.h"
#include "link/metrics.h"
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
    struct link link;           /* owned: the link, or file and aggressors as one,
                                 * without its interface; the paths' names live here */
    struct channel channel;     /* owned: between the packages, 100 ohm; npath 0: of a
                                 * file that nothing judges, or loss limits alone */
    struct link_metrics metrics;        /* owned: ICN, ILD and ERL of `channel` */
    struct loss_lanes *lanes;   /* of a file of many lanes, in the answer's arena; or
                                 * NULL                                        */
    /* In the answer's arena; NULL without aggressors or without ICN.          */
    double *each;               /* [V] [npath] ICN of every one                */
    double *psxt_db, *icr_db;   /* [nf of the channel] power sum of crosstalk, negative,
                                 * and the loss-to-crosstalk ratio, positive   */
    struct tree *tree;          /* its channels[] entry                        */
    struct tree *criteria;      /* criteria[] below it; NULL: none so far      */
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

/* Interface and channel of a Touchstone file, whose networks are `all`: by --interface or
 * --sheet, --set, --fext and --next.  LR_EUSAGE for what does not go together. */
enum lr_status loss_judge_file(const struct request *request, struct answer *answer,
                               const struct net *all, struct loss_item *item,
                               struct lr_error *err);

/* The channel of item->link, and its files to the inputs; takes the interface out of the
 * link.  `grid` is told in the item's tree unless it is a file. */
enum lr_status loss_judge_link(struct answer *answer, struct loss_item *item, bool file,
                               struct lr_error *err);

/* ICN, ILD and ERL into the item and its tree; ERL is judged where its interface sets a
 * threshold.  Nothing without a channel, or where limits of loss alone judge it. */
enum lr_status loss_metrics(struct answer *answer, struct loss_item *item,
                            struct lr_error *err);

/* The loss [dB] at the lowest frequency above 0, and that frequency [Hz]; false where it
 * is so high that the file is crosstalk and no through path. */
bool loss_item_is_through(const struct loss_item *item, double *loss_db, double *freq);

/* A file without its folder. */
const char *loss_short_name(const char *path);

/* A value y[nf] of the item's channel at freq, linear between its points; NaN outside. */
double loss_item_at(const struct loss_item *item, const double *y, double freq);

/* What is small or large up to half the symbol rate, into the item's tree. */
void loss_add_summary(const struct loss_item *item);

/* A row below `points` for every frequency that --at asks for or that is usual, filled by
 * `fill`; with the item's name when there are `many`. */
typedef void loss_fill(const struct loss_item *item, struct tree *point, double freq);
enum lr_status loss_points(const struct request *request, struct answer *answer,
                           const struct loss_item *item, loss_fill *fill,
                           struct tree *points, bool many, struct lr_error *err);

/* Views of the items, each filling points[] (of the root and of each channel), what a
 * table tells of a channel, and the figure when one was asked for. */
enum lr_status loss_over_frequency(const struct request *request, struct answer *answer,
                                   struct loss_item *item, size_t n,
                                   struct lr_error *err);
bool loss_view_is_time(const char *view);
bool loss_view_is_figure(const char *view);
enum lr_status loss_check_figures(const struct request *request, size_t n,
                                  struct lr_error *err);         /* LR_EUSAGE */
enum lr_status loss_over_figures(const struct request *request, struct answer *answer,
                                 struct loss_item *item, size_t n, struct lr_error *err);
enum lr_status loss_over_time(const struct request *request, struct answer *answer,
                              struct loss_item *item, size_t n, struct lr_error *err);

/* Judges an item by the limit lines of its interface: criteria[] below its tree. */
enum lr_status loss_limits(struct answer *answer, struct loss_item *item,
                           struct lr_error *err);

/* Whether --output names a network file: then the cascade of the link, all its lanes
 * single-ended and between the packages, goes there.  To be checked before the work, and
 * written behind it. */
bool loss_writes_network(const struct request *request);
enum lr_status loss_check_write(const struct request *request, size_t n,
                                struct lr_error *err);
enum lr_status loss_write(const struct request *request, struct answer *answer,
                          struct lr_error *err);

#endif
