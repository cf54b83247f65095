#include "config.h"

#include "link/grid.h"

#include "base/array.h"
#include "net/grid.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double coarse_step = 10e6, fine_step = 5e6;        /* [Hz]        */
static const double long_delay = 25e-9;                         /* [s]         */

/* The i-th measured network of a link, or NULL past the last. */
static const struct net *measured(const struct link *link, size_t i)
{
    for (size_t k = 0; k < link->npart; k++) {
        const struct part *part = &link->part[k];
        const struct net *net =
            part->kind->measured ? part->kind->measured(part) : NULL;
        if (net && i-- == 0)
            return net;
    }
    return i < link->naggressor ? &link->aggressor[i].file.net : NULL;
}

static double delay_of(const struct link *link)
{
    double delay = 0.0;
    for (size_t i = 0; i < link->npart; i++) {
        const struct part *part = &link->part[i];
        if (!part->kind->delay)
            continue;
        double longest = part->kind->delay(part, 0.5 * link->interface.com.baud);
        if (link->vary.given && link->vary.part == i &&
            !strcmp(link->vary.key->name, "length")) {
            const double now = *part->kind->quantity(part, link->vary.key->name);
            longest *= link->vary.to / now;
        }
        delay += longest;
    }
    return delay;
}

/* The files' own grid as far as `limit`: flim of a sheet, above which the tool drops the
 * points that it reads. */
static enum lr_status keep(const struct net *net, double limit, double **freq, size_t *nf,
                           struct lr_error *err)
{
    size_t n = net->nf;
    while (limit > 0.0 && n && !(net->freq[n - 1] <= limit))
        n--;
    if (n < 2)
        return error_set(err, LR_EDOMAIN,
                         "flim %.6g GHz leaves %zu of the %zu frequencies of the files; "
                         "write more",
                         limit / unit_ghz, n, net->nf);
    *freq = array_alloc(n, sizeof **freq);
    if (!*freq)
        return error_memory(err, "the frequency grid");
    *nf = n;
    for (size_t k = 0; k < n; k++)
        (*freq)[k] = net->freq[k];
    return LR_OK;
}

/* A grid may end up to `slack` below the symbol rate: its last whole step. */
static enum lr_status warn_of_band(const struct link *link, double end, double slack,
                                   struct lr_error *err)
{
    const double baud = link->interface.com.baud;
    if (end + slack >= baud)
        return LR_OK;
    return note_add(err, NOTE_WARNING,
                    "the grid ends at %.4g GHz, below the symbol rate of "
                    "%.8g GBd; the response above is extrapolated",
                    end / unit_ghz, baud / unit_gbd);
}

/* What the measured networks of a link allow. */
struct files {
    const struct net *first;    /* NULL: there are none                        */
    bool agree;                 /* one grid                                    */
    double end, step;           /* [Hz] of the one that ends first, the finest */
};

static struct files look_at_files(const struct link *link)
{
    const struct net *net;
    struct files f = {measured(link, 0), true, INFINITY, INFINITY};
    for (size_t i = 0; (net = measured(link, i)); i++) {
        const double last = net->freq[net->nf - 1];
        f.agree = f.agree && net_same_grid(f.first, net);
        f.end = fmin(f.end, last);
        f.step = fmin(f.step, (last - net->freq[0]) / (double)(net->nf - 1));
    }
    return f;
}

/* 0, step, 2 step ... as far as link, interface and files go. */
static enum lr_status make(const struct link *link, const struct files *files,
                           double **freq, size_t *nf, char words[LINK_GRID_WORDS],
                           struct lr_error *err)
{
    const double limit = link->interface.com.f_max;
    const bool given = link->grid_step > 0.0 || link->grid_stop > 0.0;
    double stop = link->grid_stop > 0.0 ? link->grid_stop
                  : files->first        ? files->end
                                        : link->interface.com.baud;
    double step = link->grid_step > 0.0            ? link->grid_step
                  : files->first                   ? files->step
                  : delay_of(link) > long_delay    ? fine_step
                                                   : coarse_step;
    enum lr_status status = LR_OK;
    if (limit > 0.0)
        stop = fmin(stop, limit);
    if (files->first) {
        stop = fmin(stop, files->end);
        status = note_add(err, NOTE_ASSUMPTION,
                          "files are resampled to steps of %.6g GHz up "
                          "to %.6g GHz, delay removed, real and imaginary part",
                          step / unit_ghz, stop / unit_ghz);
    }
    if (!status)
        status = grid_uniform(step, stop, freq, nf, err);
    if (status == LR_EDOMAIN && given)
        return error_at(err, link->grid_mark,
                        "steps of %.6g GHz up to %.6g GHz make no grid; "
                        "write a step that goes 1 to 16 million times into the stop",
                        step / unit_ghz, stop / unit_ghz);
    if (!status)
        snprintf(words, LINK_GRID_WORDS, "0 to %.6g GHz in steps of %.4g MHz",
                 (*freq)[*nf - 1] / unit_ghz,
                 step / quantity_unit("MHz", DIM_FREQUENCY));
    return status ? status : warn_of_band(link, (*freq)[*nf - 1], step, err);
}

enum lr_status link_grid(const struct link *link, double **freq, size_t *nf,
                         char words[LINK_GRID_WORDS], struct lr_error *err)
{
    const struct files files = look_at_files(link);
    const bool given = link->grid_step > 0.0 || link->grid_stop > 0.0;
    enum lr_status status = LR_OK;
    if (files.first && link->grid_stop > files.end)
        status = note_add(err, NOTE_WARNING,
                          "the grid's stop of %.6g GHz lies beyond the files, "
                          "which end at %.6g GHz",
                          link->grid_stop / unit_ghz, files.end / unit_ghz);
    if (status)
        return status;
    if (!files.first || !files.agree || given)
        return make(link, &files, freq, nf, words, err);
    status = keep(files.first, link->interface.com.f_max, freq, nf, err);
    if (status)
        return status;
    const double end = (*freq)[*nf - 1];
    snprintf(words, LINK_GRID_WORDS, "of the files: %zu points, %.4g to %.6g GHz", *nf,
             (*freq)[0] / unit_ghz, end / unit_ghz);
    return warn_of_band(link, end, 0.0, err);
}
