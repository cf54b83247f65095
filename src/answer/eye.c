#include "config.h"

#include "answer/answer.h"

#include "answer/com_channel.h"
#include "answer/frame.h"
#include "answer/open.h"
#include "answer/parts.h"
#include "base/array.h"

/* The margins of a segment, those of its worst package case. */
static void add_segment(const struct com_channel *c, struct tree *segments)
{
    const struct com_result *worst = &c->com.cases[c->worst];
    struct tree *at = tree_object(segments, NULL);
    tree_text(at, "name", "%s", c->link.name);
    tree_text(at, "interface", "%s", c->link.interface.name);
    tree_text(at, "grade", "%s", c->link.interface.grade);
    char crosstalk[LINK_CROSSTALK_WORDS];
    link_crosstalk_print(&c->link, crosstalk);
    tree_text(at, "crosstalk", "%s", crosstalk);
    tree_bool(at, "pass", c->pass);
    tree_number(at, "com_db", worst->com_db);
    tree_number(at, "vec_db", worst->vec_db);
    tree_number(at, "veo_mv", worst->veo / unit_mv);
    tree_number(at, "margin_db", c->margin_db);
    tree_number(at, "worst_case", (double)c->worst + 1.0);
    struct tree *criteria = tree_list(at, "criteria");
    for (size_t i = 0; i < c->ncriterion; i++) {
        const struct link_criterion *k = &c->criterion[i];
        frame_criterion(criteria, k->name, k->value / k->scale, k->limit / k->scale,
                        k->at_most ? "max" : "min", k->unit);
        tree_number(criteria->last, "margin_db", k->margin_db);
    }
    com_case_add(c, c->worst, tree_object(at, "worst"));
}

static enum lr_status add_parts(const struct com_channel *c, struct tree *root,
                                struct lr_error *err)
{
    const double nyquist = 0.5 * c->link.interface.com.baud;
    struct link_step *step = array_alloc(c->link.npart, sizeof *step);
    size_t n;
    if (!step)
        return error_memory(err, "the parts");
    enum lr_status status = link_steps(&c->link, nyquist, step, &n, err);
    if (!status) {
        tree_number(root, "freq_ghz", nyquist / unit_ghz);
        parts_add(&c->link, step, n, root);
    }
    array_free(step);
    return status;
}

enum lr_status answer_eye(const struct request *request, struct answer *answer,
                          struct lr_error *err)
{
    struct com_channel channel = {.pass = false};
    struct com_work work = {0};
    enum lr_status status = frame_begin(request, answer, err);
    const char *path;
    if (!status)
        status = open_link_path(request, &path, err);
    if (!status)
        status = com_channel_solve(request, &work, &channel, err);
    for (size_t i = 0; !status && i < channel.link.nfile; i++)
        status = frame_input(answer, channel.link.file[i], err);
    if (!status) {
        tree_text(answer->root, "link", "%s", channel.link.name);
        tree_bool(answer->root, "pass", channel.pass);
        status = add_parts(&channel, answer->root, err);
    }
    if (!status) {
        answer->missed = !channel.pass;
        add_segment(&channel, tree_list(answer->root, "segments"));
        status = frame_end(request, answer, err);
    }
    com_channel_free(&channel);
    com_work_free(&work);
    return status;
}
