#include "config.h"

#include "optics/levels.h"

#include <math.h>

static const double milliwatt = 1e-3;

double optics_average(double er)
{
    return 0.5 * (er + 1.0) / (er - 1.0);
}

void optics_levels(size_t n, double er, double *level)
{
    for (size_t i = 0; i < n; i++)
        level[i] = 1.0 / (er - 1.0) + (double)i / (double)(n - 1);
}

double optics_rlm(const double level[4])
{
    const double middle = 0.5 * (level[0] + level[3]);
    const double es1 = 3.0 * (level[1] - middle) / (level[0] - middle);
    const double es2 = 3.0 * (level[2] - middle) / (level[3] - middle);
    return fmin(fmin(es1, es2), fmin(2.0 - es1, 2.0 - es2));
}

double optics_rin_oma(double er)
{
    return 2.0 * (er * er + 1.0) / ((er - 1.0) * (er - 1.0));
}

double optics_dbm(double watt)
{
    return optics_db(watt / milliwatt);
}

double optics_watt(double dbm)
{
    return milliwatt * optics_ratio(dbm);
}

double optics_db(double ratio)
{
    return 10.0 * log10(ratio);
}

double optics_ratio(double db)
{
    return pow(10.0, 0.1 * db);
}
