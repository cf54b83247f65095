#include "config.h"

#include "line/multi_section.h"

#include "base/constants.h"
#include "line/wire.h"

static double complex rough_factor(const struct line_multi_metal *metal, double freq)
{
    return line_huray_factor(&metal->rough, line_skin_depth(metal->resistivity, freq));
}

/* The impedance inside smooth metal over its current factor k: Zs in the skin regime,
 * and such that k times it is rho/area at 0 Hz.  For a slab that makes its thickness
 * k area; for a wire its radius 2 k area, which is its own where the current does not
 * crowd, k = 1/(2 pi radius). */
static double complex inside(const struct line_multi_conductor *conductor, double k,
                             double freq)
{
    const double rho = conductor->metal.resistivity, size = k * conductor->area;
    if (conductor->round)
        return two_pi * 2.0 * size * line_wire_impedance(2.0 * size, rho, freq);
    return line_internal_impedance(1.0, rho, size, freq);
}

/* The root of F Zs tanh((1 + j) t/depth), by tanh = 1/coth; its square, like Zs, lies in
 * the first quadrant. */
static double complex root_proximity(const struct line_multi_conductor *conductor,
                                     double k, double freq)
{
    const struct line_multi_metal *metal = &conductor->metal;
    const double complex zs =
        (1.0 + I) * line_surface_resistance(metal->resistivity, freq);
    return csqrt(rough_factor(metal, freq) * zs * (zs / inside(conductor, k, freq)));
}

/* The diagonals first hold the roots that the other elements are products of. */
static void strips(const struct line_multi_section *section, double freq,
                   double complex *restrict z)
{
    const size_t n = section->n;
    const double *k = section->k_strip;
    for (size_t i = 0; i < n; i++)
        z[i * n + i] = root_proximity(&section->conductor[i], k[i * n + i], freq);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            if (i != j)
                z[i * n + j] = k[i * n + j] * (z[i * n + i] * z[j * n + j]);
    for (size_t i = 0; i < n; i++) {
        const struct line_multi_conductor *strip = &section->conductor[i];
        const double own = k[i * n + i];
        z[i * n + i] =
            own * (rough_factor(&strip->metal, freq) * inside(strip, own, freq));
    }
}

static void series(const struct line_multi_section *section, double freq,
                   double complex *restrict z)
{
    const size_t size = section->n * section->n;
    const struct line_multi_plane *plane = &section->plane;
    const double complex below =
        rough_factor(&plane->metal, freq) *
        line_internal_impedance(1.0, plane->metal.resistivity, plane->thickness, freq);
    strips(section, freq, z);
    for (size_t at = 0; at < size; at++)
        z[at] += I * two_pi * freq * section->l[at] +
                 (freq > 0.0 ? section->k_plane[at] * below : plane->dc_resistance);
}

static void shunt(const struct line_multi_section *section, double freq,
                  double complex *restrict y)
{
    const size_t size = section->n * section->n;
    const double w = two_pi * freq;
    for (size_t at = 0; at < size; at++)
        y[at] = section->c[at];
    for (size_t d = 0; d < section->ndielectric; d++) {
        const struct line_multi_dielectric *dielectric = &section->dielectric[d];
        const double complex change =
            line_debye_eval(&dielectric->debye, freq) - dielectric->er0;
        for (size_t at = 0; at < size; at++)
            y[at] += section->dc[d * size + at] * change;
    }
    for (size_t at = 0; at < size; at++)
        y[at] *= I * w;
}

void line_multi_section_rlgc(const struct line_multi_section *section, size_t nf,
                             const double *freq, double complex *restrict z,
                             double complex *restrict y)
{
    const size_t size = section->n * section->n;
    for (size_t k = 0; k < nf; k++) {
        series(section, freq[k], z + k * size);
        shunt(section, freq[k], y + k * size);
        if (section->dispersion)
            line_dispersion_apply(section->dispersion, section->n, freq[k], section->l,
                                  z + k * size, y + k * size);
    }
}
