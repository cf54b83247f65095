#include "config.h"

#include "optics/interference.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/root.h"
#include "base/special.h"
#include "optics/levels.h"

#include <math.h>

/* Least noise that is looked for over that without interference: -13 dB. */
static const double least_share = 0.05;

/* exp(-x^2/2) at the last frequency: 1e-12. */
static const double last_turn = 7.4;

/* What reaches less than this part of the noise counts as Gaussian. */
static const double small_share = 0.05;

struct eye {
    size_t levels, n; /* n frequencies step .. n step                */
    double step; /* of the angular frequency, 1/OMA             */
    double *re, *im; /* [levels][n] of the interference at each level */
    double ser;
};

/* Adds to the characteristic function of level i, in *re and *im at omega, one beat. */
static void add_beat(const double *level, size_t n, double mean, size_t i, double x,
                     double omega, double *re, double *im)
{
    double c = 0.0, s = 0.0;
    for (size_t j = 0; j < n; j++) {
        const double turn = omega * x * x * (level[j] - mean);
        const double beat =
            special_bessel_j0(2.0 * omega * x * sqrt(level[i] * level[j])) / (double)n;
        c += beat * cos(turn);
        s += beat * sin(turn);
    }
    const double old = *re;
    *re = old * c - *im * s;
    *im = old * s + *im * c;
}

static double add_neighbour(size_t n, double ratio, double omega)
{
    double c = 0.0;
    for (size_t j = 0; j < n; j++)
        c += cos(omega * ratio * ((double)j / (double)(n - 1) - 0.5)) / (double)n;
    return c;
}

/* The characteristic functions; noise of the interference-free eye is `alone`. */
static void fill(const struct optics_interference *of, const double *level, double alone,
                 const struct eye *eye)
{
    const size_t n = of->levels;
    double mean = 0.0, square = 0.0;
    for (size_t i = 0; i < n; i++) {
        mean += level[i] / (double)n;
        const double even = (double)i / (double)(n - 1) - 0.5;
        square += even * even / (double)n;
    }
    for (size_t i = 0; i < n; i++) {
        double variance = 0.0;
        for (size_t b = 0; b < of->nbeat; b++)
            if (2.0 * of->beat[b] * sqrt(level[i] * level[n - 1]) < small_share * alone)
                variance += 2.0 * level[i] * mean * of->beat[b] * of->beat[b];
        for (size_t a = 0; a < of->nadd; a++)
            if (of->add[a] < small_share * alone)
                variance += square * of->add[a] * of->add[a];
        for (size_t k = 0; k < eye->n; k++) {
            const double omega = (double)(k + 1) * eye->step;
            double re = exp(-0.5 * variance * omega * omega), im = 0.0;
            for (size_t b = 0; b < of->nbeat; b++)
                if (!(2.0 * of->beat[b] * sqrt(level[i] * level[n - 1]) <
                      small_share * alone))
                    add_beat(level, n, mean, i, of->beat[b], omega, &re, &im);
            for (size_t a = 0; a < of->nadd; a++)
                if (!(of->add[a] < small_share * alone)) {
                    const double c = add_neighbour(n, of->add[a], omega);
                    re *= c;
                    im *= c;
                }
            eye->re[i * eye->n + k] = re;
            eye->im[i * eye->n + k] = im;
        }
    }
}

/* Part of the symbols that is wrong under noise of rms sigma [OMA]. */
static double error_ratio(const struct eye *eye, double sigma)
{
    const double t = 0.5 / (double)(eye->levels - 1);
    double wrong = 0.0;
    for (size_t i = 0; i < eye->levels; i++)
        for (int side = -1; side <= 1; side += 2) {
            double sum = 0.0;
            if (side < 0 ? !i : i + 1 == eye->levels)
                continue;
            for (size_t k = 0; k < eye->n; k++) {
                const double omega = (double)(k + 1) * eye->step;
                const double noise = exp(-0.5 * sigma * sigma * omega * omega) / omega;
                const double half_way = k % 2 ? 1.0 : -1.0;
                sum += noise *
                       (side * eye->im[i * eye->n + k] * (cos(omega * t) - half_way) -
                        eye->re[i * eye->n + k] * sin(omega * t));
            }
            wrong += 0.5 + eye->step / pi * (sum - 0.5 * t);
        }
    return wrong / (double)eye->levels;
}

static double excess(double sigma, const void *context)
{
    const struct eye *eye = context;
    return log(fmax(error_ratio(eye, sigma), 1e-300)) - log(eye->ser);
}

enum lr_status optics_interference_penalty(const struct optics_interference *of,
                                           double ser, double *penalty,
                                           struct lr_error *err)
{
    const double n = (double)of->levels;
    const double alone =
        0.5 / ((n - 1.0) * special_normal_tail_quantile(0.5 * ser * n / (n - 1.0)));
    double level[OPTICS_LEVELS_MOST], reach = 0.5 + 8.0 * alone, sigma;
    for (size_t i = 0; i < of->levels; i++)
        level[i] = (isinf(of->er) ? 0.0 : 1.0 / (of->er - 1.0)) + (double)i / (n - 1.0);
    const double top = level[of->levels - 1];
    for (size_t b = 0; b < of->nbeat; b++)
        reach += top * of->beat[b] * (2.0 + of->beat[b]);
    for (size_t a = 0; a < of->nadd; a++)
        reach += 0.5 * of->add[a];
    struct eye eye = {.levels = of->levels, .step = pi / reach, .ser = ser};
    const struct root_function f = {excess, &eye};
    eye.n = (size_t)ceil(last_turn / (least_share * alone * eye.step));
    eye.re = array_alloc(of->levels * eye.n, sizeof *eye.re);
    eye.im = array_alloc(of->levels * eye.n, sizeof *eye.im);
    enum lr_status status =
        eye.re && eye.im ? LR_OK : error_memory(err, "interference of light");
    if (!status) {
        fill(of, level, alone, &eye);
        if (excess(least_share * alone, &eye) > 0.0)
            status = error_set(err, LR_ENUMERIC,
                               "reflections and neighbours alone leave more than %g of "
                               "the symbols wrong",
                               ser);
        else if (excess(alone, &eye) < 0.0)
            sigma = alone; /* by rounding: there is hardly any            */
        else
            status = root_solve(&f, least_share * alone, alone, "interference of light",
                                &sigma, err);
    }
    if (!status)
        *penalty = alone / sigma;
    array_free(eye.re);
    array_free(eye.im);
    return status;
}

double optics_crosstalk_bound(size_t levels, size_t n, const double *add)
{
    double closed = 0.0;
    for (size_t a = 0; a < n; a++)
        closed += (double)(levels - 1) * add[a];
    return closed < 1.0 ? 1.0 / (1.0 - closed) : (double)INFINITY;
}
