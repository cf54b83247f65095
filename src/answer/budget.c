#include "config.h"

#include "answer/answer.h"

#include "answer/budget_ledger.h"
#include "answer/budget_pmd.h"
#include "answer/eye_optical.h"
#include "answer/frame.h"
#include "answer/open.h"
#include "answer/parts.h"
#include "base/array.h"

#include <math.h>
#include <string.h>

/* The interface's limits of insertion loss where the budget is drawn up. */
static enum lr_status add_limits(struct answer *answer, const struct interface *interface,
                                 double freq, double total_db, struct tree *at,
                                 struct lr_error *err)
{
    struct tree *criteria = tree_list(at, "criteria");
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < interface->nlimit; i++) {
        const struct limit_line *line = &interface->limit[i];
        const double limit = limit_db(line, freq);
        if (strcmp(line->curve, "sdd21") || !isfinite(limit))
            continue;
        frame_criterion(criteria, line->name, total_db, limit, "max", "dB");
        tree_number(criteria->last, "margin_db", limit - total_db);
        tree_text(criteria->last, "grade", "%s", line->grade);
        answer->missed |= !(total_db <= limit);
        if (strcmp(line->grade, "published"))
            status = note_add(err, NOTE_ASSUMPTION,
                              "interface %s: limit line %s is %s (%s)", interface->name,
                              line->name, line->grade, line->source);
    }
    if (!status && !criteria->n)
        tree_text(at, "reason", "%s has no public limit of loss there",
                  interface->name);
    return status;
}

/* A block for each part: where its bar begins and ends; the reflections' after them. */
static void draw(struct answer *answer, const struct link *link,
                 const struct link_step *step, size_t n, double freq)
{
    struct plot_figure *f = &answer->figure;
    const struct tree *criteria = tree_get(answer->root, "criteria");
    double sum = 0.0;
    f->template = "budget";
    f->columns = "from_db,to_db";
    for (size_t i = 0; i < n; i++) {
        const struct part *part = &link->part[step[i].part];
        const double bar[] = {sum, sum + step[i].loss_db};
        const char *name =
            isnan(step[i].length)
                ? arena_printf(&answer->arena, "%s %s", part->kind->name,
                               parts_name(part))
                : arena_printf(&answer->arena, "%s %s, %.4g mm", part->kind->name,
                               parts_name(part), step[i].length / unit_mm);
        plot_add_block(f, name ? name : "", 1, 2, bar, &answer->arena);
        sum = bar[1];
    }
    const double total = step[n - 1].total_db, rest[] = {sum, total};
    plot_add_block(f, "reflections between them", 1, 2, rest, &answer->arena);
    plot_add_text(f, "TITLE", &answer->arena, "%s: loss at %.7g GHz", link->name,
                  freq / unit_ghz);
    plot_add_number(f, "TOTAL", total);
    const struct tree *limit = criteria->first;
    plot_add_number(f, "LIMIT", limit ? tree_value(limit, "limit") : 0.0);
    plot_add_text(f, "LIMIT_NAME", &answer->arena, "%s",
                  limit ? tree_get(limit, "name")->text : "");
}

struct sheet {                  /* one segment's budget                        */
    const struct link *link;
    struct tree *parts, *root;  /* rows of all segments; this one's figures    */
};

static enum lr_status budget(const struct request *request, struct answer *answer,
                             const struct sheet *sheet, struct lr_error *err)
{
    const struct link *link = sheet->link;
    struct tree *root = sheet->root;
    const double nyquist = 0.5 * link->interface.com.baud;
    struct link_step *step = array_alloc(link->npart, sizeof *step);
    size_t n = 0, nat = 0;
    double *at = NULL, sum = 0.0;
    enum lr_status status = step ? LR_OK : error_memory(err, "the parts");
    if (!status)
        status = request_at(request, &answer->arena, &at, &nat, err);
    if (!status && nat > 1)
        status = error_set(err, LR_EUSAGE, "--at: a budget is drawn up at one frequency");
    const double freq = nat ? at[0] : nyquist;
    if (!status)
        status = link_steps(link, freq, step, &n, err);
    if (!status && request->plot && n >= PLOT_BLOCKS)
        status = error_set(err, LR_EUSAGE, "--plot: %zu parts; a picture has room for %d",
                           n, PLOT_BLOCKS - 1);
    if (!status) {
        const double total = step[n - 1].total_db;
        for (size_t i = 0; i < n; i++)
            sum += step[i].loss_db;
        tree_text(root, "interface", "%s", link->interface.name);
        tree_text(root, "grade", "%s", link->interface.grade);
        tree_number(root, "freq_ghz", freq / unit_ghz);
        parts_add(link, step, n, sheet->parts);
        tree_number(root, "sum_db", sum);
        tree_number(root, "reflections_db", total - sum);
        tree_number(root, "total_db", total);
        tree_number(root, "delay_ns", step[n - 1].total_delay / unit_ns);
        status = add_limits(answer, &link->interface, freq, total, root, err);
    }
    if (!status && request->plot)
        draw(answer, link, step, n, freq);
    array_free(step);
    return status;
}

/* The budget of powers of the light that a segment begins behind. */
static enum lr_status light(struct answer *answer, const struct link *link,
                            struct tree *root, struct lr_error *err)
{
    const struct optics_part *optics = part_optics_data(link->retimer);
    struct optical_path path;
    struct optical_limits limits;
    if (!optics)
        return LR_OK;
    enum lr_status status = optical_path_read(link->lib, optics, &path, err);
    if (!status)
        status = optical_path_solve(&path, err);
    if (!status)
        status = optical_path_limits(&path, &limits, err);
    if (status)
        return status;
    struct tree *at = tree_object(root, "optical");
    eye_optical_add(&path, &limits, at);
    budget_ledger_of_path(&path, tree_list(at, "ledger"));
    answer->missed |= !path.pass;
    return LR_OK;
}

static enum lr_status budgets(const struct request *request, struct answer *answer,
                              const struct link *link, struct lr_error *err)
{
    struct tree *root = answer->root;
    enum lr_status status = LR_OK;
    struct tree *parts = tree_list(root, "parts");
    if (!link->nsegment) {
        const struct sheet only = {link, parts, root};
        return budget(request, answer, &only, err);
    }
    if (request->plot)
        return error_set(err, LR_EUSAGE, "--plot draws one segment; write --segment 1 to "
                         "%zu", link->nsegment);
    struct tree *segments = tree_list(root, "segments");
    for (size_t i = 0; !status && i < link->nsegment; i++) {
        const struct sheet one = {&link->segment[i], parts,
                                  tree_object(segments, NULL)};
        tree_text(one.root, "name", "%s", one.link->name);
        status = light(answer, one.link, one.root, err);
        if (!status)
            status = budget(request, answer, &one, err);
    }
    return status;
}

static enum lr_status of_link(const struct request *request, const char *path,
                              struct answer *answer, struct lr_error *err)
{
    struct link link = {0};
    enum lr_status status = open_link(request, path, request->sets, &link, err);
    for (size_t i = 0; !status && i < link.nfile; i++)
        status = frame_input(answer, link.file[i], err);
    if (!status)
        tree_text(answer->root, "link", "%s", link.name);
    if (!status)
        status = budgets(request, answer, &link, err);
    link_free(&link);
    return status;
}

enum lr_status answer_budget(const struct request *request, struct answer *answer,
                             struct lr_error *err)
{
    const char *path;
    enum lr_status status = frame_begin(request, answer, err);
    if (!status)
        status = open_link_path(request, &path, err);
    const struct model *pmd = status ? NULL : budget_pmd_find(request, path);
    if (!status)
        status = pmd ? budget_pmd(request, pmd, answer, err)
                     : of_link(request, path, answer, err);
    return status ? status : frame_end(request, answer, err);
}
