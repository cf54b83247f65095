#include "config.h"

#include "signal/application.h"

#include "base/array.h"
#include "base/dense.h"
#include "base/quantity.h"

/* Bands of IEEE 370-2020 as its open-source program has them [mV]. */
static const double edges_mv[] = {5.0, 10.0, 15.0};

void application_init(double baud, struct application_options *options)
{
    *options = (struct application_options){baud, 0.4, 64};
}

enum quality_verdict application_judge(double metric)
{
    for (int i = 0; i < 3; i++)
        if (metric / unit_mv < edges_mv[i])
            return (enum quality_verdict)i;
    return QUALITY_POOR;
}

static enum quality_verdict worse(enum quality_verdict a, enum quality_verdict b)
{
    return a > b ? a : b;
}

/* Largest singular values of the three matrices at sums, [3][np][np]. */
static enum lr_status norms(size_t np, const double *sums, double *restrict norm,
                            struct lr_error *err)
{
    struct dense_eigen *work = dense_eigen_new(np);
    double complex *a = array_alloc(np * np, sizeof *a);
    double *sigma = array_alloc(np, sizeof *sigma);
    enum lr_status status = LR_OK;
    if (!work || !a || !sigma)
        status = error_memory(err, "the application metrics");
    for (size_t metric = 0; !status && metric < 3; metric++) {
        for (size_t e = 0; e < np * np; e++)
            a[e] = sums[metric * np * np + e];
        status = dense_singular(work, a, sigma, err);
        norm[metric] = sigma[0];
    }
    array_free(sigma);
    array_free(a);
    dense_eigen_free(work);
    return status;
}

enum lr_status application_quality(const struct net *net, const char *name,
                                   const struct application_options *options,
                                   struct application_quality *out,
                                   struct lr_error *err)
{
    const size_t elements = net->np * net->np;
    double norm[3];
    double *sums = array_alloc(3 * elements, sizeof *sums);
    if (!sums)
        return error_memory(err, "the application metrics");
    enum lr_status status = application_differences(net, name, options, sums,
                                                    sums + elements, sums + 2 * elements,
                                                    err);
    if (!status)
        status = norms(net->np, sums, norm, err);
    if (!status) {
        out->causality = norm[0];
        out->passivity = norm[1];
        out->reciprocity = norm[2];
        size_t worst = 0;
        for (size_t e = 1; e < elements; e++)
            worst = sums[e] > sums[worst] ? e : worst;
        out->causality_i = worst / net->np;
        out->causality_j = worst % net->np;
        out->causality_verdict = application_judge(norm[0]);
        out->passivity_verdict = application_judge(norm[1]);
        out->reciprocity_verdict = application_judge(norm[2]);
        out->verdict = worse(worse(out->causality_verdict, out->passivity_verdict),
                             out->reciprocity_verdict);
    }
    array_free(sums);
    return status;
}
