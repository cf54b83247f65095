/* waveform.h -- what an oscilloscope would show: impulse, step and pulse responses of
 * one S_ij.
 *
 * The spectrum must be on a uniform grid from DC (waveform_net makes one); it is
 * windowed, padded with zeros and transformed back.  With M bins and steps of df the
 * record has 2 M - 1 samples, always odd, and is periodic with 1/df:
 *
 *      start = -(n - 1)/2 dt     ...    0    ...     (n - 1)/2 dt     dt = 1/(n df)
 *
 * Times below 0 are the precursors that a band limit makes, and what a response longer
 * than half of 1/df wraps into.  There is no bin at half the sampling rate, so every bin
 * keeps its phase.  An S_ij without delay has its middle at time 0 in each of the
 * responses: a step rises through half of its height there. */
#ifndef SIGNAL_WAVEFORM_H
#define SIGNAL_WAVEFORM_H

#include "net/net.h"

enum waveform_window {          /* right half, 1 at DC, its edge one step behind the
                                 * last frequency                              */
    WAVEFORM_RECTANGULAR,       /* all of the band: sharpest, rings            */
    WAVEFORM_HAMMING,           /* 0.54 + 0.46 cos: TDR                        */
    WAVEFORM_KAISER             /* beta = 6                                    */
};

struct waveform {
    size_t n;                   /* odd; time 0 is sample (n - 1)/2             */
    double dt, start;           /* [s] sample k is at start + k dt             */
    double *v;                  /* owned                                       */
};

struct waveform_options {
    enum waveform_window window;
    size_t pad;                 /* zero bins put behind the last frequency: finer
                                 * samples of the same curve                   */
};

/* A network for this folder: DC added where it is missing, resampled to a uniform grid
 * when it is not on one (step: the smallest of the file's, at least f_max/100000).
 * `name` stands in notes; an assumption is noted for either.  LR_EDOMAIN for a DC point
 * alone. */
enum lr_status waveform_net(const struct net *net, const char *name, struct net *out,
                            struct lr_error *err);

/* The three below: LR_EDOMAIN unless the grid is uniform from DC within 1 Hz and has
 * two points, and the ports i and j (from 0) exist; LR_ENUMERIC when S_ij is not
 * finite.  *out is then empty. */

/* A series capacitor makes one point of the spectrum, DC, unlike all others; over a time
 * of nanoseconds it is a short.  Taken as it is, that point lifts the record by half a
 * step.  *out is the network with the DC that the other points lead to, with a warning,
 * when the two differ by more than 0.1; else it is left empty. */
enum lr_status waveform_bridge(const struct net *net, const char *name, struct net *out,
                               struct lr_error *err);

/* h [1 per sample]: sum h = S_ij(0). */
enum lr_status waveform_impulse(const struct net *net, size_t i, size_t j,
                                const struct waveform_options *options,
                                struct waveform *out, struct lr_error *err);

/* Integral of the impulse response from the start of the record by the trapezoidal
 * rule: [V/V], towards S_ij(0).  Half of a sample counts at its own time; a plain
 * running sum would be half a sample early. */
enum lr_status waveform_step(const struct net *net, size_t i, size_t j,
                             const struct waveform_options *options,
                             struct waveform *out, struct lr_error *err);

/* step(t) - step(t - ui): the answer to one bit of 1 V behind the given window.  Any
 * ui, exactly (it is not rounded to samples), periodic as the record: the area is ui
 * times S_ij(0).  LR_EDOMAIN unless ui is positive and shorter than the record. */
enum lr_status waveform_pulse(const struct net *net, size_t i, size_t j, double ui,
                              const struct waveform_options *options,
                              struct waveform *out, struct lr_error *err);

void waveform_free(struct waveform *waveform);

/* Linear interpolation at time t [s]; the first or last value outside.  n > 0. */
double waveform_at(const struct waveform *waveform, double t);

#endif
