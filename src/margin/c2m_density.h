/* c2m_density.h -- how likely a voltage is at one phase of an eye, and over its window.
 * Internal to margin. */
#ifndef MARGIN_C2M_DENSITY_H
#define MARGIN_C2M_DENSITY_H

#include "margin/c2m_phase.h"
#include "margin/com.h"
#include "signal/pdf.h"

struct c2m_source {             /* what an eye is made of                      */
    const struct com_params *params;    /* borrowed, as all others             */
    const struct c2m_params *c2m;
    struct c2m_view view;
    double bin;                 /* [V] of the densities                        */
    double steady;              /* [V] sigma of what is the same at every phase:
                                 * thermal and transmitter noise               */
    size_t nxtalk;
    const double *xtalk;        /* [V] [nxtalk] samples of all aggressors, each with the
                                 * levels of their symbols; the same at every phase */
};

/* [V] of a source whose pulse is s0 at the cursor. */
double c2m_bin(const struct com_params *params, double s0);

/* [V] eq. 93A-41 for one phase, and the quantile that the Gaussian is cut by. */
double c2m_gaussian_sigma(const struct c2m_source *source, double slope);
double c2m_quantile(const struct com_params *params);

struct c2m_density {            /* of a phase, around each level               */
    double signal;              /* [V] the pulse                               */
    struct pdf levels, noise;   /* of which it is the sum                      */
};

/* c2m_density_free in every case. */
enum lr_status c2m_density_init(const struct c2m_source *source, ptrdiff_t phase,
                                struct c2m_density *out, struct lr_error *err);
void c2m_density_free(struct c2m_density *density);

/* The bin that level `l` of 0 .. levels - 1 of a phase lies in. */
long c2m_level_bin(const struct c2m_source *source, double signal, size_t level);

/* height[0 .. levels - 2] [V], the lowest eye first, over the window. */
enum lr_status c2m_heights(const struct c2m_source *source, double *height,
                           struct lr_error *err);

#endif
