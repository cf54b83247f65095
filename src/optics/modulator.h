/* modulator.h -- what makes light of a voltage: small-signal responses and static curves.
 * A device is one of each, the curve behind the response. */
#ifndef OPTICS_MODULATOR_H
#define OPTICS_MODULATOR_H

#include <complex.h>
#include <stddef.h>

/* One pole, -3 dBe at f_3. */
double complex optics_one_pole(double f, double f_3);

/* A directly modulated laser, VCSEL or DML: the resonance of carriers and photons behind
 * the pole of the parasitics,
 *   f_r^2 / (f_r^2 - f^2 + j f gamma / 2 pi) / (1 + j f / f_p),  f_p 0: none.
 * Coldren, Corzine, Diode Lasers and Photonic Integrated Circuits, section 2.6 and 5.3. */
struct optics_laser {
    double f_r;                 /* [Hz] relaxation resonance                   */
    double gamma;               /* [Hz] damping rate over 2 pi                 */
    double f_p;                 /* [Hz]                                        */
};
double complex optics_laser_response(const struct optics_laser *laser, double f);

/* A Mach-Zehnder modulator: its share of the light at v / V_pi half waves from the bias
 * phi_b [rad], (1 + cos(pi v / V_pi + phi_b)) / 2. */
double optics_mzm(double half_waves, double phi_b);

/* The four levels of one at quadrature that is driven evenly over a swing of `swing`
 * V_pi, lowest first: the sine compresses the outer ones. */
void optics_mzm_levels(double swing, double level[4]);

/* An all-pass microring: its share of the light at `detuning` [Hz] from resonance,
 *   (a^2 - 2 a r cos phi + r^2) / (1 - 2 a r cos phi + (a r)^2),
 * phi = 2 pi detuning over the free spectral range.  Bogaerts et al., Laser Photonics
 * Rev. 6, 47 (2012), eq. 6. */
struct optics_ring {
    double a, r;                /* amplitude left of one round; self-coupling  */
    double fsr;                 /* [Hz]                                        */
};
double optics_ring_transmission(const struct optics_ring *ring, double detuning);

/* [Hz] full width at half depth, fsr (1 - r a) / (pi sqrt(r a)): the same article. */
double optics_ring_width(const struct optics_ring *ring);

/* n shares of the light, lowest first, at evenly spaced detunings over `swing` around
 * `detuning`, on its far side of resonance. */
void optics_ring_levels(const struct optics_ring *ring, double detuning, double swing,
                        size_t n, double *level);

/* [Hz] -3 dBe of the photons that a ring of quality factor q stores, nu_0 / q, with the
 * RC bandwidth f_rc of its electrodes: 1/f^2 = 1/f_q^2 + 1/f_rc^2. */
double optics_ring_bandwidth(double nu_0, double q, double f_rc);

/* x - c_3 x^3 + c_2 (x^2 - 1/4), scaled so that -1/2 and 1/2 stay where they are: driver,
 * laser or amplifier that compresses. */
double optics_compress(double x, double c_2, double c_3);

#endif
