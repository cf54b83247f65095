#include "config.h"

#include "line/multi_ready.h"

#include "base/array.h"
#include "base/parallel.h"
#include "base/quantity.h"
#include "line/multi_matrix.h"
#include "line/multi_wave.h"

#include <math.h>
#include <string.h>

/* Points that share one scratch, enough to make it cheap. */
enum { CHUNK = 64 };

struct job {
    const struct line_multi_ready *ready;
    double length;              /* of a network                                */
    struct net *net;            /* NULL: to make ready                         */
};

static enum lr_status unsolved(const struct line_multi_ready *ready, size_t k,
                               struct lr_error *err)
{
    return error_set(err, LR_ENUMERIC, "%zu coupled lines have no S-parameters at %g "
                     "GHz; their impedances and admittances are not those of passive "
                     "lines", ready->n, ready->freq[k] / unit_ghz);
}

/* Roots and ends at one frequency, of a metre; at 0 Hz every line is short. */
static enum lr_status prepare(const struct line_multi_ready *ready, size_t k,
                              struct line_multi_work *work, struct lr_error *err)
{
    const size_t size = ready->n * ready->n, bytes = size * sizeof *work->z;
    memcpy(work->z, ready->z + k * size, bytes);
    memcpy(work->y, ready->y + k * size, bytes);
    line_multi_times(ready->n, work->z, work->y, work->square);
    ready->bound[k] = line_multi_bound(ready->n, work->square);
    if (!(ready->bound[k] < HUGE_VAL))
        return LR_ENUMERIC;
    if (!(ready->freq[k] > 0.0))
        return LR_OK;
    enum lr_status status = line_multi_root(work, err);
    if (!status)
        status = line_multi_enter(work, err);
    memcpy(ready->gamma + k * size, work->gamma, bytes);
    memcpy(ready->enter + k * size, work->enter, bytes);
    return status;
}

static enum lr_status solve(const struct line_multi_ready *ready, double length, size_t k,
                            struct line_multi_work *work, struct lr_error *err)
{
    const size_t n = ready->n, size = n * n;
    const bool still = !(ready->freq[k] > 0.0);
    if (still || line_multi_is_short(ready->bound[k] * length * length)) {
        for (size_t i = 0; i < size; i++) {
            work->z[i] = length * ready->z[k * size + i];
            work->y[i] = length * ready->y[k * size + i];
        }
        return line_multi_solve(work, still, err);
    }
    for (size_t i = 0; i < size; i++) {
        work->gamma[i] = length * ready->gamma[k * size + i];
        work->enter[i] = ready->enter[k * size + i];
    }
    return line_multi_passes(work, err);
}

/* Both ends are alike. */
static void put(const struct line_multi_work *work, size_t k, struct net *net)
{
    const size_t n = work->n;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            *net_s(net, k, i, j) = *net_s(net, k, n + i, n + j) =
                work->reflect[i * n + j];
            *net_s(net, k, i, n + j) = *net_s(net, k, n + i, j) =
                work->through[i * n + j];
        }
}

static enum lr_status do_chunk(void *context, size_t chunk, struct lr_error *err)
{
    const struct job *job = context;
    const struct line_multi_ready *ready = job->ready;
    struct line_multi_work work;
    enum lr_status status = line_multi_work_init(&work, ready->n, err);
    if (status)
        return status;
    const size_t first = chunk * CHUNK, left = ready->nf - first;
    const size_t end = first + (left < CHUNK ? left : CHUNK);
    for (size_t k = first; !status && k < end; k++) {
        status = job->net ? solve(ready, job->length, k, &work, err)
                          : prepare(ready, k, &work, err);
        if (status == LR_ENUMERIC)
            unsolved(ready, k, err);
        else if (!status && job->net)
            put(&work, k, job->net);
    }
    line_multi_work_free(&work);
    return status;
}

static enum lr_status all_chunks(struct job *job, struct lr_error *err)
{
    return parallel_for((job->ready->nf + CHUNK - 1) / CHUNK, do_chunk, job, err);
}

enum lr_status line_multi_ready_init(const struct line_multi *multi, double zref,
                                     struct line_multi_ready *out, struct lr_error *err)
{
    const size_t nf = multi->nf, size = multi->n * multi->n;
    *out = (struct line_multi_ready){.n = multi->n, .nf = nf, .zref = zref};
    if (!(zref > 0.0 && zref < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "reference %g ohm of coupled lines is not "
                         "positive", zref);
    enum lr_status status = line_multi_check(multi, err);
    if (status)
        return status;
    out->freq = array_alloc(nf, sizeof *out->freq);
    out->bound = array_alloc(nf, sizeof *out->bound);
    out->z = array_alloc(nf, size * sizeof *out->z);
    out->y = array_alloc(nf, size * sizeof *out->y);
    out->gamma = array_alloc(nf, size * sizeof *out->gamma);
    out->enter = array_alloc(nf, size * sizeof *out->enter);
    if (!out->freq || !out->bound || !out->z || !out->y || !out->gamma || !out->enter)
        return error_memory(err, "coupled lines");
    memcpy(out->freq, multi->freq, nf * sizeof *out->freq);
    for (size_t i = 0; i < nf * size; i++) {
        out->z[i] = multi->z[i] / zref;
        out->y[i] = multi->y[i] * zref;
    }
    return all_chunks(&(struct job){.ready = out}, err);
}

void line_multi_ready_free(struct line_multi_ready *ready)
{
    array_free(ready->freq);
    array_free(ready->bound);
    array_free(ready->z);
    array_free(ready->y);
    array_free(ready->gamma);
    array_free(ready->enter);
    *ready = (struct line_multi_ready){0};
}

enum lr_status line_multi_ready_net(const struct line_multi_ready *ready, double length,
                                    struct net *net, struct lr_error *err)
{
    *net = (struct net){0};
    if (!(length > 0.0 && length < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "length %g m of coupled lines is not positive",
                         length);
    enum lr_status status = net_init(net, ready->nf, 2 * ready->n, ready->zref, err);
    if (status)
        return status;
    memcpy(net->freq, ready->freq, ready->nf * sizeof *net->freq);
    status = all_chunks(&(struct job){ready, length, net}, err);
    if (status)
        net_free(net);
    return status;
}
