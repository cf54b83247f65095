/* grid.h -- frequency grids: the DC point, and resampling to another grid.
 *
 * A response is interpolated as real and imaginary part after its delay was
 * taken out (the delay is put back), never as magnitude and wrapped phase. */
#ifndef NET_GRID_H
#define NET_GRID_H

#include "net/net.h"

#include <stdbool.h>

/* Puts a DC point in front when there is none: per S_ij the delay is removed,
 * Re fitted by a + b f^2 and Im by c f + d f^3 to the first points (two to ten),
 * the value at 0 is a; the DC matrix is then made passive by scaling when a
 * singular value bound exceeds 1.  A point at f = 0 is made real (a warning when
 * its imaginary part exceeds 1e-3).  `name` stands in the notes; an assumption is
 * noted when a point is added.  Method: IEEE 370-2020 as in spec lines.md 8.6. */
enum lr_status net_with_dc(const struct net *net, const char *name, struct net *out,
                           struct lr_error *err);

/* The network at freq[nf], all inside its own band (LR_EDOMAIN otherwise, naming
 * the band): natural cubic splines through the delay-removed real and imaginary
 * parts.  A grid that agrees within 1 Hz is copied, not interpolated.  A warning
 * when the phase turns by more than 90 degrees between neighbouring points. */
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
