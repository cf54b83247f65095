#include "config.h"

#include "margin/c2m_eye.h"

#include "base/array.h"
#include "base/parallel.h"
#include "base/quantity.h"

#include <math.h>

enum { PER_UI_MOST = 1024 };

enum lr_status c2m_check(const struct c2m_params *params, struct lr_error *err)
{
    if (params->per_ui < 2 || params->per_ui > PER_UI_MOST)
        return error_set(err, LR_EDOMAIN, "an eye of %zu phases per UI; 2 to %d",
                         params->per_ui, PER_UI_MOST);
    if (!(params->t_o >= 0.0 && params->t_o < 0.5))
        return error_set(err, LR_EDOMAIN,
                         "an eye window of +-%g UI; 0 or more and below 0.5",
                         params->t_o);
    if ((params->window == C2M_GAUSSIAN || params->window == C2M_DUAL_RAYLEIGH) &&
        !(params->ql > 0.0) && !(params->sigma_r > 0.0))
        return error_set(err, LR_EDOMAIN,
                         "an eye window of width sigma_r %g UI; it must be positive",
                         params->sigma_r);
    double weight[PER_UI_MOST + 1];
    if (!(c2m_window_weights(params, weight) > 0.0))
        return error_set(err, LR_EDOMAIN,
                         "the eye's window is so narrow that none of its %zu phases per "
                         "UI has weight; write a larger sigma_r, or a smaller QL",
                         params->per_ui);
    return LR_OK;
}

void c2m_eye_free(struct c2m_eye *eye)
{
    array_free(eye->low);
    array_free(eye->high);
    *eye = (struct c2m_eye){0};
}

struct stage {
    const struct c2m_source *source;
    struct c2m_eye *eye;
};

/* The contours of all levels at one phase. */
static enum lr_status solve_phase(void *context, size_t i, struct lr_error *err)
{
    const struct stage *stage = context;
    const struct c2m_source *source = stage->source;
    struct c2m_eye *eye = stage->eye;
    struct c2m_density density;
    long tail = 0;
    enum lr_status status = c2m_density_init(
        source, (ptrdiff_t)i - (ptrdiff_t)eye->centre, &density, err);
    if (!status)
        status = pdf_tail_of_sum(&density.levels, &density.noise, source->params->der,
                                 &tail, err);
    for (size_t level = 0; !status && level <= eye->neye; level++) {
        const long at = c2m_level_bin(source, density.signal, level);
        eye->low[level * eye->per_ui + i] = (double)(at + tail) * source->bin;
        eye->high[level * eye->per_ui + i] = (double)(at - tail) * source->bin;
    }
    c2m_density_free(&density);
    return status;
}

/* Phases from the centre to where `contour` meets `middle`, in the direction of `step`,
 * or all that there are; open: +1 when it lies above the middle, -1 below. */
static double extent(const struct c2m_eye *eye, const double *contour, double middle,
                     double open, ptrdiff_t step)
{
    const ptrdiff_t n = (ptrdiff_t)eye->per_ui, centre = (ptrdiff_t)eye->centre;
    double before = 0.0;
    for (ptrdiff_t j = centre; j >= 0 && j < n; j += step) {
        const double here = open * (contour[j] - middle);
        if (here < 0.0)
            return j == centre ? 0.0
                               : fabs((double)(j - step - centre)) +
                                     before / (before - here);
        before = here;
    }
    return (double)(step < 0 ? centre + 1 : n - 1 - centre);
}

/* Width and the rest of eye i from the contours around it. */
static void measure(const struct c2m_eye *eye, size_t i, struct c2m_opening *out)
{
    const double *top = eye->low + (i + 1) * eye->per_ui,
                 *bottom = eye->high + i * eye->per_ui;
    const double middle = 0.5 * (top[eye->centre] + bottom[eye->centre]);
    const double left = fmin(extent(eye, top, middle, 1.0, -1),
                             extent(eye, bottom, middle, -1.0, -1));
    const double right = fmin(extent(eye, top, middle, 1.0, 1),
                              extent(eye, bottom, middle, -1.0, 1));
    const double n = (double)eye->per_ui;
    out->middle = middle;
    out->open = top[eye->centre] > bottom[eye->centre];
    out->width = floor(left + right) / n;
    out->centre = 0.5 * (right - left) / n;
}

static void conclude(const struct c2m_source *source, const double *height,
                     struct c2m_eye *eye)
{
    const double levels = (double)source->params->levels;
    eye->a_s = source->params->r_lm * source->view.at[0] / (levels - 1.0);
    eye->veo = INFINITY;
    for (size_t i = 0; i < eye->neye; i++) {
        measure(eye, i, &eye->eye[i]);
        eye->eye[i].height = height[i];
        eye->veo = fmin(eye->veo, height[i]);
    }
    eye->open = eye->veo > 0.0;
    eye->a_ni = 2.0 * eye->a_s - eye->veo;
    eye->com_db = db_of(2.0 * eye->a_s / eye->a_ni);
    eye->vec_db = eye->open ? db_of(2.0 * eye->a_s / eye->veo) : (double)NAN;
}

enum lr_status c2m_eye_solve(const struct c2m_source *source, struct c2m_eye *out,
                             struct lr_error *err)
{
    const struct c2m_grid grid = c2m_grid_of(&source->view, source->c2m->per_ui);
    double height[C2M_EYES_MOST];
    *out = (struct c2m_eye){.neye = source->params->levels - 1,
                            .per_ui = source->c2m->per_ui,
                            .centre = source->c2m->per_ui / 2};
    if (!c2m_grid_holds(&grid))
        return error_set(err, LR_ENUMERIC,
                         "the pulse of %zu samples has its cursor at %zu; an eye wants "
                         "at least 2 UI of %zu samples in front and 3 behind",
                         source->view.n, source->view.cursor, source->view.per_ui);
    out->low = array_alloc((out->neye + 1) * out->per_ui, sizeof(double));
    out->high = array_alloc((out->neye + 1) * out->per_ui, sizeof(double));
    if (!out->low || !out->high)
        return error_memory(err, "the contours of an eye");
    struct stage stage = {source, out};
    enum lr_status status = parallel_for(out->per_ui, solve_phase, &stage, err);
    if (!status)
        status = c2m_heights(source, height, err);
    if (!status)
        conclude(source, height, out);
    return status;
}

enum lr_status c2m_eye_of(const struct com_response *response,
                          const struct com_params *params, const struct c2m_params *c2m,
                          const struct com_result *result, const struct pdf_levels *xtalk,
                          struct c2m_eye *out, struct lr_error *err)
{
    const struct impulse *thru = &response->impulse[0];
    const struct eq_candidate *setting = &result->setting;
    double *pulse = array_alloc(thru->n, sizeof *pulse);
    double *q = array_alloc(thru->n, sizeof *q);
    enum lr_status status = LR_OK;
    *out = (struct c2m_eye){0};
    if (!pulse || !q) {
        status = error_memory(err, "a pulse response");
        goto out;
    }
    impulse_pulse(thru->h, thru->n, params->per_ui, pulse);
    eq_ctle_filter(&params->ctle[setting->ctle], thru->dt, thru->n, pulse, pulse);
    eq_ffe_apply(&setting->ffe, params->per_ui, thru->n, pulse, q);
    const struct c2m_source source = {
        .params = params,
        .c2m = c2m,
        .view = {.at = q + setting->cursor,
                 .sample = 1,
                 .ui = (ptrdiff_t)params->per_ui,
                 .n = thru->n,
                 .cursor = setting->cursor,
                 .per_ui = params->per_ui,
                 .nb = eq_dfe_span(&params->dfe),
                 .b = setting->b},
        .bin = c2m_bin(params, q[setting->cursor]),
        .steady = hypot(result->sigma.thermal, result->sigma.tx),
        .nxtalk = xtalk->n,
        .xtalk = xtalk->v};
    status = c2m_eye_solve(&source, out, err);
out:
    array_free(pulse);
    array_free(q);
    return status;
}
