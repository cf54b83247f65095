#include "config.h"

#include "signal/jitter.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double pi = 3.14159265358979323846;
static const double gauss_reach = 10.0;         /* sigma: 1.5e-23 are left       */
static const double gauss_step = 0.6;           /* sigma in steps at least       */

enum lr_status jitter_check(const struct jitter *jitter, struct lr_error *err)
{
    const struct {
        const char *name;
        double value;
    } of[] = {{"random jitter of symbols", jitter->symbol_random},
              {"peak jitter of symbols", jitter->symbol_peak},
              {"even-odd jitter", jitter->even_odd},
              {"random jitter", jitter->random},
              {"dual-Dirac jitter", jitter->dual_dirac},
              {"sinusoidal jitter", jitter->sinusoidal},
              {"duty-cycle distortion", jitter->duty_cycle}};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        if (!(of[i].value >= 0.0 && of[i].value <= 0.5))
            return error_set(err, LR_EDOMAIN, "%s of %g UI; 0 to 0.5", of[i].name,
                             of[i].value);
    const double peak =
        jitter->dual_dirac + jitter->sinusoidal + 0.5 * jitter->duty_cycle;
    if (!(peak <= 0.5))
        return error_set(err, LR_EDOMAIN,
                         "the sampling instant moves by +-%g UI; at most 0.5", peak);
    return LR_OK;
}

bool jitter_samples(const struct jitter *jitter)
{
    return jitter->random > 0.0 || jitter->dual_dirac > 0.0 ||
           jitter->sinusoidal > 0.0 || jitter->duty_cycle > 0.0;
}

size_t jitter_parts(const struct jitter *jitter, double step, size_t most)
{
    if (!(jitter->random > 0.0))
        return 1;
    const double parts = ceil(gauss_step * step / jitter->random);
    return parts < (double)most ? (size_t)fmax(parts, 1.0) : most;
}

static long whole(double amount, double step)
{
    return lround(amount / step);
}

size_t jitter_reach(const struct jitter *jitter, double step)
{
    return (size_t)(whole(jitter->dual_dirac, step) +
                    whole(jitter->sinusoidal, step) +
                    whole(0.5 * jitter->duty_cycle, step) +
                    whole(gauss_reach * jitter->random, step));
}

/* to = from, displaced by each of -most .. most with its weight; what would lie beyond
 * the ends stays there. */
static void spread(const double *restrict from, long reach, long most,
                   double (*weight)(double amount, long i), double amount,
                   double *restrict to)
{
    for (long i = 0; i <= 2 * reach; i++)
        to[i] = 0.0;
    for (long by = -most; by <= most; by++) {
        const double w = weight(amount, by);
        for (long i = 0; w > 0.0 && i <= 2 * reach; i++) {
            const long at = i + by;
            to[at < 0 ? 0 : at > 2 * reach ? 2 * reach : at] += w * from[i];
        }
    }
}

/* Two equal ones at -a and a. */
static double dirac(double a, long i)
{
    return labs(i) == lround(a) ? 0.5 : 0.0;
}

/* The share of a sinusoid of amplitude a within half a step of i. */
static double arcsine(double a, long i)
{
    const double low = fmax(-1.0, ((double)i - 0.5) / a),
                 high = fmin(1.0, ((double)i + 0.5) / a);
    return low < high ? (asin(high) - asin(low)) / pi : 0.0;
}

static double gauss(double sigma, long i)
{
    const double x = (double)i / sigma;
    return exp(-0.5 * x * x);
}

void jitter_weights(const struct jitter *jitter, double step, size_t reach,
                    double *restrict weight, double *restrict scratch)
{
    const struct {
        double amount;
        long most;
        double (*weight)(double amount, long i);
    } of[] = {{jitter->dual_dirac, 0, dirac},
              {0.5 * jitter->duty_cycle, 0, dirac},
              {jitter->sinusoidal, 0, arcsine},
              {jitter->random, whole(gauss_reach * jitter->random, step), gauss}};
    const long n = 2 * (long)reach + 1;
    memset(weight, 0, (size_t)n * sizeof *weight);
    weight[reach] = 1.0;
    for (size_t k = 0; k < sizeof of / sizeof *of; k++) {
        const long most = of[k].most ? of[k].most : whole(of[k].amount, step);
        if (!most)
            continue;
        spread(weight, (long)reach, most, of[k].weight, of[k].amount / step, scratch);
        double sum = 0.0;
        for (long i = 0; i < n; i++)
            sum += scratch[i];
        for (long i = 0; i < n; i++)
            weight[i] = scratch[i] / sum;
    }
}

double jitter_tracked(double freq, double corner)
{
    return corner > 0.0 ? freq / hypot(freq, corner) : 1.0;
}
