#include "config.h"

#include "answer/line.h"

#include "answer/frame.h"
#include "answer/line_tolerance.h"
#include "answer/net_file.h"

static const double room_celsius = 20.0;

static enum lr_status read(struct line_question *q, const char *name,
                           struct lr_error *err)
{
    const struct request *request = q->request;
    const struct mark mark = {.file = "command line"};
    double temperature = room_celsius + zero_celsius;
    enum lr_status status;
    if (request->temperature)
        status = request_quantity("--temperature", request->temperature, DIM_TEMPERATURE,
                                  &temperature, err);
    else
        status = note_add(err, NOTE_ASSUMPTION, "temperature %g degC", room_celsius);
    if (!status)
        status = stackup_read(request->lib, name, mark, temperature, request->sets,
                              &q->stackup, err);
    if (!status && model_is_path(name))
        status = frame_input(q->answer, name, err);
    return status ? status : line_figures_at(q, err);
}

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
    if (!status)
        status = stackup_draw(&q->stackup, NULL, &q->drawing, err);
    if (!status)
        status = line_figures_solve(&q->stackup, q->request->fast, &q->solved, err);
    return status;
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
    if (!status && q->request->tolerance)
        status = line_tolerance(q, to, err);
    if (!status)
        status = line_limits_warn(q, err);
    if (!status && q->request->output)
        status = line_network_write(q, err);
    return status;
}

static enum lr_status check(const struct request *request, struct lr_error *err)
{
    if (!request->files || request->files[1])
        return error_set(err, LR_EUSAGE, "one stackup is wanted: lanereach models --kind "
                         "stackup lists them");
    if (!request->length != !request->output)
        return error_set(err, LR_EUSAGE, "--length and --output FILE.sNp go together");
    if (request->vary && !request->solve)
        return error_set(err, LR_EUSAGE, "--vary %s without --solve; write what it is to "
                         "give, --solve zdiff=100ohm", request->vary);
    return request->output ? net_file_check(request, err) : LR_OK;
}

enum lr_status answer_line(const struct request *request, struct answer *answer,
                           struct lr_error *err)
{
    struct line_question q = {.request = request, .answer = answer};
    enum lr_status status = frame_begin(request, answer, err);
    if (!status)
        status = check(request, err);
    if (!status)
        status = read(&q, request->files[0], err);
    if (!status)
        status = solve(&q, answer->root, err);
    if (!status)
        status = tell(&q, answer->root, err);
    if (!status)
        status = frame_end(request, answer, err);
    line_solution_free(&q.solved);
    stackup_drawing_free(&q.drawing);
    return status;
}
