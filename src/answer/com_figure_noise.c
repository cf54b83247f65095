#include "config.h"

#include "answer/com_figure.h"

#include <math.h>

/* (mV, probability per mV) and, of the total, (mV, cumulative probability). */
static enum lr_status add_density(const char *name, const struct com_density *density,
                                  bool cumulative, struct answer *answer,
                                  struct lr_error *err)
{
    if (!density->n)
        return LR_OK;
    double *x = arena_alloc(&answer->arena, 2 * density->n * sizeof *x), sum = 0.0;
    if (!x)
        return error_memory(err, "the figure");
    for (size_t k = 0; k < density->n; k++) {
        sum += density->p[k];
        const double value =
            cumulative ? sum : density->p[k] / (density->step / unit_mv);
        x[2 * k] = (density->first + (double)k * density->step) / unit_mv;
        x[2 * k + 1] = value > 0.0 ? value : (double)NAN;
    }
    plot_add_block(&answer->figure, name, density->n, 2, x, &answer->arena);
    return LR_OK;
}

enum lr_status com_draw_pdf(const struct com_drawing *drawing, struct answer *answer,
                            struct lr_error *err)
{
    const struct com_result *r = com_drawn_case(drawing);
    struct plot_figure *f = &answer->figure;
    f->template = "com_pdf";
    f->columns = "mv,value";
    enum lr_status status =
        add_density("total, cumulative", &r->density.total, true, answer, err);
    if (!status)
        status = add_density("total", &r->density.total, false, answer, err);
    if (!status)
        status = add_density("intersymbol interference", &r->density.thru, false, answer,
                             err);
    if (!status && drawing->of->channel.npath > 1)
        status = add_density("crosstalk", &r->density.xtalk, false, answer, err);
    if (!status)
        status = add_density("noise and jitter", &r->density.noise, false, answer, err);
    plot_add_number(f, "A_S", r->a_s / unit_mv);
    plot_add_number(f, "A_NI", r->a_ni / unit_mv);
    plot_add_number(f, "DER", drawing->of->link.interface.com.der);
    return status;
}

/* A bar for each impairment, for every package case: what it alone exceeds with the
 * probability DER_0, and its rms; A_ni and A_s have no rms. */
enum lr_status com_draw_noise(const struct com_drawing *drawing, struct answer *answer,
                              struct lr_error *err)
{
    enum { BARS = 6, COLUMNS = 3 };
    struct plot_figure *f = &answer->figure;
    (void)err;                  /* blocks that memory was short for are told later */
    f->template = "com_noise";
    f->columns = "row,peak_mv,rms_mv";
    for (size_t i = 0; i < drawing->of->com.ncase; i++) {
        const struct com_result *r = &drawing->of->com.cases[i];
        const struct com_budget *b = &r->budget;
        const struct com_noise *s = &r->sigma;
        /* The Gaussian holds the random part of the jitter. */
        const double gauss = r->sigma_gauss, fixed = hypot(s->thermal, s->tx);
        const double dirac = s->jitter * s->jitter - (gauss * gauss - fixed * fixed);
        const double bars[BARS][2] = {{b->isi, s->isi},
                                      {b->xtalk, s->xtalk},
                                      {b->jitter, sqrt(fmax(dirac, 0.0))},
                                      {b->noise, hypot(gauss, s->injected)},
                                      {r->a_ni, (double)NAN},
                                      {r->a_s, (double)NAN}};
        double x[BARS * COLUMNS];
        for (size_t k = 0; k < BARS; k++) {
            x[COLUMNS * k] = (double)k;
            x[COLUMNS * k + 1] = bars[k][0] / unit_mv;
            x[COLUMNS * k + 2] = bars[k][1] / unit_mv;
        }
        plot_add_block(f, drawing->of->chain.own_packages
                              ? "own packages"
                              : drawing->of->link.interface.cases[i].name,
                       BARS, COLUMNS, x, &answer->arena);
    }
    plot_add_number(f, "DER", drawing->of->link.interface.com.der);
    return LR_OK;
}
