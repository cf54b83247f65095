/* tdecq_eye.h -- how much Gaussian noise an eye bears until a given part of the symbols
 * is wrong: the core of TDECQ.  Internal to margin.
 *
 * Interference is the sum of the cursors but the main one, each with the level of a
 * random symbol.  Its characteristic function, a product of cosines, is multiplied with
 * that of the noise before it is summed to a probability: nothing rings, nothing is
 * clipped. */
#ifndef MARGIN_TDECQ_EYE_H
#define MARGIN_TDECQ_EYE_H

#include "margin/tdecq.h"

enum { TDECQ_CURSORS = 192 };

struct tdecq_eye {              /* at one phase, in units of OMA               */
    size_t levels;
    const double *level;        /* [levels] their mean is 0; borrowed, as all others */
    const double *sigma;        /* [levels] noise that is there already        */
    size_t n, main;             /* n at most TDECQ_CURSORS                     */
    const double *h;            /* [n] cursors; h[main] is the signal          */
    double scale;               /* of the thresholds                           */
    double ser;                 /* part of the symbols that may be wrong       */
};

/* The rms of the noise that can be added, from `start` > 0 on; 0 when the eye is closed
 * without any.  slope NULL or [n]: its derivatives by h; *by_scale by the scale of the
 * thresholds. */
double tdecq_eye_noise(const struct tdecq_eye *eye, double start, double *slope,
                       double *by_scale);

/* The part of the symbols that is wrong with added noise of rms sigma > 0; 0 for what is
 * lost in rounding, below 1e-13. */
double tdecq_eye_rate(const struct tdecq_eye *eye, double sigma);

#endif
