#include "config.h"

#include "answer/line.h"

#include "answer/frame.h"
#include "answer/line_crosstalk.h"
#include "answer/line_draw.h"
#include "answer/line_fit.h"
#include "answer/line_tolerance.h"
#include "answer/net_file.h"

#include <string.h>

static enum lr_status solve(struct line_question *q, struct tree *to,
                            struct lr_error *err)
{
    enum lr_status status = LR_OK;
    tree_text(to, "name", "%s", q->stackup.model->name);
    tree_text(to, "title", "%s", q->stackup.model->title);
    tree_text(to, "type", "%s", q->stackup.type->name);
    tree_text(to, "material", "%s", q->stackup.material[STACKUP_MATERIAL]);
    tree_number(to, "temperature_degc", q->stackup.temperature - zero_celsius);
    if (q->request->solve)
        status = line_solve(q, to, err);
    line_read_values(&q->stackup, to);
    if (!status)
        status = stackup_draw(&q->stackup, NULL, &q->drawing, err);
    if (!status)
        status = line_figures_solve(&q->stackup, q->request->fast, &q->solved, err);
    return status;
}

enum view { VIEW_LOSS, VIEW_SECTION, VIEW_CROSSTALK, VIEWS };

static enum view view_of(const struct request *request)
{
    static const char *const names[VIEWS] = {"loss", "section", "crosstalk"};
    size_t i = 0;
    while (request->view && i < VIEWS && strcmp(request->view, names[i]))
        i++;
    return (enum view)i;
}

static enum lr_status crosstalk(struct line_question *q, struct tree *to,
                                struct lr_error *err)
{
    struct line_crosstalk x;
    enum lr_status status = line_crosstalk_read(q, &x, err);
    if (!status)
        status = line_crosstalk_solve(q, &x, err);
    if (status)
        return status;
    line_crosstalk_tell(&x, to);
    return q->request->plot ? line_crosstalk_draw(q, &x, err) : LR_OK;
}

/* What --view is for. */
static enum lr_status show(struct line_question *q, struct tree *to, struct lr_error *err)
{
    const enum view view = view_of(q->request);
    if (view == VIEW_CROSSTALK)
        return crosstalk(q, to, err);
    if (!q->request->plot)
        return LR_OK;
    return view == VIEW_SECTION ? line_draw_section(q, err) : line_draw_loss(q, err);
}

static enum lr_status tell(const struct line_question *q, struct tree *to,
                           struct lr_error *err)
{
    enum lr_status status = line_figures_impedances(q, to, err);
    if (!status && !q->request->fast) {
        tree_number(to, "error_bar_pct", q->solved.bem.error_pct);
        tree_number(to, "unknowns", (double)q->solved.bem.unknowns);
    }
    if (!status)
        status = line_fast_tell(q, to, err);
    if (!status)
        status = line_figures_points(q, tree_list(to, "points"), err);
    if (!status && line_tolerance_asked(q))
        status = line_tolerance(q, to, err);
    if (!status)
        status = line_limits_warn(q, err);
    if (!status && q->request->output)
        status = line_network_write(q, err);
    return status;
}

/* What a fit has no use for. */
static enum lr_status check_fit(const struct request *request, struct lr_error *err)
{
    const char *odd = request->view        ? "view"
                      : request->solve     ? "solve"
                      : request->vary      ? "vary"
                      : request->tolerance ? "tolerance"
                      : request->fast      ? "fast"
                                           : NULL;
    return odd ? error_set(err, LR_EUSAGE, "--%s does not go with --fit", odd) : LR_OK;
}

static enum lr_status check_crosstalk(const struct request *request,
                                      struct lr_error *err)
{
    const char *odd = request->fast        ? "fast"
                      : request->tolerance ? "tolerance"
                      : request->output    ? "output"
                                           : NULL;
    return odd ? error_set(err, LR_EUSAGE, "--%s does not go with --view crosstalk", odd)
               : LR_OK;
}

static enum lr_status check(const struct request *request, struct lr_error *err)
{
    if (!request->files || request->files[1])
        return error_set(err, LR_EUSAGE, "one stackup is wanted: lanereach models --kind "
                         "stackup lists them");
    if (line_fit_asked(request))
        return check_fit(request, err);
    if (view_of(request) == VIEWS)
        return error_set(err, LR_EUSAGE, "--view '%s': write loss, section or crosstalk",
                         request->view);
    if (view_of(request) == VIEW_CROSSTALK)
        return check_crosstalk(request, err);
    if (request->pitch || request->neighbours || request->rise)
        return error_set(err, LR_EUSAGE, "--%s belongs to --view crosstalk",
                         request->pitch  ? "pitch"
                         : request->rise ? "rise"
                                         : "neighbours");
    if (!request->length != !request->output)
        return error_set(err, LR_EUSAGE, "--length and --output FILE.sNp go together");
    if (request->vary && !request->solve)
        return error_set(err, LR_EUSAGE, "--vary %s without --solve; write what it is to "
                         "give, --solve zdiff=100ohm", request->vary);
    return request->output ? net_file_check(request, err) : LR_OK;
}

static enum lr_status look(const struct request *request, struct answer *answer,
                           struct lr_error *err)
{
    struct line_question q = {.request = request, .answer = answer};
    enum lr_status status = line_read(request, answer, &q.stackup, err);
    if (!status)
        status = line_figures_at(&q, err);
    if (!status)
        status = solve(&q, answer->root, err);
    if (!status)
        status = tell(&q, answer->root, err);
    if (!status)
        status = show(&q, answer->root, err);
    line_solution_free(&q.solved);
    stackup_drawing_free(&q.drawing);
    return status;
}

enum lr_status answer_line(const struct request *request, struct answer *answer,
                           struct lr_error *err)
{
    enum lr_status status = frame_begin(request, answer, err);
    if (!status)
        status = check(request, err);
    if (!status)
        status = line_fit_asked(request) ? line_fit_answer(request, answer, err)
                                         : look(request, answer, err);
    return status ? status : frame_end(request, answer, err);
}
