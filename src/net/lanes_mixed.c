/* Mixed-mode data that say nothing of it, told by what reflects and what couples. */
#include "config.h"

#include "net/lanes.h"

#include "base/quantity.h"

#include <math.h>
#include <stdio.h>

/* Where legs are still alike: skew and the echoes of single vias blur them higher up. */
static const double low_band = 0.1;

/* Both sides of the comparison change places when data go from legs to modes (below),
 * so that 0 dB lies in the middle; a factor of two is clear. */
static const double clear_db = 6.0;

/* Less than this may be what a calibration left. */
static const double floor_db = -40.0;

/* Per end, the legs + and - of a reciprocal pair and its modes are bound by
 *
 *      S++ - S-- = 2 Scd       Scc - Sdd = 2 S+-
 *
 * (net_mixed, net_unmixed).  Like legs convert little, so that they reflect alike and
 * couple; their modes reflect differently and hardly couple. */
bool lanes_looks_mixed(const struct net *net, char *reason, size_t size)
{
    if (net->np != 4 || !net->nf)
        return false;
    const size_t first = net->nf > 1 && !(net->freq[0] > 0.0);
    const double limit = low_band * net->freq[net->nf - 1];
    double unlike = 0.0, coupling = 0.0;
    size_t k = first;
    for (; k < net->nf && (k == first || net->freq[k] <= limit); k++)
        for (size_t i = 0; i < 2; i++) {
            const double complex here = *net_s(net, k, i, i);
            const double complex there = *net_s(net, k, i + 2, i + 2);
            unlike += pow(0.5 * cabs(here - there), 2.0);
            coupling += 0.5 * (pow(cabs(*net_s(net, k, i, i + 2)), 2.0) +
                               pow(cabs(*net_s(net, k, i + 2, i)), 2.0));
        }
    const double mean = 0.5 / (double)(k - first);
    const double unlike_db = db_of(sqrt(mean * unlike));
    const double coupling_db = db_of(sqrt(mean * coupling));
    if (!(unlike_db >= floor_db && unlike_db - coupling_db >= clear_db))
        return false;
    snprintf(reason, size, "up to %.4g GHz ports 1 and 3, 2 and 4 reflect differently, "
             "half the difference %.1f dB, but couple by only %.1f dB; modes do so, legs "
             "of a pair do not", net->freq[k - 1] / unit_ghz, unlike_db, coupling_db);
    return true;
}
