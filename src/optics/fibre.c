#include "config.h"

#include "optics/fibre.h"

#include "base/constants.h"

#include <math.h>

double optics_dispersion(double lambda, double lambda_0, double s_0)
{
    const double ratio = lambda_0 / lambda;
    return 0.25 * s_0 * lambda * (1.0 - ratio * ratio * ratio * ratio);
}

double optics_smf_response(double f, double lambda, double dispersion, double length,
                           double alpha)
{
    const double theta =
        pi * lambda * lambda * dispersion * length * f * f / speed_of_light;
    return cos(theta) - alpha * sin(theta);
}

double optics_smf_null(double lambda, double dispersion, double length)
{
    return sqrt(speed_of_light / (2.0 * lambda * lambda * fabs(dispersion) * length));
}

double optics_dgd_response(double f, double tau, double gamma)
{
    const double s = sin(pi * f * tau);
    return sqrt(1.0 - 4.0 * gamma * (1.0 - gamma) * s * s);
}

double optics_mmf_response(double f, double bandwidth)
{
    const double x = f / bandwidth;
    return exp(-log(2.0) * x * x);
}

double optics_mmf_modal(double emb, double length)
{
    return emb / length;
}

double optics_mmf_chromatic(double lambda, double lambda_0, double s_0,
                            double sigma_lambda, double length)
{
    const double d1 = optics_dispersion(lambda, lambda_0, s_0);
    const double d2 = 0.7 * s_0 * sigma_lambda;
    return 0.187 / (length * sigma_lambda * hypot(d1, d2));
}

double optics_mmf_bandwidth(double modal, double chromatic)
{
    return 1.0 / hypot(1.0 / modal, 1.0 / chromatic);
}
