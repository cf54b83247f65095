#include "config.h"

#include "link/read.h"

#include "part/lanes.h"
#include "part/stackup.h"

#include <stdio.h>
#include <string.h>

static const char *const directions[] = {"same", "opposite", "alternating"};

enum path_kind link_coupled_kind(const struct link_coupled *coupled, size_t neighbour)
{
    const bool against = coupled->direction == LINK_OPPOSITE ||
                         (coupled->direction == LINK_ALTERNATING && neighbour % 2 == 0);
    return against ? PATH_NEXT : PATH_FEXT;
}

void link_crosstalk_print(const struct link *link, char text[LINK_CROSSTALK_WORDS])
{
    static const char *const words[] = {"same direction", "opposite direction",
                                        "alternating directions"};
    const struct link_coupled *coupled = &link->coupled;
    size_t at = 0, fext = 0;
    char pitch[32] = "";
    for (size_t i = 0; i < link->naggressor; i++)
        fext += link->aggressor[i].kind == PATH_FEXT;
    if (coupled->pitch > 0.0)
        snprintf(pitch, sizeof pitch, " at %.6g mm", coupled->pitch / unit_mm);
    if (coupled->neighbours)
        at = (size_t)snprintf(text, LINK_CROSSTALK_WORDS, "%zu neighbour%s%s, %s",
                              coupled->neighbours, coupled->neighbours > 1 ? "s" : "",
                              pitch, words[coupled->direction]);
    if (link->naggressor)
        snprintf(text + at, LINK_CROSSTALK_WORDS - at, "%s%zu FEXT, %zu NEXT%s",
                 at ? "; " : "", fext, link->naggressor - fext, at ? " of files" : "");
    else if (!at)
        snprintf(text, LINK_CROSSTALK_WORDS, "no crosstalk modelled");
}

static enum lr_status read_direction(const struct yaml_node *node,
                                     enum link_direction *direction, struct lr_error *err)
{
    enum lr_status status = yaml_expect(node, YAML_SCALAR, "direction", err);
    if (status)
        return status;
    for (size_t i = 0; i < sizeof directions / sizeof directions[0]; i++)
        if (!strcmp(node->text, directions[i])) {
            *direction = (enum link_direction)i;
            return LR_OK;
        }
    return error_at(err, node->mark,
                    "direction: '%s' is unknown; write same, opposite or alternating",
                    node->text);
}

static enum lr_status read_pitch(const struct yaml_node *node, double *pitch,
                                 struct lr_error *err)
{
    if (!node)
        return LR_OK;
    enum lr_status status = yaml_expect(node, YAML_SCALAR, "pitch", err);
    if (!status)
        status = yaml_quantity(node, DIM_LENGTH, "pitch", pitch, err);
    if (!status && !(*pitch > 0.0))
        status = error_at(err, node->mark, "pitch: '%s' is none; write more than 0",
                          node->text);
    return status;
}

/* By lane: odd ones lie to the right. */
static enum lr_status name_neighbours(struct link *link, struct lr_error *err)
{
    struct link_coupled *coupled = &link->coupled;
    const size_t n = 1 + coupled->neighbours;
    coupled->name = arena_alloc(&link->arena, n * sizeof *coupled->name);
    for (size_t i = 1; coupled->name && i < n; i++) {
        coupled->name[i] = arena_printf(&link->arena, "neighbour %zu (%s)", i,
                                        i % 2 ? "right" : "left");
        if (!coupled->name[i])
            coupled->name = NULL;
    }
    return coupled->name ? LR_OK : error_memory(err, "the neighbours");
}

static bool is_uncoupled(const struct part *part)
{
    return part->kind->role != ROLE_RETIMER &&
           !(part->kind->couples && part->kind->couples(part));
}

/* Parts in which lanes do not couple, told once: "via (parts 2, 5), skew (part 4)". */
static enum lr_status note_uncoupled(struct link *link, struct lr_error *err)
{
    const char *text = "";
    for (size_t i = 0; i < link->npart; i++) {
        const struct part_kind *kind = link->part[i].kind;
        size_t n = 0;
        for (size_t k = 0; k < i; k++)
            n += link->part[k].kind == kind && is_uncoupled(&link->part[k]);
        if (n || !is_uncoupled(&link->part[i]))
            continue;           /* told already, or nothing to tell            */
        const char *numbers = "";
        for (size_t k = i; numbers && k < link->npart; k++)
            if (link->part[k].kind == kind && is_uncoupled(&link->part[k]))
                numbers = arena_printf(&link->arena, "%s%s%zu", numbers,
                                       n++ ? ", " : "", k + 1);
        text = numbers ? arena_printf(&link->arena, "%s%s%s (part%s %s)", text,
                                      *text ? ", " : "", kind->name, n > 1 ? "s" : "",
                                      numbers)
                       : NULL;
        if (!text)
            return error_memory(err, "a note");
    }
    return *text ? note_add(err, NOTE_ASSUMPTION, "neighbours do not couple in: %s", text)
                 : LR_OK;
}

static enum lr_status prepare_parts(struct link *link, struct mark pitch,
                                    const struct part_source *source,
                                    struct lr_error *err)
{
    const struct stackup_lanes lanes = {1 + link->coupled.neighbours,
                                        link->coupled.pitch};
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < link->npart; i++) {
        struct part *part = &link->part[i];
        if (part->kind->prepare)
            status = part->kind->prepare(part, &lanes, pitch, source, err);
    }
    return status ? status : note_uncoupled(link, err);
}

static enum lr_status check_parts(const struct link *link, const struct yaml_node *node,
                                  struct lr_error *err)
{
    for (size_t i = 0; i < link->npart; i++)
        if (link->part[i].kind->role == ROLE_ACTIVE &&
            link->coupled.direction != LINK_SAME)
            return error_at(err, node->key_mark,
                            "coupled: a %s amplifies one way; neighbours beside it run "
                            "with the victim, write direction: same",
                            link->part[i].kind->name);
    for (size_t i = 0; i < link->npart; i++)
        if (link->part[i].kind->couples && link->part[i].kind->couples(&link->part[i]))
            return LR_OK;
    return error_at(err, node->key_mark,
                    "coupled: lanes couple in no part of the link; that takes a trace, a "
                    "file with neighbours, or a model with crosstalk");
}

enum lr_status link_read_coupled(struct link *link, const struct yaml_node *item,
                                 const struct part_source *source, struct lr_error *err)
{
    static const char *const alone[] = {"coupled", NULL};
    static const char *const allowed[] = {"neighbours", "pitch", "direction", NULL};
    struct link_coupled *coupled = &link->coupled;
    const struct yaml_node *node = yaml_get(item, "coupled");
    struct yaml_node *neighbours;
    if (coupled->neighbours)
        return error_at(err, node->key_mark,
                        "coupled: is given twice; keep one, with all neighbours");
    enum lr_status status = yaml_keys(item, alone, "a coupled item", err);
    if (!status)
        status = yaml_expect(node, YAML_MAPPING, "coupled", err);
    if (!status)
        status = yaml_keys(node, allowed, "coupled", err);
    if (!status)
        status = yaml_need(node, "neighbours", YAML_SCALAR, "coupled", &neighbours, err);
    if (!status)
        status = yaml_count(neighbours, "neighbours", 1, PART_MOST_LANES - 1,
                            &coupled->neighbours, err);
    if (!status)
        status = read_pitch(yaml_get(node, "pitch"), &coupled->pitch, err);
    if (!status && yaml_get(node, "direction"))
        status = read_direction(yaml_get(node, "direction"), &coupled->direction, err);
    if (!status)
        status = check_parts(link, node, err);
    if (!status)
        status = name_neighbours(link, err);
    if (status)
        return status;
    const struct yaml_node *pitch = yaml_get(node, "pitch");
    return prepare_parts(link, (pitch ? pitch : node)->mark, source, err);
}
