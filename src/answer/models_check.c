#include "config.h"

#include "answer/models_check.h"

#include "answer/media.h"
#include "interface/pmd.h"
#include "optics/fibre_model.h"
#include "optics/module.h"
#include "optics/passive.h"
#include "part/material.h"
#include "part/stackup.h"
#include "text/folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct checker {
    const struct request *request;
    struct model_library *lib;
    const char *below;          /* "DIR/models/", or NULL: all                 */
    struct answer *answer;
    struct tree *rows;
    size_t n, wrong;
};

/* A part of that kind that names the model, with what such a part needs besides. */
static enum lr_status check_part(const struct checker *c, const char *key,
                                 const char *name, const char *more, struct lr_error *err)
{
    struct arena arena;
    struct yaml_node *map;
    char text[256];
    arena_init(&arena);
    const struct part_source source = {
        .lib = c->lib, .arena = &arena, .folder = "",
        .temperature = reference_celsius + zero_celsius};
    const int length = snprintf(text, sizeof text, "%s: %s\n%s", key, name, more);
    struct part part = {.kind = part_kind_find(key), .name = name};
    enum lr_status status =
        length < (int)sizeof text
            ? yaml_read_text("models", text, (size_t)length, &arena, &map, err)
            : error_set(err, LR_EINPUT, "a name of more than 200 letters");
    if (!status)
        status = part.kind->read(&part, map, &source, err);
    if (part.kind->release && part.data)
        part.kind->release(&part);
    arena_free(&arena);
    return status;
}

static enum lr_status check_interface(const struct checker *c, const char *name,
                                      struct lr_error *err)
{
    struct interface interface;
    enum lr_status status =
        interface_read(c->lib, name, (struct mark){.file = "models"}, &interface, err);
    interface_free(&interface);
    return status;
}

static enum lr_status check_link(const struct checker *c, const char *name,
                                 struct lr_error *err)
{
    struct link link;
    enum lr_status status = link_read_model(name, (struct mark){.file = "models"}, c->lib,
                                            NULL, &link, err);
    link_free(&link);
    return status;
}

static enum lr_status check_medium(const struct checker *c, const char *name,
                                   struct lr_error *err)
{
    const struct request one = {.command = "reach", .lib = c->lib, .media = name};
    struct media media;
    enum lr_status status = media_open(&one, &media, err);
    media_close(&media);
    return status;
}

static enum lr_status check_active(const struct checker *c, const struct model *model,
                                   struct lr_error *err)
{
    const char *type;
    enum lr_status status = model_text(model, "type", "redriver", &type, err);
    return status ? status
                  : check_part(c, strcmp(type, "retimer") ? "redriver" : "retimer",
                               model->name, "", err);
}

/* With the device model that it names. */
static enum lr_status check_pmd(const struct checker *c, const struct model *model,
                                struct lr_error *err)
{
    struct pmd pmd;
    enum lr_status status = pmd_read(c->lib, model, &pmd, err);
    if (!status && pmd.module)
        status = model_find(c->lib, "module", pmd.module,
                            yaml_get(model->root, "module")->mark, &model, err);
    return status;
}

/* Reads a model by what its kind is read with. */
static enum lr_status check(const struct checker *c, const struct model *model,
                            struct lr_error *err)
{
    static const struct { const char *kind, *more; } parts[] = {
        {"package", ""}, {"via", "length: 1 mm\n"}, {"connector", ""}, {"capacitor", ""},
        {"cable", "length: 1 m\n"}};
    const double temperature = reference_celsius + zero_celsius;
    const struct mark mark = {.file = "models"};
    const char *kind = model->kind, *name = model->name;
    struct line_laminate laminate;
    struct part_foil foil;
    struct stackup stackup;
    struct optics_module module;
    struct optics_fibre fibre;
    struct optics_passive passive;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (!strcmp(kind, parts[i].kind))
            return check_part(c, kind, name, parts[i].more, err);
    if (!strcmp(kind, "material"))
        return part_material_laminate(c->lib, name, mark, temperature, &laminate, err);
    if (!strcmp(kind, "foil"))
        return part_material_foil(c->lib, name, mark, &foil, err);
    if (!strcmp(kind, "stackup"))
        return stackup_read(c->lib, name, mark, temperature, NULL, &stackup, err);
    if (!strcmp(kind, "pmd"))
        return check_pmd(c, model, err);
    if (!strcmp(kind, "module"))
        return optics_module_read(c->lib, model, &module, err);
    if (!strcmp(kind, "fibre"))
        return optics_fibre_read(c->lib, model, &fibre, err);
    if (!strcmp(kind, "passive"))
        return optics_passive_read(c->lib, model, &passive, err);
    return !strcmp(kind, "interface") ? check_interface(c, name, err)
           : !strcmp(kind, "link")    ? check_link(c, name, err)
           : !strcmp(kind, "medium")  ? check_medium(c, name, err)
           : !strcmp(kind, "active")  ? check_active(c, model, err)
                                      : error_set(err, LR_EINPUT,
                                                  "%s: this version reads no models of "
                                                  "kind %s", model->path, kind);
}

static void add_row(struct checker *c, const char *kind, const char *name,
                    const char *problem)
{
    struct tree *row = tree_object(c->rows, NULL);
    tree_text(row, "kind", "%s", kind);
    tree_text(row, "name", "%s", name);
    tree_bool(row, "good", !problem);
    if (problem)
        tree_text(row, "problem", "%s", problem);
    c->n++;
    c->wrong += problem != NULL;
}

/* What is wrong with one model goes into its row; only want of memory ends the check. */
static enum lr_status check_named(struct checker *c, const char *kind, const char *name,
                                  struct lr_error *err)
{
    struct lr_error own = {.notes = NULL};
    const struct model *model;
    enum lr_status status =
        model_find(c->lib, kind, name, (struct mark){.file = "models"}, &model, &own);
    if (!status && c->below && strncmp(model->path, c->below, strlen(c->below)))
        return LR_OK;
    if (!status)
        status = check(c, model, &own);
    if (status == LR_EMEMORY)
        return error_memory(err, "the models");
    add_row(c, kind, name, status ? own.text : NULL);
    return LR_OK;
}

static bool known(const char *kind, size_t length)
{
    for (const char *const *k = model_kinds(); *k; k++)
        if (strlen(*k) == length && !strncmp(*k, kind, length))
            return true;
    return false;
}

/* Files below the folder that no kind lists: none would ever be found. */
static enum lr_status check_strays(struct checker *c, struct lr_error *err)
{
    const char *const *files;
    size_t n;
    enum lr_status status = folder_files(c->below, &c->answer->arena, &files, &n, err);
    for (size_t i = 0; !status && i < n; i++) {
        const char *kind = files[i] + strlen(c->below);
        kind += strspn(kind, "/");
        const size_t length = strcspn(kind, "/"), all = strlen(kind);
        const bool yaml = all > 5 && !strcmp(kind + all - 5, ".yaml");
        char problem[512];
        if (!yaml || (kind[length] && known(kind, length) &&
                      !strchr(kind + length + 1, '/')))
            continue;
        snprintf(problem, sizeof problem,
                 "%s: nobody looks here; models are in models/KIND/NAME.yaml", files[i]);
        add_row(c, "-", kind, problem);
    }
    return status;
}

static enum lr_status check_all(struct checker *c, struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (const char *const *kind = model_kinds(); !status && *kind; kind++) {
        const char *const *names;
        size_t n = 0;
        if (c->request->kind && strcmp(c->request->kind, *kind))
            continue;
        status = model_names(c->lib, *kind, &names, &n, err);
        for (size_t i = 0; !status && i < n; i++)
            status = check_named(c, *kind, names[i], err);
    }
    return !status && c->below && !c->request->kind ? check_strays(c, err) : status;
}

/* A library with the folder in front, and the path that its models begin with. */
static enum lr_status open_folder(const struct request *request, struct checker *c,
                                  struct lr_error *err)
{
    const char *folder = request->files[0];
    const char **data;
    size_t n = 0;
    if (request->files[1])
        return error_set(err, LR_EUSAGE, "'%s' is one folder too many", request->files[1]);
    const char *models = arena_printf(&c->answer->arena, "%s/models", folder);
    if (models && !folder_is(models))
        return error_at(err, (struct mark){.file = folder},
                        "has no models/ in it; name the folder that holds models/");
    while (request->data && request->data[n])
        n++;
    data = arena_alloc(&c->answer->arena, (n + 2) * sizeof *data);
    if (!data)
        return error_memory(err, "the folders");
    data[0] = folder;
    for (size_t i = 0; i < n; i++)
        data[i + 1] = request->data[i];
    enum lr_status status = model_library_open(data, &c->lib, err);
    if (status)
        return status;
    c->below = arena_printf(&c->answer->arena, "%s/", models ? models : folder);
    return c->below ? LR_OK : error_memory(err, "the folders");
}

enum lr_status models_check(const struct request *request, struct answer *answer,
                            struct lr_error *err)
{
    struct checker c = {.request = request,
                        .lib = request->lib,
                        .answer = answer,
                        .rows = tree_list(answer->root, "rows")};
    enum lr_status status = request->files ? open_folder(request, &c, err) : LR_OK;
    if (!status)
        status = check_all(&c, err);
    tree_number(answer->root, "checked", (double)c.n);
    tree_number(answer->root, "wrong", (double)c.wrong);
    answer->missed = c.wrong > 0;
    if (c.lib != request->lib)
        model_library_close(c.lib);
    return status;
}
