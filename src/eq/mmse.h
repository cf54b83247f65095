/* mmse.h -- feed-forward taps and DFE that together leave the least mean square error:
 * draft IEEE 802.3dj Annex 178A, in the arithmetic of the IEEE COM tool.
 *
 *   x --> w --(+)--> slicer      least E|error|^2 with the pulse behind w being 1 at the
 *              ^-- b --'         cursor: w = R'^-1 h0 / (h0' R'^-1 h0)
 *
 * R is the autocorrelation of pulse and noise, h0 the pulse around its cursor, R' = R
 * less what the DFE removes.  A tap that exceeds its limit is held there as the tool
 * does: b before w is solved once more, w at last, without another solution. */
#ifndef EQ_MMSE_H
#define EQ_MMSE_H

#include "eq/dfe.h"
#include "eq/rx_ffe.h"

#include <stdbool.h>

struct eq_mmse_input {          /* borrowed                                    */
    const struct eq_rx_ffe *ffe;
    const struct eq_dfe *dfe;   /* its n fixed taps                            */
    const double *lag;          /* [n] sum_k h(k) h(k + l) + R_n(l) / sigma_X^2, [V^2] */
    const double *h;            /* [V] UI-spaced samples, h[0] at the cursor; h[-post]
                                 * to h[pre + N_b] are read                    */
};

struct eq_mmse_output {
    struct eq_rx_taps taps;
    double b[EQ_DFE_MOST];      /* relative to the cursor                      */
    double error;               /* sigma_e^2 / sigma_X^2 of a pulse that is 1 at the
                                 * cursor                                      */
};

/* False when there is no solution: nothing comes through, or noise and pulse leave R
 * without an inverse. */
bool eq_mmse_solve(const struct eq_mmse_input *in, struct eq_mmse_output *out);

#endif
