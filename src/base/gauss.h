/* gauss.h -- Gauss-Legendre quadrature on -1..1. */
#ifndef BASE_GAUSS_H
#define BASE_GAUSS_H

#include <stddef.h>

/* Nodes x [n], rising, and weights w [n] of the rule with n > 0 points: exact for
 * polynomials of degree 2 n - 1, to some roundings. */
void gauss_legendre(size_t n, double *x, double *w);

#endif
