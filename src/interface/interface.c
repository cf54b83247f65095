#include "config.h"

#include "interface/interface.h"

#include "interface/build.h"
#include "interface/given.h"
#include "interface/of_model.h"
#include "interface/sheet.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

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

enum lr_status interface_read(struct model_library *lib, const char *name,
                              struct mark mark, struct interface *out,
                              struct lr_error *err)
{
    *out = (struct interface){.release = release_find(NULL)};
    arena_init(&out->arena);
    return interface_is_sheet(name) ? read_sheet(name, mark, out, err)
                                    : interface_of_model(lib, name, mark, out, err);
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

bool interface_ignores(const struct interface *interface, const struct setting *setting)
{
    return !setting->unused ||
           unused_is_neutral(setting->unused, setting->text, interface->com.rx_ffe.n > 0);
}

enum lr_status interface_check(const struct interface *interface, struct lr_error *err)
{
    for (size_t i = 0; i < interface->nother; i++) {
        const struct setting *s = &interface->other[i];
        if (keyword_same(s->name, "ERL_ONLY") && interface_erl_only(interface))
            return error_at(err, s->mark,
                            "ERL_ONLY %s: a sheet for ERL alone, which lanereach loss "
                            "--sheet judges; write 0 for COM", s->text);
        if (!interface_ignores(interface, s))
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
