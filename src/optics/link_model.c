#include "config.h"

#include "optics/link_model.h"

#include "base/constants.h"

#include <math.h>

double link_model_rise(const struct link_model *model)
{
    const double fibre = 0.48, edge = 1.518, receiver = 0.329;
    return hypot(hypot(fibre / model->modal, fibre / model->chromatic),
                 hypot(edge * model->rise, receiver / model->receiver));
}

double link_model_isi(const struct link_model *model)
{
    const double x = (model->symbol - model->jitter) / link_model_rise(model);
    const double closed = 1.425 * exp(-1.28 * x * x);
    return closed < 1.0 ? 1.0 / (1.0 - closed) : (double)INFINITY;
}

double link_model_noise(double q, double sigma)
{
    const double lost = q * q * sigma * sigma;
    return lost < 1.0 ? 1.0 / sqrt(1.0 - lost) : (double)INFINITY;
}

double link_model_partition(double k, double baud, double dispersion, double length,
                            double sigma_lambda)
{
    const double spread = pi * baud * dispersion * length * sigma_lambda;
    return k / sqrt(2.0) * (1.0 - exp(-spread * spread));
}

double link_model_dgd(double tau)
{
    return 1.0 / (3.0 * tau);
}
