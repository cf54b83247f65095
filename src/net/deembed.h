/* deembed.h -- takes known networks off the ends of a measured one. */
#ifndef NET_DEEMBED_H
#define NET_DEEMBED_H

#include "net/net.h"

/* How much a de-embedding can be trusted, over the band. */
struct deembed_condition {
    double worst;               /* largest condition number, ratio of the largest to
                                 * the smallest singular value, of a system solved:
                                 * fixtures that pass some modes far better than
                                 * others, or one side far better than the other */
    double freq;                /* [Hz] where                                  */
    double gain;                /* most by which an error of `measured` grows on its
                                 * way into X (Frobenius norms, exact to first
                                 * order): digits lost are its log10; fixtures of
                                 * 30 dB each give 1000                         */
    double gain_freq;           /* [Hz] where                                  */
};

/* The X for which left * X * right (star products) is `measured`.  All have 2n ports,
 * 0..n-1 left, one grid; left or right may be NULL.  Solved as linear systems in S,
 * never through T-matrices or inverses.  X refers to the inner references of the
 * fixtures.  `condition` may be NULL.  LR_EDOMAIN as net_cascade; LR_ENUMERIC when a
 * system is singular (a fixture that passes nothing). */
enum lr_status net_deembed(const struct net *measured, const struct net *left,
                           const struct net *right, struct net *out,
                           struct deembed_condition *condition, struct lr_error *err);

#endif
