/* fixture.h -- splits a measured 2x-thru into its two fixture halves, IEEE 370-2020.
 *
 *      2x-thru   = half 1 -- half 2
 *      FIX-DUT-FIX = half 1 -- DUT -- half 2
 *
 * Half 1 has port 0 at the instrument and port 1 at the DUT, half 2 the other way. */
#ifndef SIGNAL_FIXTURE_H
#define SIGNAL_FIXTURE_H

#include "net/net.h"
#include "net/quality.h"

/* How good the 2x-thru is, over its whole band above DC:
 *
 *   fer1   smallest |S21| or |S12|               class A -10 dB   B -15   C -15
 *   fer2   largest |S11| or |S22|                class A -20 dB   B -10   C  -6
 *   fer3   smallest |S21|/|S11| or |S12|/|S22|   class A   5 dB   B   0   C   0
 *
 * The fixture electrical requirements 1 to 3 of IEEE 370-2020 as scikit-rf 2.0 draws
 * them (class IEEEP370_FER); the standard's own clause was not read.  That the 2x-thru
 * is three wavelengths long at the end of the band, for every class, is from there too.
 * Class A is good, B acceptable, C inconclusive; anything else is poor. */
struct fixture {
    struct net half1, half2;    /* 2-ports on the grid of the 2x-thru, owned   */
    double z_mid;               /* [ohm] at the middle of the 2x-thru (NZC), or at the
                                 * DUT's ends of FIX-DUT-FIX, their mean (ZC)  */
    double delay;               /* [s] through the whole 2x-thru               */
    double f_valid;             /* [Hz] believe no de-embedded value above: 90 % of
                                 * the band, and less where the 2x-thru reflects as
                                 * much as it passes or turns by more than 120
                                 * degrees from point to point                 */
    double fer1, fer2, fer3;    /* [dB]                                        */
    enum quality_verdict verdict;
    char reason[200];           /* why the verdict is not good, or ""          */
};

/* Without impedance correction (NZC): a 2-port 2x-thru with equal references, at least
 * ten points above DC, the first at most ten steps above; brought to f = k df first, and
 * back (an assumption is noted).  A DC point of the halves is extrapolated; a measured
 * one is not used.  Half 1 * half 2 is the 2x-thru, to rounding, where S12 = S21.
 * LR_EDOMAIN says what the 2x-thru lacks: ports, points, transmission, a delay between
 * 0 and a quarter of 1/step. */
enum lr_status fixture_split(const struct net *thru, const char *name,
                             struct fixture *out, struct lr_error *err);

/* With impedance correction (ZC): the fixture's impedance profile is taken from the
 * FIX-DUT-FIX measurement by peeling its TDR, so that a fixture made of other copper
 * than the 2x-thru is removed as it is; delay and loss still come from the 2x-thru.
 * `fdf` must cover the band of the 2x-thru.  Where both are alike NZC is nearer: peeling
 * is good to 0.02 (|S|) at half the band, see tests/signal/test_fixture_corrected.c. */
enum lr_status fixture_split_corrected(const struct net *thru, const struct net *fdf,
                                       const char *name, struct fixture *out,
                                       struct lr_error *err);

void fixture_free(struct fixture *fixture);

#endif
