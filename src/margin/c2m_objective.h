/* c2m_objective.h -- what an equaliser setting of a chip-to-module receiver is worth, for
 * eq_search.  Internal to margin.
 *
 *   candidate --> EH_1, all noise Gaussian --> bounds of its eye --> its eye
 *                 too low: no value            can not win: none     A_s / N_i */
#ifndef MARGIN_C2M_OBJECTIVE_H
#define MARGIN_C2M_OBJECTIVE_H

#include "margin/c2m_bound.h"
#include "margin/c2m_pulse.h"
#include "margin/fom.h"

#include <stdatomic.h>

enum { C2M_SPARE_MOST = 64 };   /* as many as threads could be                 */

struct c2m_scratch;             /* of one evaluation                           */

struct c2m_state {              /* what evaluations leave                      */
    _Atomic double best;        /* value seen on any thread                    */
    atomic_bool rises;          /* a candidate has a sampling instant          */
    atomic_bool no_memory;
    _Atomic(struct c2m_scratch *) spare[C2M_SPARE_MOST];        /* owned       */
};

struct c2m_receiver {           /* what the candidates of one CTLE setting share */
    struct c2m_pulse pulse;     /* before the FFE                              */
    double thermal, tx;         /* [V]; [V] for 1 V at the cursor and c(0) 1   */
};

struct c2m_objective {
    const struct eq_problem *problem;   /* borrowed, as the next two           */
    const struct c2m_params *c2m;
    struct fom *fom;
    struct eq_objective gauss;  /* eq. 93A-36                                  */
    struct c2m_bound bound;
    double min_veo;             /* [V]                                         */
    bool prunes;                /* values that cannot win need not be known    */
    ptrdiff_t first, early;     /* sample of the first column, and how much earlier the
                                 * tool takes interference, from the cursor    */
    size_t columns;
    double *raw;                /* [n] pulse before the CTLE; owned            */
    struct c2m_receiver *receiver;      /* [ng * nhp] owned                    */
    struct c2m_state *state;    /* owned                                       */
};

/* c2m_objective_free in every case. */
enum lr_status c2m_objective_init(struct c2m_objective *o,
                                  const struct eq_problem *problem, struct fom *fom,
                                  const struct c2m_params *c2m, struct lr_error *err);
void c2m_objective_free(struct c2m_objective *o);

/* For eq_search; values are powers, (A_s / N_i)^2, -INFINITY for a setting that is not
 * chosen or cannot win.  When state->no_memory is set, they are worth nothing. */
struct eq_objective c2m_objective(struct c2m_objective *o);

/* Sets outside and residual of a candidate whose CTLE setting was prepared to the
 * interference of the first test: in front of the cursor at its instant, behind it
 * floor(T_O M) samples earlier, with the DFE of the cursor. */
enum lr_status c2m_objective_interfere(const struct c2m_objective *o,
                                       struct eq_candidate *candidate,
                                       struct lr_error *err);

#endif
