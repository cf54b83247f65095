#include "config.h"

#include "margin/erl_port.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/quantity.h"
#include "signal/impulse.h"
#include "signal/pdf.h"

#include <math.h>

double erl_guard(void)
{
    return 0.5 * unit_ns;
}

/* The reflected impulse through edge and filter; sample k is at k dt - guard. */
static enum lr_status respond(const struct erl_view *view, const struct erl_params *p,
                              const struct fft *fft, struct impulse *out,
                              struct lr_error *err)
{
    double complex *h = array_alloc(view->nf, sizeof *h);
    if (!h)
        return error_memory(err, "a reflection");
    for (size_t k = 0; k < view->nf; k++)
        h[k] = view->s[k] * signal_filter(&p->rx, view->freq[k]) *
               cexp(-I * two_pi * view->freq[k] * erl_guard());
    signal_transition(view->nf, view->freq, p->t_r, h);
    enum lr_status status =
        impulse_response(view->nf, view->freq, h, 1.0 / (p->baud * (double)p->per_ui),
                         p->threshold, fft, view->name, out, err);
    array_free(h);
    return status;
}

/* [s] of sample k, computed as the tool does: its times meet those of sheets to the last
 * bit, and whether a sample counts is decided there. */
static double time_of(size_t k, double dt)
{
    return (double)k * dt - erl_guard();
}

/* The first sample not before t, or `n`. */
static size_t sample_from(double t, size_t n, double dt)
{
    size_t k = 0;
    while (k < n && !(time_of(k, dt) >= t))
        k++;
    return k;
}

/* What counts of a record, first to last, both included: from t_r, as before it there is
 * only what precedes the edge.  A record that ends before is kept whole. */
static void cut(const struct impulse *h, const struct erl_view *view,
                const struct erl_params *p, size_t *first, size_t *last)
{
    *last = sample_from(view->stop + view->t_fx, h->n, h->dt);
    if (*last == h->n)
        (*last)--;
    *first = sample_from(p->t_r, *last + 1, h->dt);
    if (*first >= *last)
        *first = 0;
}

/* The window's weight at t; `end` is where the window ends. */
static double weight(const struct erl_params *p, double t_fx, double t, double end)
{
    const double x = (t - t_fx - 3.0 * p->t_r) * p->baud;
    const double u = (x - p->n_bx - 1.0) / (p->n_bx + 1.0);
    const double g = p->gate == ERL_GATE_FLAT
                         ? p->rho_x
                         : p->rho_x * (1.0 + p->rho_x) * exp(-u * u);
    return p->n_bx > 0.0 ? g * ratio_of(p->beta_x * (t - end)) : g;
}

/* The gate opens with the first sample not before T_fx + 3 t_r; its window ends with the
 * first sample behind `end`, which is still weighed. */
static void apply_gate(const struct erl_params *p, double t_fx, size_t first,
                       struct erl_port *port)
{
    const double open = t_fx + 3.0 * p->t_r;
    const double end = (p->n_bx + 1.0) / p->baud + t_fx + 3.0 * p->t_r;
    const double behind =
        p->gate == ERL_GATE_OLD ? (1.0 + p->rho_x) * p->rho_x : 1.0;
    bool ended = false;
    for (size_t k = 0; k < port->n; k++) {
        const double t = time_of(first + k, port->dt);
        if (!(t >= open))
            port->pulse[k] = 0.0;
        else
            port->pulse[k] *= ended ? behind : weight(p, t_fx, t, end);
        ended = t > end;
    }
}

/* z(t) and its average. */
static void profile(const double *h, const struct erl_params *p, size_t first,
                    struct erl_port *port)
{
    double step = 0.0, sum = 0.0, total = 0.0, begin = NAN;
    for (size_t k = 0; k < port->n; k++) {
        const double t = time_of(first + k, port->dt);
        step += h[k];
        port->z[k] = fabs(step) < 1.0 ? 2.0 * p->z_t * (1.0 + step) / (1.0 - step) : NAN;
        if (!(t >= 3.0 * p->t_r))
            continue;
        begin = total > 0.0 ? begin : t;
        const double w = exp(-(t - begin) / p->t_k);
        sum += w * port->z[k];
        total += w;
    }
    port->z_average = sum / total;
}

/* The phase whose samples have the largest norm, the first of equals. */
static size_t worst_phase(const struct erl_port *port, size_t per_ui)
{
    size_t worst = 0;
    double most = -1.0;
    for (size_t phase = 0; phase < per_ui; phase++) {
        double energy = 0.0;
        for (size_t k = phase; k < port->n; k += per_ui)
            energy += port->pulse[k] * port->pulse[k];
        if (energy > most) {
            most = energy;
            worst = phase;
        }
    }
    return worst;
}

/* e and ERL of the samples of the worst phase. */
static enum lr_status judge(const char *name, const struct erl_params *p,
                            struct erl_port *port, struct lr_error *err)
{
    struct pdf_levels of = {.levels = p->levels, .bin = p->bin};
    struct pdf pdf;
    double *v = array_alloc(port->n, sizeof *v);
    if (!v)
        return error_memory(err, "samples of a reflection");
    for (size_t k = port->phase; k < port->n; k += p->per_ui)
        v[of.n++] = port->pulse[k];
    of.v = v;
    enum lr_status status = pdf_of_levels(&of, &pdf, err);
    if (!status) {
        port->e = (double)-pdf_reach(&pdf, p->der) * p->bin;
        port->erl_db = -db_of(port->e);
    }
    if (!status && !(port->e > 0.0))
        status = note_add(err, NOTE_WARNING, "%s sends back less than %g mV of a pulse "
                          "of 1 V behind its fixture; its ERL is infinite", name,
                          p->bin / unit_mv);
    pdf_free(&pdf);
    array_free(v);
    return status;
}

enum lr_status erl_port_solve(const struct erl_view *view,
                              const struct erl_params *params, const struct fft *fft,
                              struct erl_port *out, struct lr_error *err)
{
    struct impulse h;
    size_t first, last;
    enum lr_status status = respond(view, params, fft, &h, err);
    if (status)
        return status;
    cut(&h, view, params, &first, &last);
    out->n = last - first + 1;
    out->dt = h.dt;
    out->start = time_of(first, h.dt);
    out->t_fx = view->t_fx;
    out->pulse = array_alloc(out->n, sizeof *out->pulse);
    out->z = array_alloc(out->n, sizeof *out->z);
    if (!out->pulse || !out->z) {
        status = error_memory(err, "a reflected pulse");
        goto out;
    }
    profile(h.h + first, params, first, out);
    impulse_pulse(h.h + first, out->n, params->per_ui, out->pulse);
    apply_gate(params, view->t_fx, first, out);
    out->phase = worst_phase(out, params->per_ui);
    status = judge(view->name, params, out, err);
out:
    impulse_free(&h);
    return status;
}
