#include "config.h"

#include "optics/receiver.h"

#include "base/root.h"
#include "base/special.h"
#include "optics/levels.h"

#include <math.h>

static const double electron = 1.602176634e-19; /* C, exact, SI                */

/* Where sensitivities are sought, [W]: -60 to 20 dBm. */
static const double least_oma = 1e-9, most_oma = 0.1;

double optics_noise(const struct optics_receiver *receiver, double power, double rin)
{
    const double current = receiver->responsivity * power;
    return current * current * rin * receiver->rin_bandwidth +
           2.0 * electron * (current + receiver->dark) * receiver->shot_bandwidth +
           receiver->thermal * receiver->thermal;
}

double optics_error_ratio(const struct optics_receiver *receiver, size_t n, double oma,
                          double er, double rin)
{
    double level[OPTICS_LEVELS_MOST], sum = 0.0;
    optics_levels(n, er, level);
    for (size_t i = 0; i + 1 < n; i++) {
        const double below = sqrt(optics_noise(receiver, oma * level[i], rin));
        const double above = sqrt(optics_noise(receiver, oma * level[i + 1], rin));
        const double q =
            receiver->responsivity * oma * (level[i + 1] - level[i]) / (above + below);
        sum += 2.0 * 0.5 * erfc(q / sqrt(2.0));
    }
    return sum / (double)n;
}

struct wanted {
    const struct optics_receiver *receiver;
    size_t n;
    double er, rin, ser;
};

static double excess(double log_oma, const void *context)
{
    const struct wanted *w = context;
    const double ratio =
        optics_error_ratio(w->receiver, w->n, exp(log_oma), w->er, w->rin);
    return log(fmax(ratio, 1e-300)) - log(w->ser);
}

enum lr_status optics_sensitivity(const struct optics_receiver *receiver, size_t n,
                                  double er, double rin, double ser, double *oma,
                                  struct lr_error *err)
{
    const struct wanted wanted = {receiver, n, er, rin, ser};
    const struct root_function f = {excess, &wanted};
    double found;
    if (excess(log(most_oma), &wanted) > 0.0)
        return error_set(
            err, LR_ENUMERIC,
            "no power brings %g of the symbols down to %g: laser noise grows "
            "with it",
            optics_error_ratio(receiver, n, most_oma, er, rin), ser);
    const enum lr_status status =
        root_solve(&f, log(least_oma), log(most_oma), "the sensitivity", &found, err);
    if (!status)
        *oma = exp(found);
    return status;
}

static double quantile(size_t n, double ser)
{
    const double levels = (double)n;
    return special_normal_tail_quantile(0.5 * ser * levels / (levels - 1.0));
}

double optics_thermal_sensitivity(size_t n, double ser, double sigma, double responsivity)
{
    return 2.0 * (double)(n - 1) * quantile(n, ser) * sigma / responsivity;
}

double optics_implied_noise(size_t n, double ser, double oma, double responsivity)
{
    return oma * responsivity / (2.0 * (double)(n - 1) * quantile(n, ser));
}
