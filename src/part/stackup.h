/* stackup.h -- a cross-section as a model file describes it: what is drawn and of what it
 * is made, ready for line/solution.h.
 *
 *   type: microstrip, edge-coupled-microstrip, stripline, edge-coupled-stripline
 *
 *           mask ____                     ______________ plane
 *        ___ [======] ___                   material_above
 *          material      height          -- [======] -- plane_spacing
 *        ================ plane             material      height
 *                                         ______________ plane  */
#ifndef PART_STACKUP_H
#define PART_STACKUP_H

#include "line/solution.h"
#include "text/model.h"

enum { STACKUP_LAYERS = 2, STACKUP_SHAPES = 4, STACKUP_DIELECTRICS = 3 };

struct stackup {
    const struct model *model;
    const char *type;
    bool pair, microstrip;
    struct line_layer layer[STACKUP_LAYERS];
    struct line_shape shape[STACKUP_SHAPES];    /* signals first               */
    struct line_debye dielectric[STACKUP_DIELECTRICS];
    const char *material[STACKUP_DIELECTRICS];  /* their names                 */
    struct line_section section;                /* of the above                */
    double resistivity;         /* [ohm m] at the temperature                  */
    struct line_huray rough;
    double plane_thickness;     /* [m]                                         */
};

/* Reads the stackup of that name from the library, its metal at `temperature` [K].  The
 * section points into *out, which must not move.  LR_EINPUT with the place of what is
 * wrong, also with the geometry. */
enum lr_status stackup_read(struct model_library *lib, const char *name,
                            struct mark mark, double temperature, struct stackup *out,
                            struct lr_error *err);

/* Solves it about `freq` [Hz]; line_solution_free in every case. */
enum lr_status stackup_solve(const struct stackup *stackup, double freq,
                             struct line_solution *out, struct lr_error *err);

#endif
