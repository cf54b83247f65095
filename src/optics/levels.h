/* levels.h -- powers of an intensity-modulated signal: OMA, extinction ratio and what
 * follows from them.  Powers in W, ratios as ratios.
 *
 *   P_{L-1} ----------   OMA = P_{L-1} - P_0
 *      ...               ER  = P_{L-1} / P_0
 *   P_0     ----------   P_avg = OMA/2 (ER + 1)/(ER - 1) */
#ifndef OPTICS_LEVELS_H
#define OPTICS_LEVELS_H

#include <stddef.h>

enum { OPTICS_LEVELS_MOST = 8 };

/* Mean power over OMA of levels that lie evenly, er > 1. */
double optics_average(double er);

/* level[0..n-1] of an OMA of 1, evenly spaced from P_0 = 1/(er - 1) on. */
void optics_levels(size_t n, double er, double *level);

/* R_LM of four levels, IEEE 802.3-2022 eq. 120D-4: the least of 3 ES1, 3 ES2, 2 - 3 ES1
 * and 2 - 3 ES2; 1 for even levels. */
double optics_rlm(const double level[4]);

/* RIN_OMA over RIN: noise of both outer levels over the electrical power (OMA/2)^2 of the
 * modulation, 2 (er^2 + 1) / (er - 1)^2. */
double optics_rin_oma(double er);

/* dBm and back; dB of a ratio of powers and back. */
double optics_dbm(double watt);
double optics_watt(double dbm);
double optics_db(double ratio);
double optics_ratio(double db);

#endif
