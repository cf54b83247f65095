#include "config.h"

#include "link/steps.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/quantity.h"
#include "link/grid.h"
#include "net/grid.h"

#include <math.h>

/* The mean group delay below `freq`, each step of the grid weighted with the power that
 * comes through: where nothing does, phase is noise. */
static double delay_of(const struct net *net, double freq)
{
    double turn = 0.0, weight = 0.0;
    for (size_t k = 1; k < net->nf && net->freq[k] <= freq; k++) {
        const double complex step =
            *net_s(net, k, 1, 0) * conj(*net_s(net, k - 1, 1, 0));
        turn -= cabs(step) * carg(step);
        weight += cabs(step) * two_pi * (net->freq[k] - net->freq[k - 1]);
    }
    return weight > 0.0 ? turn / weight : (double)NAN;
}

static enum lr_status extend(struct net *all, const struct net *piece,
                             struct lr_error *err)
{
    struct net sum;
    enum lr_status status = all->np ? net_cascade(all, piece, &sum, err)
                                    : net_copy(piece, &sum, err);
    if (!status) {
        net_free(all);
        *all = sum;
    }
    return status;
}

/* One part, behind all before it. */
static enum lr_status take(const struct link *link, size_t i, double freq,
                           const struct net *grid, struct net *all,
                           struct link_step *step, struct lr_error *err)
{
    const struct part *part = &link->part[i];
    const double *length =
        part->kind->quantity ? part->kind->quantity(part, "length") : NULL;
    struct net piece = {0};
    enum lr_status status =
        part->kind->network(part, grid->nf, grid->freq, &piece, err);
    if (!status)
        status = extend(all, &piece, err);
    if (!status)
        *step = (struct link_step){.part = i,
                                   .length = length ? *length : (double)NAN,
                                   .loss_db = -net_db_at(&piece, 1, 0, freq),
                                   .total_db = -net_db_at(all, 1, 0, freq),
                                   .delay = delay_of(&piece, freq),
                                   .total_delay = delay_of(all, freq)};
    net_free(&piece);
    return status;
}

enum lr_status link_steps(const struct link *link, double freq, struct link_step *step,
                          size_t *n, struct lr_error *err)
{
    struct net grid = {0}, all = {0};
    char words[LINK_GRID_WORDS];
    *n = 0;
    enum lr_status status = link_grid(link, &grid.freq, &grid.nf, words, err);
    if (!status && !(freq > 0.0 && freq <= grid.freq[grid.nf - 1]))
        status = error_set(err, LR_EUSAGE, "%.6g GHz is none of the link's frequencies, "
                           "which go %s", freq / unit_ghz, words);
    for (size_t i = 0; !status && i < link->npart; i++)
        if (link->part[i].kind->role != ROLE_PACKAGE)
            status = take(link, i, freq, &grid, &all, &step[(*n)++], err);
    net_free(&all);
    array_free(grid.freq);
    return status;
}
