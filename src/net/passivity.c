#include "config.h"

#include "net/passivity.h"

#include "base/array.h"
#include "base/dense.h"
#include "base/parallel.h"
#include "base/quantity.h"

#include <math.h>

/* Points that share one scratch, enough to make it cheap. */
enum { CHUNK = 64 };

/* A singular value found this far above 1, times the number of ports, is 1: the
 * eigenvalues of S^H S carry a few roundings of the sums over the ports. */
static const double rounding = 1e-15;

struct scratch {
    struct dense_eigen *eigen;
    double complex *gram, *vectors;     /* [np][np] */
    double *values;                     /* [np] */
};

static void scratch_free(struct scratch *scratch)
{
    array_free(scratch->values);
    array_free(scratch->gram);
    dense_eigen_free(scratch->eigen);
}

static enum lr_status scratch_init(struct scratch *scratch, size_t np,
                                   struct lr_error *err)
{
    scratch->eigen = dense_eigen_new(np);
    scratch->gram = array_alloc(2 * np * np, sizeof *scratch->gram);
    scratch->values = array_alloc(np, sizeof *scratch->values);
    if (!scratch->eigen || !scratch->gram || !scratch->values) {
        scratch_free(scratch);
        return error_memory(err, "singular values");
    }
    scratch->vectors = scratch->gram + np * np;
    return LR_OK;
}

/* Squares of the singular values at frequency k into scratch->values, falling, and the
 * right singular vectors into `vectors` unless that is NULL. */
static enum lr_status decompose(const struct net *net, size_t k, struct scratch *scratch,
                                double complex *vectors, struct lr_error *err)
{
    dense_gram(net->np, net_s(net, k, 0, 0), scratch->gram);
    enum lr_status status = dense_hermitian(scratch->eigen, scratch->gram,
                                            scratch->values, vectors, err);
    if (status == LR_ENUMERIC)
        error_set(err, status, "S at %g GHz has no singular values: it is not finite",
                  net->freq[k] / unit_ghz);
    return status;
}

struct job {
    const struct net *net;
    struct net *out;
    double *sigma;                      /* [nf] */
};

static size_t chunk_end(const struct net *net, size_t chunk)
{
    return net->nf - chunk * CHUNK < CHUNK ? net->nf : (chunk + 1) * CHUNK;
}

static size_t chunks(const struct net *net)
{
    return (net->nf + CHUNK - 1) / CHUNK;
}

static enum lr_status singular_chunk(void *context, size_t chunk, struct lr_error *err)
{
    const struct job *job = context;
    struct scratch scratch;
    enum lr_status status = scratch_init(&scratch, job->net->np, err);
    if (status)
        return status;
    for (size_t k = chunk * CHUNK; !status && k < chunk_end(job->net, chunk); k++) {
        status = decompose(job->net, k, &scratch, NULL, err);
        job->sigma[k] = sqrt(scratch.values[0]);
    }
    scratch_free(&scratch);
    return status;
}

enum lr_status net_singular(const struct net *net, double *restrict sigma,
                            struct lr_error *err)
{
    struct job job = {net, NULL, sigma};
    return parallel_for(chunks(net), singular_chunk, &job, err);
}

static double limit(const struct net *net)
{
    return 1.0 + rounding * (double)net->np;
}

/* S' = S - sum (sigma - 1) u v^H over the singular values above 1, with u = S v/sigma:
 * these become 1, their vectors stay. */
static void clip(const struct net *net, size_t k, const struct scratch *scratch,
                 struct net *out)
{
    const size_t np = net->np;
    for (size_t mode = 0; mode < np; mode++) {
        const double sigma = sqrt(scratch->values[mode]);
        if (!(sigma > limit(net)))
            break;
        for (size_t i = 0; i < np; i++) {
            double complex u = 0.0;
            for (size_t j = 0; j < np; j++)
                u += *net_s(net, k, i, j) * scratch->vectors[j * np + mode];
            u /= sigma;
            for (size_t j = 0; j < np; j++)
                *net_s(out, k, i, j) -=
                    (sigma - 1.0) * u * conj(scratch->vectors[j * np + mode]);
        }
    }
}

static enum lr_status clip_chunk(void *context, size_t chunk, struct lr_error *err)
{
    const struct job *job = context;
    size_t k = chunk * CHUNK;
    const size_t end = chunk_end(job->net, chunk);
    while (k < end && !(job->sigma[k] > limit(job->net)))
        k++;
    if (k == end)
        return LR_OK;
    struct scratch scratch;
    enum lr_status status = scratch_init(&scratch, job->net->np, err);
    if (status)
        return status;
    for (; !status && k < end; k++) {
        if (!(job->sigma[k] > limit(job->net)))
            continue;
        status = decompose(job->net, k, &scratch, scratch.vectors, err);
        if (!status)
            clip(job->net, k, &scratch, job->out);
    }
    scratch_free(&scratch);
    return status;
}

static void look_back(const struct net *net, const struct net *out, const double *sigma,
                      struct passivity_change *change)
{
    const size_t np = net->np;
    *change = (struct passivity_change){.freq = (double)NAN};
    for (size_t k = 0; k < net->nf; k++) {
        change->max_singular = fmax(change->max_singular, sigma[k]);
        if (!(sigma[k] > limit(net)))
            continue;
        change->points++;
        for (size_t l = 0; l < np * np; l++) {
            const double step = cabs(out->s[k * np * np + l] - net->s[k * np * np + l]);
            if (!(step > change->max_change))
                continue;
            change->max_change = step;
            change->i = l / np;
            change->j = l % np;
            change->freq = net->freq[k];
        }
    }
}

enum lr_status net_passivate(const struct net *net, struct net *out,
                             struct passivity_change *change, struct lr_error *err)
{
    enum lr_status status = net_copy(net, out, err);
    if (status)
        return status;
    double *sigma = array_alloc(net->nf, sizeof *sigma);
    struct job job = {net, out, sigma};
    if (!sigma)
        status = error_memory(err, "singular values");
    if (!status)
        status = net_singular(net, sigma, err);
    if (!status)
        status = parallel_for(chunks(net), clip_chunk, &job, err);
    if (!status && change)
        look_back(net, out, sigma, change);
    array_free(sigma);
    if (status)
        net_free(out);
    return status;
}
