#include "config.h"

#include "optics/modulator.h"

#include "base/constants.h"

#include <math.h>

double complex optics_one_pole(double f, double f_3)
{
    return 1.0 / (1.0 + I * f / f_3);
}

double complex optics_laser_response(const struct optics_laser *laser, double f)
{
    const double r2 = laser->f_r * laser->f_r;
    const double complex photons = r2 / (r2 - f * f + I * f * laser->gamma);
    return laser->f_p > 0.0 ? photons * optics_one_pole(f, laser->f_p) : photons;
}

double optics_mzm(double half_waves, double phi_b)
{
    return 0.5 * (1.0 + cos(pi * half_waves + phi_b));
}

void optics_mzm_levels(double swing, double level[4])
{
    for (size_t i = 0; i < 4; i++)
        level[i] = optics_mzm(swing * ((double)i / 3.0 - 0.5), -0.5 * pi);
}

double optics_ring_transmission(const struct optics_ring *ring, double detuning)
{
    const double both = ring->a * ring->r;
    const double turn = 2.0 * both * cos(two_pi * detuning / ring->fsr);
    return (ring->a * ring->a - turn + ring->r * ring->r) / (1.0 - turn + both * both);
}

double optics_ring_width(const struct optics_ring *ring)
{
    const double round = ring->r * ring->a;
    return ring->fsr * (1.0 - round) / (pi * sqrt(round));
}

void optics_ring_levels(const struct optics_ring *ring, double detuning, double swing,
                        size_t n, double *level)
{
    for (size_t i = 0; i < n; i++)
        level[i] = optics_ring_transmission(
            ring, detuning + swing * ((double)i / (double)(n - 1) - 0.5));
}

double optics_ring_bandwidth(double nu_0, double q, double f_rc)
{
    const double photons = nu_0 / q;
    return 1.0 / hypot(1.0 / photons, 1.0 / f_rc);
}

double optics_compress(double x, double c_2, double c_3)
{
    return (x - c_3 * x * x * x) / (1.0 - 0.25 * c_3) + c_2 * (x * x - 0.25);
}
