#include "config.h"

#include "signal/application_work.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/quantity.h"

#include <math.h>

/* The constants of the IEEE 370-2020 program: bits that still add to a sample, the band
 * it asks for and the Gaussian filter of the pulse that aligns twins, in baud. */
enum { MOST_BITS = 31 };
static const double band_per_baud = 1.5, filter_per_baud = 1.5;

/* 1 V behind the reference is 0.5 V on a matched port. */
static const double amplitude = 0.5;

/* A slower pulse has begun 1.5 UI before its middle, where the sums for causality end;
 * with fewer samples in the rise it would alias by more than the rounding. */
static const double slowest_rise = 0.5, fewest_in_rise = 4.0;

/* The pulse and some time around it, in unit intervals. */
static const double shortest_record = 8.0;

/* Of quotients of decimal fractions. */
static const double rounding = 1e-12;

static const size_t most_samples = (size_t)1 << 24;

static enum lr_status check(const struct application_options *options,
                            struct lr_error *err)
{
    const double per_ui = (double)options->per_ui;
    if (!(options->baud > 0.0) || !isfinite(options->baud))
        return error_set(err, LR_EDOMAIN, "a symbol rate of %g GBd; it must be positive",
                         options->baud / unit_gbd);
    if (!(options->rise > 0.0) || !(options->rise <= slowest_rise))
        return error_set(err, LR_EDOMAIN, "a rise time of %g UI; it must be above 0 and "
                         "at most %g UI", options->rise, slowest_rise);
    if (!(options->rise * per_ui >= fewest_in_rise))
        return error_set(err, LR_EDOMAIN, "%zu samples per unit interval are %.2g in a "
                         "rise time of %g UI; at least %g are needed", options->per_ui,
                         options->rise * per_ui, options->rise, fewest_in_rise);
    return LR_OK;
}

/* Lengths without large prime factors transform several times faster. */
static bool smooth(size_t n)
{
    static const size_t primes[] = {2, 3, 5, 7};
    for (size_t i = 0; i < sizeof primes / sizeof primes[0]; i++)
        while (n % primes[i] == 0)
            n /= primes[i];
    return n == 1;
}

/* Sets n so that the bins go beyond the end of the file and half the sampling rate. */
static enum lr_status size_record(const struct net *net, const char *name,
                                  const struct application_options *options,
                                  struct application_work *work, struct lr_error *err)
{
    const double df = net->freq[net->nf - 1] / (double)(net->nf - 1);
    const double intervals = options->baud / df;
    if (!(intervals >= shortest_record))
        return error_set(err, LR_EDOMAIN, "%s: steps of %g GHz make a record of %.3g ns, "
                         "%.3g unit intervals of %g GBd; at least %g are needed", name,
                         df / unit_ghz, 1.0 / df / unit_ns, intervals,
                         options->baud / unit_gbd, shortest_record);
    const double last = fmax(0.5 * intervals * (double)options->per_ui,
                             (double)(net->nf - 1));
    if (!(2.0 * last < (double)most_samples))
        return error_set(err, LR_EDOMAIN, "%s: steps of %g GHz and %zu samples per unit "
                         "interval of %g GBd make %.3g samples; %zu can be taken", name,
                         df / unit_ghz, options->per_ui, options->baud / unit_gbd,
                         2.0 * last, most_samples);
    work->n = 2 * (size_t)ceil(last * (1.0 - rounding)) + 2;
    while (!smooth(work->n))
        work->n += 2;
    work->ui = (double)work->n / intervals;
    work->bits = MOST_BITS;
    if (intervals < 2.0 * MOST_BITS) {
        work->bits = (long)(0.5 * intervals);
        return note_add(err, NOTE_WARNING, "%s: steps of %g GHz make a record of %.3g "
                        "unit intervals of %g GBd; the application metrics look over %d "
                        "and here over %ld", name, df / unit_ghz, intervals,
                        options->baud / unit_gbd, 2 * MOST_BITS, 2 * work->bits);
    }
    return LR_OK;
}

static double sinc(double x)
{
    return x > 0.0 ? sin(pi * x) / (pi * x) : 1.0;
}

/* The Gaussian exp(-(t/s)^2) crosses 20 and 80 % of its height at s sqrt(ln 5) and
 * s sqrt(ln 1.25); sampled, its transform is s sqrt(pi)/dt exp(-(pi f s)^2).  Twins are
 * aligned by trapezoids of one unit interval with edges of the same rise time, behind a
 * Gaussian filter of standard deviation 1.5 baud. */
static void make_pulses(size_t nf, double rise, struct application_work *work)
{
    const double s = rise * work->ui / (sqrt(log(5.0)) - sqrt(log(1.25)));
    for (size_t k = 0; k < nf; k++) {
        const double cycle = (double)k / (double)work->n;       /* per sample */
        const double u = pi * s * cycle, x = work->ui * cycle;
        const double root = sinc(x) * sinc(rise * x);
        work->pulse[k] = amplitude * s * sqrt(pi) * exp(-u * u);
        work->weight[k] = root * root * exp(-x * x / (filter_per_baud * filter_per_baud));
    }
}

enum lr_status application_work_init(const struct net *net, const char *name,
                                     const struct application_options *options,
                                     struct application_work *work,
                                     struct lr_error *err)
{
    const double high = net->freq[net->nf - 1];
    *work = (struct application_work){0};
    enum lr_status status = check(options, err);
    if (!status)
        status = size_record(net, name, options, work, err);
    if (!status && high < band_per_baud * options->baud * (1.0 - rounding))
        status = note_add(err, NOTE_WARNING, "%s: the band ends at %g GHz; the "
                          "application metrics at %g GBd ask for %g GHz", name,
                          high / unit_ghz, options->baud / unit_gbd,
                          band_per_baud * options->baud / unit_ghz);
    if (status)
        return status;
    work->pulse = array_alloc(net->nf, sizeof *work->pulse);
    work->weight = array_alloc(net->nf, sizeof *work->weight);
    if (!work->pulse || !work->weight)
        status = error_memory(err, "the pulse of the application metrics");
    if (!status)
        status = fft_new(work->n, &work->fft, err);
    if (status)
        application_work_free(work);
    else
        make_pulses(net->nf, options->rise, work);
    return status;
}

void application_work_free(struct application_work *work)
{
    fft_free(work->fft);
    array_free(work->weight);
    array_free(work->pulse);
    *work = (struct application_work){0};
}

double application_sum(const struct application_work *work, const double *x, long origin,
                       long from, long to)
{
    const long n = (long)work->n, phases = lround(work->ui);
    double worst = 0.0;
    for (long phase = 0; phase < phases; phase++) {
        double sum = 0.0;
        for (long m = from; m < to; m++) {
            const long at = (origin + phase + (long)floor((double)m * work->ui)) % n;
            sum += fabs(x[at < 0 ? at + n : at]);
        }
        worst = fmax(worst, sum);
    }
    return worst;
}
