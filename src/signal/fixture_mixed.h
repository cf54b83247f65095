/* fixture_mixed.h -- a differential 2x-thru, split mode by mode. */
#ifndef SIGNAL_FIXTURE_MIXED_H
#define SIGNAL_FIXTURE_MIXED_H

#include "signal/fixture.h"

struct fixture_mixed {
    struct fixture dd, cc;      /* the differential and the common mode        */
    struct net half1, half2;    /* single-ended 4-ports + - left, + - right; owned */
};

/* Splits a 4-port whose ports are + and - leg on the left, + and - leg on the right.
 * Both modes are split as 2-ports of their own (fixture_split, or with `fdf`
 * fixture_split_corrected); the halves have no mode conversion, as IEEE 370-2020
 * assumes of a symmetric fixture.  `fdf` may be NULL. */
enum lr_status fixture_mixed_split(const struct net *thru, const struct net *fdf,
                                   const char *name, struct fixture_mixed *out,
                                   struct lr_error *err);
void fixture_mixed_free(struct fixture_mixed *fixture);

#endif
