/* sieve.h -- which FFE settings behind one CTLE setting could beat a value, without
 * looking for their sampling instants.  Internal to eq.
 *
 * At a given instant s0^2 less the noise that an objective's bound puts under it is a
 * quadratic form in the taps.  A setting that is below zero at every instant that could
 * be returned is ruled out; so is a group of settings that differ in the last tap, in
 * which the form is a parabola, when its vertex is below.  No more than a few instants
 * near the pulse's peak have to be tried: elsewhere no setting gets there. */
#ifndef EQ_SIEVE_H
#define EQ_SIEVE_H

#include "eq/worth.h"

struct eq_sieve {
    const struct eq_problem *problem;
    struct eq_room room;
    struct eq_weights weights;
    bool on;                    /* else it lets everything pass                */
    double rest;                /* [V^2] noise that no tap changes, less rounding */
    size_t n;                   /* instants, and what fills the lanes up       */
    double *sample[EQ_SIDES + 1];       /* [n] s0, linear in the room's x      */
    double *first[EQ_SIDES + 1];        /* the same of the sample 1 UI later   */
    double *noise[EQ_PAIRS];    /* [n] forms, i <= j: those off the diagonal twice */
    double *margin[EQ_PAIRS];   /* ratio s0^2 less noise                       */
    size_t depth;               /* of the levels below that are filled         */
    struct eq_level {           /* the first columns have taps, the others 0   */
        double tap;             /* of the last of these columns                */
        double *value;          /* [n] margin                                  */
        double *slope[EQ_SIDES];        /* [n] along the sides of other columns */
    } level[EQ_FFE_MOST + 1];
    double *memory;             /* owned: all arrays                           */
};

enum lr_status eq_sieve_init(struct eq_sieve *sieve, const struct eq_problem *problem,
                             struct lr_error *err);
void eq_sieve_free(struct eq_sieve *sieve);

/* Goes over to another pulse, of a CTLE setting with these weights, and the value `best`
 * to beat; lets everything pass if either is not known. */
void eq_sieve_load(struct eq_sieve *sieve, struct eq_pulse *pulse,
                   const struct eq_weights *weights, double best);
void eq_sieve_raise(struct eq_sieve *sieve, double best);

/* Whether any setting of a group could beat it, and whether one of the group that was
 * asked about last could. */
bool eq_sieve_group(struct eq_sieve *sieve, const struct eq_ffe *ffe);
bool eq_sieve_row(const struct eq_sieve *sieve, const struct eq_ffe *ffe);

#endif
