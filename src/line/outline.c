#include "config.h"

#include "line/outline.h"

#include <math.h>

size_t line_outline_corners(const struct line_shape *shape, double complex *corner)
{
    if (shape->outline == LINE_CIRCLE)
        return 0;
    const double complex foot = shape->x + I * shape->y;
    const double complex head = foot + I * shape->thickness;
    corner[0] = foot - 0.5 * shape->bottom;
    corner[1] = foot + 0.5 * shape->bottom;
    if (!(shape->thickness > 0.0))
        return 2;
    corner[2] = head + 0.5 * shape->top;
    corner[3] = head - 0.5 * shape->top;
    return 4;
}

double line_outline_distance(double complex point, double complex a, double complex b)
{
    const double complex along = (point - a) / (b - a);
    const double nearest = fmin(fmax(creal(along), 0.0), 1.0);
    return cabs(point - a - nearest * (b - a));
}

/* Twice the area of the triangle a b c, positive when it runs anticlockwise. */
static double turn(double complex a, double complex b, double complex c)
{
    return cimag(conj(b - a) * (c - a));
}

static double segments(double complex a, double complex b, double complex c,
                       double complex d)
{
    if (turn(a, b, c) * turn(a, b, d) < 0.0 && turn(c, d, a) * turn(c, d, b) < 0.0)
        return 0.0;
    return fmin(fmin(line_outline_distance(a, c, d), line_outline_distance(b, c, d)),
                fmin(line_outline_distance(c, a, b), line_outline_distance(d, a, b)));
}

static bool inside(size_t n, const double complex *corner, double complex point)
{
    if (n < 3)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!(turn(corner[i], corner[(i + 1) % n], point) > 0.0))
            return false;
    return true;
}

static double round_gap(const struct line_shape *shape, double complex centre, double r)
{
    return fmax(line_outline_beside(shape, centre, r), 0.0);
}

double line_outline_gap(const struct line_shape *one, const struct line_shape *other)
{
    double complex a[4], b[4];
    const size_t na = line_outline_corners(one, a), nb = line_outline_corners(other, b);
    /* A conductor inside a circle overlaps it: beside is negative then. */
    if (!na)
        return round_gap(other, one->x + I * one->y, 0.5 * one->diameter);
    if (!nb)
        return round_gap(one, other->x + I * other->y, 0.5 * other->diameter);
    if (inside(na, a, b[0]) || inside(nb, b, a[0]))
        return 0.0;
    double least = HUGE_VAL;
    for (size_t i = 0; i < na; i++)
        for (size_t j = 0; j < nb; j++)
            least = fmin(least, segments(a[i], a[(i + 1) % na], b[j], b[(j + 1) % nb]));
    return least;
}

double line_outline_beside(const struct line_shape *shape, double complex centre,
                           double r)
{
    double complex corner[4];
    const size_t n = line_outline_corners(shape, corner);
    double near = HUGE_VAL, far = 0.0;
    if (!n) {
        const double apart = cabs(shape->x + I * shape->y - centre);
        near = apart - 0.5 * shape->diameter;
        far = apart + 0.5 * shape->diameter;
    }
    for (size_t i = 0; i < n; i++) {
        near = fmin(near, line_outline_distance(centre, corner[i], corner[(i + 1) % n]));
        far = fmax(far, cabs(corner[i] - centre));
    }
    if (near > r && !inside(n, corner, centre))
        return near - r;
    return far < r ? far - r : 0.0;
}

/* The mask over one conductor: its outline grown by the cover, from the mask on the
 * laminate up the left wall, across and down again. */
static void cover(const struct line_section *section, const struct line_shape *shape,
                  double complex *corner)
{
    const double metal = section->mask.metal, height = shape->thickness + metal;
    const double rise = section->mask.laminate;
    const double top = shape->thickness > 0.0 ? shape->top : shape->bottom;
    /* Half widths of the grown outline at its foot and its head; between them the
     * wall is straight. */
    const double foot = 0.5 * shape->bottom + metal, head = 0.5 * top + metal;
    const double low = foot + (head - foot) * rise / height;
    corner[0] = shape->x - low + I * (shape->y + rise);
    corner[1] = shape->x - head + I * (shape->y + height);
    corner[2] = shape->x + head + I * (shape->y + height);
    corner[3] = shape->x + low + I * (shape->y + rise);
}

/* The next conductor under the mask to the right of x; NULL past the last. */
static const struct line_shape *next_covered(const struct line_section *section, double x)
{
    const double surface = section->layers[section->nlayer - 2].top;
    const struct line_shape *next = NULL;
    for (size_t i = 0; i < section->nconductor; i++) {
        const struct line_shape *shape = &section->conductors[i];
        const bool covered = shape->outline == LINE_TRAPEZOID && shape->y == surface;
        if (covered && shape->x > x && (!next || shape->x < next->x))
            next = shape;
    }
    return next;
}

size_t line_outline_mask(const struct line_section *section, double from, double to,
                         double complex *corner)
{
    const double level =
        section->layers[section->nlayer - 2].top + section->mask.laminate;
    size_t n = 0;
    corner[n++] = from + I * level;
    const struct line_shape *shape = next_covered(section, -HUGE_VAL);
    for (bool first = true; shape; shape = next_covered(section, shape->x)) {
        double complex own[4];
        cover(section, shape, own);
        size_t skip = 0;
        if (!first && creal(own[0]) <= creal(corner[n - 1])) {
            /* The walls meet: the gap between the two is filled. */
            n--;
            skip = 1;
            if (creal(own[1]) <= creal(corner[n - 1])) {
                const double middle = 0.5 * creal(own[1] + corner[n - 1]);
                corner[n - 1] = middle + I * cimag(corner[n - 1]);
                own[1] = middle + I * cimag(own[1]);
                if (cimag(own[1]) == cimag(corner[n - 1])) {
                    n--;
                    skip = 2;
                }
            }
        }
        for (size_t i = skip; i < 4; i++)
            corner[n++] = own[i];
        first = false;
    }
    corner[n++] = to + I * level;
    return n;
}
