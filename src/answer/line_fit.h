/* line_fit.h -- the laminate of a stackup from two measured lengths of it.  Internal to
 * answer; the functions are for line_fit*.c. */
#ifndef ANSWER_LINE_FIT_H
#define ANSWER_LINE_FIT_H

#include "answer/answer.h"
#include "net/two_lengths.h"
#include "part/stackup_fit.h"

struct line_fit {
    const struct request *request;
    struct answer *answer;
    struct stackup stackup;
    const char *path[2];        /* of the shorter, of the longer               */
    double length;              /* [m] by which they differ                    */
    double low, high;           /* [Hz] the band that counts                   */
    struct net_two_lengths measured;
    double *weight;             /* [measured.nf], arena                        */
    double complex *model;      /* [measured.nf], arena                        */
    struct stackup_fit fit;
};

/* Whether the request has an option that goes with --fit. */
bool line_fit_asked(const struct request *request);

/* Builds the answer to `lanereach line STACKUP --fit`. */
enum lr_status line_fit_answer(const struct request *request, struct answer *answer,
                               struct lr_error *err);

/* line_fit_data.c: reads both files and decides which of their points count. */
enum lr_status line_fit_measure(struct line_fit *f, struct lr_error *err);

/* line_fit_show.c: the result, in the tree. */
enum lr_status line_fit_show(const struct line_fit *f, struct lr_error *err);

/* line_fit_write.c: --material; line_fit_draw.c: the figure. */
enum lr_status line_fit_write(const struct line_fit *f, struct lr_error *err);
enum lr_status line_fit_draw(const struct line_fit *f, struct lr_error *err);

#endif
