#include "config.h"

#include "optics/mpi.h"

#include "optics/levels.h"

#include <math.h>

double optics_mpi_sum(size_t n, const double *reflectance, const double *loss)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        double between = 0.0;
        for (size_t j = i + 1; j < n; j++) {
            between += loss[j - 1];
            sum += sqrt(reflectance[i] * reflectance[j]) * optics_ratio(-between);
        }
    }
    return sum;
}

double optics_mpi_bound(size_t levels, double x, double er)
{
    const double closed = 4.0 * (double)(levels - 1) * x * er / (er - 1.0);
    return closed < 1.0 ? 1.0 / (1.0 - closed) : (double)INFINITY;
}
