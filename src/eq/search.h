/* search.h -- the best setting of transmitter FFE, CTLE and DFE.
 *
 * Exhaustive and exact unless asked otherwise: every legal setting is looked at in the
 * order of the IEEE COM tool (CTLE outer, FFE inner, last tap fastest; the first of
 * equals wins), but most are ruled out by an upper bound before they are evaluated, and
 * whole groups before their sampling instants are sought (eq/sieve.h).  What makes it
 * quick: the FFE is linear, so that the energies of a setting are quadratic forms of a
 * few sums that depend only on CTLE and sampling phase (Gram matrices).
 *
 * What "best" means is the caller's: an objective with a bound and a value. */
#ifndef EQ_SEARCH_H
#define EQ_SEARCH_H

#include "base/error.h"
#include "eq/ctle.h"
#include "eq/dfe.h"
#include "eq/ffe.h"
#include "eq/rx_ffe.h"

#include <stdbool.h>
#include <stddef.h>

enum eq_anchor {                /* ts_anchor of the IEEE COM tool              */
    EQ_ANCHOR_MUELLER,          /* eq. 93A-25, as Mueller and Mueller's detector */
    EQ_ANCHOR_PEAK,             /* the largest sample                          */
    EQ_ANCHOR_RISE              /* where it exceeds that of one UI before most */
};

struct eq_timing {
    enum eq_anchor anchor;
    bool modified;              /* CDR Mod-MM: eq. 93A-25 without the precursor */
    int first, last;            /* samples that the instant is moved by: each is a
                                 * candidate (sample_adjustment)               */
    bool middle;                /* 0, -1, 1, -2 .. instead of first .. last, with
                                 * a Local Search of its own (releases below 4.50) */
};

struct eq_problem {
    size_t n;                   /* impulse response of the through path        */
    const double *h;            /* [V per sample]; borrowed                    */
    double dt;                  /* [s]                                         */
    size_t per_ui;              /* M samples per UI                            */
    size_t peak;                /* sample of the largest unequalised pulse     */
    size_t ng, nhp;             /* CTLE settings: ctle[g * nhp + hp]           */
    const struct eq_ctle *ctle; /* borrowed                                    */
    const bool *ctle_barred;    /* [ng * nhp] settings that may not be used, or NULL */
    struct eq_ffe_grid ffe;
    struct eq_dfe dfe;
    struct eq_timing timing;
    bool jitter_in_span;        /* slope only from one UI before the cursor to the
                                 * end of the DFE's span, which is N_f with floating
                                 * taps                                        */
    size_t local;               /* R of the tool's Local Search, in grid steps; 0: all */
};

struct eq_candidate {
    size_t ctle;                /* index into eq_problem.ctle                  */
    struct eq_ffe ffe;
    size_t cursor;              /* sample of the sampling instant, eq. 93A-25  */
    int moved;                  /* of these, samples by timing.first .. last   */
    double s0;                  /* [V] pulse there                             */
    double outside;             /* [V^2] energy of the UI-spaced samples before
                                 * the cursor and behind the DFE's span        */
    double residual;            /* [V^2] energy inside the span, behind the DFE */
    double slope;               /* [V^2/UI^2] ||h_J||^2, eq. 93A-28            */
    double b[EQ_DFE_MOST];      /* DFE taps relative to s0, eq_dfe_span of them */
    size_t nfloating;
    size_t floating[EQ_DFE_MOST];       /* where those stand that float: 1 is the
                                         * first behind the cursor; ascending  */
    struct eq_rx_taps rx;       /* of the receiver's FFE, which the search leaves to the
                                 * caller: s0, energies and b are before it    */
};

struct eq_objective {
    void *context;
    /* Called before the candidates of one CTLE setting, on the thread that will
     * evaluate them, perhaps more than once; may only touch what belongs to that
     * setting. */
    enum lr_status (*prepare)(void *context, size_t ctle, struct lr_error *err);
    /* No value of this candidate can exceed this.  Asked again and again as more of it
     * is known; as long as they are not, outside and residual are 0.  It is
     *
     *     s0^2 / (a (outside + residual) + b slope + c + d s0^2)
     *
     * with a > 0 the weight of intersymbol interference, which alone decides whether the
     * IEEE COM tool evaluates a candidate; a and b are the same for all, c and d >= 0 may
     * depend on CTLE and FFE.  When ffe.cursor is NaN the FFE is not known: c and d are
     * to be the least of all FFE settings, or the bound NaN; then the search has to do
     * without: slower, no worse.  So it has with a bound that is the same for all. */
    double (*bound)(const void *context, const struct eq_candidate *candidate);
    double (*value)(const void *context, const struct eq_candidate *candidate);
};

/* Looks only near an earlier optimum, and goes on around what it finds until that is the
 * best of its neighbourhood: quick, and never better than the truth. */
struct eq_near {
    struct eq_candidate at;
    size_t ctle_radius, tap_radius;     /* grid steps each way                 */
};

struct eq_result {
    struct eq_candidate best;
    double value;
    size_t looked;              /* legal settings of CTLE and FFE looked at, each
                                 * counted once whatever its moves             */
};

/* near == NULL looks everywhere, or with problem->local where the tool's Local Search
 * does (eq/local.h), one setting after the other.  LR_ENUMERIC when no setting has a
 * sampling instant (the pulse never rises), LR_EDOMAIN when none is legal or all CTLE
 * settings are barred. */
enum lr_status eq_search(const struct eq_problem *problem,
                         const struct eq_objective *objective,
                         const struct eq_near *near, struct eq_result *result,
                         struct lr_error *err);

#endif
