/* fom.h -- the figure of merit that ranks equaliser settings: IEEE 802.3-2022 eq.
 * 93A-36, with the crosstalk term as the IEEE COM tool computes it: from spectra,
 * not from the pulses of eq. 93A-33.  Internal to margin. */
#ifndef MARGIN_FOM_H
#define MARGIN_FOM_H

#include "margin/com_response.h"

struct fom_ctle;                /* noise behind one CTLE setting               */

struct fom {
    const struct com_params *params;
    double sigma_x2;            /* power of the levels, eq. 93A-29             */
    double tx;                  /* transmitter noise relative to the pulse     */
    double jitter;              /* [UI^2] power of both kinds                  */
    size_t nf;                  /* frequencies of the channel                  */
    const double *freq;         /* borrowed                                    */
    struct com_work *work;      /* borrowed: spectra of the CTLE settings      */
    double *thermal;            /* [nf] [V^2] before the CTLE: eta_0 |H_r|^2 df,
                                 * and what active parts add                   */
    const double *injected;     /* [nf] of the response, borrowed; NULL: none  */
    const double *active;       /* the same                                    */
    size_t nx;                  /* frequencies that crosstalk is summed over   */
    double *next, *fext;        /* [nx] [V^2] before CTLE and FFE              */
    size_t span;                /* largest distance between two taps           */
    double *turn;               /* [nx][span] cos(2 pi f m / baud), m = 1..span */
    struct fom_ctle *ctle;      /* [ng * nhp]                                  */
};

/* sigma_X^2, eq. 93A-29: the power of L equally likely levels from -1 to 1. */
double fom_level_power(size_t levels);

/* Everything is copied but params, work and, of `response`, frequencies and injected. */
enum lr_status fom_init(struct fom *fom, const struct com_params *params,
                        const struct com_drive *drive,
                        const struct com_response *response, struct com_work *work,
                        struct lr_error *err);
void fom_free(struct fom *fom);

/* The objective for eq_search; its context is `fom`.  Values are
 * powers: the square of what eq. 93A-36 takes the logarithm of. */
struct eq_objective fom_objective(struct fom *fom);

/* The terms of the FOM of a candidate whose CTLE setting was prepared. */
struct com_noise fom_terms(const struct fom *fom, const struct eq_candidate *candidate);

#endif
