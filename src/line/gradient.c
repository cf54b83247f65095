#include "config.h"

#include "line/gradient.h"

#include "base/quantity.h"
#include "line/conductor.h"

#include <assert.h>
#include <math.h>

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

/* Knots at ln(ratio) = k step, from the ratio 1e-5, below which psi - 1 is less than
 * 1e-10, to the largest. */
enum { LOWEST = -115, HIGHEST = 30, SPAN = 3 };
static const double step = 0.1;

struct table {                  /* of psi at the mean plane                    */
    int first;                  /* knot of f[0]                                */
    double complex f[HIGHEST - LOWEST + 2 * SPAN + 1];
};

/* Lagrange's polynomial through the six knots about t = ln(ratio)/step. */
static double complex look_up(const struct table *table, double t)
{
    const int below = (int)floor(t);
    double complex sum = 0.0;
    for (int i = below - 2; i <= below + 3; i++) {
        double weight = 1.0;
        for (int j = below - 2; j <= below + 3; j++)
            if (j != i)
                weight *= (t - j) / (i - j);
        sum += weight * table->f[i - table->first];
    }
    return sum;
}

/* The knots between the smallest and the largest of the ratios that are looked up. */
static void fill(struct table *table, double low, double high)
{
    const int last = (int)floor(log(high) / step) + SPAN;
    table->first = (int)floor(log(low) / step) - SPAN + 1;
    for (int k = table->first; k <= last; k++)
        table->f[k - table->first] = integrate(exp(step * k));
}

static enum lr_status check(double rms, double resistivity, size_t nf,
                            const double *freq, struct lr_error *err)
{
    if (!(rms >= 0.0 && rms < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "roughness of %g m rms is negative", rms);
    for (size_t k = 0; k < nf; k++) {
        const double depth = line_skin_depth(resistivity, freq[k]);
        if (!(rms <= most * depth))
            return error_set(err, LR_EDOMAIN,
                             "roughness of %g m rms is more than %g skin depths of %g m "
                             "at %g GHz",
                             rms, most, depth, freq[k] / unit_ghz);
    }
    return LR_OK;
}

enum lr_status line_gradient_factor(double rms, double resistivity, size_t nf,
                                    const double *freq, double complex *restrict factor,
                                    struct lr_error *err)
{
    enum lr_status status = check(rms, resistivity, nf, freq, err);
    if (status)
        return status;
    const double smallest = exp(step * LOWEST);
    double low = most, high = 0.0;
    for (size_t k = 0; k < nf; k++) {
        const double ratio = rms / line_skin_depth(resistivity, freq[k]);
        low = fmin(low, ratio);
        high = fmax(high, ratio);
    }
    struct table table = {0};
    if (high >= smallest)
        fill(&table, fmax(low, smallest), high);
    for (size_t k = 0; k < nf; k++) {
        const double ratio = rms / line_skin_depth(resistivity, freq[k]);
        factor[k] = ahead(ratio);
        factor[k] += ratio < smallest ? 1.0 : look_up(&table, log(ratio) / step);
    }
    return LR_OK;
}
