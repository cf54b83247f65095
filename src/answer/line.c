#include "config.h"

#include "answer/line.h"

#include "answer/frame.h"
#include "answer/net_file.h"

static const double room_celsius = 20.0;

static enum lr_status look(struct line_question *q, const char *name, struct tree *to,
                           struct lr_error *err)
{
    const struct mark mark = {.file = "command line"};
    const double temperature = room_celsius + zero_celsius;
    enum lr_status status = line_figures_at(q, err);
    if (!status)
        status = stackup_read(q->request->lib, name, mark, temperature, NULL, &q->stackup,
                              err);
    if (!status)
        status = stackup_draw(&q->stackup, NULL, &q->drawing, err);
    if (!status)
        status = stackup_solve(&q->stackup, NULL, &q->solved, err);
    if (status)
        return status;
    tree_text(to, "name", "%s", q->stackup.model->name);
    tree_text(to, "title", "%s", q->stackup.model->title);
    tree_text(to, "type", "%s", q->stackup.type->name);
    tree_text(to, "material", "%s", q->stackup.material[0]);
    status = line_figures_impedances(q, to, err);
    if (status)
        return status;
    tree_number(to, "error_bar_pct", q->solved.bem.error_pct);
    tree_number(to, "unknowns", (double)q->solved.bem.unknowns);
    status = line_figures_points(q, tree_list(to, "points"), err);
    if (!status)
        status = line_limits_warn(q, err);
    if (!status && q->request->output)
        status = line_network_write(q, err);
    return status;
}

enum lr_status answer_line(const struct request *request, struct answer *answer,
                           struct lr_error *err)
{
    struct line_question q = {.request = request, .answer = answer};
    enum lr_status status = frame_begin(request, answer, err);
    if (!status && (!request->files || request->files[1]))
        status = error_set(err, LR_EUSAGE, "one stackup is wanted: lanereach models "
                           "--kind stackup lists them");
    if (!status && !request->length != !request->output)
        status = error_set(err, LR_EUSAGE, "--length and --output FILE.sNp go together");
    if (!status && request->output)
        status = net_file_check(request, err);
    if (!status)
        status = note_add(err, NOTE_ASSUMPTION, "temperature %g degC", room_celsius);
    if (!status)
        status = look(&q, request->files[0], answer->root, err);
    if (!status)
        status = frame_end(request, answer, err);
    line_solution_free(&q.solved);
    stackup_drawing_free(&q.drawing);
    return status;
}
