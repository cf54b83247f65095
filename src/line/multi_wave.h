/* multi_wave.h -- N coupled lines at one frequency: from the series impedance and the
 * shunt admittance of the whole length to the waves at its ends, without eigenvectors.
 *
 * z and y [n][n] are normalised: with Z [ohm/m], Y [S/m], a length and a reference
 * zref[i] of line i,
 *
 *   z_ij = Z_ij length / sqrt(zref[i] zref[j])
 *   y_ij = Y_ij length sqrt(zref[i] zref[j])
 *
 * The equations dV/dx = -z I, dI/dx = -y V over x = 0..1 have the solutions
 * exp(-+g x) a, with the matrix g = (z y)^(1/2) of Re eigenvalues >= 0, and I = w V for
 * the one that travels to larger x: w = y g^-1, the characteristic admittance.
 *
 * Both ends are alike, so S is [reflect through; through reflect], blocks [n][n]. */
#ifndef LINE_MULTI_WAVE_H
#define LINE_MULTI_WAVE_H

#include "base/dense.h"

#include <complex.h>
#include <stdbool.h>
#include <stddef.h>

struct line_multi_work {            /* scratch for n lines; one per thread     */
    size_t n;
    struct dense_work *dense;
    double complex *z, *y;          /* [n][n] the caller's, kept               */
    double complex *reflect, *through;          /* [n][n] the result           */
    double complex *square;         /* [n][n] z y                              */
    double complex *gamma, *inverse;            /* [n][n] g and g^-1           */
    double complex *enter;          /* [n][n] 2 (w + 1)^-1                     */
    double complex *p;              /* [n][n] exp(-g)                          */
    double complex *t, *u, *v;      /* [n][n]                                  */
};

/* LR_EMEMORY; the work is then empty.  n > 0. */
enum lr_status line_multi_work_init(struct line_multi_work *work, size_t n,
                                    struct lr_error *err);
void line_multi_work_free(struct line_multi_work *work);

/* From work->z and work->y to work->reflect and work->through.  `still` says that the
 * frequency is 0.  LR_ENUMERIC when the propagation constants do not converge or the ends
 * reflect everything.  Allocates nothing. */
enum lr_status line_multi_solve(struct line_multi_work *work, bool still,
                                struct lr_error *err);

/* Whether lines of this bound of |g|^2, line_multi_bound(z y), are solved as short,
 * without the steps below. */
bool line_multi_is_short(double bound);

/* The steps, for lines that are not short.  From work->square to gamma and its inverse.
 *
 * Denman and Beavers' iteration for the matrix root: with A = z y / s^2, s^2 the mean
 * eigenvalue, X = A, R = 1 and then
 *   X <- (X + R^-1)/2,  R <- (R + X^-1)/2
 * until X is A^(1/2) and R is A^(-1/2).  It needs no eigenvectors, so that modes of equal
 * velocity, whose eigenvectors are not determined, are no special case. */
enum lr_status line_multi_root(struct line_multi_work *work, struct lr_error *err);

/* What enters the line of a wave at its ends: from work->y and work->inverse to
 * work->enter, which like gamma per metre does not hang on the length. */
enum lr_status line_multi_enter(struct line_multi_work *work, struct lr_error *err);

/* p = exp(-gamma), by products of decaying factors alone; reflect and through are
 * scratch. */
void line_multi_decay(struct line_multi_work *work);

/* All passes up and down: from work->gamma and work->enter, which are kept, to
 * work->reflect and work->through. */
enum lr_status line_multi_passes(struct line_multi_work *work, struct lr_error *err);

/* Lines so short, or so slow, that tanh has no pole nearby: work->t = tanh(g/2)/(g/2), a
 * function of z y alone that is 1 for z y = 0. */
enum lr_status line_multi_tanh(struct line_multi_work *work, struct lr_error *err);

#endif
