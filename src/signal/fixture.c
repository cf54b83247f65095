#include "config.h"

#include "signal/fixture_work.h"

#include "base/array.h"
#include "base/quantity.h"

#include <math.h>

/* A fixture of the lowest class passes -15 dB at its worst frequency (fixture.h); what
 * stays below this at its best one is something else. */
static const double least_passed_db = -20.0;

static enum lr_status check_transmission(const struct net *net, size_t i, size_t j,
                                         const char *name, struct lr_error *err)
{
    double largest = 0.0;
    for (size_t k = 0; k < net->nf; k++) {
        const double passed = cabs(*net_s(net, k, i, j));
        largest = fmax(largest, passed);
        if (!(passed > 0.0))
            return error_set(err, LR_EDOMAIN, "%s: S%zu%zu is 0 at %g GHz; a 2x-thru "
                             "passes something at every frequency", name, i + 1, j + 1,
                             net->freq[k] / unit_ghz);
    }
    if (largest >= ratio_of(least_passed_db))
        return LR_OK;
    return error_set(err, LR_EDOMAIN, "%s: |S%zu%zu| is %.1f dB at most; a 2x-thru "
                     "passes more than %g dB somewhere", name, i + 1, j + 1,
                     db_of(largest), least_passed_db);
}

/* The far end of the 2x-thru must still reflect within the positive half of the record,
 * so that the halves can be told from it: twice its delay is less than n samples. */
static enum lr_status find_delay(struct fixture_work *work, const char *name,
                                 struct lr_error *err)
{
    const double band = (double)work->n * work->df;
    enum lr_status status = fixture_peak(&work->thru, work->fft, &work->peak, err);
    if (status || (work->peak >= 1 && 2 * work->peak < (long)work->n))
        return status;
    return error_set(err, LR_EDOMAIN, "%s: the impulse response of S21 peaks at %.4g ns; "
                     "it must lie between 0 and %.4g ns, a quarter of 1/step: take a "
                     "line as 2x-thru, and smaller steps if it is long", name,
                     0.5 * (double)work->peak / band / unit_ns,
                     0.25 / work->df / unit_ns);
}

enum lr_status fixture_work_init(const struct net *thru, const char *name,
                                 struct fixture_work *work, struct lr_error *err)
{
    *work = (struct fixture_work){0};
    enum lr_status status = fixture_check(thru, name, err);
    if (!status)
        status = fixture_grid(thru, name, &work->n, &work->df, err);
    if (!status)
        status = fixture_to_grid(thru, name, work->n, work->df, &work->thru, err);
    if (!status)
        status = check_transmission(&work->thru, 1, 0, name, err);
    if (!status)
        status = check_transmission(&work->thru, 0, 1, name, err);
    if (!status)
        status = fft_new(2 * work->n, &work->fft, err);
    if (!status)
        status = find_delay(work, name, err);
    if (!status)
        status = fixture_quiet_init(work->n, work->df, &work->quiet, err);
    if (status)
        fixture_work_free(work);
    return status;
}

void fixture_work_free(struct fixture_work *work)
{
    fixture_probe_free(&work->quiet);
    fft_free(work->fft);
    net_free(&work->thru);
    *work = (struct fixture_work){0};
}

/* The mean of the last sample before the middle and the first behind it. */
static enum lr_status middle(const struct fixture_work *work, const char *name,
                             double *z_mid, struct lr_error *err)
{
    double sum = 0.0;
    for (long m = work->peak - 1; m <= work->peak; m++) {
        struct fixture_probe probe = {0.0, NULL};
        enum lr_status status = fixture_probe_init(work->n, m, &probe, err);
        if (!status)
            sum += fixture_impedance(work, &probe, &work->thru, 0, work->thru.zref[0]);
        fixture_probe_free(&probe);
        if (status)
            return status;
    }
    *z_mid = 0.5 * sum;
    if (*z_mid > 0.0 && isfinite(*z_mid))
        return LR_OK;
    return error_set(err, LR_ENUMERIC, "%s: S11 shows %g ohm at the middle of the "
                     "2x-thru; a line's impedance is positive", name, *z_mid);
}

/* The root nearer to the one before: the phase of a half has no jumps. */
static double complex root(double complex square, double complex before)
{
    const double complex r = csqrt(square);
    return cabs(r + before) < cabs(r - before) ? -r : r;
}

/* With the 2x-thru referred to its impedance at the middle, half 1 alone makes what
 * port 1 reflects before the echo of the middle: S11 of half 1 is that part, and the
 * rest of S11 has passed through half 1 twice.  Signal flow of two halves that join,
 * with S12 = S21 in each:
 *
 *   S11 = a11 + S21 b11,  S22 = b22 + S12 a22,  S21 = a21 b21/(1 - a22 b11),
 *
 * a21 b21 = a21^2 for halves that pass alike. */
static void join(const struct net *r, const double complex *a11,
                 const double complex *b22, struct net *half1, struct net *half2)
{
    double complex last1 = 0.0, last2 = 0.0;
    for (size_t k = 0; k < r->nf; k++) {
        const double complex s21 = *net_s(r, k, 1, 0), s12 = *net_s(r, k, 0, 1);
        const double complex a22 = (*net_s(r, k, 1, 1) - b22[k]) / s12;
        const double complex b11 = (*net_s(r, k, 0, 0) - a11[k]) / s21;
        last1 = root(s21 * (1.0 - a22 * b11), last1);
        last2 = root(s12 * (1.0 - a22 * b11), last2);
        *net_s(half1, k, 0, 0) = a11[k];
        *net_s(half1, k, 0, 1) = *net_s(half1, k, 1, 0) = last1;
        *net_s(half1, k, 1, 1) = a22;
        *net_s(half2, k, 0, 0) = b11;
        *net_s(half2, k, 0, 1) = *net_s(half2, k, 1, 0) = last2;
        *net_s(half2, k, 1, 1) = b22[k];
        half1->freq[k] = half2->freq[k] = r->freq[k];
    }
}

/* The two halves at f = k df, referred to z_mid. */
static enum lr_status halve(const struct fixture_work *work, double z_mid,
                            struct net *half1, struct net *half2, struct lr_error *err)
{
    struct net r = {0};
    double complex *gated = array_alloc(2 * work->n, sizeof *gated);
    enum lr_status status = gated ? LR_OK : error_memory(err, "a time gate");
    if (!status)
        status = net_renormalise(&work->thru, z_mid, &r, err);
    for (size_t i = 0; !status && i < 2; i++)
        status = fixture_gate(work, &r, i, work->peak, gated + i * work->n, err);
    if (!status)
        status = net_init(half1, work->n, 2, z_mid, err);
    if (!status)
        status = net_init(half2, work->n, 2, z_mid, err);
    if (!status)
        join(&r, gated, gated + work->n, half1, half2);
    net_free(&r);
    array_free(gated);
    return status;
}

enum lr_status fixture_split(const struct net *thru, const char *name,
                             struct fixture *out, struct lr_error *err)
{
    struct fixture_work work = {0};
    struct net raw1 = {0}, raw2 = {0}, half1 = {0}, half2 = {0};
    double z_mid = 0.0;
    *out = (struct fixture){0};
    enum lr_status status = fixture_work_init(thru, name, &work, err);
    if (!status)
        status = middle(&work, name, &z_mid, err);
    if (!status)
        status = halve(&work, z_mid, &raw1, &raw2, err);
    if (!status)
        status = net_renormalise(&raw1, thru->zref[0], &half1, err);
    if (!status)
        status = net_renormalise(&raw2, thru->zref[0], &half2, err);
    if (!status)
        status = fixture_finish(&work, thru, name, &half1, &half2, out, err);
    if (!status)
        out->z_mid = z_mid;
    net_free(&half2);
    net_free(&half1);
    net_free(&raw2);
    net_free(&raw1);
    fixture_work_free(&work);
    return status;
}

void fixture_free(struct fixture *fixture)
{
    net_free(&fixture->half1);
    net_free(&fixture->half2);
    *fixture = (struct fixture){0};
}
