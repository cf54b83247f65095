#include "config.h"

#include "net/quality.h"

#include "base/array.h"
#include "net/passivity.h"

#include <math.h>

/* The metrics and their numbers: IEEE 370-2020, initial (frequency-domain) quality, as
 * its open-source program computes them. */
static const double most_singular = 1.00001, most_asymmetry = 1e-6, weight = 0.1;
static const double ratio_edges[3] = {99.9, 99.0, 80.0};        /* per cent */
static const double causality_edges[3] = {80.0, 50.0, 20.0};    /* per cent */

/* Twenty decibels. */
static const double notch = 0.1;

const char *quality_verdict_name(enum quality_verdict verdict)
{
    static const char *const names[] = {"good", "acceptable", "inconclusive", "poor"};
    return names[verdict];
}

enum quality_verdict quality_judge(double pct, const double edges[3])
{
    for (int i = 0; i < 3; i++)
        if (pct > edges[i])
            return (enum quality_verdict)i;
    return QUALITY_POOR;
}

/* PQM = 100 max(0, N - sum PW)/N, PW = (sigma - 1.00001)/0.1 where that is positive. */
static enum lr_status passivity(const struct net *net, struct net_quality *out,
                                struct lr_error *err)
{
    double *sigma = array_alloc(net->nf, sizeof *sigma), sum = 0.0;
    if (!sigma)
        return error_memory(err, "singular values");
    enum lr_status status = net_singular(net, sigma, err);
    out->max_singular = -1.0;
    for (size_t k = 0; !status && k < net->nf; k++) {
        if (sigma[k] > out->max_singular) {
            out->max_singular = sigma[k];
            out->max_singular_freq = net->freq[k];
        }
        if (sigma[k] > most_singular) {
            sum += (sigma[k] - most_singular) / weight;
            out->active_points++;
        }
    }
    const double n = (double)net->nf;
    out->passivity_pct = 100.0 * fmax(0.0, n - sum) / n;
    array_free(sigma);
    return status;
}

/* RQM = 100 max(0, N - sum RW)/N, RW = (RM - 1e-6)/0.1 where that is positive; RM is
 * the mean of |S_ij - S_ji| over i != j. */
static void reciprocity(const struct net *net, struct net_quality *out)
{
    const size_t np = net->np;
    const double pairs = 0.5 * (double)np * (double)(np - 1), n = (double)net->nf;
    double sum = 0.0;
    out->max_asymmetry_freq = (double)NAN;
    for (size_t k = 0; np > 1 && k < net->nf; k++) {
        double total = 0.0;
        for (size_t i = 1; i < np; i++)
            for (size_t j = 0; j < i; j++) {
                const double off = cabs(*net_s(net, k, i, j) - *net_s(net, k, j, i));
                total += off;
                if (off > out->max_asymmetry || isnan(out->max_asymmetry_freq)) {
                    out->max_asymmetry = off;
                    out->max_asymmetry_freq = net->freq[k];
                    out->asymmetry_i = i;
                    out->asymmetry_j = j;
                }
            }
        if (total / pairs > most_asymmetry)
            sum += (total / pairs - most_asymmetry) / weight;
    }
    out->reciprocity_pct = 100.0 * fmax(0.0, n - sum) / n;
}

/* How much of S_ij turns clockwise: CQM = 100 max(0, sum R+ / sum |R|) with
 * R_k = Re V_{k+1} Im V_k - Im V_{k+1} Re V_k, V_k = S_ij(f_{k+1}) - S_ij(f_k).  A
 * constant turns neither way and counts as causal. */
static double clockwise(const struct net *net, size_t i, size_t j)
{
    double positive = 0.0, total = 0.0;
    double complex before = *net_s(net, 1, i, j) - *net_s(net, 0, i, j);
    for (size_t k = 2; k < net->nf; k++) {
        const double complex step = *net_s(net, k, i, j) - *net_s(net, k - 1, i, j);
        const double r = creal(step) * cimag(before) - cimag(step) * creal(before);
        positive += r > 0.0 ? r : 0.0;
        total += fabs(r);
        before = step;
    }
    return total > 0.0 ? 100.0 * (positive / total) : 100.0;
}

static void causality(const struct net *net, struct net_quality *out)
{
    out->causality_pct = (double)INFINITY;
    for (size_t i = 0; i < net->np; i++)
        for (size_t j = 0; j < net->np; j++) {
            const double pct = clockwise(net, i, j);
            if (pct < out->causality_pct) {
                out->causality_pct = pct;
                out->causality_i = i;
                out->causality_j = j;
            }
        }
}

enum lr_status net_quality(const struct net *net, struct net_quality *out,
                           struct lr_error *err)
{
    *out = (struct net_quality){.verdict = QUALITY_POOR};
    if (net->nf < 3)
        return error_set(err, LR_EDOMAIN, "%zu points are too few to judge causality; "
                         "three are needed", net->nf);
    enum lr_status status = passivity(net, out, err);
    if (status)
        return status;
    reciprocity(net, out);
    causality(net, out);
    out->passivity = quality_judge(out->passivity_pct, ratio_edges);
    out->reciprocity = quality_judge(out->reciprocity_pct, ratio_edges);
    out->causality = quality_judge(out->causality_pct, causality_edges);
    out->verdict = out->passivity;
    if (out->reciprocity > out->verdict)
        out->verdict = out->reciprocity;
    if (out->causality > out->verdict)
        out->verdict = out->causality;
    return LR_OK;
}

double net_phase_step(const struct net *net, double *freq)
{
    const size_t pairs = net->np * net->np;
    double largest = 0.0, most = 0.0;
    *freq = (double)NAN;
    for (size_t l = 0; l < net->nf * pairs; l++)
        largest = fmax(largest, cabs(net->s[l]));
    const double least = notch * largest;
    for (size_t l = pairs; l < net->nf * pairs; l++) {
        const double complex a = net->s[l - pairs], b = net->s[l];
        if (!(cabs(a) > least) || !(cabs(b) > least))
            continue;
        const double step = fabs(carg(b * conj(a)));
        if (step > most || isnan(*freq)) {
            most = step;
            *freq = net->freq[l / pairs];
        }
    }
    return most;
}
