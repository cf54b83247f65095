/* c2m_bound.h -- how high an eye can be at most, a hundred times quicker than how high it
 * is.  Internal to margin.
 *
 * The lower contour of a level lies no higher than where a lower limit of the window's
 * density has DER_0 below it.  Such a limit are some of the window's phases with their
 * shares, each with a Gaussian that is nowhere above the tool's, summed from spectra
 * (c2m_spectrum.h).  What these leave out is kept small against DER_0 and added to it. */
#ifndef MARGIN_C2M_BOUND_H
#define MARGIN_C2M_BOUND_H

#include "margin/c2m_density.h"
#include "margin/c2m_spectrum.h"

struct c2m_bound {
    const struct com_params *params;    /* borrowed                            */
    ptrdiff_t reach;            /* of the window, phases                       */
    double *weight;             /* [2 reach + 1] owned                         */
    double slack;               /* probability that may be lost                */
    struct c2m_cut cut;
    double quantile;            /* Q                                           */
};
enum lr_status c2m_bound_init(struct c2m_bound *bound, const struct com_params *params,
                              const struct c2m_params *c2m, struct lr_error *err);
void c2m_bound_free(struct c2m_bound *bound);

struct c2m_bound_phase {
    double signal;              /* [V]                                         */
    double sigma;               /* [bins] of the Gaussian                      */
    struct c2m_bins bins;
};

struct c2m_bound_sum {          /* spectra of the window's phases around a level, and
                                 * what a probability is read from             */
    double re[C2M_FREQUENCIES], im[C2M_FREQUENCIES];
    double low, start;          /* of the probability; [bins] where it is looked for */
};

struct c2m_bound_work {         /* of one thread                               */
    double *v, *offset;         /* samples of one phase, of all                */
    struct c2m_bound_phase *phase;      /* [2 reach + 1]                       */
    struct c2m_bound_sum *sum;  /* [levels - 1] of the levels but the lowest   */
    struct c2m_spectrum *spectrum;
};

/* For pulses of at most `ui` UI.  c2m_bound_work_free in every case. */
enum lr_status c2m_bound_work_init(struct c2m_bound_work *work,
                                   const struct c2m_bound *bound, size_t ui,
                                   struct lr_error *err);
void c2m_bound_work_free(struct c2m_bound_work *work);

/* [V] no less than the least of c2m_heights() of a source without crosstalk, from the
 * phases -reach .. reach of its window; INFINITY when nothing can be said. */
double c2m_bound_height(const struct c2m_bound *bound, const struct c2m_source *source,
                        ptrdiff_t reach, struct c2m_bound_work *work);

#endif
