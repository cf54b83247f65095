/* via_model.h -- the cross-section of a pair of plated holes: what a model of kind via
 * says, and its solution.
 *
 *        .-------------------.       The planes' clearance, the antipad, is taken for a
 *       /   .-.         .-.   \      closed tube all along the barrels: one around both,
 *      |   (   )       (   )   |     or one around each.
 *       \   '-'         '-'   /
 *        '-------------------'
 *           <- spacing ->
 *
 * Limits: planes are thin and the cavities between them are open, so that the return runs
 * through the nearest ground vias.  Where these are further away than the antipad's edge,
 * impedances are higher than here, and what the cavities carry off is not in it. */
#ifndef PART_VIA_MODEL_H
#define PART_VIA_MODEL_H

#include "line/laminate.h"
#include "line/solution.h"
#include "part/material.h"

struct via_model {
    bool oval;                  /* one antipad around both barrels             */
    double barrel, antipad;     /* [m] diameters; antipad: height of an oval   */
    double spacing;             /* [m] from centre to centre of the barrels    */
    double pad;                 /* [m] diameter                                */
    double pad_height;          /* [m] of barrel on which a pad acts; 0: none  */
    double dk_factor;           /* effective over laminate's permittivity      */
    double ground_spacing;      /* [m] from barrel to ground via; 0: none given */
    double temperature;         /* [K]                                         */
    struct line_laminate laminate;      /* as its sheet has it                 */
    struct part_foil metal;
};

/* LR_EINPUT with the place of what is wrong, also with the geometry. */
enum lr_status via_model_read(struct model_library *lib, const struct model *model,
                              double temperature, struct via_model *out,
                              struct lr_error *err);

/* The barrels in their antipad: two signals, or one that stands for either.  Solved once
 * and kept by the library.  Not thread-safe. */
enum lr_status via_model_solution(struct model_library *lib, const struct via_model *via,
                                  const struct line_solution **out, struct lr_error *err);

/* [F] of one pad: 2 pi eps0 er T D1/(D2 - D1), D1 the pad, D2 the antipad, T the height;
 * as Johnson and Graham, "High-Speed Digital Design", are quoted: 1.41 pF per inch, which
 * is 2 pi eps0.  We did not see the book; er is the laminate's. */
double via_model_pad(const struct via_model *via);

/* [H] of the path of the common current around both barrels, to ground vias:
 * mu0 length/(2 pi) ln(ground_spacing/(barrel/2)); 0 without ground_spacing. */
double via_model_return(const struct via_model *via, double length);

#endif
