#include "config.h"

#include "answer/eye_figure.h"

#include "answer/com_figure.h"
#include "base/array.h"

#include <math.h>
#include <string.h>

/* Pictures show two UI: the eye, and half of it on both sides. */
enum { PHASES = EYE_STATISTICAL_PHASES, SHOWN = 2 * PHASES + 1 };
enum { ROWS = 160, BATHTUB = 201 };

/* Where phase k of the picture lies in the eye, 0 .. PHASES - 1. */
static size_t wrap(size_t k)
{
    return (k + PHASES / 2) % PHASES;
}

static double phase_ui(size_t k)
{
    return ((double)k - PHASES) / PHASES;
}

/* [V] as far as the picture goes. */
static double extent(const struct eye_statistical *of)
{
    double low[PHASES + 1], high[PHASES + 1], most = 0.0;
    eye_contour(&of->eye, of->eye.levels - 1, of->ber, low, high);
    for (size_t k = 0; k <= PHASES; k++)
        most = fmax(most, high[k]);
    return 1.08 * most;
}

/* (ui, mv, log10 of the probability of 1 mV): a row of voltages for each phase. */
static enum lr_status add_density(const struct eye_statistical *of, double most,
                                  struct answer *answer, struct lr_error *err)
{
    double *p = array_alloc((size_t)PHASES * ROWS, sizeof *p);
    double *x = array_alloc((size_t)SHOWN * ROWS * 3, sizeof *x);
    const double step = 2.0 * most / ROWS;
    enum lr_status status = LR_OK;
    if (!p || !x) {
        status = error_memory(err, "the figure");
        goto out;
    }
    eye_density(&of->eye, -most, most, ROWS, p);
    for (size_t k = 0; k < SHOWN; k++)
        for (size_t row = 0; row < ROWS; row++) {
            double *to = x + (k * ROWS + row) * 3;
            to[0] = phase_ui(k);
            to[1] = (-most + ((double)row + 0.5) * step) / unit_mv;
            to[2] = log10(p[wrap(k) * ROWS + row] * unit_mv / step);
        }
    plot_add_block(&answer->figure, "density", (size_t)SHOWN * ROWS, 3, x,
                   &answer->arena);
out:
    array_free(p);
    array_free(x);
    return status;
}

/* (ui, bottom_mv, top_mv) of an eye where it is open at `ber`. */
static void add_outline(const struct eye *eye, size_t i, double ber,
                        struct answer *answer)
{
    double low[PHASES + 1], high[PHASES + 1], unused[PHASES + 1], x[3 * SHOWN];
    eye_contour(eye, i, ber, unused, high);
    eye_contour(eye, i + 1, ber, low, unused);
    for (size_t k = 0; k < SHOWN; k++) {
        const double bottom = high[wrap(k)], top = low[wrap(k)];
        x[3 * k] = phase_ui(k);
        x[3 * k + 1] = top > bottom ? bottom / unit_mv : (double)NAN;
        x[3 * k + 2] = top > bottom ? top / unit_mv : (double)NAN;
    }
    const char *name = arena_printf(&answer->arena, "eye %zu at %.3g", i + 1, ber);
    plot_add_block(&answer->figure, name ? name : "", SHOWN, 3, x, &answer->arena);
}

/* (height_mv, width_ui, middle_mv, centre_ui) */
static void add_openings(const struct eye_statistical *of, struct answer *answer)
{
    double x[4 * C2M_EYES_MOST];
    for (size_t i = 0; i < of->openings.n; i++) {
        const struct c2m_opening *one = &of->openings.of[i];
        x[4 * i] = one->height / unit_mv;
        x[4 * i + 1] = one->width;
        x[4 * i + 2] = one->middle / unit_mv;
        x[4 * i + 3] = one->centre;
    }
    plot_add_block(&answer->figure, "openings", of->openings.n, 4, x, &answer->arena);
}

static void add_scale(const struct eye_statistical *of, const struct eye_picture *picture,
                      struct answer *answer)
{
    struct plot_figure *f = &answer->figure;
    plot_add_text(f, "QUANTITY", &answer->arena, "%s", picture->quantity);
    plot_add_text(f, "UNIT", &answer->arena, "%s", picture->unit);
    plot_add_number(f, "BER", of->ber);
    plot_add_number(f, "EYES", (double)of->openings.n);
    plot_add_number(f, "UI_PS", 1.0 / picture->baud / unit_ps);
    plot_add_number(f, "FLOOR", picture->floor);
    plot_add_number(f, "TOP", picture->top);
}

enum lr_status eye_draw_density(const struct eye_statistical *of,
                                const struct eye_picture *picture, struct answer *answer,
                                struct lr_error *err)
{
    const double most = extent(of);
    answer->figure.template = "eye";
    answer->figure.columns = "ui,mv,log10_per_mv";
    enum lr_status status = add_density(of, most, answer, err);
    for (size_t i = 0; i < of->openings.n; i++)
        add_outline(&of->eye, i, of->ber, answer);
    add_openings(of, answer);
    plot_add_number(&answer->figure, "MOST", most / unit_mv);
    add_scale(of, picture, answer);
    return status;
}

/* (ui, log10 p) and, from one level to the next, (mv, log10 p) of each eye. */
static enum lr_status draw_bathtub(const struct eye_statistical *of,
                                   struct answer *answer)
{
    const struct eye *eye = &of->eye;
    answer->figure.template = "eye_bathtub";
    answer->figure.columns = "ui_or_mv,log10_p";
    for (size_t i = 0; i < of->openings.n; i++) {
        double p[PHASES + 1], x[2 * (PHASES + 1)];
        eye_bathtub_time(eye, i, of->openings.of[i].middle, p);
        for (size_t k = 0; k <= PHASES; k++) {
            x[2 * k] = (double)k / PHASES - 0.5;
            x[2 * k + 1] = log10(p[k]);
        }
        const char *name = arena_printf(&answer->arena, "eye %zu", i + 1);
        plot_add_block(&answer->figure, name ? name : "", PHASES + 1, 2, x,
                       &answer->arena);
    }
    for (size_t i = 0; i < of->openings.n; i++) {
        double v[BATHTUB], p[BATHTUB], x[2 * BATHTUB];
        const double low = eye->s0 * eye->level[i], high = eye->s0 * eye->level[i + 1];
        for (size_t k = 0; k < BATHTUB; k++)
            v[k] = low + (double)k / (BATHTUB - 1.0) * (high - low);
        eye_bathtub_voltage(eye, i, BATHTUB, v, p);
        for (size_t k = 0; k < BATHTUB; k++) {
            x[2 * k] = v[k] / unit_mv;
            x[2 * k + 1] = log10(p[k]);
        }
        const char *name = arena_printf(&answer->arena, "eye %zu", i + 1);
        plot_add_block(&answer->figure, name ? name : "", BATHTUB, 2, x, &answer->arena);
    }
    return LR_OK;
}

/* (mv, log10 of the probability of 1 mV) at the sampling instant: by the statistics, and
 * counted, where anything was. */
static enum lr_status draw_histogram(const struct eye_statistical *of,
                                     const struct witness *seen, struct answer *answer,
                                     struct lr_error *err)
{
    enum { BINS = 401 };
    const double most = extent(of), step = 2.0 * most / BINS;
    double *p = array_alloc((size_t)PHASES * BINS, sizeof *p);
    double counted[BINS] = {0.0}, x[2 * BINS];
    if (!p)
        return error_memory(err, "the figure");
    answer->figure.template = "eye_histogram";
    answer->figure.columns = "mv,log10_per_mv";
    eye_density(&of->eye, -most, most, BINS, p);
    for (size_t l = 0; l < seen->levels; l++)
        for (size_t i = 0; i < seen->scale.n; i++) {
            const double v = seen->scale.low + ((double)i + 0.5) * seen->scale.bin;
            const double at = (v + most) / step;
            if (at >= 0.0 && at < BINS)
                counted[(size_t)at] += (double)seen->slicer[l * seen->scale.n + i];
        }
    for (int simulated = 0; simulated < 2; simulated++) {
        for (size_t k = 0; k < BINS; k++) {
            const double share = simulated ? counted[k] / (double)seen->symbols
                                           : p[(size_t)(PHASES / 2) * BINS + k];
            x[2 * k] = (-most + ((double)k + 0.5) * step) / unit_mv;
            x[2 * k + 1] = share > 0.0 ? log10(share * unit_mv / step) : (double)NAN;
        }
        plot_add_block(&answer->figure, simulated ? "simulated" : "statistics", BINS, 2, x,
                       &answer->arena);
    }
    plot_add_number(&answer->figure, "SYMBOLS", (double)seen->symbols);
    array_free(p);
    return LR_OK;
}

enum lr_status eye_draw(const struct request *request, const struct com_channel *channel,
                        const struct eye_statistical *of,
                        const struct eye_witness *witness, struct answer *answer,
                        struct lr_error *err)
{
    const struct interface *interface = &channel->link.interface;
    struct plot_figure *f = &answer->figure;
    const char *view = request->view ? request->view
                       : witness->ran ? "histogram" : "density";
    if (interface->by_loss)
        return error_set(err, LR_EUSAGE,
                         "--plot: %s judges by loss and has no eye; write lanereach "
                         "budget --plot", interface->name);
    if (interface->unjudged)
        return error_set(err, LR_EDOMAIN, "--plot: no segment has an eye that is modelled");
    if (!strcmp(view, "pulse"))
        return com_draw(&(struct com_drawing){channel, NULL}, view, answer, err);
    if (2 * of->openings.n + 2 > PLOT_BLOCKS)
        return error_set(err, LR_EUSAGE, "--plot: %zu eyes; a picture has room for %d",
                         of->openings.n, PLOT_BLOCKS / 2 - 1);
    const struct eye_picture picture = {"voltage", "mV", interface->com.baud, -18.0, 0.0};
    plot_add_text(f, "TITLE", &answer->arena, "%s, %s", channel->link.name,
                  interface->name);
    if (!strcmp(view, "density"))
        return eye_draw_density(of, &picture, answer, err);
    add_scale(of, &picture, answer);
    return !strcmp(view, "bathtub") ? draw_bathtub(of, answer)
                                    : draw_histogram(of, &witness->seen, answer, err);
}
