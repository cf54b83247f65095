/* quality.h -- is this network physical?  The initial (frequency-domain) quality
 * metrics of IEEE 370-2020, and the numbers behind them. */
#ifndef NET_QUALITY_H
#define NET_QUALITY_H

#include "net/net.h"

/* From best to worst.  Bands of IEEE 370-2020: passivity and reciprocity good above
 * 99.9 %, acceptable above 99, inconclusive above 80; causality above 80, 50, 20. */
enum quality_verdict { QUALITY_GOOD, QUALITY_ACCEPTABLE, QUALITY_INCONCLUSIVE,
                       QUALITY_POOR };

struct net_quality {
    double passivity_pct, reciprocity_pct, causality_pct;
    enum quality_verdict passivity, reciprocity, causality;
    enum quality_verdict verdict;       /* the worst of the three              */
    size_t causality_i, causality_j;    /* the S_ij that decides causality     */
    double max_singular;                /* largest singular value over the band */
    double max_singular_freq;           /* [Hz] where                          */
    size_t active_points;               /* frequencies where it exceeds 1.00001 */
    double max_asymmetry;               /* largest |S_ij - S_ji|               */
    double max_asymmetry_freq;          /* [Hz] where; NaN for one port        */
    size_t asymmetry_i, asymmetry_j;    /* i > j                               */
};

/* LR_EDOMAIN for fewer than three points (causality needs two steps), LR_ENUMERIC when
 * S is not finite.  The same for any number of threads. */
enum lr_status net_quality(const struct net *net, struct net_quality *out,
                           struct lr_error *err);

const char *quality_verdict_name(enum quality_verdict verdict);  /* "good" ... */

/* The verdict on a percentage against the three lower edges of the bands; NaN is
 * poor. */
enum quality_verdict quality_judge(double pct, const double edges[3]);

/* Largest phase step of the dominant S_ij between neighbouring points [rad], after
 * unwrapping by the mean delay is NOT applied: the raw step, as it limits unwrapping.
 * Dominant is what lies within 20 dB of the network's largest value at both points, as
 * in net_resample: a phase may jump through a notch, and that of noise means nothing.
 * Above pi/2 the grid is too wide for the delay (aliasing).  *freq is where it ends;
 * NaN when there is no such step, which then is 0. */
double net_phase_step(const struct net *net, double *freq);

#endif
