#include "config.h"

#include "interface/fec_use.h"

#include <string.h>

static enum lr_status read_code(const struct yaml_node *node, struct fec_use *use,
                                struct lr_error *err)
{
    const enum lr_status status = yaml_expect(node, YAML_SCALAR, "code", err);
    if (status)
        return status;
    use->code = fec_find(node->text);
    if (!use->code && strcmp(node->text, "none"))
        return error_at(err, node->mark, "code: '%s' is unknown; write %s or none",
                        node->text, fec_names);
    return LR_OK;
}

static enum lr_status read_ratio(const struct yaml_node *node, const char *key,
                                 double *ratio, struct lr_error *err)
{
    enum lr_status status = yaml_quantity(node, DIM_NUMBER, key, ratio, err);
    if (!status && !(*ratio > 0.0 && *ratio <= 0.1))
        status = error_at(err, node->mark, "%s: %s is out of range; write above 0 to 0.1",
                          key, node->text);
    return status;
}

enum lr_status fec_use_read(const struct yaml_node *node, struct fec_use *use,
                            struct lr_error *err)
{
    static const char *const allowed[] = {"code", "codewords", "precoding", "ber",
                                          "ber_total", "source", "grade", NULL};
    size_t precoding = use->precoded;
    enum lr_status status = yaml_expect(node, YAML_MAPPING, "fec", err);
    if (!status)
        status = yaml_keys(node, allowed, "fec", err);
    const struct yaml_node *code = status ? NULL : yaml_get(node, "code");
    const struct yaml_node *codewords = status ? NULL : yaml_get(node, "codewords");
    const struct yaml_node *precoded = status ? NULL : yaml_get(node, "precoding");
    const struct yaml_node *ber = status ? NULL : yaml_get(node, "ber");
    const struct yaml_node *total = status ? NULL : yaml_get(node, "ber_total");
    const struct yaml_node *source = status ? NULL : yaml_get(node, "source");
    const struct yaml_node *grade = status ? NULL : yaml_get(node, "grade");
    use->codewords = use->codewords ? use->codewords : 1;
    if (code)
        status = read_code(code, use, err);
    if (!status && codewords)
        status = yaml_count(codewords, "codewords", 1, 64, &use->codewords, err);
    if (!status && precoded)
        status = yaml_count(precoded, "precoding", 0, 1, &precoding, err);
    if (!status && ber)
        status = read_ratio(ber, "ber", &use->ber, err);
    if (!status && total)
        status = read_ratio(total, "ber_total", &use->ber_total, err);
    use->precoded = precoding;
    use->source = source ? source->text : use->source;
    use->grade = grade ? grade->text : use->grade;
    return status;
}
