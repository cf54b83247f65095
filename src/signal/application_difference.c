#include "config.h"

#include "signal/application.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/parallel.h"
#include "base/quantity.h"
#include "net/passivity.h"
#include "signal/application_work.h"
#include "signal/twin.h"
#include "signal/waveform.h"

#include <math.h>

/* From where a pulse begins to its middle, in unit intervals: IEEE 370-2020's program. */
static const double lead = 1.5;

struct peak {
    double height;
    long at;                    /* sample                                      */
};

struct job {
    const struct net *net, *passive;
    const struct application_work *work;
    struct peak *peaks;         /* [np][np]                                    */
    double *causality, *passivity, *reciprocity;
};

/* S_ij over frequency, contiguous. */
static void gather(const struct net *net, size_t i, size_t j, double complex *restrict h)
{
    for (size_t k = 0; k < net->nf; k++)
        h[k] = *net_s(net, k, i, j);
}

/* The answer of h [nf] to the pulse, into scratch->x. */
static void respond(const struct application_work *work, size_t nf,
                    const double complex *h, struct twin_work *scratch)
{
    for (size_t k = 0; k <= work->n / 2; k++)
        scratch->spectrum[k] = k < nf ? work->pulse[k] * h[k] : 0.0;
    fft_inverse(work->fft, scratch->spectrum, scratch->x);
}

static struct peak find_peak(const double *x, size_t n)
{
    struct peak peak = {fabs(x[0]), 0};
    for (size_t m = 1; m < n; m++)
        if (fabs(x[m]) > peak.height)
            peak = (struct peak){fabs(x[m]), (long)m};
    return peak;
}

/* h becomes its difference from the delayed twin.  The angle of bin k is reduced as an
 * integer, so that it keeps its digits. */
static void subtract(size_t n, size_t delay, size_t nf, const double complex *twin,
                     double complex *h)
{
    for (size_t k = 0; k < nf; k++) {
        const double turn = (double)(k * delay % n) / (double)n;
        h[k] -= twin[k] * cexp(-I * two_pi * turn);
    }
}

static enum lr_status causal_element(void *context, size_t element, struct lr_error *err)
{
    const struct job *job = context;
    const struct application_work *work = job->work;
    const size_t nf = job->net->nf, i = element / job->net->np;
    const size_t j = element % job->net->np;
    struct twin_work scratch;
    double complex *h = NULL;
    enum lr_status status = twin_work_init(work->n, work->fft, &scratch, err);
    if (status)
        return status;
    h = array_alloc(2 * nf, sizeof *h);
    if (!h) {
        status = error_memory(err, "a causal twin");
        goto out;
    }
    gather(job->net, i, j, h);
    respond(work, nf, h, &scratch);
    job->peaks[element] = find_peak(scratch.x, work->n);
    twin_minimum_phase(&scratch, nf, h, h + nf);
    const size_t delay = twin_delay(&scratch, nf, h, h + nf, work->weight);
    subtract(work->n, delay, nf, h + nf, h);
    respond(work, nf, h, &scratch);
    const long begin = (i == j ? 0 : (long)delay) - lround(lead * work->ui);
    job->causality[element] = application_sum(work, scratch.x,
                                              begin + 1 - lround(work->ui),
                                              1 - work->bits, 1);
out:
    array_free(h);
    twin_work_free(&scratch);
    return status;
}

/* `h` answers for the difference: the sum about a peak. */
static double about(const struct application_work *work, size_t nf,
                    const double complex *h, struct peak peak, struct twin_work *scratch)
{
    respond(work, nf, h, scratch);
    return application_sum(work, scratch->x, peak.at, -work->bits, work->bits);
}

static enum lr_status other_element(void *context, size_t element, struct lr_error *err)
{
    const struct job *job = context;
    const struct net *net = job->net;
    const size_t nf = net->nf, np = net->np, i = element / np, j = element % np;
    const struct peak here = job->peaks[i * np + j], there = job->peaks[j * np + i];
    struct twin_work scratch;
    double complex *h = NULL;
    enum lr_status status = twin_work_init(job->work->n, job->work->fft, &scratch, err);
    if (status)
        return status;
    h = array_alloc(nf, sizeof *h);
    if (!h) {
        status = error_memory(err, "a passive or reciprocal twin");
        goto out;
    }
    if (job->passive) {
        for (size_t k = 0; k < nf; k++)
            h[k] = *net_s(net, k, i, j) - *net_s(job->passive, k, i, j);
        job->passivity[element] = about(job->work, nf, h, here, &scratch);
    }
    if (i < j) {
        for (size_t k = 0; k < nf; k++)
            h[k] = *net_s(net, k, i, j) - *net_s(net, k, j, i);
        const struct peak peak = here.height > there.height ? here : there;
        const double sum = about(job->work, nf, h, peak, &scratch);
        job->reciprocity[i * np + j] = job->reciprocity[j * np + i] = sum;
    }
out:
    array_free(h);
    twin_work_free(&scratch);
    return status;
}

static enum lr_status check_finite(const struct net *net, const char *name,
                                   struct lr_error *err)
{
    const size_t np = net->np;
    for (size_t l = 0; l < net->nf * np * np; l++)
        if (!isfinite(creal(net->s[l])) || !isfinite(cimag(net->s[l])))
            return error_set(err, LR_ENUMERIC, "%s: S%zu%zu at %g GHz is not finite",
                             name, l / np % np + 1, l % np + 1,
                             net->freq[l / (np * np)] / unit_ghz);
    return LR_OK;
}

/* `net` is on a uniform grid from DC. */
static enum lr_status differences(struct job *job, struct lr_error *err)
{
    const size_t elements = job->net->np * job->net->np;
    struct net passive;
    struct passivity_change change;
    enum lr_status status = net_passivate(job->net, &passive, &change, err);
    if (status)
        return status;
    job->passive = change.points ? &passive : NULL;
    for (size_t e = 0; e < elements; e++)
        job->passivity[e] = job->reciprocity[e] = 0.0;
    job->peaks = array_alloc(elements, sizeof *job->peaks);
    if (!job->peaks)
        status = error_memory(err, "the application metrics");
    if (!status)
        status = parallel_for(elements, causal_element, job, err);
    if (!status)
        status = parallel_for(elements, other_element, job, err);
    array_free(job->peaks);
    net_free(&passive);
    return status;
}

enum lr_status application_differences(const struct net *net, const char *name,
                                       const struct application_options *options,
                                       double *restrict causality,
                                       double *restrict passivity,
                                       double *restrict reciprocity,
                                       struct lr_error *err)
{
    struct net uniform = {0, 0, NULL, NULL, NULL};
    struct application_work work = {0};
    enum lr_status status = check_finite(net, name, err);
    if (!status)
        status = waveform_net(net, name, &uniform, err);
    if (!status)
        status = application_work_init(&uniform, name, options, &work, err);
    if (!status) {
        struct job job = {&uniform, NULL, &work, NULL, causality, passivity, reciprocity};
        status = differences(&job, err);
    }
    application_work_free(&work);
    net_free(&uniform);
    return status;
}
