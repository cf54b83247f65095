/* passive.h -- what light passes between two modules beside fibre, models/passive/NAME.yaml:
 * connectors, splices, multiplexers, splitters, circulators and optical circuit switches. */
#ifndef OPTICS_PASSIVE_H
#define OPTICS_PASSIVE_H

#include "text/model.h"

#include <stdbool.h>

struct optics_passive {
    const struct model *model;
    const char *type;           /* "connector", "switch"                       */
    bool circulates;            /* a circulator: light of both directions      */
    double loss;                /* [dB] one pass, that of splitting included   */
    double return_loss;         /* [dB] INFINITY: none is known                */
    double isolation;           /* [dB] of each neighbour in wavelength, of a circulator of
                                 * the light sent; INFINITY: not known         */
    size_t neighbours;          /* in wavelength, that leak by that            */
};

/* Reads a model of kind passive, its numbers recorded.  LR_EINPUT, placed. */
enum lr_status optics_passive_read(struct model_library *lib, const struct model *model,
                                   struct optics_passive *out, struct lr_error *err);

#endif
