#include "config.h"

#include "interface/interface.h"

#include "interface/build.h"
#include "interface/given.h"
#include "interface/sheet.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* Keys of a model file that are no keywords of a sheet. */
static const char *const plain_keys[] = {"lanereach", "kind",      "name",   "aliases",
                                         "title",     "source",    "grade",  "lane_rate",
                                         "note",      "criterion", "limits", "base"};

static bool plain(const char *key)
{
    for (size_t i = 0; i < sizeof plain_keys / sizeof plain_keys[0]; i++)
        if (!strcmp(key, plain_keys[i]))
            return true;
    return false;
}

/* `criterion: loss` is a standard that lanereach judges by its limit lines alone; none is
 * one without public limits, or with a receiver that is not modelled: its note says why. */
static enum lr_status read_criterion(const struct model *model, struct interface *out,
                                     struct lr_error *err)
{
    const struct yaml_node *node = yaml_get(model->root, "criterion");
    if (!node)
        return LR_OK;
    enum lr_status status = yaml_expect(node, YAML_SCALAR, "criterion", err);
    if (status)
        return status;
    const bool none = !strcmp(node->text, "none");
    if (strcmp(node->text, "loss") && strcmp(node->text, "com") && !none)
        return error_at(err, node->mark, "criterion '%s' is unknown; write com, loss or "
                        "none", node->text);
    out->by_loss = !strcmp(node->text, "loss");
    out->unjudged = NULL;
    return none ? model_text(model, "note", NULL, &out->unjudged, err) : LR_OK;
}

static enum lr_status read_keywords(struct model_library *lib, const struct model *model,
                                    struct interface *out, struct lr_error *err)
{
    for (const struct yaml_node *node = model->root->first; node; node = node->next) {
        if (plain(node->key))
            continue;
        if (keyword_find(node->key) == KEY_COUNT && !unused_find(node->key))
            return error_at(err, node->key_mark,
                            "unknown key '%s' in an interface; keys are "
                            "the keywords of COM sheets, lane_rate, title, source, grade",
                            node->key);
        const enum key key = keyword_find(node->key);
        if (key != KEY_COUNT && out->given[key].name &&
            out->given[key].mark.file == node->key_mark.file)
            return error_at(err, node->key_mark,
                            "'%s' stands here and as %s before; leave one of them",
                            node->key, out->given[key].name);
        const struct yaml_node *scalar;
        enum lr_status status = model_scalar(lib, model, node, &scalar, err);
        if (!status)
            status = interface_give(out,
                                    (struct setting){.name = node->key,
                                                     .text = scalar->text,
                                                     .mark = scalar->mark,
                                                     .units = true},
                                    err);
        if (status)
            return status;
    }
    return LR_OK;
}

bool interface_is_sheet(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && (!strcasecmp(dot, ".xlsx") || !strcasecmp(dot, ".xls") ||
                   !strcasecmp(dot, ".xlsm"));
}

/* A sheet says nothing about itself: it is known by its file. */
static enum lr_status read_sheet(const char *path, struct mark mark,
                                 struct interface *out, struct lr_error *err)
{
    const char *slash = strrchr(path, '/');
    out->source = arena_strdup(&out->arena, path);
    out->name = arena_strdup(&out->arena, slash ? slash + 1 : path);
    if (!out->source || !out->name)
        return error_memory(err, "a sheet");
    out->title = out->name;
    out->grade = "as the sheet has it";
    if (access(path, R_OK))
        return error_at(err, mark,
                        "%s cannot be read: %s; write the path of a COM configuration "
                        "workbook",
                        path, strerror(errno));
    enum lr_status status = sheet_read(out->source, out, err);
    if (!status)
        status = interface_build(out, (struct mark){.file = out->source}, err);
    if (!status)
        out->lane_rate = out->com.baud * log2((double)out->com.levels);
    return status;
}

/* Everything that a file says of its own; of a variant what it says otherwise. */
static enum lr_status read_own(struct model_library *lib, const struct model *model,
                               struct interface *out, struct lr_error *err)
{
    enum lr_status status = read_criterion(model, out, err);
    if (!status && yaml_get(model->root, "limits"))
        status = limit_read(model, out->limit, &out->nlimit, err);
    return status ? status : read_keywords(lib, model, out, err);
}

/* `base: 100gbase-kr1`: a variant has all that its base has, but for what it says itself.
 * A base has none of its own, so that a reader has one other file to look at. */
static enum lr_status read_base(struct model_library *lib, const struct model *model,
                                struct interface *out, struct lr_error *err)
{
    const struct yaml_node *node = yaml_get(model->root, "base");
    const struct model *base;
    if (!node)
        return LR_OK;
    enum lr_status status = yaml_expect(node, YAML_SCALAR, "base", err);
    if (!status)
        status = model_find(lib, "interface", node->text, node->mark, &base, err);
    if (!status && yaml_get(base->root, "base"))
        status = error_at(err, node->mark, "base %s has a base itself; write that one",
                          node->text);
    return status ? status : read_own(lib, base, out, err);
}

static enum lr_status read_model(struct model_library *lib, const char *name,
                                 struct mark mark, struct interface *out,
                                 struct lr_error *err)
{
    const struct model *model;
    enum lr_status status = model_find(lib, "interface", name, mark, &model, err);
    if (status)
        return status;
    out->name = model->name;
    out->title = model->title;
    out->source = model->source;
    out->grade = model_grade_name(model->grade);
    status = model_quantity(lib, model, "lane_rate", DIM_BIT_RATE, &out->lane_rate, err);
    if (!status)
        status = read_base(lib, model, out, err);
    if (!status)
        status = read_own(lib, model, out, err);
    if (!status && out->by_loss && !out->nlimit)
        status = error_at(err, model->root->mark, "criterion: loss needs limits");
    if (!status)
        status = interface_build(out, model->root->mark, err);
    return status;
}

enum lr_status interface_read(struct model_library *lib, const char *name,
                              struct mark mark, struct interface *out,
                              struct lr_error *err)
{
    *out = (struct interface){.release = release_find(NULL)};
    arena_init(&out->arena);
    return interface_is_sheet(name) ? read_sheet(name, mark, out, err)
                                    : read_model(lib, name, mark, out, err);
}

void interface_free(struct interface *interface)
{
    arena_free(&interface->arena);
    *interface = (struct interface){0};
}

static const struct mark set_mark = {.file = "--set"};

enum lr_status interface_assign(struct interface *interface, const char *assignment,
                                struct lr_error *err)
{
    const char *equals = strchr(assignment, '=');
    if (!equals)
        return error_set(err, LR_EUSAGE, "--set '%s' has no '='; write KEYWORD=VALUE, or "
                         "KEYWORD= to remove it", assignment);
    const char *name =
        arena_strndup(&interface->arena, assignment, (size_t)(equals - assignment));
    const char *text = arena_strdup(&interface->arena, equals + 1);
    if (!name || !text)
        return error_memory(err, "--set");
    const enum key key = keyword_find(name);
    if (key == KEY_COUNT && !unused_find(name))
        return error_set(err, LR_EUSAGE,
                         "--set: '%s' is no keyword of the COM tool; lanereach-com(1) "
                         "lists them",
                         name);
    if (key != KEY_COUNT)
        interface->changed[key] = true;
    return interface_give(
        interface, (struct setting){.name = name, .text = text, .mark = set_mark}, err);
}

/* Values are read again: a:s:b may make other elements now. */
enum lr_status interface_derive(struct interface *interface, struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (size_t key = 0; !status && key < KEY_COUNT; key++)
        if (interface->set[key])
            status = interface_give(interface, interface->given[key], err);
    return status ? status : interface_build(interface, set_mark, err);
}

enum lr_status interface_set(struct interface *interface, const char *assignment,
                             struct lr_error *err)
{
    enum lr_status status = interface_assign(interface, assignment, err);
    return status ? status : interface_derive(interface, err);
}

enum lr_status interface_check(const struct interface *interface, struct lr_error *err)
{
    for (size_t i = 0; i < interface->nother; i++) {
        const struct setting *s = &interface->other[i];
        if (keyword_same(s->name, "ERL_ONLY") && interface_erl_only(interface))
            return error_at(err, s->mark,
                            "ERL_ONLY %s: a sheet for ERL alone, which lanereach loss "
                            "--sheet judges; write 0 for COM", s->text);
        if (s->unused && !unused_is_neutral(s->unused, s->text))
            return error_at(err, s->mark, "%s %s: %s is not modelled; write %s", s->name,
                            s->text, s->unused->why,
                            *s->unused->neutral ? s->unused->neutral : "nothing");
    }
    return LR_OK;
}

const char *interface_modulation(const struct interface *interface)
{
    static const char *const names[] = {"NRZ", "PAM3", "PAM4", "PAM5", "PAM6"};
    const size_t levels = interface->com.levels;
    return levels >= 2 && levels - 2 < sizeof names / sizeof names[0] ? names[levels - 2]
                                                                      : "PAM";
}
