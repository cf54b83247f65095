/* icn.h -- integrated crosstalk noise: how much crosstalk a receiver without equaliser
 * would see from aggressors that send random symbols.
 *
 *   MDFEXT^2, MDNEXT^2 = 2 df/f_2 A^2 sum W(f) sum over aggressors |S21(f)|^2
 *   ICN^2 = MDFEXT^2 + MDNEXT^2
 *   W(f) = sinc^2(f/f_b) / ((1 + (f/f_t)^4) (1 + (f/f_r)^8))
 *
 * summed from the last frequency not above f_1 to the first one not below f_2.  The
 * arithmetic is that of the IEEE COM tool, which calls MDNEXT and MDFEXT eq. 92-46 and
 * 92-47 of IEEE 802.3 and W eq. 93A-57.  Its total weights all aggressors with the f_t of
 * the last one; the sum of squares here is the same where f_f = f_n, as in all sheets. */
#ifndef MARGIN_ICN_H
#define MARGIN_ICN_H

#include "signal/channel.h"

struct icn_params {             /* all positive, f_1 from 0 and below f_2       */
    double baud;                /* [Bd] f_b                                    */
    double f_1, f_2;            /* [Hz] the band of the sum; f_2 normalises too */
    double f_r;                 /* [Hz] of the receiver: f_r f_b of a sheet    */
    double f_f, f_n;            /* [Hz] f_t of FEXT's and NEXT's transmitters: f_f f_b
                                 * and f_n f_b of a sheet                      */
    double a_ft, a_nt;          /* [V] peak amplitudes of both; 0: none        */
};

struct icn {                    /* [V] RMS; 0 without aggressors               */
    double mdfext, mdnext, total;
};

/* The sums over the aggressors of a channel, of its raw networks.  LR_EDOMAIN: a channel
 * that channel_check refuses, or a parameter out of range; LR_ENUMERIC: an S21 that is
 * not finite.  A warning where the band of the files is narrower than f_1 to f_2. */
enum lr_status icn_solve(const struct channel *channel, const struct icn_params *params,
                         struct icn *out, struct lr_error *err);

/* What every aggressor alone would bring, each[npath] [V RMS], each[0] of the through
 * path 0: the squares of all FEXT add up to MDFEXT^2, those of all NEXT to MDNEXT^2.
 * Errors and warning as of icn_solve. */
enum lr_status icn_each(const struct channel *channel, const struct icn_params *params,
                        double *restrict each, struct lr_error *err);

/* Over all frequencies of a channel, [nf] each:
 *   psxt     [V] power sum of the crosstalk, sqrt(sum A^2 |S21|^2), A by kind
 *   icr_db   insertion loss to crosstalk ratio, 20 log10 |S21 of THRU| - 20 log10 psxt/A,
 *            A that of the first aggressor that sends, as in the tool; INFINITY where
 *            there is no crosstalk
 * Errors as of icn_solve. */
enum lr_status icn_spectra(const struct channel *channel, const struct icn_params *params,
                           double *restrict psxt, double *restrict icr_db,
                           struct lr_error *err);

/* W at `freq`; f_t and f_r [Hz]. */
double icn_weight(double freq, double baud, double f_t, double f_r);

/* The band of a sum, first to last, both counted, of freq[nf], nf > 0: the last frequency
 * not above f_1, or the first; the first one not below f_2, or the last.  LR_EDOMAIN
 * unless 0 <= f_1 < f_2; a warning, with `name`, for a file that lacks a step or more of
 * it. */
struct icn_band {
    size_t first, last;
};
enum lr_status icn_band(size_t nf, const double *freq, const char *name, double f_1,
                        double f_2, struct icn_band *out, struct lr_error *err);

#endif
