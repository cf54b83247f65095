/* grid.h -- frequency grids: the DC point, and resampling to another grid.
 *
 * A response is interpolated as real and imaginary part after its delay was
 * taken out (the delay is put back), never as magnitude and wrapped phase. */
#ifndef NET_GRID_H
#define NET_GRID_H

#include "net/net.h"

#include <stdbool.h>

/* The mean group delay [s] of S_ij over the first n points, weighted with its
 * energy; 0 when there are fewer than two points or no energy. */
double net_delay(const struct net *net, size_t i, size_t j, size_t n);

/* Puts a DC point in front when there is none: per S_ij the delay is removed and
 * Re fitted by a + b f^2 to the first points; Im is odd in f, so the value at 0 is
 * a.  Of four to ten points (two or three when there are no more) the number is
 * taken that gives a its least standard error.  Singular values of the DC matrix
 * above 1 are clipped to 1, with a warning above 1.005.
 * A point at f = 0 is made real, with a warning when its imaginary part exceeds
 * 1e-3.  `name` stands in the notes; an assumption is noted when a point is added. */
enum lr_status net_with_dc(const struct net *net, const char *name, struct net *out,
                           struct lr_error *err);

/* The network at freq[nf], increasing and all inside its own band within 1 Hz
 * (LR_EDOMAIN otherwise, naming the band): natural cubic splines through the
 * delay-removed real and imaginary parts.  A grid that agrees within 1 Hz, or of which
 * only the end is missing, is copied, not interpolated; otherwise LR_EDOMAIN for fewer
 * than three points.  A warning when the phase of a dominant S_ij turns by more than 90
 * degrees between neighbouring points. */
enum lr_status net_resample(const struct net *net, const char *name, size_t nf,
                            const double *freq, struct net *out, struct lr_error *err);

/* 0, step, 2 step ... up to and including the last multiple <= stop.  Sets *freq
 * (array_alloc'd) and *nf.  LR_EDOMAIN unless 0 < step <= stop and nf <= 2^24. */
enum lr_status grid_uniform(double step, double stop, double **freq, size_t *nf,
                            struct lr_error *err);

/* 20 log10 |S_ij| at f, linear in dB between the neighbouring points, as the IEEE
 * COM tool reads losses; NaN outside the band. */
double net_db_at(const struct net *net, size_t i, size_t j, double f);

#endif
