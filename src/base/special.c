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
