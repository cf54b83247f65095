/* stackup.h -- a cross-section as a model file describes it: its type, its quantities and
 * what it is made of; drawn and solved on demand, with any number of lanes side by side.
 *
 *   file --> values, materials --> drawing (stackup_draw.h) --> line/solution.h
 *
 *           mask ____                     ______________ plane
 *        ___ [======] ___                   material_above
 *          material      height          -- [======] -- plane_spacing
 *        ================ plane             material      height
 *                                         ______________ plane
 *
 *         .-----------------. shield      ______________ plane
 *        /  .---.     .---.  \              [======]  width
 *       |  |  o  |   |  o  |  |             [======]  gap apart
 *        \  '---'     '---'  /  filler     ______________ plane
 *         '-----------------'  material
 *
 * Values may be changed between reading and solving: that is how a width is sought, a
 * tolerance told and a laminate fitted. */
#ifndef PART_STACKUP_H
#define PART_STACKUP_H

#include "line/laminate.h"
#include "line/solution.h"
#include "part/material.h"
#include "part/stackup_key.h"
#include "text/model.h"

enum stackup_place {            /* where a dielectric is                       */
    STACKUP_MATERIAL,
    STACKUP_ABOVE,              /* of a stripline, over the strip's lower edge  */
    STACKUP_MASK,
    STACKUP_FILLER,             /* of twinax, around the insulations; without one the
                                 * insulation fills the shield                 */
    STACKUP_PLACES
};

enum stackup_roughness {        /* which model makes what of the foil's faces  */
    STACKUP_CANNONBALL,         /* Huray's, with spheres made from rz          */
    STACKUP_HURAY,              /* with huray_radius and huray_ratio           */
    STACKUP_HAMMERSTAD, STACKUP_GRADIENT,       /* with rms                    */
    STACKUP_SMOOTH,
    STACKUP_ROUGHNESSES
};

struct stackup {
    const struct model *model;
    const struct stackup_type *type;
    double temperature;                         /* [K]                         */
    double value[STACKUP_QUANTITIES];           /* [SI] at 20 degC; NaN: not given */
    const char *material[STACKUP_PLACES];       /* names; NULL: none           */
    struct line_laminate laminate[STACKUP_PLACES];  /* but for dk and df, which are
                                                 * among the values            */
    struct part_foil foil;      /* but for rz and resistivity as they count    */
    enum stackup_roughness roughness;
    bool quasi_static;          /* a microstrip's dispersion is left out       */
};

/* Reads the stackup `name`, of the library, or a file of the user's own when it is a path
 * (model_is_path), at `temperature` [K].  `sets`, NULL or NULL-terminated, are
 * assignments "width=120um".  LR_EINPUT with the place of what is wrong, also with the
 * geometry; LR_EUSAGE of an assignment. */
enum lr_status stackup_read(struct model_library *lib, const char *name,
                            struct mark mark, double temperature,
                            const char *const *sets, struct stackup *out,
                            struct lr_error *err);

/* A quantity as it counts: given, or its default, which may hang on others; NaN where
 * the cross-section has none. */
double stackup_value(const struct stackup *stackup, enum stackup_quantity quantity);

/* Lanes side by side: lane 0 in the middle, then the nearest to the right, to the left,
 * the next to the right ... */
struct stackup_lanes {
    size_t n;                   /* lanes, at least 1                           */
    double pitch;               /* [m] centre to centre; not used by one; 0: not given */
};

/* [m] the centre of a lane: 0, pitch, -pitch, 2 pitch ... */
double stackup_lane_place(const struct stackup_lanes *lanes, size_t lane);

/* [Hz] where C is solved; it is linear in the permittivities about theirs there. */
double stackup_anchor(void);

/* Solves it: signals lane by lane, of a pair the left strip first.  `lanes` NULL: one.
 * LR_EDOMAIN when the geometry is none; line_solution_free in every case. */
enum lr_status stackup_solve(const struct stackup *stackup,
                             const struct stackup_lanes *lanes,
                             struct line_solution *out, struct lr_error *err);

/* The materials as they are by now, for a solution of the same geometry and lanes
 * (line_solution_refresh): at once, where solving takes its time. */
enum lr_status stackup_refresh(const struct stackup *stackup,
                               const struct stackup_lanes *lanes,
                               struct line_solution *solution, struct lr_error *err);

/* What stackup_solve tells, solved once, whoever asks, and kept by the library.  Not
 * thread-safe. */
enum lr_status stackup_solution(struct model_library *lib, const struct stackup *stackup,
                                const struct stackup_lanes *lanes,
                                const struct line_solution **out, struct lr_error *err);

#endif
