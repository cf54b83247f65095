#include "config.h"

#include "answer/answer.h"

#include "answer/frame.h"
#include "answer/media.h"
#include "answer/reach_light.h"
#include "answer/reach_others.h"
#include "answer/reach_varied.h"
#include "base/array.h"
#include "base/parallel.h"
#include "link/judge.h"
#include "reach/solve.h"

#include <math.h>
#include <string.h>

static const double tolerance = 1e-3;           /* of the bracket, DESIGN      */
enum { CHECKS = 8 };
static const double short_length = 10e-3;       /* [m] below it mm are told, too */

struct sample {                 /* what was found at one length                */
    double x, com_db, il_nyquist_db;
    bool careful;
    const char *largest;        /* the largest noise term of the worst case    */
};

struct solution {
    const struct media_row *row;
    const struct request *request;
    size_t rows;                /* of all solutions, for the progress line     */
    struct link_chain chain;
    struct com_work work;
    struct link_near near;      /* the last optimum                            */
    size_t nsample;
    struct sample sample[REACH_POINTS];
    struct reach_result reach;
    struct reach_others others; /* segments that are the same at any length    */
    bool not_modelled;          /* what varies is judged by nothing            */
    struct reach_lights lights;
};

static const struct optical_path *light_of(const struct solution *s)
{
    return reach_lights_at(&s->lights, s->row->link.number);
}

static const char *largest_term(const struct com_noise *sigma)
{
    const double noise = hypot(sigma->thermal, sigma->tx);
    const struct { const char *name; double value; } terms[] = {
        {"isi", sigma->isi}, {"xtalk", sigma->xtalk}, {"jitter", sigma->jitter},
        {"noise", noise}};
    size_t most = 0;
    for (size_t i = 1; i < sizeof terms / sizeof terms[0]; i++)
        if (terms[i].value > terms[most].value)
            most = i;
    return terms[most].name;
}

static void keep(struct solution *s, struct sample sample)
{
    if (s->nsample < REACH_POINTS)
        s->sample[s->nsample++] = sample;
}

/* Of an interface that is judged by its loss alone. */
static enum lr_status loss_margin(struct solution *s, double x, double *margin_db,
                                  struct lr_error *err)
{
    const struct interface *interface = &s->row->link.interface;
    struct link_criterion criterion[LIMIT_LINES];
    struct channel channel;
    size_t n;
    enum lr_status status = link_chain_channel(&s->chain, x, true, &channel, err);
    if (status)
        return status;
    status = link_judge_loss(interface, &channel.path[0].net, criterion, &n, err);
    if (!status) {
        *margin_db = link_least_margin(criterion, n);
        const double il = com_loss_at_nyquist(&channel, interface->com.baud);
        keep(s, (struct sample){x, NAN, il, true, "loss"});
    }
    channel_free(&channel);
    return status;
}

static enum lr_status margin(void *context, double x, bool careful, double *margin_db,
                             struct lr_error *err)
{
    struct solution *s = context;
    const struct link *link = &s->row->link;
    struct channel channel;
    struct link_com com = {0};
    if (link->interface.by_loss)
        return loss_margin(s, x, margin_db, err);
    enum lr_status status = link_chain_channel(&s->chain, x, true, &channel, err);
    if (status)
        return status;
    const bool all = careful || s->request->exhaustive;
    status = link_com_solve(&s->chain, &channel, all ? NULL : &s->near, &s->work, &com,
                            err);
    if (status == LR_ENUMERIC) {        /* so little comes through that nothing works */
        *margin_db = -INFINITY;
        keep(s, (struct sample){x, -INFINITY, NAN, all, "loss"});
        status = LR_OK;
    } else if (!status) {
        link_com_near(&com, &s->near);
        const struct com_result *worst = &com.cases[com.worst];
        struct link_criterion criterion[LINK_CRITERIA];
        struct criteria judged = link->criteria;
        judged.veo_max = INFINITY;      /* short lengths would fail it, not long ones */
        const size_t n = link_judge(&judged, &com, criterion);
        *margin_db = link_least_margin(criterion, n);
        keep(s, (struct sample){x, worst->com_db,
                                com_loss_at_nyquist(&channel, link->interface.com.baud),
                                all, largest_term(&worst->sigma)});
    }
    link_com_free(&com);
    channel_free(&channel);
    return status;
}

/* Of the light before the segment. */
static enum lr_status light_margin(void *context, double x, bool careful,
                                   double *margin_db, struct lr_error *err)
{
    struct solution *s = context;
    struct reach_light light;
    (void)careful;
    const enum lr_status status = reach_light_margin(light_of(s), x, &light, err);
    if (status)
        return status;
    *margin_db = light.margin_db;
    keep(s, (struct sample){x, NAN, light.loss_db, true, light.largest});
    return LR_OK;
}

/* The segment behind light that varies is the same at any length, as are the others. */
static enum lr_status judge_behind(struct solution *s, struct lr_error *err)
{
    struct link segment = s->row->link;
    double margin_db;
    if (segment.interface.unjudged)
        return LR_OK;
    enum lr_status status = reach_judge_segment(&segment, &s->work, &margin_db, err);
    if (!status && !s->others.failing && !(margin_db >= 0.0))
        s->others = (struct reach_others){segment.number + 1, false, margin_db};
    return status;
}

/* What was found at x, the careful answer if there are two. */
static const struct sample *sample_at(const struct solution *s, double x)
{
    const struct sample *found = NULL;
    for (size_t i = 0; i < s->nsample; i++)
        if (!(s->sample[i].x < x) && !(s->sample[i].x > x) &&
            (!found || s->sample[i].careful))
            found = &s->sample[i];
    return found;
}

static enum lr_status solve_row(void *context, size_t i, struct lr_error *err)
{
    struct solution *s = (struct solution *)context + i;
    const struct link_vary *vary = &s->row->vary;
    const bool light = s->row->link.light.given;
    const struct reach_problem problem = {light ? light_margin : margin, s, vary->from,
                                          vary->to, tolerance, CHECKS};
    s->not_modelled =
        !light && s->row->rest.nsegment && s->row->link.interface.unjudged;
    enum lr_status status = reach_judge_others(&s->row->rest, &s->row->link, &s->lights,
                                               &s->work, &s->others, err);
    if (!status && light && !s->others.failing)
        status = judge_behind(s, err);
    const bool lost = status || s->others.failing || s->not_modelled;
    if (!lost && light)
        status = reach_solve(&problem, &s->reach, err);
    else if (!lost)
        status = link_chain_init(&s->row->link, &s->chain, err);
    if (!lost && !status && !light) {
        link_com_start(&s->chain, &s->near);
        status = reach_solve(&problem, &s->reach, err);
    }
    com_work_free(&s->work);
    link_chain_free(&s->chain);
    progress_step(s->request->progress, s->rows);
    return status;
}

static void add_reach(struct tree *row, const struct solution *s)
{
    const struct reach_result *r = &s->reach;
    const struct reach_varied *of = reach_varied(s->row->vary.key->dim);
    if (s->others.failing) {
        tree_null(row, of->reach);
        tree_text(row, "reason", s->others.light ? "optics_before_segment_%zu_fails"
                                                 : "segment_%zu_fails",
                  s->others.failing);
        tree_number(row, "margin_beyond_db", s->others.margin_db);
        return;
    }
    if (s->not_modelled) {
        tree_null(row, of->reach);
        tree_text(row, "reason", "not_modelled");
        return;
    }
    if (r->outcome == REACH_FAILS_AT_MINIMUM) {
        tree_null(row, of->reach);
        tree_text(row, "reason", "fails_at_minimum");
        tree_text(row, "limited_by", "%s", sample_at(s, r->beyond.x)->largest);
        tree_number(row, "margin_beyond_db", r->beyond.margin);
        return;
    }
    const struct sample *at = sample_at(s, r->inside.x), *beyond = at;
    if (s->row->link.light.given && r->outcome != REACH_WHOLE_RANGE)
        beyond = sample_at(s, r->beyond.x);     /* there the eye may be closed */
    const bool whole = r->outcome == REACH_WHOLE_RANGE;
    const double unit = quantity_unit(of->unit, of->dim);
    tree_number(row, of->reach, r->inside.x / unit);
    if (of->dim == DIM_LENGTH && !s->row->link.light.given)
        tree_number(row, "reach_in", r->inside.x / unit_inch);
    if (of->dim == DIM_LENGTH && r->inside.x < short_length)
        tree_number(row, "reach_mm", r->inside.x / unit_mm);
    if (r->last > r->inside.x)
        tree_number(row, of->last, r->last / unit);
    tree_text(row, "limited_by", "%s", whole ? "range" : beyond->largest);
    if (!s->row->link.interface.by_loss && !s->row->link.light.given)
        tree_number(row, "com_at_reach_db", at->com_db);
    tree_number(row, s->row->link.light.given ? "loss_at_reach_db"
                                              : "il_nyquist_at_reach_db",
                at->il_nyquist_db);
    tree_number(row, "margin_at_reach_db", r->inside.margin);
    if (!whole)
        tree_number(row, "margin_beyond_db", r->beyond.margin);
}

static void add_row(struct tree *rows, const struct solution *s)
{
    const struct link *link = &s->row->link;
    const struct interface *interface = &link->interface;
    struct tree *row = tree_object(rows, NULL);
    tree_text(row, "medium", "%s", s->row->medium);
    tree_text(row, "link", "%s", link->path);
    if (link->light.given)
        reach_light_add(&light_of(s)->pmd, interface->lane_rate, row);
    else {
        char criteria[LINK_CRITERIA_WORDS];
        link_criteria_print(link, criteria);
        tree_text(row, "interface", "%s", interface->name);
        tree_text(row, "grade", "%s", interface->grade);
        tree_text(row, "criterion", "%s", interface->unjudged ? "receiver not modelled" : criteria);
        tree_text(row, "lane", "%.4gG %s", interface->lane_rate / unit_gbps,
                  interface_modulation(interface));
        tree_number(row, "lane_rate_gbps", interface->lane_rate / unit_gbps);
        tree_number(row, "baud_gbd", interface->com.baud / unit_gbd);
        tree_text(row, "modulation", "%s", interface_modulation(interface));
    }
    tree_text(row, "varied", "%s", s->row->varied);
    char crosstalk[LINK_CROSSTALK_WORDS];
    link_crosstalk_print(link, crosstalk);
    tree_text(row, "crosstalk", "%s",
              link->light.given ? "one lane of light" : crosstalk);
    add_reach(row, s);
    struct tree *points = tree_list(row, "points");
    const struct reach_varied *of = reach_varied(s->row->vary.key->dim);
    for (size_t i = 0; i < s->reach.n; i++) {
        struct tree *point = tree_object(points, NULL);
        tree_number(point, of->value,
                    s->reach.point[i].x / quantity_unit(of->unit, of->dim));
        const struct sample *at = sample_at(s, s->reach.point[i].x);
        if (!interface->by_loss && !link->light.given)
            tree_number(point, "com_db", at ? at->com_db : (double)NAN);
        tree_number(point, "margin_db", s->reach.point[i].margin);
    }
}

/* COM, or where other criteria count the least margin, against length: a curve a row, and
 * behind them the reach points. */
static enum lr_status draw(struct answer *answer, const struct solution *s, size_t n,
                           struct lr_error *err)
{
    struct plot_figure *f = &answer->figure;
    double *x = arena_alloc(&answer->arena, 2 * REACH_POINTS * sizeof *x);
    double *found = arena_alloc(&answer->arena, 2 * n * sizeof *found);
    size_t nfound = 0, curves = 0;
    bool com = true;
    for (size_t i = 0; i < n; i++)
        com = com && !s[i].row->link.interface.chip_to_module &&
              !s[i].row->link.interface.by_loss;
    if (!x || !found)
        return error_memory(err, "the figure");
    f->template = "reach";
    f->columns = "length_m,com_db";
    for (size_t i = 0; i < n && i + 1 < PLOT_BLOCKS; i++) {
        const struct reach_result *r = &s[i].reach;
        const struct interface *interface = &s[i].row->link.interface;
        const double limit = com ? s[i].row->link.criteria.com_min_db : 0.0;
        const size_t first = r->n && !(r->point[0].x > 0.0);    /* the axis is a log */
        size_t finite = 0;
        for (size_t k = first; k < r->n; k++) {
            const double y = r->point[k].margin + limit;
            x[2 * (k - first)] = r->point[k].x;
            x[2 * (k - first) + 1] = isfinite(y) ? y : (double)NAN;
            finite += isfinite(y) ? 1 : 0;
        }
        if (!finite)
            continue;           /* closed, or without a limit, all the way     */
        const char *name = arena_printf(&answer->arena, "%s, %.4gG", s[i].row->medium,
                                        interface->lane_rate / unit_gbps);
        plot_add_block(f, name ? name : "", r->n - first, 2, x, &answer->arena);
        curves++;
        if (r->outcome != REACH_FAILS_AT_MINIMUM && isfinite(r->inside.margin)) {
            found[2 * nfound] = r->inside.x;
            found[2 * nfound++ + 1] = r->inside.margin + limit;
        }
    }
    if (!curves)
        return error_set(err, LR_EDOMAIN, "--plot: no length has a margin that could be "
                         "drawn");
    plot_add_block(f, "reach", nfound, 2, found, &answer->arena);
    plot_add_text(f, "TITLE", &answer->arena, "%s against length, reference packages "
                  "included", com ? "COM" : "Margin");
    plot_add_text(f, "WHAT", &answer->arena, com ? "COM" : "margin");
    plot_add_number(f, "CURVES", (double)curves);
    plot_add_number(f, "CRITERION", com ? s[0].row->link.criteria.com_min_db : 0.0);
    return LR_OK;
}

/* Of one segment: criteria that com judges and a search for a length does not. */
static enum lr_status note_left_out(const struct link *link, struct lr_error *err)
{
    const struct interface *interface = &link->interface;
    enum lr_status status = LR_OK;
    if (interface->unjudged)
        return note_add(err, NOTE_ASSUMPTION, "segments of %s are not judged: %s",
                        interface->name, interface->unjudged);
    if (interface->set[KEY_ERL_PASS] && interface->wants_erl)
        status = note_add(err, NOTE_ASSUMPTION,
                          "%s: ERL is not judged over length; lanereach com judges it",
                          interface->name);
    if (!status && isfinite(link->criteria.veo_max))
        status = note_add(err, NOTE_ASSUMPTION,
                          "%s: EH_max is not judged over length: it fails short lengths",
                          interface->name);
    return status;
}

static enum lr_status note_unjudged(const struct media *media, struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < media->n; i++) {
        const struct media_row *row = &media->row[i];
        status = note_left_out(&row->link, err);
        for (size_t k = 0; !status && k < row->rest.nsegment; k++)
            if (row->rest.segment[k].npart && row->rest.segment[k].interface.unjudged)
                status = note_left_out(&row->rest.segment[k], err);
    }
    return status;
}

static enum lr_status answer_rows(const struct request *request, struct answer *answer,
                                  const struct media *media, struct solution *s,
                                  struct lr_error *err)
{
    for (size_t i = 0; i < media->n; i++) {
        const struct part_key *key = media->row[i].vary.key;
        if (request->plot && key->dim != DIM_LENGTH)
            return error_set(err, LR_EUSAGE, "--plot draws margins against length; what "
                             "varies in %s is %s", media->row[i].link.path, key->name);
        s[i].row = &media->row[i];
        s[i].request = request;
        s[i].rows = media->n;
        enum lr_status read = reach_lights_open(&media->row[i].rest, &media->row[i].link,
                                                &s[i].lights, err);
        if (read)
            return read;
        for (size_t k = 0; k < media->row[i].link.nfile; k++) {
            enum lr_status status = frame_input(answer, media->row[i].link.file[k], err);
            if (status)
                return status;
        }
    }
    enum lr_status status = note_unjudged(media, err);
    if (!status)
        status = parallel_for(media->n, solve_row, s, err);
    if (status)
        return status;
    tree_text(answer->root, "dialect", "ieee-tool");
    tree_text(answer->root, "search", "%s",
              request->exhaustive
                  ? "every equaliser setting at every length"
                  : "near the last optimum; every setting at both ends of the bracket");
    struct tree *rows = tree_list(answer->root, "rows");
    for (size_t i = 0; i < media->n; i++)
        add_row(rows, &s[i]);
    return request->plot ? draw(answer, s, media->n, err) : LR_OK;
}

static enum lr_status check_view(const struct request *request, struct lr_error *err)
{
    const char *view = request->view;
    return view && strcmp(view, "rates") && strcmp(view, "detail")
               ? error_set(err, LR_EUSAGE, "--view '%s': write rates or detail", view)
               : LR_OK;
}

enum lr_status answer_reach(const struct request *request, struct answer *answer,
                            struct lr_error *err)
{
    struct media media = {0};
    struct solution *s = NULL;
    enum lr_status status = check_view(request, err);
    if (!status)
        status = frame_begin(request, answer, err);
    if (!status)
        status = media_open(request, &media, err);
    if (status)
        goto out;
    s = array_alloc(media.n, sizeof *s);
    if (!s) {
        status = error_memory(err, "the lengths");
        goto out;
    }
    status = answer_rows(request, answer, &media, s, err);
    if (!status)
        status = frame_end(request, answer, err);
out:
    for (size_t i = 0; s && i < media.n; i++)
        reach_lights_free(&s[i].lights);
    array_free(s);
    media_close(&media);
    return status;
}
