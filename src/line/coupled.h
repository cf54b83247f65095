/* coupled.h -- two equal lines by their modes: differential and common values, and
 * what the one leaves on the other.
 *
 * L and C below are the diagonal of the pair's matrices, Lm and Cm what is beside it:
 * L + Lm belongs to the even mode, C + |Cm| to the odd. */
#ifndef LINE_COUPLED_H
#define LINE_COUPLED_H

struct line_coupled {           /* lossless values                             */
    double z_even, z_odd;       /* [ohm] of one line                           */
    double er_even, er_odd;     /* effective permittivities                    */
};

/* Impedance [ohm] between the two lines, 2 z_odd, and of both together, z_even/2. */
double line_coupled_zdiff(const struct line_coupled *pair);
double line_coupled_zcomm(const struct line_coupled *pair);

/* (z_even - z_odd)/(z_even + z_odd); below 0.02 the lines are loosely coupled. */
double line_coupled_factor(const struct line_coupled *pair);

/* Crosstalk of weakly coupled, matched, lossless lines to first order.
 *
 *   near   kb = (Lm/L + |Cm|/C)/4: of a step, the plateau at the near end, which
 *          lasts twice the line's delay
 *   far    kf = -sqrt(L C)/2 (Lm/L - |Cm|/C) [s/m]: the pulse at the far end is kf
 *          length dV/dt; 0 in one dielectric, negative on microstrips */
double line_coupled_near(const struct line_coupled *pair);
double line_coupled_far(const struct line_coupled *pair);

/* Peak at the near or far end, signed, for a ramp of 1 that takes `rise` [s] on lines of
 * `length` [m] without loss: the near end saturates where the delay there and back
 * exceeds the rise, the far end at one half, where one mode has come before the other
 * begins. */
double line_coupled_near_peak(const struct line_coupled *pair, double length,
                              double rise);
double line_coupled_far_peak(const struct line_coupled *pair, double length, double rise);

#endif
