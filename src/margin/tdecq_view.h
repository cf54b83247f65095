/* tdecq_view.h -- what the reference receiver sees of a pulse at an instant: samples, and
 * the eye behind its taps.  Internal to margin. */
#ifndef MARGIN_TDECQ_VIEW_H
#define MARGIN_TDECQ_VIEW_H

#include "margin/tdecq_eye.h"

enum { TDECQ_SIDES = 2, TDECQ_PRE_MOST = 8 };   /* histograms; taps before the main one */

struct tdecq_view {
    const struct tdecq_reference *reference;
    const struct tdecq_signal *signal;
    double shape[TDECQ_TAPS_MOST];      /* autocorrelation of the noise, 1 at 0 */
    size_t pre;                 /* taps before the main one                    */
    size_t nui, before;         /* samples of the pulse that count, 1 UI apart; of them
                                 * before the one that a phase of 0 is at      */
    size_t peak;                /* sample of the pulse                         */
};

struct tdecq_column {           /* of one instant                              */
    double s[TDECQ_CURSORS], slope[TDECQ_CURSORS];      /* [1/UI]              */
};

/* LR_EDOMAIN: a reference or signal that does not fit. */
enum lr_status tdecq_view_init(struct tdecq_view *view,
                               const struct tdecq_reference *reference,
                               const struct tdecq_signal *signal, struct lr_error *err);

/* The sample that is `ui` UI from the largest one of the pulse. */
double tdecq_view_instant(const struct tdecq_view *view, double ui);

/* The pulse every UI from the sample `at` on, whole or not. */
void tdecq_view_column(const struct tdecq_view *view, double at, struct tdecq_column *c);

/* h[nui + taps - 1] = taps c applied to the samples of an instant. */
void tdecq_view_equalise(const struct tdecq_view *view, const double *c, const double *s,
                         double *h);

/* Noise behind taps over that before them; the noise that is there, behind them. */
double tdecq_view_ceq(const struct tdecq_view *view, const double *c);
void tdecq_view_noise(const struct tdecq_view *view, double ceq, double *sigma);

/* Equalised cursors h as an eye, from which a DFE has taken b. */
struct tdecq_eye tdecq_view_eye(const struct tdecq_view *view, const double *h, double b);

/* What histogram `side` sees of these taps; h [TDECQ_CURSORS] and already
 * [TDECQ_LEVELS_MOST] hold it. */
struct tdecq_eye tdecq_view_at(const struct tdecq_view *view, const struct tdecq *at,
                               size_t side, double *h, double *already);

#endif
