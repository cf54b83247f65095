/* mmse_noise.h -- how the receiver's noise at one instant is correlated with that some UI
 * later, behind the CTLE and before the receiver's FFE.  Internal to margin. */
#ifndef MARGIN_MMSE_NOISE_H
#define MARGIN_MMSE_NOISE_H

#include "margin/com_response.h"

struct mmse_noise {             /* [V^2] at 0 .. n-1 UI                        */
    double thermal[EQ_RX_FFE_MOST];     /* of eta_0                            */
    double active[EQ_RX_FFE_MOST];      /* of active parts                     */
    double injected[EQ_RX_FFE_MOST];    /* of a receiver test                  */
};

struct mmse_spectrum {          /* that of eta_0 before the CTLE, as the tool takes it:
                                 * up to M f_b / 2 in steps of f_b / N_u, with the
                                 * Butterworth filter alone                    */
    const struct com_params *params;    /* borrowed, as the next two           */
    const struct com_response *response;
    struct com_work *work;
    size_t nf;
    double *freq, *power;       /* [nf] [Hz]; [V^2] of each step; owned        */
    double *turn;               /* [N_u] cos(2 pi i / N_u); owned              */
};

/* mmse_spectrum_free in every case. */
enum lr_status mmse_spectrum_init(struct mmse_spectrum *spectrum,
                                  const struct com_params *params,
                                  const struct com_response *response,
                                  struct com_work *work, struct lr_error *err);
void mmse_spectrum_free(struct mmse_spectrum *spectrum);

enum lr_status mmse_noise_fill(const struct mmse_spectrum *spectrum, size_t ctle,
                               struct mmse_noise *out, struct lr_error *err);

#endif
