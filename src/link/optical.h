/* optical.h -- what physics says of an optical lane beside its standard: eye closure and
 * sensitivity of a module over a length of fibre, with the standard's equaliser.
 *
 *   symbols -> transmitter -> fibre -> reference filter -> TECQ (without fibre), TDECQ
 *                                   -> receiver -> OMA that it needs
 *
 * Of the fibres that the model allows it is the one whose dispersion closes the eye most.
 * Small signals around the levels; laser noise, mode partition, shot and thermal noise
 * through the filter and the taps. */
#ifndef LINK_OPTICAL_H
#define LINK_OPTICAL_H

#include "interface/pmd.h"
#include "margin/tdecq.h"
#include "optics/fibre_model.h"
#include "optics/module.h"

struct optical_lane {           /* borrowed                                    */
    const struct pmd *pmd;
    const struct optics_module *module;         /* at both ends                */
    const struct optics_fibre *fibre;
    double length;              /* [m]                                         */
};

struct optical_figures {
    struct tdecq tecq, tdecq;   /* without and with the fibre                  */
    bool reaches;               /* some power is enough for its receiver       */
    double sensitivity;         /* [W] OMA behind the fibre                    */
    double wavelength, zero;    /* [m] where it closes the eye most: of the light, and
                                 * without dispersion; 0: there is no fibre    */
    struct tdecq receiver;      /* its equaliser there                         */
};

/* LR_EDOMAIN when the standard names no error ratio before FEC. */
enum lr_status link_optical_solve(const struct optical_lane *lane,
                                  struct optical_figures *out, struct lr_error *err);

/* The same without fibre. */
enum lr_status link_optical_back_to_back(const struct optical_lane *lane,
                                         struct optical_figures *out,
                                         struct lr_error *err);

/* The part of the bits that its own receiver takes wrongly with `oma` W behind the fibre,
 * the equaliser being that of the sensitivity; 0 below 1e-13.  Only when it reaches. */
enum lr_status link_optical_errors(const struct optical_lane *lane,
                                   const struct optical_figures *figures, double oma,
                                   double *ber, struct lr_error *err);

/* What of it no power makes better, by interference, laser noise and mode partition. */
enum lr_status link_optical_floor(const struct optical_lane *lane,
                                  const struct optical_figures *figures, double *ber,
                                  struct lr_error *err);

struct optical_received {       /* what the equaliser of a receiver is given   */
    size_t n, per_ui;
    double *pulse;              /* [n] [OMA] owned: array_free                 */
    double level[TDECQ_LEVELS_MOST];    /* [OMA] from the mean                 */
    double noise[TDECQ_LEVELS_MOST];    /* [OMA] rms of each behind the equaliser */
    struct tdecq decided;       /* its taps, DFE and instant                   */
};

/* With `oma` W behind the fibre of a lane that reaches. */
enum lr_status link_optical_received(const struct optical_lane *lane,
                                     const struct optical_figures *figures, double oma,
                                     struct optical_received *out, struct lr_error *err);

/* TECQ alone.  The same error. */
enum lr_status link_optical_tecq(const struct optical_lane *lane, struct tdecq *out,
                                 struct lr_error *err);

#endif
