#include "config.h"

#include "link/com.h"

#include <math.h>

enum { NEAR_STEPS = 1, SMALL_GRID = 8192 };

/* A grid that is quicker searched whole than climbed. */
static bool small_grid(const struct com_params *p)
{
    return p->ng * p->nhp * eq_ffe_rows(&p->ffe) <= SMALL_GRID;
}

enum lr_status link_com_solve(const struct link_chain *chain,
                              const struct channel *channel, const struct link_near *near,
                              struct com_work *work, struct link_com *out,
                              struct lr_error *err)
{
    const struct interface *interface = &chain->link->interface;
    *out = (struct link_com){0};
    if (interface->by_loss)
        return error_set(err, LR_EDOMAIN,
                         "%s is judged by its loss limits, which lanereach loss applies; "
                         "it has no COM parameters",
                         interface->name);
    if (small_grid(&interface->com))
        near = NULL;
    for (size_t i = 0; i < chain->ncase; i++) {
        const struct interface_packages *p = &chain->packages[i];
        const struct com_packages packages = {&p->tx_thru, &p->tx_fext, &p->tx_next,
                                              &p->rx};
        enum lr_status status = com_solve(
            channel, &interface->com, &packages,
            near && i < near->ncase ? &near->cases[i] : NULL, work, &out->cases[i], err);
        out->ncase++;
        if (status)
            return status;
        if (out->cases[i].com_db < out->cases[out->worst].com_db)
            out->worst = i;
    }
    return LR_OK;
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
    for (size_t i = 0; i < com->ncase; i++)
        near->cases[i] = (struct eq_near){com->cases[i].setting, NEAR_STEPS, NEAR_STEPS};
}
