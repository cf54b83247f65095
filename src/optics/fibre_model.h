/* fibre_model.h -- a fibre of the library, models/fibre/NAME.yaml, and what a length of
 * it does to a source. */
#ifndef OPTICS_FIBRE_MODEL_H
#define OPTICS_FIBRE_MODEL_H

#include "text/model.h"

#include <complex.h>
#include <stdbool.h>

struct optics_fibre {
    const struct model *model;
    bool multimode;
    double loss;                /* [dB/m]                                      */
    double zero_least, zero_most;       /* [m] wavelength without dispersion   */
    double slope;               /* [s/m^3] of the dispersion there             */
    double modal_bandwidth;     /* [Hz m] effective, of multimode fibre        */
    double chromatic_share;     /* of multimode fibre's chromatic dispersion, that modes
                                 * of other delays do not make up for: 0 to 1  */
};

/* Reads a model of kind fibre.  LR_EINPUT, placed. */
enum lr_status optics_fibre_read(struct model_library *lib, const struct model *model,
                                 struct optics_fibre *out, struct lr_error *err);

/* A source on `length` m of it. */
struct optics_span {
    const struct optics_fibre *fibre;
    double length, wavelength;  /* [m]                                         */
    double chirp;               /* alpha                                       */
    double spectral_width;      /* [m] rms                                     */
    double zero;                /* [m] wavelength without dispersion that this one has */
};

/* What is left of a small signal's intensity at f, without the loss: chromatic dispersion
 * of single-mode fibre; of multimode fibre modes and the source's width. */
double complex optics_span_response(const struct optics_span *span, double f);

#endif
