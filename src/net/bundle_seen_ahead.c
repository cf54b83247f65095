#include "config.h"

#include "net/bundle_seen.h"

#include "base/array.h"
#include "base/dense.h"
#include "base/dense_product.h"
#include "base/parallel.h"
#include "base/quantity.h"

#include <string.h>

/* Frequencies that share one scratch, enough to make it cheap. */
enum { CHUNK = 64 };

/* One half of a part at one frequency: A11 A12 / A21 A22, each n x n with rows by stride.
 * Uncoupled lanes have blocks of one or two conductors on their diagonals: the first one
 * of `alone` conductors, those behind it of two; 0: all may couple. */
struct stage {
    size_t n, stride;
    const double complex *a11, *a12, *a21, *a22;
    size_t alone;
};

struct job {
    struct net_bundle_seen *seen;
    const struct net_bundle *part;      /* NULL: copies of lane                */
    const struct net *lane;
};

struct scratch {
    struct dense_work *work;
    double complex *block;      /* [4][n][n] of copies                         */
    double complex *loop, *x, *y;       /* [n][n], [n][n + w], [n][n + w]      */
};

/* y = a x, of m columns. */
static void times(const struct stage *stage, const double complex *a,
                  const double complex *x, size_t m, double complex *restrict y)
{
    const size_t n = stage->n;
    if (!stage->alone) {
        dense_product(n, n, m, a, stage->stride, x, m, y, m);
        return;
    }
    for (size_t first = 0, size = stage->alone; first < n; first += size, size = 2)
        dense_product(size, size, m, a + first * stage->stride + first, stage->stride,
                      x + first * m, m, y + first * m, m);
}

/* Where neither lets anything through, as two coupling capacitors at 0 Hz, no wave is in
 * the loop between them, though it would not settle (net_cascade). */
static bool apart(const struct stage *stage, size_t w, const double complex *to)
{
    for (size_t i = 0; i < stage->n; i++)
        for (size_t j = 0; j < stage->n; j++)
            if (stage->a12[i * stage->stride + j] != 0.0 ||
                stage->a21[i * stage->stride + j] != 0.0)
                return false;
    for (size_t i = 0; i < w * stage->n; i++)
        if (to[i] != 0.0)
            return false;
    return true;
}

/* With what is seen, G, its rows T and columns F:
 *
 *   [X Y] = (1 - A22 G)^-1 [A21, A22 F]
 *   G <- A11 + A12 G X     T <- T X     F <- A12 (F + G Y)     back += T Y */
static enum lr_status ahead(const struct stage *stage, size_t w, struct scratch *s,
                            double complex *restrict g, double complex *restrict to,
                            double complex *restrict from, double complex *restrict back,
                            struct lr_error *err)
{
    const size_t n = stage->n, m = n + w, stride = stage->stride;
    double complex *aside = s->y + n * m;       /* [n][w], and [w][m] behind it */
    times(stage, stage->a22, g, n, s->loop);
    times(stage, stage->a22, from, w, aside);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            s->loop[i * n + j] = (i == j) - s->loop[i * n + j];
            s->x[i * m + j] = stage->a21[i * stride + j];
        }
        memcpy(s->x + i * m + n, aside + i * w, w * sizeof *s->x);
    }
    enum lr_status status = dense_solve(s->work, s->loop, s->x, m, err);
    if (status)
        return status;
    dense_product(n, n, m, g, n, s->x, m, s->y, m);
    dense_product(w, n, m, to, n, s->x, m, aside + n * w, m);
    for (size_t i = 0; i < n; i++)
        for (size_t r = 0; r < w; r++)
            s->y[i * m + n + r] += from[i * w + r];
    times(stage, stage->a12, s->y, m, s->x);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++)
            g[i * n + j] = stage->a11[i * stride + j] + s->x[i * m + j];
        memcpy(from + i * w, s->x + i * m + n, w * sizeof *from);
    }
    for (size_t r = 0; r < w; r++) {
        memcpy(to + r * n, aside + n * w + r * m, n * sizeof *to);
        for (size_t q = 0; q < w; q++)
            back[r * w + q] += aside[n * w + r * m + n + q];
    }
    return LR_OK;
}

/* The blocks of one 4-port in half h: its own legs, and in the middle of an odd number of
 * mirrored lanes those of lane 0, which are each other's image, as one conductor. */
static struct stage copies_at(const struct net_bundle_seen *seen, const struct net *lane,
                              size_t h, size_t k, double complex *block)
{
    const size_t n = net_bundle_seen_conductors(seen), size = n * n;
    const bool middle = seen->mirrored && seen->n % 2;
    const double sign = h ? -1.0 : 1.0;
    memset(block, 0, 4 * size * sizeof *block);
    for (size_t far = 0; far < 4; far++) {
        const size_t row = 2 * (far / 2), column = 2 * (far % 2);
        double complex *to = block + far * size;
        const double complex *s = net_s(lane, k, row, column);
        if (middle)
            to[0] = s[0] + sign * s[1];
        for (size_t c = middle; c + 1 < n; c += 2)
            for (size_t i = 0; i < 2; i++)
                for (size_t j = 0; j < 2; j++)
                    to[(c + i) * n + c + j] = *net_s(lane, k, row + i, column + j);
    }
    return (struct stage){n, n, block, block + size, block + 2 * size, block + 3 * size,
                          middle ? 1 : 2};
}

static struct stage part_at(const struct net_bundle *part, size_t h, size_t k)
{
    const struct net *net = &part->half[h];
    const size_t n = net->np / 2;
    return (struct stage){n, 2 * n, net_s(net, k, 0, 0), net_s(net, k, 0, n),
                          net_s(net, k, n, 0), net_s(net, k, n, n), 0};
}

static enum lr_status scratch_init(const struct net_bundle_seen *seen,
                                   struct scratch *s, struct lr_error *err)
{
    const size_t n = net_bundle_seen_conductors(seen), w = seen->nwatch, m = n + w;
    *s = (struct scratch){.work = dense_work_new(n)};
    s->block = array_alloc(5 * n * n + 2 * n * m + n * w + w * m, sizeof *s->block);
    if (!s->work || !s->block)
        return error_memory(err, "lanes as they are seen");
    s->loop = s->block + 4 * n * n;
    s->x = s->loop + n * n;
    s->y = s->x + n * m;
    return LR_OK;
}

static enum lr_status at_frequency(const struct job *job, size_t k, struct scratch *s,
                                   struct lr_error *err)
{
    struct net_bundle_seen *seen = job->seen;
    const size_t n = net_bundle_seen_conductors(seen), w = seen->nwatch;
    enum lr_status status = LR_OK;
    for (size_t h = 0; !status && h < (seen->mirrored ? 2u : 1u); h++) {
        const struct stage stage = job->part
                                       ? part_at(job->part, h, k)
                                       : copies_at(seen, job->lane, h, k, s->block);
        double complex *g = seen->reflect[h] + k * n * n, *to = seen->to[h] + k * w * n;
        if (apart(&stage, w, to)) {
            for (size_t i = 0; i < n; i++)
                memcpy(g + i * n, stage.a11 + i * stage.stride, n * sizeof *g);
            continue;
        }
        status = ahead(&stage, w, s, g, to, seen->from[h] + k * n * w,
                       seen->back + k * w * w, err);
        if (status == LR_ENUMERIC)
            error_set(err, LR_ENUMERIC, "the reflections between two cascaded networks "
                      "do not settle at %g GHz: total reflection on both sides",
                      seen->freq[k] / unit_ghz);
    }
    return status;
}

static enum lr_status do_chunk(void *context, size_t chunk, struct lr_error *err)
{
    const struct job *job = context;
    const size_t first = chunk * CHUNK, left = job->seen->nf - first;
    const size_t end = first + (left < CHUNK ? left : CHUNK);
    struct scratch s;
    enum lr_status status = scratch_init(job->seen, &s, err);
    for (size_t k = first; !status && k < end; k++)
        status = at_frequency(job, k, &s, err);
    dense_work_free(s.work);
    array_free(s.block);
    return status;
}

static enum lr_status all_chunks(struct job *job, struct lr_error *err)
{
    return parallel_for((job->seen->nf + CHUNK - 1) / CHUNK, do_chunk, job, err);
}

enum lr_status net_bundle_seen_ahead(struct net_bundle_seen *seen,
                                     const struct net_bundle *part, struct lr_error *err)
{
    struct net_bundle whole = {0};
    enum lr_status status = LR_OK;
    if (seen->mirrored && !part->mirrored)
        status = net_bundle_seen_widen(seen, err);
    else if (!seen->mirrored && part->mirrored)
        status = net_bundle_whole(part, &whole, err);
    if (!status)
        status = all_chunks(&(struct job){seen, whole.n ? &whole : part, NULL}, err);
    net_bundle_free(&whole);
    return status;
}

enum lr_status net_bundle_seen_copies(struct net_bundle_seen *seen,
                                      const struct net *lane, struct lr_error *err)
{
    enum lr_status status = LR_OK;
    if (seen->mirrored && !net_bundle_legs_alike(lane))
        status = net_bundle_seen_widen(seen, err);
    return status ? status : all_chunks(&(struct job){seen, NULL, lane}, err);
}
