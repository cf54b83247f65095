#include "config.h"

#include "answer/line.h"

#include "base/constants.h"

#include <math.h>

/* Quasi-TEM ends where a substrate or the space between planes is no small part of a
 * wavelength: a twentieth, from where on a microstrip radiates and disperses, and a half,
 * the first mode of planes or of a shield.  The first bound is a custom, not a law. */
enum lr_status line_limits_warn(const struct line_question *q, struct lr_error *err)
{
    double freq = 0.0;
    for (size_t i = 0; i < q->nat; i++)
        freq = fmax(freq, q->at[i]);

    const struct stackup *s = &q->stackup;
    const double er = creal(line_debye_eval(&q->drawing.dielectric[0], freq));
    const double wave = speed_of_light / (freq * sqrt(er));
    const double height = stackup_value(s, s->type->extent);
    const double share = s->type->microstrip ? 20.0 : 2.0;
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < q->drawing.section.ndielectric; i++)
        status = line_debye_note(&q->drawing.dielectric[i], q->drawing.material[i], freq,
                                 err);
    if (status || !(height > wave / share))
        return status;
    return note_add(err, NOTE_WARNING,
                    "%s: %s %.4g mm is more than 1/%g of the wavelength at %.4g GHz, "
                    "where a quasi-static solution ends",
                    s->model->name, stackup_keys()[s->type->extent].name,
                    height / unit_mm, share, freq / unit_ghz);
}
