#include "config.h"

#include "link/com.h"

#include "base/array.h"

#include <math.h>

/* An eye takes so much longer than a COM that fewer are looked at around the last. */
enum { NEAR_STEPS = 2, NEAR_STEPS_EYE = 1, SMALL_GRID = 8192 };

/* A grid that is quicker searched whole than climbed. */
static bool small_grid(const struct com_params *p)
{
    return p->ng * p->nhp * eq_ffe_rows(&p->ffe) <= SMALL_GRID;
}

/* f_min and Delta_f of a sheet: as for the tool, no more than a warning. */
static enum lr_status check_grid(const struct interface *interface,
                                 const struct channel *channel, struct lr_error *err)
{
    const struct net *thru = &channel->path[0].net;
    const double step = thru->nf > 1 ? thru->freq[1] - thru->freq[0] : 0.0;
    enum lr_status status = LR_OK;
    if (interface->f_min > 0.0 && thru->freq[0] > interface->f_min)
        status = note_add(
            err, NOTE_WARNING, "%s begins at %.4g GHz, above f_min %.4g GHz",
            channel->path[0].name, thru->freq[0] / unit_ghz, interface->f_min / unit_ghz);
    if (!status && interface->delta_f > 0.0 && step > interface->delta_f + 1.0)
        status = note_add(err, NOTE_WARNING,
                          "%s has steps of %.4g GHz, more than Delta_f %.4g GHz",
                          channel->path[0].name, step / unit_ghz,
                          interface->delta_f / unit_ghz);
    return status;
}

/* The packages that stand at the ends of one case, and what it drives them with. */
static struct com_case case_of(const struct link_chain *chain, size_t i,
                               const struct channel_path *noise)
{
    const struct interface_packages *p = &chain->packages[i];
    struct com_case which = {.drive = chain->link->interface.cases[i].drive,
                             .noise = noise};
    for (size_t kind = 0; kind < COM_KINDS; kind++) {
        which.tx[kind] = &p->tx[kind];
        which.rx[kind] = &p->rx[kind];
    }
    return which;
}

/* What the levels lose in active parts, one after the other: the transmitter's amplitude
 * and R_LM. */
static enum lr_status saturate(const struct channel *channel, struct com_params *params,
                               struct com_case *which, struct com_work *work,
                               struct com_swing *all, struct lr_error *err)
{
    enum lr_status status = LR_OK;
    *all = (struct com_swing){.peak = 0.0, .gain = 1.0, .r_lm = 1.0};
    for (size_t i = 0; !status && i < channel->nsource; i++) {
        struct com_swing one;
        status = com_swing_solve(&channel->source[i], params, which, work, &one, err);
        if (status)
            break;
        all->peak = fmax(all->peak, one.peak);
        all->gain *= one.gain;
        all->r_lm *= one.r_lm;
        which->drive.amplitude[PATH_THRU] *= one.gain;
    }
    params->r_lm *= all->r_lm;
    return status;
}

/* The channel as the packages of COM meet it; all but the list of paths is borrowed. */
static enum lr_status look_outside(const struct channel *channel, struct channel *out,
                                   struct lr_error *err)
{
    struct channel view;
    enum lr_status status = channel_init(&view, channel->npath, err);
    *out = *channel;
    out->path = view.path;
    for (size_t i = 0; !status && i < channel->npath; i++)
        out->path[i] =
            (struct channel_path){.kind = channel->path[i].kind,
                                  .name = channel->path[i].name,
                                  .net = *channel_outer(&channel->path[i])};
    return status;
}

static enum lr_status solve_cases(const struct link_chain *chain,
                                  const struct link_com_job *job, struct com_work *work,
                                  struct link_com *out, struct lr_error *err)
{
    const struct interface *interface = &chain->link->interface;
    struct com_params params = *job->params;
    const struct link_near *near = small_grid(&params) ? NULL : job->near;
    if (interface->unjudged)
        return error_set(err, LR_EDOMAIN, "%s judges nothing: %s", interface->name,
                         interface->unjudged);
    if (interface->by_loss)
        return error_set(err, LR_EDOMAIN,
                         "%s is judged by its loss limits, which lanereach loss applies; "
                         "it has no COM parameters",
                         interface->name);
    enum lr_status status = interface_check(interface, err);
    if (!status)
        status = check_grid(interface, job->channel, err);
    if (status)
        return status;
    if (isfinite(chain->link->criteria.com_min_db))
        params.held_back_db = chain->link->criteria.com_min_db;
    if (!chain->boards)         /* nor what Include PCB 2 does to that end     */
        params.r_tx = interface->r_die;
    for (size_t i = 0; i < chain->ncase; i++) {
        struct com_case which = case_of(chain, i, job->noise);
        struct com_params own = params;
        status = saturate(job->channel, &own, &which, work, &out->swing[i], err);
        if (!status)
            status = com_solve(job->channel, &own, &which,
                               near && i < near->ncase ? &near->cases[i] : NULL, work,
                               &out->cases[i], err);
        out->ncase++;
        if (status)
            return status;
        if (out->cases[i].com_db < out->cases[out->worst].com_db)
            out->worst = i;
    }
    return LR_OK;
}

enum lr_status link_com_cases(const struct link_chain *chain,
                              const struct link_com_job *job, struct com_work *work,
                              struct link_com *out, struct lr_error *err)
{
    struct channel outside;
    struct link_com_job own = *job;
    *out = (struct link_com){0};
    enum lr_status status = look_outside(job->channel, &outside, err);
    own.channel = &outside;
    if (!status)
        status = solve_cases(chain, &own, work, out, err);
    array_free(outside.path);
    return status;
}

enum lr_status link_com_solve(const struct link_chain *chain,
                              const struct channel *channel, const struct link_near *near,
                              struct com_work *work, struct link_com *out,
                              struct lr_error *err)
{
    const struct interface *interface = &chain->link->interface;
    const struct link_com_job job = {channel, &interface->com, NULL, near};
    *out = (struct link_com){0};
    if (interface->calibrates)
        return error_set(err, LR_EDOMAIN,
                         "RX_CALIBRATION 1: a receiver's calibration is the business of "
                         "lanereach com; write 0");
    return link_com_cases(chain, &job, work, out, err);
}

void link_com_free(struct link_com *com)
{
    for (size_t i = 0; i < com->ncase; i++)
        com_free(&com->cases[i]);
    *com = (struct link_com){0};
}

void link_com_start(const struct link_chain *chain, struct link_near *near)
{
    const struct com_params *p = &chain->link->interface.com;
    struct eq_near start = {.ctle_radius = NEAR_STEPS, .tap_radius = NEAR_STEPS};
    start.at.ctle = p->ng / 2 * p->nhp + p->nhp / 2;
    for (size_t i = 0; i < p->ffe.ntap; i++)
        for (size_t k = 1; k < p->ffe.count[i]; k++)
            if (fabs(p->ffe.value[i][k]) < fabs(p->ffe.value[i][start.at.ffe.index[i]]))
                start.at.ffe.index[i] = k;
    near->ncase = chain->ncase;
    for (size_t i = 0; i < chain->ncase; i++)
        near->cases[i] = start;
}

void link_com_near(const struct link_com *com, struct link_near *near)
{
    near->ncase = com->ncase;
    for (size_t i = 0; i < com->ncase; i++) {
        const size_t steps = com->cases[i].eye.neye ? NEAR_STEPS_EYE : NEAR_STEPS;
        near->cases[i] = (struct eq_near){com->cases[i].setting, steps, steps};
    }
}
