#include "config.h"

#include "answer/answer.h"

#include "answer/frame.h"
#include "answer/line_fit.h"
#include "answer/net_file.h"
#include "base/array.h"
#include "base/constants.h"
#include "line/coupled.h"
#include "line/multi_net.h"
#include "net/grid.h"
#include "part/stackup_draw.h"

#include <math.h>
#include <string.h>

/* Where losses are told when --at does not ask; impedances are at stackup_anchor. */
static const double usual_ghz[] = {1.0, 5.0, 12.890625, 13.28125, 26.5625, 53.125};
static const double room_celsius = 20.0;

/* A network's grid: beyond the baud rate of any lane so far, in the steps of a link's. */
static const double grid_step_ghz = 0.01, grid_stop_ghz = 110.0;
static const double reference = 50.0;           /* [ohm] of every leg          */

struct question {
    const struct request *request;
    struct answer *answer;
    struct stackup stackup;
    struct stackup_drawing drawing;
    struct line_solution solved;
};

static enum line_pair_mode loss_mode(const struct question *q)
{
    return q->stackup.type->pair ? LINE_PAIR_ODD : LINE_PAIR_SINGLE;
}

/* The impedances at one frequency, by the names of the field. */
static enum lr_status add_impedances(const struct question *q, struct tree *at,
                                     struct lr_error *err)
{
    const double freq = stackup_anchor();
    struct line_mode_figures one, even;
    enum lr_status status =
        line_solution_mode(&q->solved, loss_mode(q), 0, freq, &one, err);
    if (!status && q->stackup.type->pair)
        status = line_solution_mode(&q->solved, LINE_PAIR_EVEN, 0, freq, &even, err);
    if (status)
        return status;
    tree_number(at, "freq_ghz", freq / unit_ghz);
    tree_number(at, "delay_ps_per_mm", one.delay / (unit_ps / unit_mm));
    if (!q->stackup.type->pair) {
        tree_number(at, "z0_ohm", one.z);
        tree_number(at, "eps_eff", one.er_eff);
        return LR_OK;
    }
    const struct line_coupled pair = {even.z, one.z, even.er_eff, one.er_eff};
    tree_number(at, "zdiff_ohm", line_coupled_zdiff(&pair));
    tree_number(at, "zcomm_ohm", line_coupled_zcomm(&pair));
    tree_number(at, "zodd_ohm", pair.z_odd);
    tree_number(at, "zeven_ohm", pair.z_even);
    tree_number(at, "coupling", line_coupled_factor(&pair));
    tree_number(at, "eps_eff_odd", pair.er_odd);
    tree_number(at, "eps_eff_even", pair.er_even);
    return LR_OK;
}

/* Loss of the line, of a pair in the differential mode, split by cause. */
static enum lr_status add_point(const struct question *q, double freq,
                                struct tree *points, struct lr_error *err)
{
    struct line_mode_figures m;
    enum lr_status status =
        line_solution_mode(&q->solved, loss_mode(q), 0, freq, &m, err);
    if (status)
        return status;
    struct tree *point = tree_object(points, NULL);
    tree_number(point, "freq_ghz", freq / unit_ghz);
    tree_number(point, "loss_db_per_m", m.loss_db);
    tree_number(point, "loss_db_per_inch", m.loss_db * unit_inch);
    tree_number(point, "conductor_db_per_m", m.smooth_db);
    tree_number(point, "roughness_db_per_m", m.rough_db);
    tree_number(point, "dielectric_db_per_m", m.dielectric_db);
    tree_number(point, "eps_eff", m.er_eff);
    tree_number(point, "z_ohm", q->stackup.type->pair ? 2.0 * m.z : m.z);
    return LR_OK;
}

static enum lr_status add_points(const struct question *q, struct tree *points,
                                 struct lr_error *err)
{
    double *at;
    size_t n;
    enum lr_status status = request_at(q->request, &q->answer->arena, &at, &n, err);
    for (size_t i = 0; !status && i < n; i++) {
        if (!(at[i] > 0.0))
            return error_set(err, LR_EUSAGE, "--at 0 Hz: a line's loss has no figure "
                             "there; write a frequency above 0");
        status = add_point(q, at[i], points, err);
    }
    for (size_t i = 0; !status && !n && i < sizeof usual_ghz / sizeof usual_ghz[0]; i++)
        status = add_point(q, usual_ghz[i] * unit_ghz, points, err);
    return status;
}

/* Quasi-TEM ends where a substrate or the space between planes is no small part of a
 * wavelength: a twentieth, from where on a microstrip radiates and disperses, and a half,
 * the first mode of planes or of a shield.  The first bound is a custom, not a law. */
static enum lr_status warn_of_limits(const struct question *q, double freq,
                                     struct lr_error *err)
{
    const struct stackup *s = &q->stackup;
    const double er = creal(line_debye_eval(&q->drawing.dielectric[0], freq));
    const double wave = speed_of_light / (freq * sqrt(er));
    const double height = stackup_value(s, s->type->extent);
    const double share = s->type->microstrip ? 20.0 : 2.0;
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < q->drawing.section.ndielectric; i++)
        status = line_debye_note(&q->drawing.dielectric[i], freq, err);
    if (status || !(height > wave / share))
        return status;
    return note_add(err, NOTE_WARNING,
                    "%s: %s %.4g mm is more than 1/%g of the wavelength at %.4g GHz, "
                    "where a quasi-static solution ends",
                    s->model->name, stackup_keys()[s->type->extent].name,
                    height / unit_mm, share, freq / unit_ghz);
}

static enum lr_status write_network(const struct question *q, struct lr_error *err)
{
    const struct request *request = q->request;
    const size_t n = q->solved.section.n;
    double length, zref[4];
    struct net net = {0};
    double *freq = NULL;
    const struct net_file_kind kind = {n == 2 ? "ports 12-34: 1 to 3, 2 to 4" : NULL,
                                       NULL};
    enum lr_status status =
        request_quantity("--length", request->length, DIM_LENGTH, &length, err);
    size_t nf = 0;
    if (!status)
        status = grid_uniform(grid_step_ghz * unit_ghz, grid_stop_ghz * unit_ghz, &freq,
                              &nf, err);
    for (size_t i = 0; i < 2 * n; i++)
        zref[i] = reference;
    if (!status)
        status = line_multi_net(&q->solved.section, length, zref, nf, freq, &net, err);
    if (!status)
        status = net_file_write(request, q->answer, request->output, &net, &kind, err);
    array_free(freq);
    net_free(&net);
    return status;
}

static enum lr_status look(struct question *q, const char *name, struct tree *at,
                           struct lr_error *err)
{
    const struct mark mark = {.file = "command line"};
    const double temperature = room_celsius + zero_celsius;
    enum lr_status status =
        stackup_read(q->request->lib, name, mark, temperature, NULL, &q->stackup, err);
    if (!status)
        status = stackup_draw(&q->stackup, NULL, &q->drawing, err);
    if (!status)
        status = stackup_solve(&q->stackup, NULL, &q->solved, err);
    if (status)
        return status;
    tree_text(at, "name", "%s", q->stackup.model->name);
    tree_text(at, "title", "%s", q->stackup.model->title);
    tree_text(at, "type", "%s", q->stackup.type->name);
    tree_text(at, "material", "%s", q->stackup.material[0]);
    status = add_impedances(q, at, err);
    if (status)
        return status;
    tree_number(at, "error_bar_pct", q->solved.bem.error_pct);
    tree_number(at, "unknowns", (double)q->solved.bem.unknowns);
    struct tree *points = tree_list(at, "points");
    status = add_points(q, points, err);
    double highest = 0.0;
    for (const struct tree *p = points->first; p; p = p->next)
        highest = fmax(highest, tree_value(p, "freq_ghz"));
    if (!status)
        status = warn_of_limits(q, highest * unit_ghz, err);
    if (!status && q->request->output)
        status = write_network(q, err);
    return status;
}

enum lr_status answer_line(const struct request *request, struct answer *answer,
                           struct lr_error *err)
{
    struct question q = {.request = request, .answer = answer};
    enum lr_status status = frame_begin(request, answer, err);
    if (!status && (!request->files || request->files[1]))
        status = error_set(err, LR_EUSAGE, "one stackup is wanted: lanereach models "
                           "--kind stackup lists them");
    if (!status && line_fit_asked(request)) {
        status = line_fit_answer(request, answer, err);
        return status ? status : frame_end(request, answer, err);
    }
    if (!status && request->plot)
        status = error_set(err, LR_EUSAGE,
                           "--plot draws a fit: give --fit SHORT.s2p LONG.s2p");
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
