/* laser_chain.h -- from an external laser to the fibre of one lane of silicon photonics:
 *
 *   laser -- connector -- split over lanes -- in -- waveguide -- modulator -- mux -- out */
#ifndef OPTICS_LASER_CHAIN_H
#define OPTICS_LASER_CHAIN_H

struct optics_laser_chain {
    double laser;               /* [W] of one wavelength                       */
    double connector;           /* [dB] all of these                           */
    double ways;                /* lanes that share it, and what that costs above */
    double excess;              /* 10 log10 of them                            */
    double coupling_in, waveguide, modulator, mux, coupling_out;
};

/* [dB] from the laser into the modulator. */
double optics_laser_chain_to_modulator(const struct optics_laser_chain *chain);

/* [W] OMA in the fibre; `swing` is the part of the light that the modulator switches,
 * (r - 1)/(r + 1) of a Mach-Zehnder modulator at quadrature with extinction ratio r. */
double optics_laser_chain_oma(const struct optics_laser_chain *chain, double swing);

#endif
