/* multi_ready.h -- N coupled lines made ready for any length: what does not hang on it,
 * the roots of Z Y and what a wave meets at the ends, is computed once. */
#ifndef LINE_MULTI_READY_H
#define LINE_MULTI_READY_H

#include "line/multi.h"
#include "net/net.h"

struct line_multi_ready {       /* all owned; matrices [nf][n][n], normalised  */
    size_t n, nf;
    double zref;                /* [ohm] of every port                         */
    double *freq;               /* [Hz]                                        */
    double *bound;              /* [nf] [1/m^2] of the propagation constants' squares */
    double complex *z, *y;      /* [1/m] of multi_wave.h                       */
    double complex *gamma;      /* [1/m]                                       */
    double complex *enter;      /* as in multi_wave.h                          */
};

/* LR_EDOMAIN as line_multi_sparam; LR_ENUMERIC, LR_EMEMORY.  line_multi_ready_free in
 * every case.  The result does not depend on the number of threads. */
enum lr_status line_multi_ready_init(const struct line_multi *multi, double zref,
                                     struct line_multi_ready *out, struct lr_error *err);
void line_multi_ready_free(struct line_multi_ready *ready);

/* The 2n-port of `length` [m] as line_multi_sparam gives it; fills an uninitialised net.
 * LR_EDOMAIN unless the length is positive.  Thread-safe. */
enum lr_status line_multi_ready_net(const struct line_multi_ready *ready, double length,
                                    struct net *net, struct lr_error *err);

#endif
