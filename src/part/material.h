/* material.h -- laminates and foils of the model library, at the temperature of the
 * link: what the models of kind material and foil say, as numbers for line. */
#ifndef PART_MATERIAL_H
#define PART_MATERIAL_H

#include "line/dielectric.h"
#include "text/model.h"

/* The permittivity of the material `name` at `temperature` [K].  The coefficients of dk
 * and df are optional, and taken only where the temperature is not the 20 degC of the
 * data sheet: elsewhere no answer rests on them.
 * LR_EINPUT, placed at `mark` when there is none of that name, in its file when that has
 * a key too many, too few or wrong; LR_EDOMAIN as line_laminate_debye. */
enum lr_status part_material_laminate(struct model_library *lib, const char *name,
                                      struct mark mark, double temperature,
                                      struct line_debye *debye, struct lr_error *err);

struct part_foil {
    double rz;                  /* [m] ten-point roughness                     */
    double resistivity;         /* [ohm m] at the temperature                  */
};

/* The foil `name` at `temperature` [K].  LR_EINPUT as above. */
enum lr_status part_material_foil(struct model_library *lib, const char *name,
                                  struct mark mark, double temperature,
                                  struct part_foil *foil, struct lr_error *err);

#endif
