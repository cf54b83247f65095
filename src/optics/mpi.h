/* mpi.h -- light that is reflected twice and beats with the signal.
 *
 *   ---| R_1 |----- A ----| R_2 |---->    field ratio x = sqrt(R_1 R_2) 10^(-A/10),
 *            <-----------'                A [dB] the loss between the two, one way
 *            '----------->
 * Its power is bounded, so that no floor of errors follows as from a Gaussian. */
#ifndef OPTICS_MPI_H
#define OPTICS_MPI_H

#include "base/error.h"

#include <stddef.h>

/* Sum of the field ratios of all pairs of n reflectors with power reflectances
 * reflectance[n] and the loss loss[n - 1] [dB] between neighbours. */
double optics_mpi_sum(size_t n, const double *reflectance, const double *loss);

/* The most that it can cost, as a ratio of powers >= 1: 1 / (1 - C), C = 4 (L - 1) X
 * er / (er - 1), all in phase and at the highest level; INFINITY when it closes the eye. */
double optics_mpi_bound(size_t levels, double x, double er);

/* What one path of power ratio x^2 costs on average over phases and symbols, as a ratio
 * of powers: y = P_i + 2 sqrt(P_i P_j) x cos phi + x^2 P_j under thermal noise, for a
 * part `ser` of wrong symbols, thresholds half-way between the levels; er INFINITY: P_0
 * is dark.  LR_ENUMERIC: no power is enough. */
enum lr_status optics_mpi_penalty(size_t levels, double x, double er, double ser,
                                  double *penalty, struct lr_error *err);

#endif
