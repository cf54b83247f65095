#include "config.h"

#include "base/special.h"

#include "base/gsl.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_bessel.h>
#include <gsl/gsl_sf_ellint.h>
#include <math.h>

double special_normal_tail_quantile(double p)
{
    base_gsl_quiet();
    return gsl_cdf_ugaussian_Qinv(p);
}

double special_ellint_k(double k)
{
    base_gsl_quiet();
    gsl_sf_result result;
    return gsl_sf_ellint_Kcomp_e(k, GSL_PREC_DOUBLE, &result) ? (double)NAN : result.val;
}

double special_bessel_i0(double x)
{
    base_gsl_quiet();
    gsl_sf_result result;
    return gsl_sf_bessel_I0_e(x, &result) ? (double)NAN : result.val;
}

double special_bessel_j0(double x)
{
    base_gsl_quiet();
    gsl_sf_result result;
    return gsl_sf_bessel_J0_e(x, &result) ? (double)NAN : result.val;
}

/* Abramowitz and Stegun 9.7.1: I_nu(z) is exp(z)/sqrt(2 pi z) times the sum over k of
 * (-1)^k (mu - 1)(mu - 9) ... (mu - (2k - 1)^2) / (k! (8z)^k), mu = 4 nu^2; here the
 * sum.  At |z| = 30 twenty terms leave 1e-16; the part with exp(-z) that it omits is
 * exp(-42) there. */
static double complex far_series(double mu, double complex z)
{
    double complex sum = 1.0, term = 1.0;
    for (int k = 1; k < 20; k++) {
        const double odd = 2.0 * k - 1.0;
        term *= -(mu - odd * odd) / (8.0 * k * z);
        sum += term;
    }
    return sum;
}

double complex special_bessel_wire(double complex z)
{
    if (cabs(z) > 30.0)
        return 0.5 * z * far_series(0.0, z) / far_series(4.0, z);
    /* I_{n-1} = I_{n+1} + (2 n/z) I_n makes z I0/I1 = 2 + z^2/(4 + z^2/(6 + ...)).
     * Forty levels are enough below |z| = 30, by comparison with scaled functions. */
    const double complex square = z * z;
    double complex tail = 2.0 * 40.0;
    for (int n = 39; n > 0; n--)
        tail = 2.0 * n + square / tail;
    return 0.5 * tail;
}
