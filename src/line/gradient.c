#include "config.h"

#include "line/gradient.h"

#include "line/gradient_table.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>

static const double most = 20.0;        /* rms over depth */

/* The normal distribution function. */
static double filled(double u)
{
    return 0.5 * erfc(-u * sqrt(0.5));
}

/* With E' = -jw mu H and H' = -sigma E the impedance Z = E/H of the half-space beyond
 * x obeys Z' = sigma Z^2 - jw mu.  In u = x/rms and psi = Z/Z_smooth, where
 * Z_smooth = (1 + j) rho/depth and jw mu/rho = 2j/depth^2:
 *
 *   dpsi/du = (1 + j) ratio (Phi(u) psi^2 - 1). */
static double complex slope(double complex psi, double part, double complex rate)
{
    return rate * (part * psi * psi - 1.0);
}

/* psi at the mean plane.  From the bulk, where psi = 1 holds, outwards: in that
 * direction errors die away.  Seven rms heights on either side leave 1e-12 of the
 * profile.  Where no metal is left psi gains (1 + j) ratio per unit of u, the inductance
 * of empty space; what it gained outside of the mean plane is taken back. */
static double complex integrate(double ratio)
{
    const double reach = 7.0;
    const double complex rate = (1.0 + I) * ratio;
    const size_t n = (size_t)(40.0 * reach * (1.0 + ratio));
    const double h = 2.0 * reach / (double)n;
    double complex psi = 1.0;
    double here = filled(reach);
    for (size_t i = 0; i < n; i++) {
        const double u = reach - (double)i * h;
        const double middle = filled(u - 0.5 * h), next = filled(u - h);
        const double complex k1 = slope(psi, here, rate);
        const double complex k2 = slope(psi - 0.5 * h * k1, middle, rate);
        const double complex k3 = slope(psi - 0.5 * h * k2, middle, rate);
        const double complex k4 = slope(psi - h * k3, next, rate);
        psi -= h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4);
        here = next;
    }
    return psi - rate * reach;
}

/* The empty space between the peaks, three rms heights ahead, and the mean plane. */
static double complex ahead(double ratio)
{
    return 3.0 * (1.0 + I) * ratio;
}

double complex line_gradient_solve(double ratio)
{
    assert(ratio >= 0.0 && ratio <= most);
    return integrate(ratio) + ahead(ratio);
}

/* Lagrange's polynomial through the six knots about t = ln(ratio)/step. */
static double complex look_up(double t)
{
    const int below = (int)floor(t);
    double complex sum = 0.0;
    for (int i = below - 2; i <= below + 3; i++) {
        double weight = 1.0;
        for (int j = below - 2; j <= below + 3; j++)
            if (j != i)
                weight *= (t - j) / (i - j);
        sum += weight * line_gradient_knot(i);
    }
    return sum;
}

double complex line_gradient_factor(double rms, double depth)
{
    const double ratio = fmin(rms / depth, most);
    const double t = log(ratio) / LINE_GRADIENT_STEP;
    if (!(t >= LINE_GRADIENT_FIRST + 2))
        return 1.0 + ahead(ratio);
    return look_up(t) + ahead(ratio);
}
