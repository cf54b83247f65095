#include "config.h"

#include "line/multi_section.h"

#include <float.h>
#include <math.h>

/* A solver's matrices are symmetric to its own error; more is a slip. */
static const double asymmetry = 1e-6;

/* `least` is the least that a diagonal may be. */
static enum lr_status check_matrix(size_t n, const double *m, const char *name,
                                   const char *unit, double least, struct lr_error *err)
{
    for (size_t i = 0; i < n; i++) {
        const double own = m[i * n + i];
        if (!(own >= least && own < HUGE_VAL))
            return error_set(err, LR_EDOMAIN, "coupled lines: %s %zu,%zu, %g %s, is %s",
                             name, i + 1, i + 1, own, unit,
                             least > 0.0 ? "not positive" : "negative");
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            const double low = m[i * n + j], high = m[j * n + i];
            const double scale = fmax(m[i * n + i], m[j * n + j]);
            if (!(fabs(low - high) <= asymmetry * scale))
                return error_set(err, LR_EDOMAIN, "coupled lines: %s %zu,%zu is %g %s "
                                 "but %zu,%zu is %g; the matrix must be symmetric", name,
                                 j + 1, i + 1, high, unit, i + 1, j + 1, low);
        }
    return LR_OK;
}

/* Charge on one line draws the opposite charge onto the others: C is a Maxwell matrix,
 * not a list of the capacitors between the lines. */
static enum lr_status check_maxwell(size_t n, const double *c, struct lr_error *err)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            if (i != j && !(c[i * n + j] <= asymmetry * c[i * n + i]))
                return error_set(err, LR_EDOMAIN, "coupled lines: C %zu,%zu is %g F/m; "
                                 "off the diagonal a capacitance matrix is negative",
                                 i + 1, j + 1, c[i * n + j]);
    return LR_OK;
}

static enum lr_status check_resistivity(double resistivity, struct lr_error *err)
{
    if (!(resistivity > 0.0 && resistivity < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "coupled lines: resistivity %g ohm*m is not "
                         "positive", resistivity);
    return LR_OK;
}

static enum lr_status check_metal(const struct line_multi_metal *metal,
                                  struct lr_error *err)
{
    enum lr_status status = check_resistivity(metal->resistivity, err);
    for (size_t face = 0; !status && face < LINE_FACES; face++)
        status = line_rough_check(&metal->face[face], err);
    return status;
}

static enum lr_status check_plane(const struct line_multi_plane *plane,
                                  struct lr_error *err)
{
    if (!(plane->thickness > 0.0))
        return error_set(err, LR_EDOMAIN, "coupled lines: plane thickness %g m is not "
                         "positive", plane->thickness);
    enum lr_status status = check_resistivity(plane->resistivity, err);
    return status ? status : line_rough_check(&plane->rough, err);
}

static enum lr_status check_dielectric(const struct line_multi_section *section,
                                       size_t d, struct lr_error *err)
{
    const size_t size = section->n * section->n;
    const double er0 = section->dielectric[d].er0;
    if (!(er0 >= 1.0 && er0 < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "coupled lines: the cross-section was solved "
                         "for a permittivity of %g; at least 1 is needed", er0);
    for (size_t at = 0; at < size; at++)
        if (!isfinite(section->dc[d * size + at]))
            return error_set(err, LR_EDOMAIN, "coupled lines: dC/der of dielectric %zu "
                             "is %g F/m", d + 1, section->dc[d * size + at]);
    return LR_OK;
}

static enum lr_status check_conductor(const struct line_multi_section *section, size_t i,
                                      struct lr_error *err)
{
    const double area = section->conductor[i].area;
    if (!(area > 0.0 && area < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "coupled lines: the cross-section of strip "
                         "%zu, %g m^2, is not positive", i + 1, area);
    return LR_OK;
}

enum lr_status line_multi_section_check(const struct line_multi_section *section,
                                        struct lr_error *err)
{
    const size_t n = section->n;
    if (!n)
        return error_set(err, LR_EDOMAIN, "there are 0 coupled lines; at least 1 is "
                         "needed");
    enum lr_status status = check_matrix(n, section->l, "L", "H/m", DBL_MIN, err);
    if (!status)
        status = check_matrix(n, section->c, "C", "F/m", DBL_MIN, err);
    if (!status)
        status = check_maxwell(n, section->c, err);
    if (!status)
        status = check_matrix(n, section->k_strip, "K of the strips", "1/m", DBL_MIN,
                              err);
    /* Without planes, as between the wires of a pair, theirs are 0. */
    if (!status)
        status = check_matrix(n, section->k_plane, "K of the planes", "1/m", 0.0, err);
    for (size_t i = 0; !status && i < n; i++)
        status = check_conductor(section, i, err);
    if (!status)
        status = check_metal(&section->metal, err);
    if (!status)
        status = check_plane(&section->plane, err);
    for (size_t d = 0; !status && d < section->ndielectric; d++)
        status = check_dielectric(section, d, err);
    return status;
}
