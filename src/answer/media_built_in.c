#include "config.h"

#include "answer/media_built_in.h"

#include "base/array.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES = 1000 };         /* where a medium stands in tables; without one, last */

/* 25 is listed as "25", "25G" or "25Gb/s". */
static bool rate_listed(const char *list, double rate)
{
    for (const char *word = list; word;) {
        char *end;
        const double value = strtod(word, &end);
        const size_t rest = strcspn(end, ",");
        if (end > word && fabs(value * unit_gbps - rate) < 0.5 * unit_gbps &&
            (!rest || (rest == 1 && *end == 'G') ||
             (rest == 4 && !strncmp(end, "Gb/s", 4))))
            return true;
        word = end[rest] ? end + rest + 1 : NULL;
    }
    return !list;
}

/* What is set in a lane's link: `interface`, the lane's own `set` and at last the user's,
 * ended by NULL.  NULL: no memory. */
static const char **sets_of(const struct request *request, const char *interface,
                            const struct yaml_node *own)
{
    size_t nset = 0, nown = 0, n = 0;
    while (request->sets && request->sets[nset])
        nset++;
    for (const struct yaml_node *one = own ? own->first : NULL; one; one = one->next)
        nown++;
    const char **sets = array_alloc(nset + nown + 2, sizeof *sets);
    if (!sets)
        return NULL;
    sets[n++] = interface;
    for (const struct yaml_node *one = own ? own->first : NULL; one; one = one->next)
        sets[n++] = one->text;
    for (size_t i = 0; i < nset; i++)
        sets[n++] = request->sets[i];
    return sets;
}

static enum lr_status check_sets(const struct yaml_node *own, struct lr_error *err)
{
    enum lr_status status =
        own ? yaml_expect(own, YAML_SEQUENCE, "set", err) : LR_OK;
    for (const struct yaml_node *one = own ? own->first : NULL; !status && one;
         one = one->next)
        status = yaml_expect(one, YAML_SCALAR, "what is set", err);
    return status;
}

static enum lr_status open_lane(const struct request *request, const struct model *model,
                                const struct yaml_node *link,
                                const struct yaml_node *lane, struct media *media,
                                struct lr_error *err)
{
    static const char *const allowed[] = {"rate", "interface", "link", "set", NULL};
    struct yaml_node *rate_node, *interface;
    const struct yaml_node *own = yaml_get(lane, "link"), *set = yaml_get(lane, "set");
    double rate;
    enum lr_status status = yaml_expect(lane, YAML_MAPPING, "a lane", err);
    if (!status)
        status = yaml_keys(lane, allowed, "a lane", err);
    if (!status)
        status = yaml_need(lane, "rate", YAML_SCALAR, "a lane", &rate_node, err);
    if (!status)
        status = yaml_need(lane, "interface", YAML_SCALAR, "a lane", &interface, err);
    if (!status && own)
        status = yaml_expect(own, YAML_SCALAR, "link", err);
    if (!status)
        status = check_sets(set, err);
    if (!status)
        status = yaml_quantity(rate_node, DIM_BIT_RATE, "rate", &rate, err);
    if (status || !rate_listed(request->rates, rate))
        return status;

    char *judge = malloc(strlen(interface->text) + sizeof "interface=");
    const char **sets = judge ? sets_of(request, judge, set) : NULL;
    status = sets && judge ? media_grow(media, err) : error_memory(err, "the links");
    if (!status) {
        struct media_row *row = &media->row[media->n - 1];
        sprintf(judge, "interface=%s", interface->text);
        row->medium = model->title;
        link = own ? own : link;
        status =
            link_read_model(link->text, link->mark, request->lib, sets, &row->link, err);
        if (!status)
            status = media_check_varies(row, err);
        if (!status)
            status = model_text(model, "varied", row->vary.key->name, &row->varied,
                                err);
    }
    free(judge);
    array_free(sets);
    return status;
}

static enum lr_status open_medium(const struct request *request, const char *name,
                                  struct media *media, struct lr_error *err)
{
    const struct model *model;
    struct yaml_node *link, *lanes;
    const char *note;
    enum lr_status status = model_find(request->lib, "medium", name,
                                       (struct mark){.file = "--media"}, &model, err);
    if (!status)
        status = model_text(model, "note", "", &note, err);
    if (!status && *note)
        status = note_add(err, NOTE_ASSUMPTION, "medium %s: %s", model->name, note);
    if (!status)
        status = yaml_need(model->root, "link", YAML_SCALAR, "a medium", &link, err);
    if (!status)
        status = yaml_need(model->root, "lanes", YAML_SEQUENCE, "a medium", &lanes, err);
    if (status)
        return status;
    for (const struct yaml_node *lane = lanes->first; !status && lane; lane = lane->next)
        status = open_lane(request, model, link, lane, media, err);
    return status;
}

/* Every word of --rates must have been some lane's. */
static enum lr_status check_rates(const struct request *request,
                                  const struct media *media, struct lr_error *err)
{
    char word[32];
    for (const char *at = request->rates; at;) {
        const size_t length = strcspn(at, ",");
        snprintf(word, sizeof word, "%.*s", (int)(length < 31 ? length : 31), at);
        bool used = false;
        for (size_t i = 0; i < media->n; i++)
            used |= rate_listed(word, media->row[i].link.interface.lane_rate);
        if (!used)
            return error_set(err, LR_EUSAGE,
                             "--rates: no built-in medium has the lane rate "
                             "'%s'; write 25, 50, 100 or 200",
                             word);
        at = at[length] ? at + length + 1 : NULL;
    }
    return LR_OK;
}

/* The media that --media names, by name or alias. */
static enum lr_status open_named(const struct request *request, struct media *media,
                                 struct lr_error *err)
{
    char name[128];
    for (const char *word = request->media; word;) {
        const size_t length = strcspn(word, ",");
        const struct model *model;
        snprintf(name, sizeof name, "%.*s", (int)(length < 127 ? length : 127), word);
        enum lr_status status = model_find(request->lib, "medium", name,
                                           (struct mark){.file = "--media"}, &model, err);
        if (!status)
            status = open_medium(request, model->name, media, err);
        if (status)
            return status;
        word = word[length] ? word + length + 1 : NULL;
    }
    return LR_OK;
}

struct placed {
    const char *name;
    size_t place;
};

static int by_place(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    return x->place != y->place ? (x->place > y->place) - (x->place < y->place)
                                : strcmp(x->name, y->name);
}

/* All of them, by their `place` in tables and then by name. */
static enum lr_status open_all(const struct request *request, struct media *media,
                               struct lr_error *err)
{
    const char *const *names;
    size_t n;
    enum lr_status status = model_names(request->lib, "medium", &names, &n, err);
    struct placed *placed = status ? NULL : array_alloc(n + 1, sizeof *placed);
    if (!status && !placed)
        status = error_memory(err, "the media");
    for (size_t i = 0; !status && i < n; i++) {
        const struct model *model;
        const struct yaml_node *place = NULL;
        placed[i] = (struct placed){names[i], PLACES};
        status = model_find(request->lib, "medium", names[i], (struct mark){0}, &model,
                            err);
        if (!status)
            place = yaml_get(model->root, "place");
        if (place)
            status = yaml_count(place, "place", 1, PLACES, &placed[i].place, err);
    }
    if (!status)
        qsort(placed, n, sizeof *placed, by_place);
    for (size_t i = 0; !status && i < n; i++)
        status = open_medium(request, placed[i].name, media, err);
    array_free(placed);
    return status;
}

enum lr_status media_built_in(const struct request *request, struct media *media,
                              struct lr_error *err)
{
    enum lr_status status = request->media ? open_named(request, media, err)
                                           : open_all(request, media, err);
    if (!status && !media->n && !request->rates)
        status = error_set(err, LR_EUSAGE, "no medium has a lane to solve for");
    return status ? status : check_rates(request, media, err);
}
