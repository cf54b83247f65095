/* dielectric.h -- the permittivity of a laminate over frequency, from one quoted
 * pair of Dk and Df: the wideband Debye model.
 *
 *   er(f) = er_inf + slope * ln((f_high + jf) / (f_low + jf)),   er = er' - j er''
 *
 * The loss tangent is nearly constant between f_low and f_high, er' falls by
 * slope per neper of frequency, and the two are a causal pair (Kramers-Kronig):
 * the response has no precursor.
 *
 * Source: Djordjevic, Biljic, Likar-Smiljanic and Sarkar, IEEE Trans. EMC 43(4),
 * 2001; Svensson and Dermer, IEEE Trans. Advanced Packaging 24, 2001.
 * Limits: f_low well below the lowest frequency of interest and f_high at least
 * five times the highest, or the loss tangent collapses at the edges. */
#ifndef LINE_DIELECTRIC_H
#define LINE_DIELECTRIC_H

#include "base/error.h"

#include <complex.h>

struct line_debye {
    double er_inf;              /* relative permittivity far above f_high      */
    double slope;               /* fall of er' per neper of frequency          */
    double f_low, f_high;       /* [Hz] the edges of the relaxation            */
    double freq;                /* [Hz] where Dk and Df were quoted; 0: nowhere */
};

/* The model that has er (1 - j tan_delta) exactly at freq [Hz].  LR_EDOMAIN
 * unless er >= 1, tan_delta >= 0, 0 < f_low < freq < f_high, and er' stays at or
 * above 1 at every frequency; *debye is then untouched. */
enum lr_status line_debye_anchor(double er, double tan_delta, double freq, double f_low,
                                 double f_high, struct line_debye *debye,
                                 struct lr_error *err);

/* Relative permittivity at freq [Hz] >= 0; real at 0. */
double complex line_debye_eval(const struct line_debye *debye, double freq);

/* Warns when the model is used up to f_max [Hz] and that is above f_high/5 or above
 * twenty times the frequency of the quoted pair.  LR_OK, or the status of
 * note_add.  `name` of the material stands in the message. */
enum lr_status line_debye_note(const struct line_debye *debye, const char *name,
                               double f_max, struct lr_error *err);

#endif
