#include "config.h"

#include "answer/eye_statistical.h"

#include "margin/eye_com.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PHASES = EYE_STATISTICAL_PHASES, VOLTAGES = 201 };
static const double least_ber = 1e-18, most_ber = 0.1;

/* --ber, or NaN. */
static double asked_ber(const struct request *request)
{
    char *end;
    const double ber = request->ber ? strtod(request->ber, &end) : (double)NAN;
    return request->ber && (end == request->ber || *end) ? 0.0 : ber;
}

enum lr_status eye_statistical_check(const struct request *request, struct lr_error *err)
{
    const double ber = asked_ber(request);
    if (request->ber && !(ber >= least_ber && ber <= most_ber))
        return error_set(err, LR_EUSAGE,
                         "--ber '%s' is no error ratio from 1e-18 to 0.1; write 1e-12",
                         request->ber);
    static const char *const views[] = {"density", "bathtub", "pulse", "histogram", "fec", "light",
                                        NULL};
    size_t view = 0;
    while (request->view && views[view] && strcmp(request->view, views[view]))
        view++;
    if (!views[view])
        return error_set(err, LR_EUSAGE,
                         "--view '%s' is unknown; write density, bathtub, pulse, "
                         "histogram, fec or light", request->view);
    if (request->view && !request->time_domain && !strcmp(request->view, "histogram"))
        return error_set(err, LR_EUSAGE, "--view histogram belongs to --time-domain");
    return LR_OK;
}

/* What the link and the interface add to what COM has. */
static void add_input(const struct eye_input *in, struct eye_source *source)
{
    const struct jitter com = source->jitter;
    source->jitter = in->jitter;
    source->jitter.symbol_random = com.symbol_random;
    source->jitter.symbol_peak = com.symbol_peak;
    source->jitter.sinusoidal *= jitter_tracked(in->frequency, in->cdr_corner);
    source->noise = hypot(source->noise, in->noise);
    source->quantum = in->quantum;
    if (in->nlevel) {
        source->level = in->level;
        source->r_lm = 1.0;
    }
}

enum lr_status eye_statistical_solve(const struct request *request,
                                     const struct com_channel *channel,
                                     struct eye_statistical *out, struct lr_error *err)
{
    const struct com_result *worst = &channel->com.cases[channel->worst];
    struct com_params params = channel->link.interface.com;
    struct eye_of_com of;
    *out = (struct eye_statistical){.ber = request->ber ? asked_ber(request)
                                                        : params.der};
    params.r_lm *= channel->com.swing[channel->worst].r_lm;
    enum lr_status status = eye_of_com_init(&params, worst, PHASES, &of, err);
    if (!status) {
        add_input(&channel->link.interface.eye, &of.source);
        status = eye_init(&of.source, &out->eye, err);
    }
    if (!status)
        eye_openings_solve(&out->eye, out->ber, &out->openings);
    eye_of_com_free(&of);
    return status;
}

static void add_opening(const struct c2m_opening *one, struct tree *at)
{
    tree_number(at, "height_mv", one->height / unit_mv);
    tree_number(at, "width_ui", one->width);
    tree_number(at, "middle_mv", one->middle / unit_mv);
    tree_number(at, "centre_ui", one->centre);
    tree_bool(at, "open", one->open);
}

static void add_in_mv(struct tree *at, const char *key, double *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        v[i] /= unit_mv;
    tree_numbers(at, key, v, n);
}

/* Of each level, the lowest first. */
static void add_contours(const struct eye_statistical *of, struct tree *at)
{
    double low[PHASES + 1], high[PHASES + 1];
    for (size_t l = 0; l < of->eye.levels; l++) {
        struct tree *one = tree_object(at, NULL);
        eye_contour(&of->eye, l, of->ber, low, high);
        add_in_mv(one, "low_mv", low, PHASES + 1);
        add_in_mv(one, "high_mv", high, PHASES + 1);
    }
}

/* From level i to the next one. */
static void fill_voltages(const struct eye *eye, size_t i, double *v)
{
    for (size_t k = 0; k < VOLTAGES; k++) {
        const double share = (double)k / (VOLTAGES - 1.0);
        v[k] = eye->s0 * (eye->level[i] + share * (eye->level[i + 1] - eye->level[i]));
    }
}

static void add_bathtub(const struct eye_statistical *of, size_t i, struct tree *at)
{
    double time[PHASES + 1], v[VOLTAGES], p[VOLTAGES];
    eye_bathtub_time(&of->eye, i, of->openings.of[i].middle, time);
    tree_numbers(at, "time", time, PHASES + 1);
    fill_voltages(&of->eye, i, v);
    eye_bathtub_voltage(&of->eye, i, VOLTAGES, v, p);
    add_in_mv(at, "voltage_mv", v, VOLTAGES);
    tree_numbers(at, "voltage", p, VOLTAGES);
}

void eye_statistical_add(const struct eye_statistical *of, struct tree *at)
{
    const struct eye_openings *openings = &of->openings;
    double phase[PHASES + 1], middle[C2M_EYES_MOST];
    tree_number(at, "eye_ber", of->ber);
    tree_number(at, "eye_height_mv", openings->of[openings->lowest].height / unit_mv);
    tree_number(at, "eye_width_ui", openings->of[openings->narrowest].width);
    tree_number(at, "lowest_eye", (double)openings->lowest + 1.0);
    tree_number(at, "narrowest_eye", (double)openings->narrowest + 1.0);
    struct tree *eyes = tree_list(at, "eyes");
    for (size_t i = 0; i < openings->n; i++) {
        middle[i] = openings->of[i].middle;
        add_opening(&openings->of[i], tree_object(eyes, NULL));
    }
    tree_number(at, "ser_eye", eye_error_ratio(&of->eye, middle));
    for (size_t k = 0; k <= PHASES; k++)
        phase[k] = (double)k / PHASES - 0.5;
    tree_numbers(at, "phase_ui", phase, PHASES + 1);
    add_contours(of, tree_list(at, "contours"));
    struct tree *bathtubs = tree_list(at, "bathtubs");
    for (size_t i = 0; i < openings->n; i++)
        add_bathtub(of, i, tree_object(bathtubs, NULL));
}
