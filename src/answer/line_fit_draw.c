#include "config.h"

#include "answer/line_fit.h"

#include "base/constants.h"

#include <math.h>

enum curve { MEASURED_LOSS, MODEL_LOSS, LOSS_OFF, MEASURED_ER, MODEL_ER, ER_OFF, CURVES };

static const char *const names[CURVES] = {"measured", "model", "model - measured",
                                          "measured", "model", "model - measured"};

static double value(const struct line_fit *f, enum curve curve, size_t k)
{
    const double complex x = f->measured.x[k], model = f->model[k];
    const double neper_db = db_of(exp(1.0));
    const double slow = speed_of_light / (two_pi * f->measured.freq[k] * f->length);
    const double is = slow * cimag(x), fitted = slow * cimag(model);
    switch (curve) {
    case MEASURED_LOSS:
        return neper_db * creal(x);
    case MODEL_LOSS:
        return neper_db * creal(model);
    case LOSS_OFF:
        return neper_db * creal(model - x);
    case MEASURED_ER:
        return is * is;
    case MODEL_ER:
        return fitted * fitted;
    default:
        return (fitted * fitted / (is * is) - 1.0) / unit_percent;
    }
}

/* What is drawn out of errors too far to be looked at is left out. */
enum lr_status line_fit_draw(const struct line_fit *f, struct lr_error *err)
{
    const double most_gain = 20.0;
    const struct net_two_lengths *m = &f->measured;
    struct plot_figure *figure = &f->answer->figure;
    struct arena *arena = &f->answer->arena;
    double *xy = arena_alloc(arena, 2 * m->nf * sizeof *xy);
    if (!xy)
        return error_memory(err, "the figure");
    figure->template = "line_fit";
    figure->columns = "freq_ghz,value";
    for (size_t c = 0; c < CURVES; c++) {
        const bool model = c == MODEL_LOSS || c == MODEL_ER;
        for (size_t k = 0; k < m->nf; k++) {
            xy[2 * k] = m->freq[k] / unit_ghz;
            xy[2 * k + 1] = model || m->gain[k] < most_gain ? value(f, (enum curve)c, k)
                                                            : (double)NAN;
        }
        plot_add_block(figure, names[c], m->nf, 2, xy, arena);
    }
    plot_add_text(figure, "TITLE", arena, "%s: dk %.4g, df %.4g at %.4g GHz",
                  f->stackup.model->name, f->stackup.value[STACKUP_DK],
                  f->stackup.value[STACKUP_DF],
                  f->stackup.laminate[STACKUP_MATERIAL].freq / unit_ghz);
    plot_add_number(figure, "LOW", f->low / unit_ghz);
    plot_add_number(figure, "HIGH", f->high / unit_ghz);
    plot_add_number(figure, "LENGTH", f->length / unit_mm);
    plot_add_number(figure, "LOSS_RMS", f->fit.loss_rms_db);
    plot_add_number(figure, "ER_RMS", f->fit.er_rms / unit_percent);
    return LR_OK;
}
