/* mmse_lags.h -- autocorrelations of a pulse's UI-spaced samples, for every phase that
 * they can be taken at: what a receiver FFE is solved from needs no more of it.
 * Internal to margin.
 *
 * A transmitter's FFE with the autocorrelation a[m] makes of r[l] the sum over all m of
 * a[m] r[l - m]: many settings share one table. */
#ifndef MARGIN_MMSE_LAGS_H
#define MARGIN_MMSE_LAGS_H

#include "base/error.h"
#include "eq/ffe.h"

#include <stddef.h>

/* Which samples of phase t the IEEE COM tool takes. */
enum mmse_samples {
    MMSE_ALL,                   /* all of them                                 */
    MMSE_WHOLE,                 /* not the one behind the last whole UI from t on */
    MMSE_LATE,                  /* those of t + 1, without as much at the end as is
                                 * before the first                            */
    MMSE_SLOPE                  /* differences around t [V/UI], eq. 93A-28     */
};

struct mmse_lags {
    size_t n;                   /* 0 .. n-1 UI                                 */
    double *r;                  /* [per_ui][n] [V^2]; owned                    */
};

/* Of pulse p[count], at most `ui` samples of each phase.  mmse_lags_free in every case. */
enum lr_status mmse_lags_init(struct mmse_lags *lags, enum mmse_samples samples,
                              const double *p, size_t count, size_t per_ui, size_t ui,
                              size_t n, struct lr_error *err);
void mmse_lags_free(struct mmse_lags *lags);

const double *mmse_lags_at(const struct mmse_lags *lags, size_t phase);

struct mmse_ffe {               /* a transmitter's FFE, or none: span 0, a[0] 1 */
    size_t span;
    double a[2 * EQ_FFE_MOST + 1];
};

/* r behind the FFE, of l + span + 1 lags before it. */
double mmse_lag_behind(const struct mmse_ffe *ffe, const double *r, size_t l);

#endif
