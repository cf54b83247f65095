/* application.h -- the application-based (time-domain) quality metrics of IEEE 370-2020:
 * by how much a network's pulse responses differ from those of its causal, passive and
 * reciprocal twins.
 *
 * The steps and their constants are those of the standard's open-source program with its
 * Gaussian pulse and zeros above the band, read in its ports, scikit-rf's IEEEP370_TD_QM
 * and OpenSNPQual.  Other than there, DC is net_with_dc's, twins are never too early,
 * records are periodic about time 0 as well, and all ports count.
 *
 * A Gaussian pulse of 1 V behind the reference, 0.5 V on a matched port, drives every
 * S_ij and its twin.  Of the difference of the two responses, samples one unit interval
 * apart are summed by magnitude, as a pattern of bits might do, for the worst phase of
 * the samples; the 2-norm of the np x np sums is the metric.
 *
 *      causality     minimum phase and a delay (twin.h); the 31 unit intervals before
 *                    the twin begins: 1.5 UI before the middle of the pulse, delayed as
 *                    the twin is for i != j, undelayed for reflections
 *      passivity     singular values clipped to 1 (net_passivate); 31 unit intervals on
 *                    either side of the response's peak
 *      reciprocity   S_ji in place of S_ij; the same about the higher of the two peaks
 *
 * Below 5 mV good, below 10 mV acceptable, below 15 mV inconclusive, else poor.
 *
 * Limits.  A band that ends within the pulse's cuts network and twin alike, but gives the
 * minimum phase a cliff to follow: causality is then not 0 for a causal network.  200 mm
 * (20 mm) of wideband Debye laminate of loss tangent 0.02 at 25 GBd read 0.02 mV (0.02)
 * with a band of 2 baud, 0.14 mV (1.5) with 1.4 baud, 4 mV (27) with 1 baud; with a
 * constant loss tangent 25 mV (4.3).  Noise and responses longer than 1/df add to it.  A
 * network that is too early is seen only as far as it answers before time 0: otherwise
 * its delay cannot be told from that of a shorter line.  Crosstalk that begins before
 * its strongest part may be aligned to that part. */
#ifndef SIGNAL_APPLICATION_H
#define SIGNAL_APPLICATION_H

#include "net/net.h"
#include "net/quality.h"

struct application_options {    /* application_init sets all                   */
    double baud;                /* [Bd] of the pulse that drives it            */
    double rise;                /* 20 to 80 % rise time in unit intervals      */
    size_t per_ui;              /* samples per unit interval, more when the file
                                 * goes beyond baud per_ui/2                   */
};

struct application_quality {    /* [V] for pulses of 1 V behind the reference  */
    double causality, passivity, reciprocity;
    size_t causality_i, causality_j;    /* the S_ij that adds most to causality */
    enum quality_verdict causality_verdict, passivity_verdict, reciprocity_verdict;
    enum quality_verdict verdict;       /* the worst of the three              */
};

/* 64 samples, 0.4 UI rise. */
void application_init(double baud, struct application_options *options);

/* The network is brought to DC and a uniform grid (waveform_net; `name` stands in the
 * notes).  A warning when the band ends below 1.5 baud, or when 1/df has fewer than 62
 * unit intervals, of which then as many are summed as there are.  LR_EDOMAIN when a rate
 * is not positive, the rise time not in 0..0.5 UI or less than 4 samples, when 1/df is
 * less than 8 unit intervals or there are more than 2^24 samples in it; LR_ENUMERIC when
 * S is not finite.  The same for any number of threads. */
enum lr_status application_quality(const struct net *net, const char *name,
                                   const struct application_options *options,
                                   struct application_quality *out,
                                   struct lr_error *err);

/* The sums behind the metrics [V], [np][np] each, row i and column j for S_ij. */
enum lr_status application_differences(const struct net *net, const char *name,
                                       const struct application_options *options,
                                       double *restrict causality,
                                       double *restrict passivity,
                                       double *restrict reciprocity,
                                       struct lr_error *err);

/* The verdict on a metric [V]; NaN is poor. */
enum quality_verdict application_judge(double metric);

#endif
