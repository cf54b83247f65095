/* mmse_objective.h -- what an equaliser setting is worth with a receiver whose FFE and
 * DFE leave the least mean square error: draft IEEE 802.3dj Annex 178A.  Internal to
 * margin.
 *
 *   pulses, noise --> autocorrelations --> eq_mmse_solve --> FOM = R_LM / ((L-1) sigma_e)
 *                     behind the CTLE      per transmitter FFE and sampling instant */
#ifndef MARGIN_MMSE_OBJECTIVE_H
#define MARGIN_MMSE_OBJECTIVE_H

#include "eq/mmse.h"
#include "margin/com_response.h"
#include "margin/mmse_noise.h"

struct mmse_receiver;           /* what the settings behind one CTLE share     */

struct mmse_objective {
    const struct com_params *params;    /* borrowed, as the next three         */
    const struct com_drive *drive;
    const struct com_response *response;
    const struct eq_problem *problem;
    double sigma_x2;            /* power of the levels, eq. 93A-29             */
    size_t nlag;                /* UI that the tables reach                    */
    struct mmse_spectrum spectrum;
    struct mmse_receiver *receiver;     /* [ng * nhp] owned                    */
};

/* mmse_objective_free in every case. */
enum lr_status mmse_objective_init(struct mmse_objective *o,
                                   const struct com_params *params,
                                   const struct com_drive *drive,
                                   const struct com_response *response,
                                   const struct eq_problem *problem,
                                   struct com_work *work, struct lr_error *err);
void mmse_objective_free(struct mmse_objective *o);

/* For eq_search; values are powers, (R_LM / ((L-1) sigma_e))^2. */
struct eq_objective mmse_objective(struct mmse_objective *o);

/* Power of each kind of noise behind the FFE whose cursor tap is 1, [V^2]. */
struct mmse_power {
    double xtalk, tx, jitter, random;   /* random: what sigma_RJ has in jitter */
    double thermal, active, injected;   /* thermal includes active             */
};

/* The FFE of a candidate whose CTLE setting was prepared.  LR_ENUMERIC: none. */
enum lr_status mmse_objective_solve(const struct mmse_objective *o,
                                    const struct eq_candidate *candidate,
                                    struct eq_rx_taps *taps, struct mmse_power *power,
                                    struct lr_error *err);

/* The phase at which an aggressor's pulse p[n] is strongest before the receiver's FFE, as
 * far as the tool looks; the first of equals. */
size_t mmse_strongest_phase(const struct com_params *params, const double *p, size_t n);

#endif
