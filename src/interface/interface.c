#include "config.h"

#include "interface/interface.h"

#include "interface/build.h"

#include <string.h>

/* Keys of a model file that are no keywords of a sheet. */
static const char *const plain_keys[] = {"lanereach", "kind",      "name",   "aliases",
                                         "title",     "source",    "grade",  "lane_rate",
                                         "note",      "criterion", "limits"};

static bool plain(const char *key)
{
    for (size_t i = 0; i < sizeof plain_keys / sizeof plain_keys[0]; i++)
        if (!strcmp(key, plain_keys[i]))
            return true;
    return false;
}

/* `criterion: loss` is a standard that lanereach judges by its limit lines alone. */
static enum lr_status read_criterion(const struct model *model, struct interface *out,
                                     struct lr_error *err)
{
    const struct yaml_node *node = yaml_get(model->root, "criterion");
    if (!node)
        return LR_OK;
    enum lr_status status = yaml_expect(node, YAML_SCALAR, "criterion", err);
    if (!status && strcmp(node->text, "loss") && strcmp(node->text, "com"))
        status = error_at(err, node->mark, "criterion '%s' is unknown; write com or loss",
                          node->text);
    out->by_loss = !status && !strcmp(node->text, "loss");
    return status;
}

static enum lr_status read_keywords(struct model_library *lib, const struct model *model,
                                    struct interface *out, struct lr_error *err)
{
    for (const struct yaml_node *node = model->root->first; node; node = node->next) {
        if (plain(node->key))
            continue;
        const enum key key = keyword_find(node->key);
        if (key == KEY_COUNT)
            return error_at(err, node->key_mark,
                            "unknown key '%s' in an interface; keys are "
                            "the keywords of COM sheets, lane_rate, title, source, grade",
                            node->key);
        const struct yaml_node *scalar;
        enum lr_status status = model_scalar(lib, model, node, &scalar, err);
        if (!status)
            status = keyword_value(key, scalar->text, 1, scalar->mark, &out->arena,
                                   &out->value[key], err);
        if (status)
            return status;
        out->set[key] = true;
    }
    return LR_OK;
}

enum lr_status interface_read(struct model_library *lib, const char *name,
                              struct mark mark, struct interface *out,
                              struct lr_error *err)
{
    const struct model *model;
    *out = (struct interface){0};
    arena_init(&out->arena);
    enum lr_status status = model_find(lib, "interface", name, mark, &model, err);
    if (status)
        return status;
    out->name = model->name;
    out->title = model->title;
    out->source = model->source;
    out->grade = model_grade_name(model->grade);
    status = model_quantity(lib, model, "lane_rate", DIM_BIT_RATE, &out->lane_rate, err);
    if (!status)
        status = read_criterion(model, out, err);
    if (!status)
        status = limit_read(model, out->limit, &out->nlimit, err);
    if (!status && out->by_loss && !out->nlimit)
        status = error_at(err, model->root->mark, "criterion: loss needs limits");
    if (!status)
        status = read_keywords(lib, model, out, err);
    if (!status)
        status = interface_build(out, model->root->mark, err);
    return status;
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
    if (!name)
        return error_memory(err, "--set");
    const enum key key = keyword_find(name);
    if (key == KEY_COUNT)
        return error_set(err, LR_EUSAGE,
                         "--set: '%s' is no keyword that lanereach uses; see "
                         "lanereach-com(1) for the list",
                         name);
    interface->set[key] = equals[1] != '\0';
    interface->changed[key] = true;
    return interface->set[key]
               ? keyword_value(key, equals + 1, 0, set_mark, &interface->arena,
                               &interface->value[key], err)
               : LR_OK;
}

enum lr_status interface_derive(struct interface *interface, struct lr_error *err)
{
    return interface_build(interface, set_mark, err);
}

enum lr_status interface_set(struct interface *interface, const char *assignment,
                             struct lr_error *err)
{
    enum lr_status status = interface_assign(interface, assignment, err);
    return status ? status : interface_derive(interface, err);
}

const char *interface_modulation(const struct interface *interface)
{
    static const char *const names[] = {"NRZ", "PAM3", "PAM4", "PAM5", "PAM6"};
    const size_t levels = interface->com.levels;
    return levels >= 2 && levels - 2 < sizeof names / sizeof names[0] ? names[levels - 2]
                                                                      : "PAM";
}

enum lr_status interface_packages(const struct interface *interface, size_t which,
                                  size_t nf, const double *freq,
                                  struct interface_packages *out, struct lr_error *err)
{
    const struct interface_case *c = &interface->cases[which];
    *out = (struct interface_packages){0};
    enum lr_status status = package_network(&c->tx_thru, nf, freq, &out->tx_thru, err);
    if (!status)
        status = package_network(&c->tx_fext, nf, freq, &out->tx_fext, err);
    if (!status)
        status = package_network(&c->tx_next, nf, freq, &out->tx_next, err);
    if (!status)
        status = package_network(&c->rx, nf, freq, &out->rx, err);
    if (status)
        interface_packages_free(out);
    return status;
}

void interface_packages_free(struct interface_packages *packages)
{
    net_free(&packages->tx_thru);
    net_free(&packages->tx_fext);
    net_free(&packages->tx_next);
    net_free(&packages->rx);
}
