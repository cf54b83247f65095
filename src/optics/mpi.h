/* mpi.h -- light that is reflected twice and beats with the signal.
 *
 *   ---| R_1 |----- A ----| R_2 |---->    field ratio x = sqrt(R_1 R_2) 10^(-A/10),
 *            <-----------'                A [dB] the loss between the two, one way
 *            '----------->
 * What it costs on average is in interference.h. */
#ifndef OPTICS_MPI_H
#define OPTICS_MPI_H

#include <stddef.h>

/* Sum of the field ratios of all pairs of n reflectors with power reflectances
 * reflectance[n] and the loss loss[n - 1] [dB] between neighbours. */
double optics_mpi_sum(size_t n, const double *reflectance, const double *loss);

/* The most that it can cost, as a ratio of powers >= 1: 1 / (1 - C), C = 4 (L - 1) X
 * er / (er - 1), all in phase and at the highest level; INFINITY when it closes the eye. */
double optics_mpi_bound(size_t levels, double x, double er);

#endif
