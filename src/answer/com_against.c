#include "config.h"

#include "answer/com_against.h"

#include "base/decimal.h"

#include <math.h>
#include <string.h>

/* One bin of A_ni: less is no change. */
static const double default_fall_db = 0.01;

static const char *text_of(const struct yaml_node *map, const char *key)
{
    const struct yaml_node *node =
        map && map->kind == YAML_MAPPING ? yaml_get(map, key) : NULL;
    return node && node->text ? node->text : "";
}

static double number_of(const struct yaml_node *map, const char *key)
{
    const char *text = text_of(map, key), *end = text + strlen(text);
    double x;
    return *text && decimal_read(text, end, &x) == end ? x : (double)NAN;
}

enum lr_status com_against_open(const struct request *request, struct arena *arena,
                                struct com_against *out, struct lr_error *err)
{
    struct yaml_node *root, *channels;
    *out = (struct com_against){.path = request->against, .fall_db = default_fall_db};
    if (request->fall && !request->against)
        return error_set(err, LR_EUSAGE, "--fall goes with --against");
    if (!request->against)
        return LR_OK;
    enum lr_status status =
        request->fall ? request_quantity("--fall", request->fall, DIM_DECIBEL,
                                         &out->fall_db, err)
                      : LR_OK;
    if (!status)
        status = yaml_read(request->against, arena, &root, err);
    if (!status)
        status = yaml_expect(root, YAML_MAPPING, "a baseline", err);
    if (!status)
        status = yaml_need(root, "channels", YAML_SEQUENCE,
                           "a baseline, the --json of an earlier lanereach com,",
                           &channels, err);
    if (status)
        return status;
    if (strcmp(text_of(root, "command"), "com"))
        return error_at(err, root->mark,
                        "this is no answer of lanereach com --json, which a baseline is");
    out->interface = text_of(root, "interface");
    out->release = text_of(root, "release");
    out->channels = channels;
    out->seen = arena_alloc(arena, (channels->n + 1) * sizeof *out->seen);
    return out->seen ? LR_OK : error_memory(err, "a baseline");
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The channel of that name; otherwise the only one with that file name. */
static const struct yaml_node *find(const struct com_against *a, const char *name,
                                    size_t *index)
{
    const struct yaml_node *alike = NULL;
    size_t i = 0, n = 0;
    for (const struct yaml_node *c = a->channels->first; c; c = c->next, i++) {
        const char *thru = text_of(c, "thru");
        const bool same = !strcmp(thru, name);
        if (!same && strcmp(last_part(thru), last_part(name)))
            continue;
        alike = c;
        *index = i;
        if (same)
            return c;
        n++;
    }
    return n == 1 ? alike : NULL;
}

struct fall {
    double db;
    const char *what;
};

static void compare(struct fall *most, const char *what, double before, double now)
{
    /* A margin that is absent, of an eye that closed, fell without end. */
    const double fell = isnan(now) && !isnan(before) ? INFINITY : before - now;
    if (fell > most->db)
        *most = (struct fall){fell, what};
}

static void compare_criteria(struct fall *most, const struct yaml_node *before,
                             const struct tree *now)
{
    const struct yaml_node *old = before->kind == YAML_MAPPING
                                      ? yaml_get(before, "criteria")
                                      : NULL;
    const struct tree *list = tree_get(now, "criteria");
    for (const struct tree *c = list ? list->first : NULL; c; c = c->next) {
        const char *name = tree_get(c, "name")->text, *sense = tree_get(c, "sense")->text;
        for (const struct yaml_node *o = old ? old->first : NULL; o; o = o->next)
            if (!strcmp(text_of(o, "name"), name) && !strcmp(text_of(o, "sense"), sense))
                compare(most, name, number_of(o, "margin_db"),
                        tree_value(c, "margin_db"));
    }
}

static const char *text_in(const struct tree *at, const char *key)
{
    const struct tree *node = tree_get(at, key);
    return node && node->kind == TREE_TEXT ? node->text : "";
}

/* Why two answers cannot be compared, or NULL. */
static const char *mismatch(const struct com_against *a, const struct yaml_node *before,
                            const struct tree *now)
{
    const char *interface = *text_of(before, "interface") ? text_of(before, "interface")
                                                          : a->interface;
    const char *release =
        *text_of(before, "release") ? text_of(before, "release") : a->release;
    if (isnan(number_of(before, "com_db")))
        return "not computed in the baseline";
    if (tree_get(now, "reason"))
        return NULL;            /* it was computed, and is no more             */
    if (strcmp(interface, text_in(now, "interface")))
        return "judged by another interface in the baseline";
    return strcmp(release, text_in(now, "release")) ? "of another release in the baseline"
                                                    : NULL;
}

void com_against_add(struct com_against *against, const char *name, struct tree *at)
{
    size_t index = 0;
    struct fall most = {-INFINITY, "COM"};
    if (!against->path)
        return;
    const struct yaml_node *before = find(against, name, &index);
    struct tree *result = tree_object(at, "against");
    const char *reason = before ? mismatch(against, before, at) : "not in the baseline";
    if (before)
        against->seen[index] = true;
    if (reason) {
        against->unknown++;
        tree_text(result, "reason", "%s", reason);
        return;
    }
    compare(&most, "COM", number_of(before, "com_db"), tree_value(at, "com_db"));
    compare_criteria(&most, before, at);
    const bool pass = most.db <= against->fall_db;
    tree_number(result, "com_db", number_of(before, "com_db"));
    tree_number(result, "fell_db", most.db);
    tree_text(result, "what", "%s", most.what);
    tree_bool(result, "pass", pass);
    against->fell += !pass;
}

enum lr_status com_against_end(const struct com_against *against, struct answer *answer,
                               struct lr_error *err)
{
    size_t gone = 0;
    enum lr_status status = LR_OK;
    if (!against->path)
        return LR_OK;
    for (size_t i = 0; i < against->channels->n; i++)
        gone += !against->seen[i];
    struct tree *result = tree_object(answer->root, "baseline");
    tree_text(result, "path", "%s", against->path);
    tree_number(result, "fall_db", against->fall_db);
    tree_number(result, "fell", (double)against->fell);
    tree_number(result, "new", (double)against->unknown);
    tree_number(result, "gone", (double)gone);
    answer->missed = answer->missed || against->fell;
    if (against->unknown)
        status = note_add(err, NOTE_WARNING,
                          "not compared with the baseline %s: %zu of the channels",
                          against->path, against->unknown);
    if (!status && gone)
        status = note_add(err, NOTE_WARNING,
                          "in the baseline %s and not in this answer: %zu channels",
                          against->path, gone);
    return status;
}
