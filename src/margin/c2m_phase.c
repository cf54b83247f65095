#include "config.h"

#include "margin/c2m_phase.h"

#include <math.h>

static ptrdiff_t floor_div(ptrdiff_t a, ptrdiff_t b)
{
    return a >= 0 ? a / b : -((b - 1 - a) / b);
}

struct c2m_grid c2m_grid_of(const struct c2m_view *view, size_t per_ui)
{
    const ptrdiff_t m = (ptrdiff_t)view->per_ui, s = (ptrdiff_t)per_ui;
    const ptrdiff_t origin = (ptrdiff_t)view->cursor * s / m;
    const ptrdiff_t behind = (ptrdiff_t)(view->n - 1 - view->cursor) * s / m;
    const ptrdiff_t length = origin + behind + 1;
    return (struct c2m_grid){m, s, origin, (2 * length + s) / (2 * s)};
}

struct place {                  /* of a phase between two samples              */
    const double *left, *right; /* those of the cursor's UI                    */
    ptrdiff_t ui;
    double right_share;
};

static struct place place_of(const struct c2m_view *view, const struct c2m_grid *grid,
                             ptrdiff_t phase)
{
    const ptrdiff_t d = floor_div(phase * grid->m, grid->per_ui);
    const ptrdiff_t rest = phase * grid->m - d * grid->per_ui;
    const double *left = view->at + d * view->sample;
    return (struct place){left, rest ? left + view->sample : left, view->ui,
                          (double)rest / (double)grid->per_ui};
}

static inline double value(const struct place *place, ptrdiff_t k)
{
    const double left = place->left[k * place->ui], right = place->right[k * place->ui];
    return left + place->right_share * (right - left);
}

bool c2m_grid_holds(const struct c2m_grid *grid)
{
    const ptrdiff_t s = grid->per_ui;
    return grid->origin >= 2 * s && grid->origin <= (grid->rows - 3) * s;
}

/* The tool's UI are counted from the start of the array; the first and the last of them
 * are left out, and so are slopes whose neighbours lie there. */
void c2m_phase_fill(const struct c2m_view *view, const struct c2m_grid *grid, double a_dd,
                    ptrdiff_t phase, struct c2m_phase *out)
{
    const ptrdiff_t s = grid->per_ui, row = floor_div(grid->origin + phase, s);
    const ptrdiff_t column = grid->origin + phase - row * s;
    const ptrdiff_t first = 1 - row, last = grid->rows - 2 - row;
    const struct place here = place_of(view, grid, phase),
                       early = place_of(view, grid, phase - 1),
                       late = place_of(view, grid, phase + 1);
    double *v = out->v, square = 0.0;
    for (ptrdiff_t k = first; k <= last; k++)
        *v++ = value(&here, k);
    for (ptrdiff_t k = 1; k <= (ptrdiff_t)view->nb && k <= last; k++)
        out->v[k - first] -= view->b[k - 1] * view->at[0];
    out->v[-first] = 0.0;
    for (ptrdiff_t k = first + (column == 0); k <= last - (column == s - 1); k++) {
        const double slope = (value(&late, k) - value(&early, k)) * 0.5 * (double)s;
        square += slope * slope;
        *v++ = a_dd * slope;
    }
    out->n = (size_t)(v - out->v);
    out->signal = value(&here, 0);
    out->slope = sqrt(square);
}

ptrdiff_t c2m_window_reach(const struct c2m_params *params)
{
    return (ptrdiff_t)floor(params->t_o * (double)params->per_ui);
}

/* x exp(-x^2 / 2 q^2): a Rayleigh density of mode q, but for a factor. */
static double rayleigh(double x, double q)
{
    return x * exp(-0.5 * (x / q) * (x / q));
}

double c2m_window_weights(const struct c2m_params *params, double *weight)
{
    const ptrdiff_t reach = c2m_window_reach(params);
    const double t = (double)reach;
    const double ql = params->ql > 0.0 ? params->ql : params->t_o / params->sigma_r;
    double sum = 0.0;
    for (ptrdiff_t i = -reach; i <= reach; i++) {
        const double x = (double)i;
        double *w = &weight[i + reach];
        *w = 1.0;
        if (reach && params->window == C2M_GAUSSIAN)
            *w = exp(-0.5 * (x * ql / t) * (x * ql / t));
        else if (reach && params->window == C2M_TRIANGLE)
            *w = 1.0 - fabs(x) / t;
        else if (reach && params->window == C2M_DUAL_RAYLEIGH)
            *w = rayleigh(t + x, t / ql) + rayleigh(t - x, t / ql);
        sum += *w;
    }
    for (ptrdiff_t i = 0; i <= 2 * reach; i++)
        weight[i] /= sum;
    return sum;
}
