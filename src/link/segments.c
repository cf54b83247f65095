#include "config.h"

#include "link/read.h"

#include "part/optics.h"

#include <string.h>

enum lr_status link_begin_segments(struct link *link, const struct yaml_node *parts,
                                   struct lr_error *err)
{
    size_t n = 0;
    for (const struct yaml_node *node = parts->first; node; node = node->next)
        n += node->kind == YAML_MAPPING && (yaml_get(node, part_retimer.name) ||
                                            yaml_get(node, part_optics.name));
    if (!n)
        return LR_OK;
    link->segment = arena_alloc(&link->arena, (n + 1) * sizeof *link->segment);
    if (!link->segment)
        return error_memory(err, "the segments");
    link->segment[0] = (struct link){.criteria = link->criteria};
    link->nsegment = 1;
    return LR_OK;
}

enum lr_status link_begin_segment(struct link *link, size_t retimer,
                                  struct part_source *source, struct lr_error *err)
{
    const size_t span = link->segment[link->nsegment - 1].span;
    struct link *behind = &link->segment[link->nsegment++];
    const struct part *part = &link->part[retimer];
    const struct retimer *data = part_retimer_data(part);
    const struct yaml_node *own = data->interface;
    *behind = (struct link){.first = retimer + 1,
                            .retimer = part,
                            .span = span + data->terminates};
    enum lr_status status = link_read_interface(
        link, own ? own : yaml_get(link->root, "interface"), &behind->interface, err);
    behind->criteria = own ? behind->interface.criteria : link->criteria;
    source->ports =
        *behind->interface.port_order ? behind->interface.port_order : NULL;
    return status;
}

const struct interface *link_interface_at(const struct link *link, size_t part)
{
    const struct interface *found = &link->interface;
    for (size_t k = 1; k < link->nsegment && link->segment[k].first <= part; k++)
        found = &link->segment[k].interface;
    return found;
}

/* The aggressors that run through a segment's parts. */
static enum lr_status share_aggressors(const struct link *link, struct link *segment,
                                       struct arena *arena, struct lr_error *err)
{
    segment->aggressor =
        arena_alloc(arena, (link->naggressor + 1) * sizeof *segment->aggressor);
    if (!segment->aggressor)
        return error_memory(err, "the aggressors");
    for (size_t i = 0; i < link->naggressor; i++) {
        const size_t at = link->aggressor[i].replaces;
        if (at < segment->first || at >= segment->first + segment->npart)
            continue;
        struct link_aggressor *own = &segment->aggressor[segment->naggressor++];
        *own = link->aggressor[i];
        own->replaces = at - segment->first;
        link->aggressor[i].file.net = (struct net){0};
    }
    return LR_OK;
}

/* What segment i has of the link beside aggressors and interface. */
static enum lr_status share(struct link *link, size_t i, struct lr_error *err)
{
    struct link *segment = &link->segment[i];
    const struct link own = *segment;
    const size_t end = i + 1 < link->nsegment ? segment[1].first - 1 : link->npart;
    *segment = *link;
    segment->arena = (struct arena){0};
    segment->nsegment = 0;
    segment->segment = NULL;
    segment->naggressor = 0;
    segment->aggressor = NULL;
    segment->vary = segment->light = (struct link_vary){0};
    segment->interface = own.interface;
    segment->criteria = own.criteria;
    segment->number = i;
    segment->first = own.first;
    segment->npart = end - own.first;
    segment->part = link->part + own.first;
    segment->retimer = own.retimer;
    segment->span = own.span;
    if (link->vary.given && link->vary.part >= own.first &&
        link->vary.part < end) {
        segment->vary = link->vary;
        segment->vary.part -= own.first;
    }
    if (link->vary.given && own.retimer && link->vary.part + 1 == own.first)
        segment->light = link->vary;
    segment->name = arena_printf(&link->arena, "%s, segment %zu", link->name, i + 1);
    return segment->name ? share_aggressors(link, segment, &link->arena, err)
                         : error_memory(err, "the segments");
}

enum lr_status link_divide(struct link *link, struct lr_error *err)
{
    enum lr_status status = LR_OK;
    if (!link->nsegment)
        return LR_OK;
    link->segment[0].interface = link->interface;
    link->interface = (struct interface){0};
    for (size_t i = 0; i < link->nsegment; i++) {
        const enum lr_status one = share(link, i, err);
        status = status ? status : one;
    }
    link->part = NULL;
    link->npart = 0;
    if (!status)                /* else what was not moved is freed with the link */
        link->naggressor = 0;
    link->vary = (struct link_vary){0};
    return status;
}

/* ---- Segments of a link that was read ---------------------------------------- */

static void free_own(struct link *link)
{
    for (size_t i = 0; i < link->npart; i++)
        if (link->part[i].kind->release)
            link->part[i].kind->release(&link->part[i]);
    for (size_t i = 0; i < link->naggressor; i++)
        net_free(&link->aggressor[i].file.net);
    interface_free(&link->interface);
}

void link_free(struct link *link)
{
    for (size_t i = 0; i < link->nsegment; i++)
        free_own(&link->segment[i]);
    free_own(link);
    arena_free(&link->arena);
    *link = (struct link){0};
}

size_t link_segments(const struct link *link)
{
    return link->nsegment ? link->nsegment : 1;
}

void link_take(struct link *link, size_t i, struct link *segment)
{
    *segment = link->segment[i];
    link->segment[i] = (struct link){0};
}

void link_narrow(struct link *link, size_t i)
{
    struct link one;
    link_take(link, i, &one);
    for (size_t k = 0; k < link->nsegment; k++)
        free_own(&link->segment[k]);
    one.arena = link->arena;
    *link = one;
}

static const struct yaml_node *node_of(const struct link *segment, size_t i)
{
    const struct yaml_node *node = yaml_get(segment->root, "parts")->first;
    for (size_t k = segment->first + i; k; k--)
        node = node->next;
    return node;
}

static bool same_nodes(const struct yaml_node *a, const struct yaml_node *b)
{
    if (!a->key != !b->key || !a->text != !b->text || a->n != b->n ||
        (a->key && strcmp(a->key, b->key)) || (a->text && strcmp(a->text, b->text)))
        return false;
    for (a = a->first, b = b->first; a; a = a->next, b = b->next)
        if (!same_nodes(a, b))
            return false;
    return true;
}

bool link_same(const struct link *a, const struct link *b)
{
    bool same = a->npart == b->npart && !a->naggressor && !b->naggressor &&
                !a->vary.given && !b->vary.given && !a->light.given && !b->light.given &&
                !strcmp(a->interface.name, b->interface.name) &&
                !memcmp(&a->criteria, &b->criteria, sizeof a->criteria);
    for (size_t i = 0; same && i < a->npart; i++)
        same = same_nodes(node_of(a, i), node_of(b, i));
    return same;
}
