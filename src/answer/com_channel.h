/* com_channel.h -- one channel that lanereach com looks at, from its files to its entry
 * in channels[].  Internal to answer. */
#ifndef ANSWER_COM_CHANNEL_H
#define ANSWER_COM_CHANNEL_H

#include "answer/answer.h"
#include "link/calibrate.h"
#include "link/judge.h"
#include "link/metrics.h"

/* And ERL; or those of loss. */
enum { COM_CRITERIA = LINK_CRITERIA + 1 + LIMIT_LINES };

struct com_channel {
    struct link link;           /* its interface is all that --show-settings wants */
    struct link_chain chain;
    struct channel channel;
    struct link_com com;
    struct link_metrics metrics;
    struct link_calibration calibration;        /* where the interface calibrates */
    double seconds;             /* of search and densities                     */
    size_t worst;               /* the package case with the least margin      */
    size_t ncriterion;
    struct link_criterion criterion[COM_CRITERIA];
    double margin_db;           /* the least of theirs                         */
    bool pass;
};

/* What options say of the interface: the release that is followed, the elements of
 * ranges, and how much is searched. */
enum lr_status com_apply_options(const struct request *request,
                                 struct interface *interface, struct lr_error *err);

/* Opens a channel, computes it and judges it; `request` names it.  com_channel_free in
 * every case. */
enum lr_status com_channel_solve(const struct request *request, struct com_work *work,
                                 struct com_channel *out, struct lr_error *err);

/* The same of one whose link is there already. */
enum lr_status com_channel_judge(const struct request *request, struct com_work *work,
                                 struct com_channel *channel, struct lr_error *err);

/* Of an interface that is judged by its loss, which has no COM: `com` stays empty. */
enum lr_status com_channel_judge_loss(const struct request *request,
                                      struct com_channel *channel, struct lr_error *err);
void com_channel_free(struct com_channel *channel);

/* Its keys, into an element of channels[]. */
void com_channel_add(const struct com_channel *channel, struct tree *at);

/* The keys of one of its package cases, into an element of cases[]. */
void com_case_add(const struct com_channel *channel, size_t i, struct tree *at);

#endif
