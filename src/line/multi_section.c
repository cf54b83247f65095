#include "config.h"

#include "line/multi_section.h"

#include "base/constants.h"

/* Zs coth((1 + j) thickness/depth), rough: a conductor with current factor 1. */
static double complex surface(const struct line_multi_metal *metal, double thickness,
                              double freq)
{
    const double depth = line_skin_depth(metal->resistivity, freq);
    return line_huray_factor(&metal->rough, depth) *
           line_internal_impedance(1.0, metal->resistivity, thickness, freq);
}

/* The root of F Zs tanh((1 + j) t/depth), by tanh = 1/coth; its square, like Zs, lies in
 * the first quadrant. */
static double complex root_proximity(const struct line_multi_conductor *conductor,
                                     double k, double freq)
{
    const struct line_multi_metal *metal = &conductor->metal;
    const double depth = line_skin_depth(metal->resistivity, freq);
    const double complex zs =
        (1.0 + I) * line_surface_resistance(metal->resistivity, freq);
    const double complex coth = line_internal_impedance(
        1.0, metal->resistivity, k * conductor->area, freq);
    return csqrt(line_huray_factor(&metal->rough, depth) * zs * (zs / coth));
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
        z[i * n + i] = own * surface(&strip->metal, own * strip->area, freq);
    }
}

static void series(const struct line_multi_section *section, double freq,
                   double complex *restrict z)
{
    const size_t size = section->n * section->n;
    const struct line_multi_plane *plane = &section->plane;
    const double complex inside = surface(&plane->metal, plane->thickness, freq);
    strips(section, freq, z);
    for (size_t at = 0; at < size; at++)
        z[at] += I * two_pi * freq * section->l[at] +
                 (freq > 0.0 ? section->k_plane[at] * inside : plane->dc_resistance);
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
    }
}
