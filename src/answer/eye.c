#include "config.h"

#include "answer/answer.h"

#include "answer/eye_figure.h"
#include "answer/eye_light.h"
#include "answer/eye_optical.h"
#include "answer/eye_segment.h"
#include "answer/frame.h"
#include "answer/open.h"
#include "answer/parts.h"
#include "base/array.h"
#include "link/optical_path.h"

#include <math.h>
#include <string.h>

/* The segments of a link with what they came to.  Equal ones are solved once. */
struct segments {
    struct link link;           /* what is left of it: texts of the segments   */
    size_t n;
    struct com_channel *channel;        /* [n] owned                           */
    const struct com_channel **solved;  /* [n] where its margins are           */
    struct eye_statistical *statistical;        /* [n] those of `channel`, by its index;
                                                 * owned                       */
    struct eye_witness *witness;        /* [n] the same; owned                 */
    struct optical_path *light; /* [n] before those that begin behind one; owned */
    struct optical_limits *limits;      /* [n] of these; owned                 */
    struct eye_statistical *light_eye;  /* [n] the same; owned                 */
    struct com_work work;
};

static enum lr_status open_segments(const struct request *request, struct segments *eye,
                                    struct lr_error *err)
{
    enum lr_status status = open_link_or_channel(request, &eye->link, err);
    if (status)
        return status;
    const size_t n = link_segments(&eye->link);
    eye->channel = array_alloc(n, sizeof *eye->channel);
    eye->solved = array_alloc(n, sizeof *eye->solved);
    eye->statistical = array_alloc(n, sizeof *eye->statistical);
    eye->witness = array_alloc(n, sizeof *eye->witness);
    eye->light = array_alloc(n, sizeof *eye->light);
    eye->limits = array_alloc(n, sizeof *eye->limits);
    eye->light_eye = array_alloc(n, sizeof *eye->light_eye);
    if (!eye->channel || !eye->solved || !eye->statistical || !eye->witness ||
        !eye->light || !eye->limits || !eye->light_eye)
        return error_memory(err, "the segments");
    eye->n = n;
    for (size_t i = 0; eye->link.nsegment && i < n; i++)
        link_take(&eye->link, i, &eye->channel[i].link);
    if (!eye->link.nsegment) {
        eye->channel[0].link = eye->link;
        eye->link = (struct link){0};
    }
    return LR_OK;
}

/* Whether a segment of a link with light goes by unjudged: its standard has no receiver
 * that is modelled.  Alone it is an error, of link/com.h. */
static bool goes_by(const struct segments *eye, size_t i)
{
    bool light = false;
    for (size_t k = 0; k < eye->n; k++)
        light |= part_optics_data(eye->channel[k].link.retimer) != NULL;
    return light && eye->channel[i].link.interface.unjudged;
}

static enum lr_status pass_by(struct com_channel *c, struct lr_error *err)
{
    c->pass = true;
    c->margin_db = INFINITY;
    return note_add(err, NOTE_WARNING, "%s is not judged: %s: %s", c->link.name,
                    c->link.interface.name, c->link.interface.unjudged);
}

/* The eyes of a segment that COM has judged. */
static enum lr_status solve_eyes(const struct request *request, struct segments *eye,
                                 size_t i, struct arena *arena, struct lr_error *err)
{
    const struct com_channel *c = &eye->channel[i];
    if (c->link.interface.by_loss)
        return request->time_domain
                   ? note_add(err, NOTE_WARNING, "%s is judged by loss: nothing is "
                              "simulated", c->link.name)
                   : LR_OK;
    enum lr_status status = eye_statistical_solve(request, c, &eye->statistical[i], err);
    return status ? status
                  : eye_witness_solve(request, c, &eye->statistical[i], arena,
                                      &eye->witness[i], err);
}

static enum lr_status solve_segments(const struct request *request, struct segments *eye,
                                     struct arena *arena, struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < eye->n; i++) {
        size_t same = 0;
        while (!link_same(&eye->channel[same].link, &eye->channel[i].link) && same < i)
            same++;
        eye->solved[i] = &eye->channel[same];
        struct com_channel *c = &eye->channel[i];
        const bool by = goes_by(eye, i);
        if (by)
            status = pass_by(c, err);
        else if (same == i)
            status = c->link.interface.by_loss
                         ? com_channel_judge_loss(request, c, err)
                         : com_channel_judge(request, &eye->work, c, err);
        if (!status && same == i && !by)
            status = solve_eyes(request, eye, i, arena, err);
        const struct optics_part *optics = part_optics_data(c->link.retimer);
        if (!status && optics)
            status = optical_path_read(request->lib, optics, &eye->light[i], err);
        if (!status && optics)
            status = optical_path_solve(&eye->light[i], err);
        if (!status && optics)
            status = optical_path_limits(&eye->light[i], &eye->limits[i], err);
        if (!status && optics)
            status = eye_light_solve(&eye->light[i], &eye->light_eye[i], err);
    }
    return status;
}

static void free_segments(struct segments *eye)
{
    for (size_t i = 0; i < eye->n; i++) {
        com_channel_free(&eye->channel[i]);
        eye_free(&eye->statistical[i].eye);
        witness_free(&eye->witness[i].seen);
        eye_free(&eye->light_eye[i].eye);
    }
    array_free(eye->statistical);
    array_free(eye->witness);
    array_free(eye->light);
    array_free(eye->limits);
    array_free(eye->light_eye);
    array_free(eye->channel);
    array_free(eye->solved);
    com_work_free(&eye->work);
    link_free(&eye->link);
}

/* Of the segment that was solved for segment i. */
static const struct eye_statistical *statistical_of(const struct segments *eye, size_t i)
{
    return &eye->statistical[eye->solved[i] - eye->channel];
}

static const struct eye_witness *witness_of(const struct segments *eye, size_t i)
{
    return &eye->witness[eye->solved[i] - eye->channel];
}

static bool draws(const struct request *request, const char *view)
{
    return request->view && !strcmp(request->view, view);
}

/* Of several paths of light that with the least margin. */
static enum lr_status draw_light(const struct segments *eye, struct answer *answer,
                                 struct lr_error *err)
{
    size_t least = eye->n;
    for (size_t i = 0; i < eye->n; i++)
        if (part_optics_data(eye->channel[i].link.retimer) &&
            (least == eye->n || eye->light[i].margin < eye->light[least].margin))
            least = i;
    return least < eye->n
               ? eye_light_draw(&eye->light[least], &eye->light_eye[least], answer, err)
               : error_set(err, LR_EUSAGE, "--view light: there is no light in this link");
}

/* Which segments one FEC corrects, and what is left behind it; --view fec. */
static enum lr_status add_spans(const struct request *request, const struct segments *eye,
                                size_t tightest, struct answer *answer,
                                struct lr_error *err)
{
    struct eye_errors *of = array_alloc(eye->n, sizeof *of);
    enum lr_status status = of ? LR_OK : error_memory(err, "the segments");
    for (size_t i = 0; !status && i < eye->n; i++) {
        of[i] = eye_segment_errors(eye->solved[i]);
        of[i].span = eye->channel[i].link.span;
        of[i].light = part_optics_data(eye->channel[i].link.retimer) ? eye->light[i].ber
                                                                     : 0.0;
    }
    if (!status)
        status = eye_spans_add(eye->n, of, answer->root, err);
    if (!status && request->plot && draws(request, "fec"))
        status = eye_spans_draw(eye->n, of, tightest, answer, err);
    array_free(of);
    return status;
}

static enum lr_status add_parts(const struct segments *eye, struct tree *root,
                                struct lr_error *err)
{
    struct tree *parts = tree_list(root, "parts");
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < eye->n; i++) {
        const struct link *link = &eye->channel[i].link;
        struct link_step *step = array_alloc(link->npart, sizeof *step);
        size_t n;
        status = step ? link_steps(link, 0.5 * link->interface.com.baud, step, &n, err)
                      : error_memory(err, "the parts");
        if (!status)
            parts_add(link, step, n, parts);
        array_free(step);
    }
    return status;
}

/* All segments must pass; the one with the least margin, which is returned, fails
 * first. */
static size_t add_verdict(const struct segments *eye, struct answer *answer)
{
    const char *name = eye->link.nsegment ? eye->link.name : eye->channel[0].link.name;
    size_t tightest = 0;
    answer->missed = false;
    for (size_t i = 0; i < eye->n; i++) {
        answer->missed |= !eye->solved[i]->pass ||
                          (part_optics_data(eye->channel[i].link.retimer) &&
                           !eye->light[i].pass);
        if (eye->solved[i]->margin_db < eye->solved[tightest]->margin_db)
            tightest = i;
    }
    tree_text(answer->root, "link", "%s", name);
    tree_bool(answer->root, "pass", !answer->missed);
    size_t passed_by = 0;
    for (size_t i = 0; i < eye->n; i++)
        passed_by += goes_by(eye, i);
    if (passed_by)
        tree_number(answer->root, "not_modelled_segments", (double)passed_by);
    if (passed_by < eye->n)
        tree_number(answer->root, "tightest_segment", (double)tightest + 1.0);
    return tightest;
}

enum lr_status answer_eye(const struct request *request, struct answer *answer,
                          struct lr_error *err)
{
    struct segments eye = {.n = 0};
    size_t tightest = 0;
    enum lr_status status = eye_statistical_check(request, err);
    if (!status)
        status = eye_witness_check(request, err);
    if (!status)
        status = frame_begin(request, answer, err);
    if (!status)
        status = open_segments(request, &eye, err);
    if (!status)
        status = solve_segments(request, &eye, &answer->arena, err);
    for (size_t i = 0; !status && i < eye.channel[0].link.nfile; i++)
        status = frame_input(answer, eye.channel[0].link.file[i], err);
    if (!status) {
        tightest = add_verdict(&eye, answer);
        if (eye.n == 1)
            tree_number(answer->root, "freq_ghz",
                        0.5 * eye.channel[0].link.interface.com.baud / unit_ghz);
        status = add_parts(&eye, answer->root, err);
    }
    if (!status) {
        struct tree *segments = tree_list(answer->root, "segments");
        for (size_t i = 0; i < eye.n; i++) {
            struct tree *at = tree_object(segments, NULL);
            eye_segment_add(&eye.channel[i].link, eye.solved[i], statistical_of(&eye, i),
                            witness_of(&eye, i), at);
            if (part_optics_data(eye.channel[i].link.retimer)) {
                struct tree *optical = tree_object(at, "optical");
                eye_optical_add(&eye.light[i], &eye.limits[i], optical);
                eye_light_add(&eye.light_eye[i], optical);
            }
        }
        status = add_spans(request, &eye, tightest, answer, err);
        if (!status && request->plot && draws(request, "light"))
            status = draw_light(&eye, answer, err);
        else if (!status && request->plot && !draws(request, "fec"))
            status = eye_draw(request, eye.solved[tightest],
                              statistical_of(&eye, tightest),
                              witness_of(&eye, tightest), answer, err);
    }
    if (!status)
        status = frame_end(request, answer, err);
    free_segments(&eye);
    return status;
}
