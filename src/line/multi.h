/* multi.h -- N coupled uniform lines: from their series impedance and shunt admittance
 * per metre to the S-parameters of 2N ports.
 *
 *   port 1   o===================o   port N + 1
 *   port 2   o===================o   port N + 2      dV/dx = -Z I,  dI/dx = -Y V
 *     ...                                            Z, Y [N][N], of each frequency
 *   port N   o===================o   port 2N
 *   ---------------------------------  return
 *
 * Near ends 1..N, far ends N+1..2N: line i runs from port i to port N + i, as
 * net_cascade takes it.  All quantities are SI, all arrays share one frequency grid. */
#ifndef LINE_MULTI_H
#define LINE_MULTI_H

#include "base/error.h"

#include <complex.h>
#include <stddef.h>

struct line_multi {             /* the arrays are borrowed                     */
    size_t n;                   /* lines, > 0                                  */
    size_t nf;
    const double *freq;         /* [Hz]    [nf] not negative, strictly increasing */
    const double complex *z;    /* [ohm/m] [nf][n][n], symmetric, passive      */
    const double complex *y;    /* [S/m]   [nf][n][n], symmetric, passive      */
};

/* S-parameters of `length` [m]; both ends of line i are referred to zref[i] [ohm],
 * i < n.
 *
 *   s   out, [nf][2n][2n] row-major, the layout of a struct net of 2n ports
 *
 * Exact at 0 Hz for any resistance and leakage; there Z and Y are real.  Modes of equal
 * velocity, lines without coupling and without loss, and any attenuation are allowed.
 * LR_EDOMAIN if there is no line, length or a reference is not positive, freq does not
 * increase, or a value is not finite or the real part of a diagonal one negative; s is
 * then untouched.  LR_ENUMERIC where the lines are not passive in other ways and have no
 * solution.  LR_EMEMORY.  The result does not depend on the number of threads. */
enum lr_status line_multi_sparam(const struct line_multi *multi, double length,
                                 const double *zref, double complex *restrict s,
                                 struct lr_error *err);

/* Whether lines are such that line_multi_sparam takes them.  LR_EDOMAIN as said there. */
enum lr_status line_multi_check(const struct line_multi *multi, struct lr_error *err);

#endif
