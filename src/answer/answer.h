/* answer.h -- one file per question: each builds the tree that a command shows and
 * the library returns.  Nothing here prints. */
#ifndef ANSWER_ANSWER_H
#define ANSWER_ANSWER_H

#include "answer/request.h"
#include "plot/plot.h"
#include "text/tree.h"

struct answer {
    struct arena arena;         /* owned: the tree and the figure              */
    struct tree *root;
    struct tree *inputs, *assumptions, *warnings;       /* lists below root    */
    struct tree *outputs;       /* the same; NULL until a network is written   */
    bool missed;                /* a target is missed: exit status 1           */
    enum lr_status failed;      /* of the first of several questions that could not be
                                 * answered while others were                  */
    struct plot_figure figure;  /* template NULL: none was asked for           */
};

/* Answers a request whose lib is set; NULL will do for network files alone.  On failure
 * *answer is empty.  Notes go to err->notes and, with what the model library recorded,
 * into the tree.  answer_free in every case. */
typedef enum lr_status answer_fn(const struct request *request, struct answer *answer,
                                 struct lr_error *err);

answer_fn answer_reach, answer_com, answer_loss, answer_line, answer_eye,
    answer_budget, answer_models;
answer_fn answer_net_info, answer_net_check, answer_net_convert, answer_net_cascade,
    answer_net_mixed, answer_net_renormalise, answer_net_extract, answer_net_reorder,
    answer_net_resample, answer_net_passivate, answer_net_diff, answer_net_deembed;

void answer_free(struct answer *answer);

/* The answer of that name, or NULL. */
answer_fn *answer_find(const char *command);

#endif
