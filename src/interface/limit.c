#include "config.h"

#include "interface/limit.h"

#include "base/quantity.h"
#include "net/grid.h"

#include <math.h>
#include <string.h>

static const char *const term_keys[LIMIT_TERMS] = {"constant", "root", "linear", "square",
                                                   "cube"};

/* Two curves meet to the last printed digit only: frequencies of a piece's ends are
 * taken within 1 Hz. */
double limit_db(const struct limit_line *line, double freq)
{
    for (size_t i = 0; i < line->n; i++) {
        const struct limit_piece *p = &line->piece[i];
        if (!(freq >= p->from - 1.0 && freq <= p->to + 1.0))
            continue;
        const double f = freq / unit_ghz;
        return p->db[0] + p->db[1] * sqrt(f) + f * (p->db[2] + f * (p->db[3] +
                                                                   f * p->db[4]));
    }
    return (double)NAN;
}

static void look(const struct limit_line *line, double freq, double loss,
                 struct limit_verdict *v)
{
    const double limit = limit_db(line, freq);
    const double margin = line->at_most ? limit - loss : loss - limit;
    if (!isfinite(limit) || isnan(loss))
        return;
    if (!v->points++ || margin < v->margin)
        *v = (struct limit_verdict){margin, loss, limit, freq, v->points};
}

struct limit_verdict limit_judge(const struct limit_line *line, const struct net *net,
                                 size_t i, size_t j)
{
    struct limit_verdict v = {0};
    for (size_t k = 0; k < net->nf; k++)
        look(line, net->freq[k], -db_of(cabs(*net_s(net, k, i, j))), &v);
    for (size_t p = 0; p < line->n; p++) {
        const double ends[] = {line->piece[p].from, line->piece[p].to};
        for (size_t e = 0; e < 2; e++)
            look(line, ends[e], -net_db_at(net, i, j, ends[e]), &v);
    }
    return v;
}

static enum lr_status read_piece(const struct yaml_node *node, struct limit_piece *piece,
                                 struct lr_error *err)
{
    static const char *const allowed[] = {"from", "to", "constant", "root", "linear",
                                          "square", "cube", NULL};
    struct yaml_node *from, *to;
    *piece = (struct limit_piece){0};
    enum lr_status status = yaml_expect(node, YAML_MAPPING, "a piece", err);
    if (!status)
        status = yaml_keys(node, allowed, "a piece", err);
    if (!status)
        status = yaml_need(node, "from", YAML_SCALAR, "a piece", &from, err);
    if (!status)
        status = yaml_need(node, "to", YAML_SCALAR, "a piece", &to, err);
    if (!status)
        status = yaml_quantity(from, DIM_FREQUENCY, "from", &piece->from, err);
    if (!status)
        status = yaml_quantity(to, DIM_FREQUENCY, "to", &piece->to, err);
    if (!status && !(piece->from >= 0.0 && piece->from <= piece->to))
        status = error_at(err, node->mark, "a piece from %s to %s; from must not be "
                          "negative nor above to", from->text, to->text);
    bool any = false;
    for (size_t i = 0; !status && i < LIMIT_TERMS; i++) {
        const struct yaml_node *term = yaml_get(node, term_keys[i]);
        if (!term)
            continue;
        any = true;
        status = yaml_quantity(term, DIM_DECIBEL, term_keys[i], &piece->db[i], err);
    }
    if (!status && !any)
        status = error_at(err, node->mark,
                          "a piece without a term; write constant, root, "
                          "linear, square or cube in dB, with f in GHz");
    return status;
}

static enum lr_status read_curve(const struct yaml_node *node, struct limit_line *line,
                                 struct lr_error *err)
{
    static const struct { const char *name; bool at_most; } curves[] = {
        {"sdd21", true}, {"sdd11", false}, {"sdd22", false}, {"scd21", false}};
    for (size_t i = 0; i < sizeof curves / sizeof curves[0]; i++)
        if (!strcmp(node->text, curves[i].name)) {
            line->curve = curves[i].name;
            line->at_most = curves[i].at_most;
            return LR_OK;
        }
    return error_at(err, node->mark,
                    "curve '%s' is unknown; write sdd21, sdd11, sdd22 or "
                    "scd21",
                    node->text);
}

static enum lr_status check_grade(const struct yaml_node *node, struct lr_error *err)
{
    for (int grade = GRADE_PUBLISHED; grade <= GRADE_UNVERIFIED; grade++)
        if (!strcmp(node->text, model_grade_name((enum model_grade)grade)))
            return LR_OK;
    return error_at(err, node->mark, "grade: '%s' is unknown; write published, measured, "
                    "derived, assumed or unverified", node->text);
}

static enum lr_status read_line(const struct yaml_node *node, struct limit_line *line,
                                struct lr_error *err)
{
    static const char *const allowed[] = {"curve", "name", "source", "grade", "note",
                                          "pieces", NULL};
    struct yaml_node *curve, *name, *source, *grade, *pieces;
    *line = (struct limit_line){0};
    enum lr_status status = yaml_expect(node, YAML_MAPPING, "a limit", err);
    if (!status)
        status = yaml_keys(node, allowed, "a limit", err);
    if (!status)
        status = yaml_need(node, "curve", YAML_SCALAR, "a limit", &curve, err);
    if (!status)
        status = read_curve(curve, line, err);
    if (!status)
        status = yaml_need(node, "name", YAML_SCALAR, "a limit", &name, err);
    if (!status)
        status = yaml_need(node, "source", YAML_SCALAR, "a limit", &source, err);
    if (!status)
        status = yaml_need(node, "grade", YAML_SCALAR, "a limit", &grade, err);
    if (!status)
        status = check_grade(grade, err);
    if (!status)
        status = yaml_need(node, "pieces", YAML_SEQUENCE, "a limit", &pieces, err);
    if (status)
        return status;
    line->name = name->text;
    line->source = source->text;
    line->grade = grade->text;
    if (pieces->n < 1 || pieces->n > LIMIT_PIECES)
        return error_at(err, pieces->mark, "%zu pieces; 1 to %d are possible", pieces->n,
                        LIMIT_PIECES);
    for (const struct yaml_node *p = pieces->first; !status && p; p = p->next) {
        struct limit_piece *piece = &line->piece[line->n];
        status = read_piece(p, piece, err);
        if (!status && line->n && !(piece->from >= piece[-1].to))
            status = error_at(err, p->mark, "this piece begins before the one above it "
                              "ends; order them by frequency");
        line->n++;
    }
    return status;
}

enum lr_status limit_read(const struct model *model, struct limit_line *lines, size_t *n,
                          struct lr_error *err)
{
    const struct yaml_node *list = yaml_get(model->root, "limits");
    *n = 0;
    if (!list)
        return LR_OK;
    enum lr_status status = yaml_expect(list, YAML_SEQUENCE, "limits", err);
    if (!status && list->n > LIMIT_LINES)
        status = error_at(err, list->mark, "%zu limits; at most %d are possible", list->n,
                          LIMIT_LINES);
    for (const struct yaml_node *l = status ? NULL : list->first; !status && l;
         l = l->next)
        status = read_line(l, &lines[(*n)++], err);
    return status;
}
