/* visit.h -- the settings behind one CTLE setting: a look at those that are wanted, with
 * a full evaluation of the few that no bound rules out.  Internal to eq. */
#ifndef EQ_VISIT_H
#define EQ_VISIT_H

#include "eq/pulse.h"
#include "eq/sieve.h"

#include <stdatomic.h>

struct eq_quest {               /* what is sought, shared by all threads       */
    const struct eq_problem *problem;
    const struct eq_objective *objective;
    const double *raw;          /* [n] pulse response before the CTLE; borrowed */
    size_t legal;               /* FFE settings                                */
    const struct eq_near *near; /* only these, or NULL                         */
    bool local;                 /* only those of the tool's Local Search       */
    _Atomic double best;        /* value seen on any thread.  It only rules settings out
                                 * whose bound is strictly below it, so that the winner
                                 * does not depend on who was first            */
};

struct eq_visit {               /* scratch of one thread                       */
    struct eq_pulse pulse;
    struct eq_sieve sieve;
    double level;               /* that the sieve was set to                   */
    double energy;              /* weight of intersymbol interference where the tool's
                                 * own test is followed                        */
};

enum lr_status eq_visit_init(struct eq_visit *visit, const struct eq_problem *problem,
                             struct lr_error *err);
void eq_visit_free(struct eq_visit *visit);

/* Goes through the settings behind `ctle` in the tool's order; those that are better than
 * result->value replace it. */
enum lr_status eq_visit_ctle(struct eq_visit *visit, struct eq_quest *quest, size_t ctle,
                             struct eq_result *result, struct lr_error *err);

#endif
