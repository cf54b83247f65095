#include "config.h"

#include "part/stackup_tolerance.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static enum lr_status read_delta(const char *name, const char *text, struct mark mark,
                                 struct stackup_spread *spread, struct lr_error *err)
{
    char number[64];
    const size_t length = strlen(text);
    const bool relative = length && text[length - 1] == '%';
    if (length >= sizeof number)
        return error_at(err, mark, "%s: '%.40s...' is no tolerance; write 10 um or 8%%",
                        name, text);
    snprintf(number, sizeof number, "%.*s", (int)(relative ? length - 1 : length), text);
    enum lr_status status =
        quantity_read(number, relative ? DIM_NUMBER : stackup_keys()[spread->key].dim,
                      name, mark, &spread->delta, err);
    if (!status && relative)
        spread->delta *= unit_percent * spread->nominal;
    return status;
}

enum lr_status stackup_tolerance_read(const struct stackup *stackup, const char *name,
                                      const char *text, struct mark mark,
                                      struct stackup_spread *spread,
                                      struct lr_error *err)
{
    spread->key = stackup_key_find(name);
    spread->nominal = spread->key == STACKUP_QUANTITIES
                          ? (double)NAN : stackup_value(stackup, spread->key);
    if (isnan(spread->nominal))
        return error_at(err, mark, "%s: %s has no such quantity; lanereach-models(5) "
                        "lists them", name, stackup->model->name);
    enum lr_status status = read_delta(name, text, mark, spread, err);
    if (status)
        return status;
    const struct stackup_key *key = &stackup_keys()[spread->key];
    if (!(spread->delta > 0.0))
        return error_at(err, mark, "%s: a tolerance of %s is not positive", name, text);
    if (!(spread->nominal - spread->delta >= key->least &&
          spread->nominal + spread->delta <= key->most))
        return error_at(err, mark, "%s: a tolerance of %s leaves its range, which is %s",
                        name, text, key->range);
    return LR_OK;
}

enum lr_status stackup_tolerance_check(const struct stackup *stackup,
                                       struct lr_error *err)
{
    const struct yaml_node *all = yaml_get(stackup->model->root, "tolerance");
    struct stackup_spread spread;
    if (!all)
        return LR_OK;
    enum lr_status status = yaml_expect(all, YAML_MAPPING, "tolerance", err);
    for (const struct yaml_node *node = all->first; !status && node; node = node->next) {
        status = yaml_expect(node, YAML_SCALAR, node->key, err);
        if (!status)
            status = stackup_tolerance_read(stackup, node->key, node->text, node->mark,
                                            &spread, err);
    }
    return status;
}
