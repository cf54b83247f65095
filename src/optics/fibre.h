/* fibre.h -- what fibre does to an intensity: chromatic dispersion, polarisation-mode and
 * modal dispersion.  Small signals; lengths in m, wavelengths in m. */
#ifndef OPTICS_FIBRE_H
#define OPTICS_FIBRE_H

#include <complex.h>

/* [s/m^2] of a fibre without dispersion at lambda_0 whose dispersion there rises by
 * s_0 [s/m^3]: (s_0 / 4) (lambda - lambda_0^4 / lambda^3), ITU-T G.652, IEC 60793-2-10. */
double optics_dispersion(double lambda, double lambda_0, double s_0);

/* Intensity after `length` m from a source of chirp alpha (0: none), of which
 * `dispersion` [s/m^2]: cos theta - alpha sin theta, theta = pi lambda^2 D L f^2 / c.
 * Devaux, Sorel, Kerdiles, J. Lightwave Technol. 11, 1937 (1993). */
double optics_smf_response(double f, double lambda, double dispersion, double length,
                           double alpha);

/* [Hz] where that is first zero without chirp, sqrt(c / (2 lambda^2 |D| L)). */
double optics_smf_null(double lambda, double dispersion, double length);

/* |H(f)| of two polarisations, one of them with the share gamma of the power, tau [s]
 * apart: sqrt(1 - 4 gamma (1 - gamma) sin^2(pi f tau)). */
double optics_dgd_response(double f, double tau, double gamma);

/* Multimode fibre: Gaussian, half the amplitude at `bandwidth` [Hz]: exp(-ln 2
 * (f/f_0)^2). */
double optics_mmf_response(double f, double bandwidth);

/* [Hz] of the modes: `emb` [Hz m] over the length. */
double optics_mmf_modal(double emb, double length);

/* [Hz] of a source of rms width sigma_lambda [m]: 0.187 / (L sigma sqrt(D1^2 + D2^2)),
 * D1 the dispersion, D2 = 0.7 s_0 sigma.  IEEE 802.3ae link model. */
double optics_mmf_chromatic(double lambda, double lambda_0, double s_0,
                            double sigma_lambda, double length);

/* [Hz] of both: 1/B^2 = 1/B_m^2 + 1/B_c^2. */
double optics_mmf_bandwidth(double modal, double chromatic);

#endif
