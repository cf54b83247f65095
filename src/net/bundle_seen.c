#include "config.h"

#include "net/bundle_seen.h"

#include "base/array.h"

#include <math.h>
#include <string.h>

static size_t halves(bool mirrored)
{
    return mirrored ? 2 : 1;
}

size_t net_bundle_seen_conductors(const struct net_bundle_seen *seen)
{
    return seen->mirrored ? seen->n : 2 * seen->n;
}

/* The differential wave of a lane, (plus - minus)/sqrt(2), in the waves of half h. */
static void differential(const struct net_bundle_seen *seen, size_t lane, size_t h,
                         double *wave)
{
    const double leg = sqrt(0.5);
    for (size_t i = 0; i < net_bundle_seen_conductors(seen); i++)
        wave[i] = 0.0;
    for (size_t c = 2 * lane; c < 2 * lane + 2; c++) {
        const double sign = c % 2 ? -leg : leg;
        if (!seen->mirrored) {
            wave[c] = sign;
            continue;
        }
        const struct net_bundle_place place = net_bundle_place(seen->n, c);
        wave[place.at] += sign * leg * (h ? place.sign : 1.0);
    }
}

void net_bundle_seen_free(struct net_bundle_seen *seen)
{
    for (size_t h = 0; h < 2; h++) {
        array_free(seen->reflect[h]);
        array_free(seen->to[h]);
        array_free(seen->from[h]);
    }
    array_free(seen->back);
    *seen = (struct net_bundle_seen){0};
}

/* Room of the sizes that are set. */
static enum lr_status make(struct net_bundle_seen *seen, struct lr_error *err)
{
    const size_t nf = seen->nf, c = net_bundle_seen_conductors(seen), w = seen->nwatch;
    bool made = true;
    for (size_t h = 0; h < halves(seen->mirrored); h++) {
        seen->reflect[h] = array_alloc(nf, c * c * sizeof *seen->reflect[h]);
        seen->to[h] = array_alloc(nf, w * c * sizeof *seen->to[h]);
        seen->from[h] = array_alloc(nf, c * w * sizeof *seen->from[h]);
        made = made && seen->reflect[h] && seen->to[h] && seen->from[h];
    }
    seen->back = array_alloc(nf, w * w * sizeof *seen->back);
    return made && seen->back ? LR_OK : error_memory(err, "lanes as they are seen");
}

enum lr_status net_bundle_seen_init(size_t n, size_t nf, const double *freq,
                                    size_t nwatch, const size_t *watch,
                                    struct net_bundle_seen *out, struct lr_error *err)
{
    *out = (struct net_bundle_seen){.n = n, .mirrored = true, .nf = nf, .freq = freq,
                                    .nwatch = nwatch, .watch = watch};
    double *wave = array_alloc(2 * n, sizeof *wave);
    enum lr_status status = wave ? make(out, err) : error_memory(err, "lanes");
    for (size_t h = 0; !status && h < 2; h++)
        for (size_t r = 0; r < nwatch; r++) {
            differential(out, watch[r], h, wave);
            for (size_t k = 0; k < nf; k++)
                for (size_t i = 0; i < n; i++)
                    out->to[h][(k * nwatch + r) * n + i] =
                        out->from[h][(k * n + i) * nwatch + r] = wave[i];
        }
    array_free(wave);
    return status;
}

enum lr_status net_bundle_seen_copy(const struct net_bundle_seen *seen,
                                    struct net_bundle_seen *out, struct lr_error *err)
{
    const size_t nf = seen->nf, c = net_bundle_seen_conductors(seen), w = seen->nwatch;
    *out = (struct net_bundle_seen){.n = seen->n, .mirrored = seen->mirrored, .nf = nf,
                                    .freq = seen->freq, .nwatch = w,
                                    .watch = seen->watch};
    enum lr_status status = make(out, err);
    if (status)
        return status;
    for (size_t h = 0; h < halves(seen->mirrored); h++) {
        memcpy(out->reflect[h], seen->reflect[h], nf * c * c * sizeof *out->reflect[h]);
        memcpy(out->to[h], seen->to[h], nf * w * c * sizeof *out->to[h]);
        memcpy(out->from[h], seen->from[h], nf * c * w * sizeof *out->from[h]);
    }
    memcpy(out->back, seen->back, nf * w * w * sizeof *out->back);
    return LR_OK;
}

/* Reflections as in net_bundle_s; a wave on conductor c is (even + sign odd)/sqrt(2). */
static void widen_at(const struct net_bundle_seen *seen, size_t k,
                     struct net_bundle_seen *out)
{
    const size_t n = seen->n, w = seen->nwatch;
    const double leg = sqrt(0.5);
    for (size_t i = 0; i < 2 * n; i++) {
        const struct net_bundle_place p = net_bundle_place(n, i);
        for (size_t j = 0; j < 2 * n; j++) {
            const struct net_bundle_place q = net_bundle_place(n, j);
            const size_t at = (k * n + p.at) * n + q.at;
            out->reflect[0][(k * 2 * n + i) * 2 * n + j] =
                0.5 * (seen->reflect[0][at] + p.sign * q.sign * seen->reflect[1][at]);
        }
        for (size_t r = 0; r < w; r++) {
            const size_t to = (k * w + r) * n + p.at, from = (k * n + p.at) * w + r;
            out->to[0][(k * w + r) * 2 * n + i] =
                leg * (seen->to[0][to] + p.sign * seen->to[1][to]);
            out->from[0][(k * 2 * n + i) * w + r] =
                leg * (seen->from[0][from] + p.sign * seen->from[1][from]);
        }
    }
}

enum lr_status net_bundle_seen_widen(struct net_bundle_seen *seen, struct lr_error *err)
{
    struct net_bundle_seen out = {.n = seen->n, .nf = seen->nf, .freq = seen->freq,
                                  .nwatch = seen->nwatch, .watch = seen->watch};
    enum lr_status status = make(&out, err);
    for (size_t k = 0; !status && k < seen->nf; k++)
        widen_at(seen, k, &out);
    if (!status)
        memcpy(out.back, seen->back,
               seen->nf * seen->nwatch * seen->nwatch * sizeof *out.back);
    net_bundle_seen_free(seen);
    *seen = out;
    return status;
}

/* The row of a watched lane. */
static size_t row_of(const struct net_bundle_seen *seen, size_t lane)
{
    size_t r = 0;
    while (r < seen->nwatch && seen->watch[r] != lane)
        r++;
    return r;
}

/* S of the near differential wave, which half h adds. */
static void add_near(const struct net_bundle_seen *seen, size_t h, const double *wave,
                     struct net *out)
{
    const size_t n = net_bundle_seen_conductors(seen), w = seen->nwatch;
    for (size_t k = 0; k < seen->nf; k++)
        for (size_t i = 0; i < n; i++) {
            if (wave[i] == 0.0)
                continue;
            for (size_t j = 0; j < n; j++)
                *net_s(out, k, 0, 0) +=
                    wave[i] * wave[j] * seen->reflect[h][(k * n + i) * n + j];
            *net_s(out, k, 1, 0) += wave[i] * seen->to[h][k * w * n + i];
            *net_s(out, k, 0, 1) += wave[i] * seen->from[h][(k * n + i) * w];
        }
}

enum lr_status net_bundle_seen_path(const struct net_bundle_seen *seen, size_t from,
                                    bool far, struct net *out, struct lr_error *err)
{
    const size_t w = seen->nwatch, row = far ? row_of(seen, from) : 0;
    double *wave = array_alloc(2 * seen->n, sizeof *wave);
    enum lr_status status =
        wave ? net_init(out, seen->nf, 2, 100.0, err) : error_memory(err, "a path");
    if (!status)
        memcpy(out->freq, seen->freq, seen->nf * sizeof *out->freq);
    for (size_t h = 0; !status && !far && h < halves(seen->mirrored); h++) {
        differential(seen, from, h, wave);
        add_near(seen, h, wave, out);
    }
    for (size_t k = 0; !status && k < seen->nf; k++) {
        const double complex *back = seen->back + k * w * w;
        *net_s(out, k, 1, 1) = back[0];
        if (far) {
            *net_s(out, k, 0, 0) = back[row * w + row];
            *net_s(out, k, 1, 0) = back[row];
            *net_s(out, k, 0, 1) = back[row * w];
        }
    }
    array_free(wave);
    return status;
}
