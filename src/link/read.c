#include "config.h"

#include "link/read.h"

#include "text/assign.h"

#include <string.h>
#include <unistd.h>

static enum lr_status read_settings(struct link *link, struct lr_error *err)
{
    static const char *const environment_keys[] = {"temperature", NULL};
    static const char *const target_keys[] = {"com", "vec", "veo", NULL};
    static const char *const grid_keys[] = {"step", "stop", NULL};
    const struct {
        const char *section, *key;
        const char *const *allowed;
        enum dimension dim;
        double *to;
    } values[] = {{"environment", "temperature", environment_keys, DIM_TEMPERATURE,
                   &link->temperature},
                  {"target", "com", target_keys, DIM_DECIBEL,
                   &link->criteria.com_min_db},
                  {"target", "vec", target_keys, DIM_DECIBEL,
                   &link->criteria.vec_max_db},
                  {"target", "veo", target_keys, DIM_VOLTAGE, &link->criteria.veo_min},
                  {"grid", "step", grid_keys, DIM_FREQUENCY, &link->grid_step},
                  {"grid", "stop", grid_keys, DIM_FREQUENCY, &link->grid_stop}};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        const struct yaml_node *section = yaml_get(link->root, values[i].section);
        if (!section)
            continue;
        enum lr_status status =
            yaml_expect(section, YAML_MAPPING, values[i].section, err);
        if (!status)
            status = yaml_keys(section, values[i].allowed, values[i].section, err);
        const struct yaml_node *node = status ? NULL : yaml_get(section, values[i].key);
        if (node)
            status = yaml_quantity(node, values[i].dim, values[i].key, values[i].to, err);
        if (!status && node && values[i].dim != DIM_DECIBEL && !(*values[i].to > 0.0))
            status = error_at(err, node->mark, "%s: '%s' is not %s", values[i].key,
                              node->text, values[i].dim == DIM_TEMPERATURE
                                              ? "above absolute zero, -273.15 degC"
                                              : "positive");
        if (status)
            return status;
    }
    return LR_OK;
}

enum lr_status link_read_interface(struct link *link, const struct yaml_node *node,
                                   struct interface *interface, struct lr_error *err)
{
    const bool sheet = interface_is_sheet(node->text);
    const char *name = sheet && *node->text != '/' && *link->folder
                           ? arena_printf(&link->arena, "%s/%s", link->folder, node->text)
                           : node->text;
    if (!name)
        return error_memory(err, "a path");
    enum lr_status status = interface_read(link->lib, name, node->mark, interface, err);
    if (!status && sheet)
        status = link_add_file(link, name, err);
    const struct yaml_node *own = yaml_get(link->root, "keywords");
    const struct yaml_node *eye = yaml_get(link->root, "eye");
    const struct yaml_node *fec = yaml_get(link->root, "fec");
    if (!status && own)
        status = interface_take(interface, own, err);
    for (const char **set = link->keyword; !status && set && *set; set++)
        status = interface_assign(interface, *set, err);
    if (!status && (own || (link->keyword && *link->keyword)))
        status = interface_derive(interface, err);
    if (!status && eye)
        status = eye_input_read(eye, interface->com.levels, &interface->eye, err);
    if (!status && fec)
        status = fec_use_read(fec, &interface->fec, err);
    return status;
}

/* A threshold set by keyword beats the link's own target. */
static void keep_set_criteria(struct link *link)
{
    const struct interface *interface = &link->interface;
    const struct { enum key key; double from, *to; } limits[] = {
        {KEY_COM_PASS, interface->criteria.com_min_db, &link->criteria.com_min_db},
        {KEY_VEC_PASS, interface->criteria.vec_max_db, &link->criteria.vec_max_db},
        {KEY_EH_MIN, interface->criteria.veo_min, &link->criteria.veo_min}};
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
        if (interface->changed[limits[i].key] && interface->set[limits[i].key])
            *limits[i].to = limits[i].from;
}

enum lr_status link_interpret(struct link *link, struct lr_error *err)
{
    static const char *const allowed[] = {"lanereach", "name", "interface", "parts",
                                          "crosstalk", "environment", "target", "grid",
                                          "keywords", "eye", "fec", NULL};
    struct yaml_node *version, *interface;
    enum lr_status status = yaml_expect(link->root, YAML_MAPPING, "a link", err);
    const struct yaml_node *kind = status ? NULL : yaml_get(link->root, "kind");
    if (kind && kind->text && strcmp(kind->text, "link"))
        return error_at(err, kind->mark, "this is a model of kind %s and no link; %s",
                        kind->text, strcmp(kind->text, "stackup")
                            ? "write a link that names it" : "lanereach line takes it");
    if (!status)
        status = yaml_need(link->root, "lanereach", YAML_SCALAR, "link", &version, err);
    if (!status && strcmp(version->text, "1"))
        status = error_at(err, version->mark, "lanereach: '%s' is no format that this "
                          "version reads; write lanereach: 1", version->text);
    if (!status)
        status = yaml_keys(link->root, allowed, "a link", err);
    if (!status)
        status = yaml_need(link->root, "interface", YAML_SCALAR, "link", &interface, err);
    if (!status)
        status = link_read_interface(link, interface, &link->interface, err);
    if (status)
        return status;
    const struct yaml_node *name = yaml_get(link->root, "name");
    link->name = name && name->text ? name->text : link->path;
    link->criteria = link->interface.criteria;
    if (yaml_get(link->root, "grid"))
        link->grid_mark = yaml_get(link->root, "grid")->mark;
    link->temperature = reference_celsius + zero_celsius;
    status = read_settings(link, err);
    keep_set_criteria(link);
    const char *order = link->interface.port_order;
    const struct part_source source = {link->lib, &link->arena, link->folder,
                                       link->temperature, *order ? order : NULL};
    if (!status)
        status = link_read_parts(link, &source, err);
    if (!status)
        status = link_read_crosstalk(link, &source, err);
    bool modelled = false;
    for (size_t i = 0; i < link->npart; i++)
        modelled |= link->part[i].kind->delay != NULL;
    if (!status)
        status = link_divide(link, err);
    if (!status && modelled && !yaml_get(link->root, "environment"))
        status =
            note_add(err, NOTE_ASSUMPTION, "temperature %g degC, as the link gives none",
                     reference_celsius);
    return status;
}

bool link_is_keyword(const char *assignment)
{
    char name[64];
    const size_t length = strcspn(assignment, "=");
    if (length >= sizeof name)
        return false;
    memcpy(name, assignment, length);
    name[length] = '\0';
    return keyword_find(name) != KEY_COUNT || unused_find(name);
}

enum lr_status link_keep_keywords(struct link *link, const char *const *sets,
                                  struct lr_error *err)
{
    size_t n = 0, kept = 0;
    while (sets && sets[n])
        n++;
    link->keyword = arena_alloc(&link->arena, (n + 1) * sizeof *link->keyword);
    if (!link->keyword)
        return error_memory(err, "--set");
    for (size_t i = 0; i < n; i++)
        if (link_is_keyword(sets[i]))
            link->keyword[kept++] = sets[i];
    return LR_OK;
}

static enum lr_status read_file(const char *path, struct model_library *lib,
                                const char *const *sets, struct link *link,
                                struct lr_error *err)
{
    *link = (struct link){.lib = lib};
    arena_init(&link->arena);
    const char *slash = strrchr(path, '/');
    link->path = arena_strdup(&link->arena, path);
    link->folder = slash ? arena_strndup(&link->arena, path, (size_t)(slash - path) +
                                                                 (slash == path))
                         : "";
    if (!link->path || !link->folder)
        return error_memory(err, "a link");
    enum lr_status status = yaml_read(path, &link->arena, &link->root, err);
    if (!status)
        status = link_add_file(link, link->path, err);
    if (!status)
        status = link_keep_keywords(link, sets, err);
    for (; !status && sets && *sets; sets++)
        if (!link_is_keyword(*sets))
            status = yaml_assign(link->root, *sets, "part[2].length=8in", &link->arena,
                                 err);
    return status ? status : link_interpret(link, err);
}

enum lr_status link_read_model(const char *name, struct mark mark,
                               struct model_library *lib, const char *const *sets,
                               struct link *link, struct lr_error *err)
{
    const struct model *model;
    *link = (struct link){0};
    enum lr_status status = model_find(lib, "link", name, mark, &model, err);
    return status ? status : read_file(model->path, lib, sets, link, err);
}

bool link_is_name(const char *word)
{
    return !model_is_path(word) && access(word, F_OK);
}

enum lr_status link_read(const char *path, struct model_library *lib,
                         const char *const *sets, struct link *link,
                         struct lr_error *err)
{
    return link_is_name(path)
               ? link_read_model(path, (struct mark){.file = path}, lib, sets, link, err)
               : read_file(path, lib, sets, link, err);
}
