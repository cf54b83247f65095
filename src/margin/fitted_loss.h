/* fitted_loss.h -- the smooth loss of a channel and what deviates from it.
 *
 *   IL(f) = -20 log10 |S21|                           measured, positive dB
 *   fitted(f) = a0 + a1 sqrt(f) + a2 f + a3 f^2       least sum |S21|^2 (IL - fitted)^2
 *   ILD(f) = IL(f) - fitted(f)
 *   FOM_ILD^2 = df/(f_2 - f_1) sum W(f) ILD(f)^2
 *
 * W is that of icn.h with the through path's f_t = f_v f_b.  The arithmetic is that of
 * the IEEE COM tool, which calls FOM_ILD eq. 93A-56 of IEEE 802.3; it gives ILD the other
 * sign.  The fit is a QR factorisation in f/f_max: the normal equations in Hz lose half
 * of the digits. */
#ifndef MARGIN_FITTED_LOSS_H
#define MARGIN_FITTED_LOSS_H

#include "margin/icn.h"

enum { FITTED_LOSS_TERMS = 4, FITTED_LOSS_POINTS = 11 };

struct fitted_loss_params {     /* all positive, f_1 from 0 and below f_2       */
    double baud;                /* [Bd] f_b                                    */
    double f_1, f_2;            /* [Hz] the band of fit and FOM_ILD            */
    double f_v;                 /* [Hz] f_t of the transmitter: f_v f_b of a sheet */
    double f_r;                 /* [Hz] of the receiver: f_r f_b of a sheet    */
};

struct fitted_loss {
    double a[FITTED_LOSS_TERMS];        /* a0 .. a3 over f_1 to f_2: [dB], [dB/Hz^0.5],
                                         * [dB/Hz], [dB/Hz^2]                  */
    double fom_ild_db;
    double il_nyquist_db;       /* linear in dB between the points about f_b/2; NaN when
                                 * the band ends before                        */
    double fitted_nyquist_db;   /* of another fit, over the whole file, likewise
                                 * interpolated                                */
    struct icn_band band;       /* points of the first fit                     */
};

/* Of a 2-port's S21; `name` stands in messages.  At least FITTED_LOSS_POINTS frequencies
 * in all.  A point where S21 is 0 has no weight in a fit.
 * LR_EDOMAIN: a network that is no 2-port or has too few points, or fewer than five in
 * the band, or a parameter out of range; LR_ENUMERIC: S21 not finite, too few points
 * where it is not 0, or 0 within the band.  A warning where the file is narrower than the
 * band. */
enum lr_status fitted_loss_solve(const struct net *net, const char *name,
                                 const struct fitted_loss_params *params,
                                 struct fitted_loss *out, struct lr_error *err);

/* a0 + a1 sqrt(f) + a2 f + a3 f^2 [dB]; freq not negative. */
double fitted_loss_at(const double a[FITTED_LOSS_TERMS], double freq);

/* ILD [dB] at every frequency of the network that was fitted, ild_db [nf]; INFINITY where
 * S21 is 0.  Outside of fit->band it says how wrong the fit is there. */
void fitted_loss_ild(const struct net *net, const struct fitted_loss *fit,
                     double *restrict ild_db);

#endif
