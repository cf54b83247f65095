#include "config.h"

#include "answer/reach_others.h"

#include <assert.h>
#include <math.h>

static_assert((int)LIMIT_LINES >= (int)LINK_CRITERIA, "one array for both");

enum lr_status reach_judge_segment(const struct link *link, struct com_work *work,
                                   double *margin_db, struct lr_error *err)
{
    struct link_chain chain;
    struct channel channel = {0};
    struct link_com com = {0};
    struct link_criterion criterion[LIMIT_LINES];
    size_t n = 0;
    *margin_db = -INFINITY;
    enum lr_status status = link_chain_init(link, &chain, err);
    if (!status)
        status = link_chain_channel(&chain, 0.0, false, &channel, err);
    if (!status && link->interface.by_loss)
        status = link_judge_loss(&link->interface, &channel.path[0].net, criterion, &n,
                                 err);
    else if (!status)
        status = link_com_solve(&chain, &channel, NULL, work, &com, err);
    if (!status && !link->interface.by_loss)
        n = link_judge(&link->criteria, &com, criterion);
    if (!status)
        *margin_db = link_least_margin(criterion, n);
    if (status == LR_ENUMERIC)  /* so little comes through that nothing works  */
        status = LR_OK;
    link_com_free(&com);
    channel_free(&channel);
    link_chain_free(&chain);
    return status;
}

/* The optical path that segment i begins behind, if it does. */
static enum lr_status judge_light(const struct reach_lights *lights, size_t i,
                                  struct reach_others *out, struct lr_error *err)
{
    const struct optical_path *light = reach_lights_at(lights, i);
    if (!light)
        return LR_OK;
    struct optical_path path = *light;
    const enum lr_status status = optical_path_solve(&path, err);
    if (!status && !path.pass && !out->failing)
        *out = (struct reach_others){i + 1, true, path.margin};
    return status;
}

enum lr_status reach_judge_others(const struct link *rest, const struct link *varied,
                                  const struct reach_lights *lights,
                                  struct com_work *work, struct reach_others *out,
                                  struct lr_error *err)
{
    enum lr_status status = LR_OK;
    *out = (struct reach_others){0};
    for (size_t i = 0; !status && i < lights->n; i++)
        if (!(varied->light.given && i == varied->number))
            status = judge_light(lights, i, out, err);
    if (out->failing)
        return status;
    for (size_t i = 0; !status && i < rest->nsegment; i++) {
        const struct link *link = &rest->segment[i];
        double margin_db;
        /* The one that varies was taken. */
        bool known = !link->npart || link->interface.unjudged;
        for (size_t k = 0; !known && k < i; k++)
            known = rest->segment[k].npart && link_same(&rest->segment[k], link);
        if (known)
            continue;
        status = reach_judge_segment(link, work, &margin_db, err);
        if (!status && !(margin_db >= 0.0) &&
            !(out->failing && out->margin_db <= margin_db)) {
            out->failing = i + 1;
            out->margin_db = margin_db;
        }
    }
    return status;
}
