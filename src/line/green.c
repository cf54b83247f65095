#include "config.h"

#include "line/green.h"

#include "base/constants.h"

#include <math.h>

double complex line_green_map(const struct line_green *green, double complex z)
{
    if (green->boundary != LINE_PLANES)
        return 0.0;
    return cexp(pi * (z - green->middle) / green->spacing);
}

/* Adds sign times the panel's own logarithmic potential at z. */
static void add_potential(const struct line_green *green,
                          const struct line_source *source, double complex z,
                          size_t self, double sign, double *out)
{
    double own[LINE_RULE_MOST];
    const struct line_rule *rule = &green->rule;
    if (self == rule->n && line_panel_distant(source->panel, z)) {
        for (size_t i = 0; i < rule->n; i++)
            out[i] += sign * rule->w[i] * log(cabs(z - source->node[i].z));
        return;
    }
    line_panel_potential(source->panel, rule, source->node, z, self, own);
    for (size_t i = 0; i < rule->n; i++)
        out[i] += sign * own[i];
}

/* Adds Re(factor / (z - z')) over the panel. */
static void add_field(const struct line_green *green, const struct line_source *source,
                      double complex z, size_t self, double complex factor, double *out)
{
    double complex own[LINE_RULE_MOST];
    const struct line_rule *rule = &green->rule;
    if (self == rule->n && line_panel_distant(source->panel, z)) {
        for (size_t i = 0; i < rule->n; i++)
            out[i] += rule->w[i] * creal(factor / (z - source->node[i].z));
        return;
    }
    line_panel_field(source->panel, rule, source->node, z, self, own);
    for (size_t i = 0; i < rule->n; i++)
        out[i] += creal(factor * own[i]);
}

/* Between planes: the mirror image of z in the upper one. */
static double complex above(const struct line_green *green, double complex z)
{
    return conj(z) + 2.0 * I * green->spacing;
}

/* All of z and its images distant? */
static bool all_distant(const struct line_green *green, const struct line_source *source,
                        double complex z, size_t self)
{
    const struct line_panel *panel = source->panel;
    return self == green->rule.n && line_panel_distant(panel, z) &&
           line_panel_distant(panel, conj(z)) &&
           line_panel_distant(panel, above(green, z));
}

/* The whole kernel at the nodes; with `rest` less the logarithms of the source and its
 * two nearest images, which leaves a smooth function. */
static void planes_potential(const struct line_green *green,
                             const struct line_source *source, double complex z,
                             double complex w, size_t self, bool rest, double *out)
{
    for (size_t i = 0; i < green->rule.n; i++) {
        const double complex there = source->node[i].z, image = source->map[i];
        double value;
        if (!rest)
            value = log(cabs((w - image) / (w - conj(image))));
        else if (i == self)
            value = log(cabs(w * pi / green->spacing / (w - conj(image)) *
                             (conj(z) - there) * (above(green, z) - there)));
        else
            value = log(cabs((w - image) / (z - there) / (w - conj(image)) *
                             (conj(z) - there) * (above(green, z) - there)));
        out[i] += green->rule.w[i] * value;
    }
}

static void planes_field(const struct line_green *green, const struct line_source *source,
                         double complex z, double complex w, double complex normal,
                         size_t self, bool rest, double *out)
{
    const double rate = pi / green->spacing;
    for (size_t i = 0; i < green->rule.n; i++) {
        const double complex there = source->node[i].z, image = source->map[i];
        double complex value = -rate * w / (w - conj(image));
        /* rate w/(w - w') less 1/(z - z') is rate/2 where z' comes to z. */
        value += i == self ? 0.5 * rate : rate * w / (w - image);
        if (rest && i != self)
            value -= 1.0 / (z - there);
        double sum = creal(normal * value);
        if (rest)
            sum += creal(conj(normal) *
                         (1.0 / (conj(z) - there) + 1.0 / (above(green, z) - there)));
        out[i] += green->rule.w[i] * sum;
    }
}

void line_green_potential(const struct line_green *green,
                          const struct line_source *source, double complex z,
                          double complex w, size_t self, double *restrict out)
{
    const size_t n = green->rule.n;
    for (size_t i = 0; i < n; i++)
        out[i] = green->boundary == LINE_SHIELD ? -green->rule.w[i] * log(green->unit)
                                                : 0.0;
    const bool planes = green->boundary == LINE_PLANES;
    const bool whole = planes && all_distant(green, source, z, self);
    if (!whole) {
        add_potential(green, source, z, self, 1.0, out);
        if (green->boundary != LINE_SHIELD)
            add_potential(green, source, conj(z), n, -1.0, out);
        if (planes)
            add_potential(green, source, above(green, z), n, -1.0, out);
    }
    if (planes)
        planes_potential(green, source, z, w, self, !whole, out);
    for (size_t i = 0; i < n; i++)
        out[i] /= -two_pi;
}

void line_green_field(const struct line_green *green, const struct line_source *source,
                      double complex z, double complex w, double complex normal,
                      size_t self, double *restrict out)
{
    const size_t n = green->rule.n;
    for (size_t i = 0; i < n; i++)
        out[i] = 0.0;
    const bool planes = green->boundary == LINE_PLANES;
    const bool whole = planes && all_distant(green, source, z, self);
    if (!whole) {
        add_field(green, source, z, self, normal, out);
        if (green->boundary != LINE_SHIELD)
            add_field(green, source, conj(z), n, -conj(normal), out);
        if (planes)
            add_field(green, source, above(green, z), n, -conj(normal), out);
    }
    if (planes)
        planes_field(green, source, z, w, normal, self, !whole, out);
    for (size_t i = 0; i < n; i++)
        out[i] /= two_pi;
}
