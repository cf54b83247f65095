/* steady_voltage.h -- what a pulse that is not equalised says of its transmitter: the
 * steady-state voltage v_f, its peak over v_f, and the rise time of the step that pulses
 * in a row make.
 *
 *            v_peak
 *              .
 *   ----------' '-.____________     v_f = the sum of the samples between the
 *   |<- D_p UI ->|<- N_v UI ->|           bars, over M
 *
 * Source: the IEEE COM tool, which names IEEE 802.3ck eq. 163A-3 for v_f.  The window
 * begins and ends half a UI early, both of its ends count, and beyond the response there
 * is nothing. */
#ifndef MARGIN_STEADY_VOLTAGE_H
#define MARGIN_STEADY_VOLTAGE_H

#include <stddef.h>

struct steady_window {          /* around the peak of the pulse                */
    size_t before, behind;      /* [UI] D_p, N_v; behind 0: nothing is wanted  */
};

/* NaN is what a pulse has not. */
struct steady_voltage {
    double v_f;                 /* [V]                                         */
    double peak_ratio;          /* v_peak / v_f, where v_f is positive         */
    double rise_time;           /* [s] 20 to 80 % of v_f: a whole number of samples */
};

/* Of pulse[n] [V], per_ui samples per UI and dt [s] apart.  Cannot fail; allocates
 * nothing. */
struct steady_voltage steady_voltage_of(const double *pulse, size_t n, size_t per_ui,
                                        double dt, struct steady_window window);

#endif
