#include "config.h"

#include "line/multi_section.h"

#include "base/constants.h"
#include "line/wire.h"

struct line_multi_metal line_multi_metal(double resistivity,
                                         const struct line_rough *rough)
{
    struct line_multi_metal metal = {.resistivity = resistivity};
    for (size_t face = 0; face < LINE_FACES; face++)
        metal.face[face] = *rough;
    return metal;
}

/* The impedance inside smooth metal over its current factor k: Zs in the skin regime,
 * and such that k times it is rho/area at 0 Hz.  For a slab that makes its thickness
 * k area; for a wire its radius 2 k area, which is its own where the current does not
 * crowd, k = 1/(2 pi radius). */
static double complex inside(const struct line_multi_conductor *conductor, double rho,
                             double k, double freq)
{
    const double size = k * conductor->area;
    if (conductor->round)
        return two_pi * 2.0 * size * line_wire_impedance(2.0 * size, rho, freq);
    return line_internal_impedance(1.0, rho, size, freq);
}

/* What roughness adds: the sum over the faces of (F - 1) K, at an element. */
static double complex roughness(const struct line_multi_section *section,
                                const double complex *more, size_t at)
{
    const size_t size = section->n * section->n;
    const double *k = section->k_face;
    if (!k)
        return 0.5 * (more[LINE_FACE_BOTTOM] + more[LINE_FACE_TOP]) *
               section->k_strip[at];
    double complex sum = 0.0;
    for (size_t face = 0; face < LINE_FACES; face++)
        sum += more[face] * k[face * size + at];
    return sum;
}

/* The diagonals first hold the roots that the other elements are products of: of
 * Zs tanh((1 + j) t/depth), by tanh = 1/coth; its square, like Zs, lies in the first
 * quadrant. */
static void strips(const struct line_multi_section *section, double freq,
                   double complex *restrict z)
{
    const size_t n = section->n;
    const double *k = section->k_strip;
    const double rho = section->metal.resistivity, depth = line_skin_depth(rho, freq);
    const double complex zs = (1.0 + I) * line_surface_resistance(rho, freq);
    double complex more[LINE_FACES];
    for (size_t face = 0; face < LINE_FACES; face++)
        more[face] = (line_rough_factor(&section->metal.face[face], depth) - 1.0) * zs;
    for (size_t i = 0; i < n; i++)
        z[i * n + i] = csqrt(
            zs * (zs / inside(&section->conductor[i], rho, k[i * n + i], freq)));
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            if (i != j)
                z[i * n + j] = k[i * n + j] * (z[i * n + i] * z[j * n + j]) +
                               roughness(section, more, i * n + j);
    for (size_t i = 0; i < n; i++) {
        const size_t own = i * n + i;
        z[own] = k[own] * inside(&section->conductor[i], rho, k[own], freq) +
                 roughness(section, more, own);
    }
}

static void series(const struct line_multi_section *section, double freq,
                   double complex *restrict z)
{
    const size_t size = section->n * section->n;
    const struct line_multi_plane *plane = &section->plane;
    const double rho = plane->resistivity;
    const double complex more =
        line_rough_factor(&plane->rough, line_skin_depth(rho, freq)) - 1.0;
    const double complex below =
        line_internal_impedance(1.0, rho, plane->thickness, freq) +
        more * (1.0 + I) * line_surface_resistance(rho, freq);
    strips(section, freq, z);
    for (size_t at = 0; at < size; at++)
        z[at] += I * two_pi * freq * section->l[at] +
                 (freq > 0.0 ? section->k_plane[at] * below : 0.0);
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
