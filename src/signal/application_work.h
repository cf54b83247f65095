/* application_work.h -- what the application metrics share for all elements of a
 * network: the record, the pulse and the sums; for application*.c only.
 *
 * The record has n samples, n even, of 1/df in all, its spectrum n/2 + 1 bins of which
 * the network fills the first nf, never the last.  Sample 0 is time 0, the middle of the
 * pulse. */
#ifndef SIGNAL_APPLICATION_WORK_H
#define SIGNAL_APPLICATION_WORK_H

#include "signal/application.h"
#include "signal/fft.h"

struct application_work {
    size_t n;
    double ui;                  /* samples per unit interval, not a whole number */
    long bits;                  /* unit intervals that are summed on one side  */
    struct fft *fft;            /* of length n                                 */
    double *pulse;              /* [nf] spectrum of the pulse, 0.5 V           */
    double *weight;             /* [nf] power of the pulse that aligns twins   */
};

/* For a network on a uniform grid from DC.  Notes and errors of
 * application_quality, but for those of S. */
enum lr_status application_work_init(const struct net *net, const char *name,
                                     const struct application_options *options,
                                     struct application_work *work,
                                     struct lr_error *err);
void application_work_free(struct application_work *work);

/* The largest sum of |x[origin + phase + floor(m ui)]| over from <= m < to, for any phase
 * within one unit interval; x [n] is periodic. */
double application_sum(const struct application_work *work, const double *x, long origin,
                       long from, long to);

#endif
