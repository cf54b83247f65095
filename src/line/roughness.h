/* roughness.h -- the rough faces of a conductor: which model each takes, and what the
 * surface impedance Zs of smooth metal is to be multiplied with over a grid of
 * frequencies.
 *
 * Every factor F is causal.  Re((1 + j) F) is the ratio of losses to smooth metal. */
#ifndef LINE_ROUGHNESS_H
#define LINE_ROUGHNESS_H

#include "base/error.h"
#include "line/conductor.h"

#include <complex.h>
#include <stddef.h>

enum line_rough_model {
    LINE_SMOOTH,
    LINE_HURAY,                 /* spheres on a plane                          */
    LINE_HAMMERSTAD,            /* its losses, with the reactance they demand:
                                 * for comparison with other tools             */
    LINE_GRADIENT               /* conductivity that rises with depth
                                 * (gradient.h)                                */
};

enum { LINE_ROUGH_SPHERES = 8 };

struct line_rough {
    enum line_rough_model model;
    double rms;                 /* [m] height: Hammerstad's and the gradient's */
    double flat_ratio;          /* Huray: surface of the plane below the spheres
                                 * over its projection, A_matte/A_flat >= 1    */
    size_t nsphere;
    struct line_huray sphere[LINE_ROUGH_SPHERES];       /* of several sizes    */
};

/* Huray's model with the one sphere size of line_huray_cannonball, on a flat plane. */
struct line_rough line_rough_cannonball(double rz);

/* LR_EDOMAIN when a number that the model uses is out of range. */
enum lr_status line_rough_check(const struct line_rough *rough, struct lr_error *err);

/* F at freq[0..nf-1] [Hz] >= 0 on metal of `resistivity` [ohm m], into factor [nf].
 * Huray's is flat_ratio + 3/2 sum of ratio_i y_i/(1 + y_i), y_i = (1 + j) radius_i over
 * the skin depth; at 0 Hz it is flat_ratio, where that of real metal is 1.
 * LR_EDOMAIN as line_rough_check and, of the gradient, line_gradient_factor; factor is
 * then untouched.  Allocates nothing; safe from any thread. */
enum lr_status line_rough_factor(const struct line_rough *rough, double resistivity,
                                 size_t nf, const double *freq,
                                 double complex *restrict factor, struct lr_error *err);

struct line_face {              /* a side of a foil                            */
    const struct line_rough *rough;     /* borrowed                            */
    double share;               /* of the conductor's current factor: integral of
                                 * |J|^2 dl over this face over that of all    */
};

/* F of a conductor whose faces differ: the mean of theirs weighted with their shares,
 * which make 1.  Below the skin regime, where current fills the metal, shares lose their
 * meaning, and F is close to 1.  `work` [nf] is scratch.
 * LR_EDOMAIN as line_rough_factor, when a share is negative and when they do not make 1
 * within 1e-6; factor is then undefined. */
enum lr_status line_rough_faces(size_t nface, const struct line_face *face,
                                double resistivity, size_t nf, const double *freq,
                                double complex *restrict work,
                                double complex *restrict factor, struct lr_error *err);

#endif
