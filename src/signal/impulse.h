/* impulse.h -- from a transfer function on a file's axis to an impulse response
 * on the sampling grid, step by step as the IEEE COM tool does it, so that its
 * answers can be compared to the last bin: magnitude and unwrapped phase are
 * interpolated linearly, the magnitude runs straight down to a floor between the
 * end of the file and half the sampling rate, the phase keeps its last slope. */
#ifndef SIGNAL_IMPULSE_H
#define SIGNAL_IMPULSE_H

#include "base/error.h"
#include "signal/fft.h"

#include <complex.h>
#include <stddef.h>

struct impulse {
    size_t n;                   /* samples, after truncation                   */
    double dt;                  /* [s] sampling interval; sample k is at k dt   */
    double *h;                  /* [V per sample], sum h = H(0); owned          */
};

/* How many intervals the spectrum of (freq, dt) has, half the length that `fft` must have
 * been planned with, round(1/(2 dt) / (freq[2] - freq[1])). */
size_t impulse_intervals(const double *freq, double dt);

/* h(t) of h[nf] on freq[nf], nf >= 20, truncated behind the last sample larger
 * than `threshold` times the largest (1e-3 in the COM tool).  `name` stands in
 * messages.  As in the tool |H| is at least 2.2e-16, so that an H of zero gives a
 * response of about that.  LR_ENUMERIC when the phase advances with frequency
 * (anti-causal) or the response is not finite.  Thread-safe: `fft` is only executed. */
enum lr_status impulse_response(size_t nf, const double *freq, const double complex *h,
                                double dt, double threshold, const struct fft *fft,
                                const char *name, struct impulse *out,
                                struct lr_error *err);
void impulse_free(struct impulse *impulse);

/* The pulse response: the causal sum of the last `per_ui` samples, same length. */
void impulse_pulse(const double *h, size_t n, size_t per_ui, double *restrict pulse);

#endif
