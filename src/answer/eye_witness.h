/* eye_witness.h -- --time-domain: the eye of a segment symbol by symbol, beside what the
 * statistics say of the same.  Internal to answer. */
#ifndef ANSWER_EYE_WITNESS_H
#define ANSWER_EYE_WITNESS_H

#include "answer/eye_statistical.h"
#include "margin/witness.h"

struct eye_witness {
    bool ran;                   /* otherwise empty                             */
    const char *pattern;
    uint32_t seed;
    struct witness seen;
    double ber;                 /* what heights are compared at                */
    size_t neye;
    double height[C2M_EYES_MOST], expected[C2M_EYES_MOST];      /* [V] of each eye, NaN:
                                 * too few symbols; by the statistics          */
    double ser;                 /* by the statistics, of the first errors of bursts */
};

/* --time-domain, --pattern and --seed are well-formed: LR_EUSAGE. */
enum lr_status eye_witness_check(const struct request *request, struct lr_error *err);

/* Runs when --time-domain is given.  Texts live in `arena`.  LR_EUSAGE, LR_EINPUT: what
 * is wrong with the pattern.  witness_free(&out->seen) in every case. */
enum lr_status eye_witness_solve(const struct request *request,
                                 const struct com_channel *channel,
                                 const struct eye_statistical *statistical,
                                 struct arena *arena, struct eye_witness *out,
                                 struct lr_error *err);

/* time_domain{}, of one that ran, into a segment. */
void eye_witness_add(const struct eye_witness *of, struct tree *at);

#endif
