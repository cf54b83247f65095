/* stackup_fit_work.h -- what the fit of a stackup and the judgement of it share; for
 * stackup_fit*.c only. */
#ifndef PART_STACKUP_FIT_WORK_H
#define PART_STACKUP_FIT_WORK_H

#include "part/stackup_fit.h"

enum { FIT_LOSS, FIT_PHASE, FIT_PARTS };

struct stackup_fit_work {
    const struct stackup_fit_data *data;
    struct stackup_fit *fit;
    struct stackup *stackup;
    struct line_solution solved;
    double solved_dk;           /* where C was solved                          */
    double complex *model;      /* [n] x                                       */
    double complex *beside;     /* [n] scratch, owned                          */
    double complex *target;     /* one of both: what is being evaluated        */
    bool all;                   /* evaluate points that do not count, too      */
    double sigma[FIT_PARTS];    /* [Np, rad] what weighted residuals are       */
    size_t nfree, free[STACKUP_FIT_KEYS];       /* keys that are not held      */
    double *jacobian;           /* [n][FIT_PARTS][nfree] owned                 */
};

/* stackup_fit_model.c: what a key is divided by, so that parameters are of the order of
 * 1. */
double stackup_fit_scale(enum stackup_quantity key);

/* The parameter of a free key within what the key may be. */
double stackup_fit_limited(const struct stackup_fit_work *work, size_t free, double x);

/* x of the model into `out` [n], at parameters x [nfree] inside their limits. */
enum lr_status stackup_fit_evaluate(struct stackup_fit_work *work, const double *x,
                                    double complex *out, struct lr_error *err);

/* The same into work->model at any parameters: beyond the limits of a key the model goes
 * on in a straight line, so that a fit that wants to go there settles and can be told. */
enum lr_status stackup_fit_extend(struct stackup_fit_work *work, const double *x,
                                  struct lr_error *err);

/* stackup_fit.c: weighted residual of point k, in the loss or the phase, over sigma. */
double stackup_fit_residual(const struct stackup_fit_work *work, size_t k, size_t part);

/* How many points there are that count. */
size_t stackup_fit_counted(const struct stackup_fit_data *data);

/* stackup_fit_error.c: standard errors and correlations from the Jacobian, and how far
 * the model is off. */
enum lr_status stackup_fit_errors(const struct stackup_fit_work *work,
                                  struct lr_error *err);
void stackup_fit_figures(const struct stackup_fit_work *work);

#endif
