#include "config.h"

#include "interface/of_model.h"

#include "interface/build.h"
#include "interface/given.h"

#include <string.h>

/* Keys of a model file that are no keywords of a sheet. */
static const char *const plain_keys[] = {"lanereach", "kind",      "name",   "aliases",
                                         "title",     "source",    "grade",  "lane_rate",
                                         "note",      "criterion", "limits", "base",
                                         "eye",       "fec"};

static bool plain(const char *key)
{
    for (size_t i = 0; i < sizeof plain_keys / sizeof plain_keys[0]; i++)
        if (!strcmp(key, plain_keys[i]))
            return true;
    return false;
}

/* `criterion: loss` is a standard that lanereach judges by its limit lines alone; none is
 * one without public limits, or whose receiver is not modelled: its note says why. */
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

/* `scalar` is what stands at `node`, which names the keyword. */
static enum lr_status take(struct interface *out, const struct yaml_node *node,
                           const struct yaml_node *scalar, struct lr_error *err)
{
    const enum key key = keyword_find(node->key);
    if (key != KEY_COUNT && out->given[key].name &&
        out->given[key].mark.file == node->key_mark.file)
        return error_at(err, node->key_mark,
                        "'%s' stands here and as %s before; leave one of them",
                        node->key, out->given[key].name);
    return interface_give(out,
                          (struct setting){.name = node->key,
                                           .text = scalar->text,
                                           .mark = scalar->mark,
                                           .units = true},
                          err);
}

static bool known(const char *name)
{
    return keyword_find(name) != KEY_COUNT || unused_find(name);
}

static enum lr_status read_keywords(struct model_library *lib, const struct model *model,
                                    struct interface *out, struct lr_error *err)
{
    for (const struct yaml_node *node = model->root->first; node; node = node->next) {
        if (plain(node->key))
            continue;
        if (!known(node->key))
            return error_at(err, node->key_mark,
                            "unknown key '%s' in an interface; keys are "
                            "the keywords of COM sheets, lane_rate, title, source, grade",
                            node->key);
        const struct yaml_node *scalar;
        enum lr_status status = model_scalar(lib, model, node, &scalar, err);
        if (!status)
            status = take(out, node, scalar, err);
        if (status)
            return status;
    }
    return LR_OK;
}

enum lr_status interface_take(struct interface *interface,
                              const struct yaml_node *keywords, struct lr_error *err)
{
    enum lr_status status = yaml_expect(keywords, YAML_MAPPING, "keywords", err);
    for (const struct yaml_node *node = status ? NULL : keywords->first; !status && node;
         node = node->next) {
        if (!known(node->key))
            return error_at(err, node->key_mark,
                            "'%s' is no keyword of the COM tool; lanereach-com(1) lists "
                            "them", node->key);
        status = yaml_expect(node, YAML_SCALAR, node->key, err);
        if (!status)
            status = take(interface, node, node, err);
        const enum key key = keyword_find(node->key);
        if (!status && key != KEY_COUNT)
            interface->changed[key] = true;
    }
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
                                struct interface *out, const struct model **from,
                                struct lr_error *err)
{
    const struct yaml_node *node = yaml_get(model->root, "base");
    const struct model *base = NULL;
    *from = NULL;
    if (!node)
        return LR_OK;
    enum lr_status status = yaml_expect(node, YAML_SCALAR, "base", err);
    if (!status)
        status = model_find(lib, "interface", node->text, node->mark, &base, err);
    if (!status && yaml_get(base->root, "base"))
        status = error_at(err, node->mark, "base %s has a base itself; write that one",
                          node->text);
    *from = base;
    return status ? status : read_own(lib, base, out, err);
}

/* What is no keyword, of the base and of the variant: the number of levels is known. */
static enum lr_status read_rest(const struct model *base, const struct model *model,
                               struct interface *out, struct lr_error *err)
{
    const struct yaml_node *first = base ? yaml_get(base->root, "eye") : NULL;
    const struct yaml_node *own = yaml_get(model->root, "eye");
    enum lr_status status =
        first ? eye_input_read(first, out->com.levels, &out->eye, err) : LR_OK;
    if (!status && own)
        status = eye_input_read(own, out->com.levels, &out->eye, err);
    first = base ? yaml_get(base->root, "fec") : NULL;
    own = yaml_get(model->root, "fec");
    if (!status && first)
        status = fec_use_read(first, &out->fec, err);
    if (!status && own)
        status = fec_use_read(own, &out->fec, err);
    return status;
}

enum lr_status interface_of_model(struct model_library *lib, const char *name,
                                  struct mark mark, struct interface *out,
                                  struct lr_error *err)
{
    const struct model *model, *base;
    enum lr_status status = model_find(lib, "interface", name, mark, &model, err);
    if (status)
        return status;
    out->name = model->name;
    out->title = model->title;
    out->source = model->source;
    out->grade = model_grade_name(model->grade);
    status = model_quantity(lib, model, "lane_rate", DIM_BIT_RATE, &out->lane_rate, err);
    if (!status)
        status = read_base(lib, model, out, &base, err);
    if (!status)
        status = read_own(lib, model, out, err);
    if (!status && out->by_loss && !out->nlimit)
        status = error_at(err, model->root->mark, "criterion: loss needs limits");
    if (!status)
        status = interface_build(out, model->root->mark, err);
    return status ? status : read_rest(base, model, out, err);
}
