#include "config.h"

#include "link/grid.h"

#include "base/array.h"
#include "net/grid.h"

#include <math.h>
#include <stdio.h>

static const double coarse_step = 10e6, fine_step = 5e6;        /* [Hz]        */
static const double long_delay = 25e-9;                         /* [s]         */

/* The i-th measured network of a link, or NULL past the last. */
static const struct net *measured(const struct link *link, size_t i)
{
    for (size_t k = 0; k < link->npart; k++) {
        const struct part *part = &link->part[k];
        if (!part->kind->measured)
            continue;
        if (i-- == 0)
            return part->kind->measured(part);
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
        if (link->vary.given && link->vary.part == i) {
            const double now = *part->kind->quantity(part, link->vary.key->name);
            longest *= link->vary.to / now;
        }
        delay += longest;
    }
    return delay;
}

static enum lr_status keep(const struct net *net, double **freq, size_t *nf,
                           struct lr_error *err)
{
    *freq = array_alloc(net->nf, sizeof **freq);
    if (!*freq)
        return error_memory(err, "the frequency grid");
    *nf = net->nf;
    for (size_t k = 0; k < net->nf; k++)
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

enum lr_status link_grid(const struct link *link, double **freq, size_t *nf,
                         char words[LINK_GRID_WORDS], struct lr_error *err)
{
    
    const struct net *first = measured(link, 0), *net;
    const double baud = link->interface.com.baud;
    double stop = link->grid_stop > 0.0 ? link->grid_stop : baud;
    double step = link->grid_step > 0.0 ? link->grid_step
                  : delay_of(link) > long_delay ? fine_step : coarse_step;
    const bool given = link->grid_step > 0.0 || link->grid_stop > 0.0;
    bool agree = true;
    double end = INFINITY, finest = INFINITY;
    for (size_t i = 0; (net = measured(link, i)); i++) {
        agree = agree && net_same_grid(first, net);
        end = fmin(end, net->freq[net->nf - 1]);
        finest =
            fmin(finest, (net->freq[net->nf - 1] - net->freq[0]) / (double)(net->nf - 1));
    }
    enum lr_status status = LR_OK;
    if (first && link->grid_stop > end)
        status = note_add(err, NOTE_WARNING,
                          "the grid's stop of %.6g GHz lies beyond the files, "
                          "which end at %.6g GHz",
                          link->grid_stop / unit_ghz, end / unit_ghz);
    if (status)
        return status;
    if (first && agree && !given) {
        snprintf(words, LINK_GRID_WORDS, "of the files: %zu points, %.4g to %.6g GHz",
                 first->nf, first->freq[0] / unit_ghz, end / unit_ghz);
        status = keep(first, freq, nf, err);
        return status ? status : warn_of_band(link, end, 0.0, err);
    }
    if (first) {
        stop = link->grid_stop > 0.0 ? fmin(stop, end) : end;
        step = link->grid_step > 0.0 ? link->grid_step : finest;
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
