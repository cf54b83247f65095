/* roughness.h -- a rough face of metal: which model it takes, and what the surface
 * impedance Zs of smooth metal is to be multiplied with.
 *
 * Every factor F is causal.  Re((1 + j) F) is the ratio of losses to smooth metal. */
#ifndef LINE_ROUGHNESS_H
#define LINE_ROUGHNESS_H

#include "base/error.h"
#include "line/conductor.h"

#include <complex.h>

enum line_rough_model {
    LINE_SMOOTH,
    LINE_HURAY,                 /* spheres on a plane                          */
    LINE_HAMMERSTAD,            /* its losses, with the reactance they demand:
                                 * for comparison with other tools             */
    LINE_GRADIENT               /* conductivity that rises with depth
                                 * (gradient.h)                                */
};

struct line_rough {
    enum line_rough_model model;
    double rms;                 /* [m] height: Hammerstad's and the gradient's */
    struct line_huray sphere;   /* Huray's                                     */
};

/* Huray's model with the spheres of line_huray_cannonball. */
struct line_rough line_rough_cannonball(double rz);

/* LR_EDOMAIN when a number that the model uses is out of range. */
enum lr_status line_rough_check(const struct line_rough *rough, struct lr_error *err);

/* F of a face that line_rough_check accepts, at a skin depth [m], infinite at 0 Hz,
 * where F is 1. */
double complex line_rough_factor(const struct line_rough *rough, double depth);

#endif
