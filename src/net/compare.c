#include "config.h"

#include "net/compare.h"

#include "base/constants.h"
#include "base/quantity.h"
#include "net/grid.h"

#include <math.h>

/* A band ends within this, in Hz, as in net_resample. */
static const double same_point = 1.0;

static enum lr_status check(const struct net *a, const struct net *b,
                            struct lr_error *err)
{
    if (a->np != b->np)
        return error_set(err, LR_EDOMAIN, "networks of %zu and %zu ports cannot be "
                         "compared", a->np, b->np);
    for (size_t i = 0; i < a->np; i++)
        if (!net_same_reference(a->zref[i], b->zref[i]))
            return error_set(err, LR_EDOMAIN, "port %zu refers to %g ohm in one network "
                             "and to %g ohm in the other; renormalise one", i + 1,
                             a->zref[i], b->zref[i]);
    if (!a->nf || !b->nf)
        return error_set(err, LR_EDOMAIN, "networks of %zu and %zu frequencies cannot be "
                         "compared", a->nf, b->nf);
    return LR_OK;
}

/* The points of `net` in the band of `other`, as a network that borrows them. */
static struct net common_band(const struct net *net, const struct net *other)
{
    const double low = other->freq[0] - same_point;
    const double high = other->freq[other->nf - 1] + same_point;
    size_t begin = 0, end = net->nf;
    while (begin < end && !(net->freq[begin] >= low))
        begin++;
    while (end > begin && !(net->freq[end - 1] <= high))
        end--;
    return (struct net){end - begin, net->np, net->freq + begin,
                        net->s + begin * net->np * net->np, net->zref};
}

static enum lr_status no_common_band(const struct net *a, const struct net *b,
                                     struct lr_error *err)
{
    return error_set(err, LR_EDOMAIN, "no point of the first network, %g to %g GHz, lies "
                     "in the band of the second, %g to %g GHz", a->freq[0] / unit_ghz,
                     a->freq[a->nf - 1] / unit_ghz, b->freq[0] / unit_ghz,
                     b->freq[b->nf - 1] / unit_ghz);
}

static void raise_to(struct net_place *place, double value, double freq, size_t i,
                     size_t j)
{
    if (isnan(place->value) || value > place->value)
        *place = (struct net_place){value, freq, i, j};
}

/* Both on one grid. */
static enum lr_status differ(const struct net *a, const struct net *b, double floor_db,
                             struct net_difference *out, struct lr_error *err)
{
    const size_t np = a->np;
    double sum = 0.0;
    for (size_t l = 0; l < a->nf * np * np; l++) {
        const size_t i = l / np % np, j = l % np;
        const double freq = a->freq[l / (np * np)];
        const double complex x = a->s[l], y = b->s[l];
        const double off = cabs(x - y);
        if (!isfinite(off))
            return error_set(err, LR_ENUMERIC, "S%zu%zu at %g GHz is not finite", i + 1,
                             j + 1, freq / unit_ghz);
        sum += off * off;
        raise_to(&out->absolute, off, freq, i, j);
        const double x_db = db_of(cabs(x)), y_db = db_of(cabs(y));
        if (!(x_db > floor_db) || !(y_db > floor_db))
            continue;
        const double turn = fabs(carg(x * conj(y)));
        raise_to(&out->db, fabs(x_db - y_db), freq, i, j);
        raise_to(&out->degrees, turn * 360.0 / two_pi, freq, i, j);
    }
    out->rms = sqrt(sum / (double)(a->nf * np * np));
    return LR_OK;
}

enum lr_status net_compare(const struct net *a, const struct net *b, double floor_db,
                           struct net_difference *out, struct lr_error *err)
{
    const struct net_place nowhere = {(double)NAN, (double)NAN, 0, 0};
    *out = (struct net_difference){.absolute = nowhere, .db = nowhere,
                                   .degrees = nowhere, .rms = (double)NAN};
    enum lr_status status = check(a, b, err);
    if (status)
        return status;
    struct net x = common_band(a, b), y = common_band(b, a), moved = {.nf = 0};
    if (!x.nf)
        return no_common_band(a, b, err);
    out->nf = x.nf;
    out->f_low = x.freq[0];
    out->f_high = x.freq[x.nf - 1];
    out->resampled = !net_same_grid(&x, &y);
    if (out->resampled) {
        status = net_resample(b, "the second network", x.nf, x.freq, &moved, err);
        y = moved;
    }
    if (!status && out->resampled)
        status = note_add(err, NOTE_ASSUMPTION, "the second network is compared as "
                          "resampled to the %zu points of the first between %g and %g "
                          "GHz", x.nf, out->f_low / unit_ghz, out->f_high / unit_ghz);
    if (!status)
        status = differ(&x, &y, floor_db, out, err);
    net_free(&moved);
    return status;
}
