/* material.h -- laminates and foils of the model library: what the models of kind
 * material and foil say, as numbers for line. */
#ifndef PART_MATERIAL_H
#define PART_MATERIAL_H

#include "line/laminate.h"
#include "text/model.h"

/* The laminate `name` as its data sheet quotes it.  The coefficients of dk and df are
 * optional, and taken only where `temperature` [K] is not the 20 degC of the sheet:
 * elsewhere no answer rests on them.
 * LR_EINPUT, placed at `mark` when there is none of that name, in its file when that has
 * a key too many, too few or wrong, or a number that no laminate has. */
enum lr_status part_material_laminate(struct model_library *lib, const char *name,
                                      struct mark mark, double temperature,
                                      struct line_laminate *laminate,
                                      struct lr_error *err);

struct part_foil {
    double rz;                  /* [m] ten-point roughness                     */
    double resistivity;         /* [ohm m] at 20 degC                          */
    double rise;                /* [1/K] of it, relative                       */
    double rms;                 /* [m] height; NaN: it was not asked for       */
};

/* Without rms, which part_material_foil_rms adds where an answer rests on it.
 * LR_EINPUT as above. */
enum lr_status part_material_foil(struct model_library *lib, const char *name,
                                  struct mark mark, struct part_foil *foil,
                                  struct lr_error *err);
enum lr_status part_material_foil_rms(struct model_library *lib, const char *name,
                                      struct mark mark, struct part_foil *foil,
                                      struct lr_error *err);

#endif
