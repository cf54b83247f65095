#include "config.h"

#include "optics/mpi.h"

#include "base/constants.h"
#include "base/root.h"
#include "base/special.h"
#include "optics/levels.h"

#include <math.h>

enum { PHASES = 64 };           /* of the beat, over half a turn               */

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

struct beat {
    size_t n;
    double level[OPTICS_LEVELS_MOST];   /* of an OMA of 1                      */
    double x, ser;
};

/* Part of the symbols that is wrong with thresholds half-way between the levels, moved by
 * what the reflected light has on average; noise sigma, [OMA]. */
static double error_ratio(const struct beat *b, double sigma)
{
    const double half = 0.5 / (double)(b->n - 1);
    double sum = 0.0, mean = 0.0;
    for (size_t i = 0; i < b->n; i++)
        mean += b->level[i] / (double)b->n;
    for (size_t i = 0; i < b->n; i++)
        for (size_t j = 0; j < b->n; j++)
            for (size_t k = 0; k < PHASES; k++) {
                const double phi = pi * ((double)k + 0.5) / PHASES;
                const double y = 2.0 * sqrt(b->level[i] * b->level[j]) * b->x * cos(phi) +
                                 b->x * b->x * (b->level[j] - mean);
                if (i + 1 < b->n)
                    sum += 0.5 * erfc((half - y) / (sigma * sqrt(2.0)));
                if (i)
                    sum += 0.5 * erfc((half + y) / (sigma * sqrt(2.0)));
            }
    return sum / (double)(b->n * b->n * PHASES);
}

static double excess(double sigma, const void *context)
{
    const struct beat *b = context;
    return log(fmax(error_ratio(b, sigma), 1e-300)) - log(b->ser);
}

enum lr_status optics_mpi_penalty(size_t levels, double x, double er, double ser,
                                  double *penalty, struct lr_error *err)
{
    const double n = (double)levels;
    const double alone =
        0.5 / ((n - 1.0) * special_normal_tail_quantile(0.5 * ser * n / (n - 1.0)));
    struct beat beat = {.n = levels, .x = x, .ser = ser};
    const struct root_function f = {excess, &beat};
    double sigma;
    for (size_t i = 0; i < levels; i++)
        beat.level[i] = (isinf(er) ? 0.0 : 1.0 / (er - 1.0)) + (double)i / (n - 1.0);
    if (excess(1e-3 * alone, &beat) > 0.0)
        return error_set(err, LR_ENUMERIC,
                         "reflections alone leave more than %g of the symbols wrong",
                         ser);
    const enum lr_status status = root_solve(&f, 1e-3 * alone, alone * (1.0 + 1e-9),
                                             "a reflection's penalty", &sigma, err);
    if (!status)
        *penalty = alone / sigma;
    return status;
}
