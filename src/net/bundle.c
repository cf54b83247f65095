#include "config.h"

#include "net/bundle.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static const double reference = 50.0;           /* [ohm] of a leg              */
static const double alike = 1e-12;              /* far below any measurement   */

void net_bundle_free(struct net_bundle *bundle)
{
    if (!bundle->borrowed) {
        net_free(&bundle->half[0]);
        net_free(&bundle->half[1]);
    }
    *bundle = (struct net_bundle){0};
}

/* An odd number of lanes is mirrored in the middle of lane 0, an even one between lanes
 * 0 and 1. */
static size_t mirror_lane(size_t n, size_t lane)
{
    if (n % 2 == 0)
        return lane ^ 1;
    return lane == 0 ? 0 : lane % 2 ? lane + 1 : lane - 1;
}

size_t net_bundle_image(size_t n, size_t conductor)
{
    return 2 * mirror_lane(n, conductor / 2) + 1 - conductor % 2;
}

size_t net_bundle_conductor(size_t n, size_t at)
{
    if (n % 2 == 0)
        return 2 * (at & ~(size_t)1) + at % 2;
    return at ? 2 * ((at - 1) | 1) + (at - 1) % 2 : 0;
}

struct net_bundle_place net_bundle_place(size_t n, size_t conductor)
{
    const size_t image = net_bundle_image(n, conductor);
    const bool stands = conductor < image;
    const size_t c = stands ? conductor : image;
    return (struct net_bundle_place){c / 2 + c % 2, stands ? 1.0 : -1.0};
}

/* The single-ended port of the whole for a port of a half, and the image of a port. */
static size_t port_of(size_t n, size_t half_port)
{
    const size_t far = half_port >= n;
    return 2 * n * far + net_bundle_conductor(n, half_port - n * far);
}

static size_t image_of(size_t n, size_t port)
{
    const size_t far = port >= 2 * n;
    return 2 * n * far + net_bundle_image(n, port - 2 * n * far);
}

double complex net_bundle_s(const struct net_bundle *bundle, size_t k, size_t i, size_t j)
{
    const size_t n = bundle->n;
    if (!bundle->mirrored)
        return *net_s(&bundle->half[0], k, i, j);
    const size_t far_i = i >= 2 * n, far_j = j >= 2 * n;
    const struct net_bundle_place to = net_bundle_place(n, i - 2 * n * far_i);
    const struct net_bundle_place from = net_bundle_place(n, j - 2 * n * far_j);
    const size_t p = n * far_i + to.at, q = n * far_j + from.at;
    return 0.5 * (*net_s(&bundle->half[0], k, p, q) +
                  to.sign * from.sign * *net_s(&bundle->half[1], k, p, q));
}

/* ---- Lanes ---------------------------------------------------------------- */

struct some {                   /* n lanes, the first of which are `lanes`     */
    const struct net *lanes;
    size_t n;
};

static double complex spread(const void *context, size_t k, size_t i, size_t j)
{
    const struct some *some = context;
    const struct net *lanes = some->lanes;
    const size_t n = some->n, m = lanes->np / 4, far_i = i >= 2 * n, far_j = j >= 2 * n;
    const size_t to = i - 2 * n * far_i, from = j - 2 * n * far_j;
    if (to / 2 < m && from / 2 < m)
        return *net_s(lanes, k, 2 * m * far_i + to, 2 * m * far_j + from);
    return to / 2 == from / 2
               ? *net_s(lanes, k, 2 * m * far_i + to % 2, 2 * m * far_j + from % 2)
               : 0.0;
}

/* Whether lanes are their own mirror image. */
static bool is_mirrored(const struct some *some)
{
    const size_t np = 4 * some->n;
    for (size_t k = 0; k < some->lanes->nf; k++)
        for (size_t i = 0; i < np; i++)
            for (size_t j = 0; j < np; j++) {
                const double complex apart =
                    spread(some, k, i, j) -
                    spread(some, k, image_of(some->n, i), image_of(some->n, j));
                if (!(creal(apart * conj(apart)) <= alike * alike))
                    return false;
            }
    return true;
}

bool net_bundle_legs_alike(const struct net *lane)
{
    const struct some one = {lane, 1};
    return is_mirrored(&one);
}

void net_bundle_fill(struct net_bundle *out, const void *context,
                     double complex (*element)(const void *context, size_t k, size_t i,
                                               size_t j))
{
    const size_t n = out->n, np = out->half[0].np;
    for (size_t k = 0; k < out->half[0].nf; k++)
        for (size_t p = 0; p < np; p++)
            for (size_t q = 0; q < np; q++) {
                if (!out->mirrored) {
                    *net_s(&out->half[0], k, p, q) = element(context, k, p, q);
                    continue;
                }
                const size_t i = port_of(n, p), j = port_of(n, q);
                const double complex own = element(context, k, i, j);
                const double complex other = element(context, k, i, image_of(n, j));
                *net_s(&out->half[0], k, p, q) = own + other;
                *net_s(&out->half[1], k, p, q) = own - other;
            }
}

enum lr_status net_bundle_init(const struct net *grid, size_t n, bool mirrored,
                               struct net_bundle *out, struct lr_error *err)
{
    enum lr_status status = LR_OK;
    *out = (struct net_bundle){.n = n, .mirrored = mirrored};
    for (size_t h = 0; !status && h < (mirrored ? 2u : 1u); h++) {
        status = net_init(&out->half[h], grid->nf, mirrored ? 2 * n : 4 * n, reference,
                          err);
        if (!status)
            memcpy(out->half[h].freq, grid->freq, grid->nf * sizeof *grid->freq);
    }
    return status;
}

enum lr_status net_bundle_lanes(const struct net *lanes, size_t n, struct net_bundle *out,
                                struct lr_error *err)
{
    *out = (struct net_bundle){0};
    if (!lanes->np || lanes->np % 4)
        return error_set(err, LR_EDOMAIN, "%zu ports form no lanes; a differential one "
                         "has 4", lanes->np);
    for (size_t i = 0; i < lanes->np; i++)
        if (!net_same_reference(lanes->zref[i], reference))
            return error_set(err, LR_EDOMAIN,
                             "port %zu of a lane refers to %g ohm; renormalise it to %g "
                             "ohm",
                             i + 1, lanes->zref[i], reference);
    const struct some all = {lanes, n};
    enum lr_status status =
        net_bundle_init(lanes, n, lanes->np == 4 ? net_bundle_legs_alike(lanes)
                                                 : is_mirrored(&all), out, err);
    if (!status)
        net_bundle_fill(out, &all, spread);
    return status;
}

enum lr_status net_bundle_copies(const struct net *lane, size_t n, struct net_bundle *out,
                                 struct lr_error *err)
{
    *out = (struct net_bundle){0};
    if (lane->np != 4)
        return error_set(err, LR_EDOMAIN, "a lane of %zu ports; a differential one has 4",
                         lane->np);
    return net_bundle_lanes(lane, n, out, err);
}

/* ---- Cascades and paths --------------------------------------------------- */

enum lr_status net_bundle_whole(const struct net_bundle *bundle, struct net_bundle *out,
                                struct lr_error *err)
{
    enum lr_status status = net_bundle_init(&bundle->half[0], bundle->n, false, out, err);
    for (size_t k = 0; !status && k < out->half[0].nf; k++)
        for (size_t i = 0; i < 4 * bundle->n; i++)
            for (size_t j = 0; j < 4 * bundle->n; j++)
                *net_s(&out->half[0], k, i, j) = net_bundle_s(bundle, k, i, j);
    return status;
}

enum lr_status net_bundle_cascade(const struct net_bundle *a, const struct net_bundle *b,
                                  struct net_bundle *out, struct lr_error *err)
{
    enum lr_status status = LR_OK;
    *out = (struct net_bundle){0};
    if (a->mirrored != b->mirrored) {
        struct net_bundle whole;
        status = net_bundle_whole(a->mirrored ? a : b, &whole, err);
        if (!status)
            status = net_bundle_cascade(a->mirrored ? &whole : a,
                                        a->mirrored ? b : &whole, out, err);
        net_bundle_free(&whole);
        return status;
    }
    out->n = a->n;
    out->mirrored = a->mirrored;
    for (size_t h = 0; !status && h < (a->mirrored ? 2u : 1u); h++)
        status = net_cascade(&a->half[h], &b->half[h], &out->half[h], err);
    return status;
}

/* Differential to differential: from the pair of ports j, j + 1 to the pair i, i + 1. */
static double complex differential(const struct net_bundle *bundle, size_t k, size_t i,
                                   size_t j)
{
    return 0.5 * ((net_bundle_s(bundle, k, i, j) - net_bundle_s(bundle, k, i, j + 1)) -
                  (net_bundle_s(bundle, k, i + 1, j) -
                   net_bundle_s(bundle, k, i + 1, j + 1)));
}

enum lr_status net_bundle_path(const struct net_bundle *bundle, size_t from, bool far,
                               struct net *out, struct lr_error *err)
{
    assert(from < bundle->n && (from || !far));
    const size_t n = bundle->n, port[2] = {2 * (from + n * far), 2 * n};
    const struct net *grid = &bundle->half[0];
    enum lr_status status = net_init(out, grid->nf, 2, 2.0 * reference, err);
    if (status)
        return status;
    memcpy(out->freq, grid->freq, grid->nf * sizeof *grid->freq);
    for (size_t k = 0; k < grid->nf; k++)
        for (size_t i = 0; i < 2; i++)
            for (size_t j = 0; j < 2; j++)
                *net_s(out, k, i, j) = differential(bundle, k, port[i], port[j]);
    return status;
}
