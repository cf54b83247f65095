#include "config.h"

#include "line/stripline.h"

#include "base/constants.h"
#include "base/special.h"

#include <math.h>

/* The functions below return admittances in air times eta0: pure numbers, which
 * add as the capacitances do.  C = eps * this. */

/* Zero thickness, exact by conformal mapping: Cohn 1954 (single strip), 1955 (pair).
 * Z = eta0/4 K(k')/K(k). */
static double mapped(double k)
{
    return 4.0 * special_ellint_k(k) / special_ellint_k(sqrt((1.0 - k) * (1.0 + k)));
}

static double thin(const struct line_stripline *strip, enum line_mode mode)
{
    const double b = strip->plane_spacing;
    const double own = tanh(0.5 * pi * strip->width / b);
    const double other = tanh(0.5 * pi * (strip->width + strip->gap) / b);
    switch (mode) {
    case LINE_EVEN:
        return mapped(own * other);
    case LINE_ODD:
        return mapped(own / other);
    default:
        return mapped(own);
    }
}

/* Single strip of finite thickness, Wheeler 1978, within 0.1 % of the
 * boundary-element solution. */
static double thick_single(const struct line_stripline *strip)
{
    const double w = strip->width, t = strip->thickness, b = strip->plane_spacing;
    const double m = 6.0 * (b - t) / (3.0 * (b - t) + t);
    const double corner = t / (2.0 * (b - t) + t);
    const double edge = 0.0796 * t / (w + 1.1 * t);
    const double dw = t / pi * (1.0 - 0.5 * log(corner * corner + pow(edge, m)));
    const double a = 4.0 * (b - t) / (pi * (w + dw));
    return eta0 / (30.0 * log1p(a * (2.0 * a + sqrt(4.0 * a * a + 6.27))));
}

/* Fringing of one corner of a thick strip, Cf/eps of Cohn 1955; t = 0 gives
 * 2 ln 2/pi. */
static double fringe(double thickness, double b)
{
    const double q = 1.0 / (1.0 - thickness / b);
    const double last = q > 1.0 ? (q - 1.0) * log(q * q - 1.0) : 0.0;
    return (2.0 * q * log(q + 1.0) - last) / pi;
}

/* Even mode: the single strip less the coupling of thin strips, scaled with the
 * fringe that carries it (Cohn 1955). */
static double thick_even(const struct line_stripline *strip)
{
    const double b = strip->plane_spacing;
    const double scale = fringe(strip->thickness, b) / fringe(0.0, b);
    const double coupling = thin(strip, LINE_SINGLE) - thin(strip, LINE_EVEN);
    return thick_single(strip) - scale * coupling;
}

/* Odd mode.  Thickness adds what it adds to a single strip, but at the two inner
 * corners not the growth of the fringe: instead the side walls face each other,
 * a plate capacitance 2 eps t/s to the symmetry plane.  That is exact for s << b; a
 * lone strip must come out for s >> b, where the growth of the fringe returns.
 *
 * Joined by the cube root of the sum of cubes, which is smooth, has both limits
 * and stays within 2 % of the boundary-element solution at any s/t.  Cohn's scaled
 * coupling, as in thick_even, is 3 to 5 % off at s/t = 5, where it is meant to give
 * way to side walls, and its K 10 to 15 %; a change-over would also leave a jump in
 * every sweep of the gap. */
static double thick_odd(const struct line_stripline *strip)
{
    const double t = strip->thickness, b = strip->plane_spacing;
    const double growth = 2.0 * (fringe(t, b) - fringe(0.0, b));
    const double wall = 2.0 * t / strip->gap;
    const double inner = cbrt(growth * growth * growth + wall * wall * wall);
    return thin(strip, LINE_ODD) + thick_single(strip) - thin(strip, LINE_SINGLE) -
           growth + inner;
}

static double admittance(const struct line_stripline *strip, enum line_mode mode)
{
    if (!(strip->thickness > 0.0))
        return thin(strip, mode);
    switch (mode) {
    case LINE_EVEN:
        return thick_even(strip);
    case LINE_ODD:
        return thick_odd(strip);
    default:
        return thick_single(strip);
    }
}

double line_stripline_impedance(const struct line_stripline *strip, enum line_mode mode,
                                double er)
{
    return eta0 / (sqrt(er) * admittance(strip, mode));
}

enum lr_status line_stripline_check(const struct line_stripline *strip,
                                    struct lr_error *err)
{
    const double w = strip->width, t = strip->thickness, b = strip->plane_spacing;
    if (!(b > 0.0 && b < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "stripline: plane spacing %g m is not positive",
                         b);
    if (!(t > 0.0 && t <= 0.25 * b))
        return error_set(err, LR_EDOMAIN,
                         "stripline: thickness %g m is not between 0 and a quarter of "
                         "the plane spacing %g m",
                         t, b);
    if (!(w >= 0.2 * b && w <= 5.0 * b))
        return error_set(err, LR_EDOMAIN,
                         "stripline: width %g m is not between 0.2 and 5 times the "
                         "plane spacing %g m",
                         w, b);
    if (!(strip->gap == 0.0 || (strip->gap >= 0.05 * b && strip->gap < HUGE_VAL)))
        return error_set(err, LR_EDOMAIN,
                         "stripline: gap %g m is not at least 0.05 times the plane "
                         "spacing %g m",
                         strip->gap, b);
    return LR_OK;
}

/* Impedance in air when the walls of the strips recede by ds and the planes by
 * dp. */
static double receded(const struct line_stripline *strip, enum line_mode mode, double ds,
                      double dp)
{
    const struct line_stripline moved = {
        .width = strip->width - 2.0 * ds,
        .thickness = strip->thickness - 2.0 * ds,
        .plane_spacing = strip->plane_spacing + 2.0 * dp,
        .gap = strip->gap + 2.0 * ds,
    };
    return line_stripline_impedance(&moved, mode, 1.0);
}

enum lr_status line_stripline_solve(const struct line_stripline *strip,
                                    enum line_mode mode, struct line_stripline_mode *out,
                                    struct lr_error *err)
{
    enum lr_status status = line_stripline_check(strip, err);
    if (status)
        return status;
    if (mode != LINE_SINGLE && !(strip->gap > 0.0))
        return error_set(err, LR_EDOMAIN, "stripline: a pair needs a gap, not %g m",
                         strip->gap);

    /* Wheeler's incremental-inductance rule: K = (1/mu0) dL/dn when the walls recede
     * by dn, and L = Z_air/c.  A central difference: 0.5 % of the thickness is small
     * against every dimension and large against rounding. */
    const double dn = 0.005 * strip->thickness, scale = 1.0 / (2.0 * dn * eta0);
    out->z_air = line_stripline_impedance(strip, mode, 1.0);
    out->k_strip =
        scale * (receded(strip, mode, dn, 0.0) - receded(strip, mode, -dn, 0.0));
    out->k_plane =
        scale * (receded(strip, mode, 0.0, dn) - receded(strip, mode, 0.0, -dn));
    return LR_OK;
}
