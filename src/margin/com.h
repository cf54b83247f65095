/* com.h -- Channel Operating Margin: IEEE 802.3-2022 Annex 93A with the classic
 * receiver (CTLE and DFE), in the arithmetic of the IEEE COM tool.
 *
 *   channel, packages --> H(f) --> h(t) --> search (FOM) --> PDFs --> A_s / A_ni
 *
 * One call is one package case; the COM of an interface is the least over its
 * cases. */
#ifndef MARGIN_COM_H
#define MARGIN_COM_H

#include "eq/search.h"
#include "signal/channel.h"

enum { COM_FLAGS_MOST = 8, COM_FLAG_SIZE = 96 };

struct com_params {
    double baud;                /* [Bd]                                        */
    size_t levels, per_ui;      /* L; M samples per UI                         */
    double der, r_lm;           /* DER_0, R_LM                                 */
    double a_v, a_fe, a_ne;     /* [V] differential peak                       */
    double snr_tx_db;
    double r_0, r_tx, r_rx;     /* [ohm] single-ended                          */
    double t_r;                 /* [s] 20 to 80 % edge; 0: none                */
    double f_r;                 /* [Hz] corner of the receiver's Butterworth   */
    double eta_0;               /* [V^2/Hz] one-sided                          */
    double sigma_rj, a_dd;      /* [UI]                                        */
    double f_2;                 /* [Hz] normalises crosstalk in the FOM        */
    double threshold;           /* of the impulse response's tail, relative    */
    double bin;                 /* [V] largest PDF bin                         */
    double gauss_span;          /* the Gaussian is cut at this times Q sigma: 1
                                 * up to release 3.90 of the tool, 2 since 4.30 */
    size_t ng, nhp;             /* CTLE grid: ctle[g * nhp + hp]; borrowed      */
    const struct eq_ctle *ctle;
    struct eq_ffe_grid ffe;
    struct eq_dfe dfe;
    size_t local;               /* R of the tool's Local Search; 0: exhaustive */
};

/* Packages of one case, 2-ports on the channel's grid, port 0 at the die. */
struct com_packages {
    const struct net *tx_thru, *tx_fext, *tx_next, *rx;
};

struct com_noise {              /* standard deviations at the slicer, [V]      */
    double isi, jitter, xtalk, thermal, tx;
};

struct com_result {
    double com_db;              /* -INFINITY never: negative COM is a number   */
    double fom_db;
    double a_s, a_ni;           /* [V]                                         */
    double vec_db;              /* NaN when the eye is closed                  */
    double veo;                 /* [V] 2 (A_s - A_ni), negative when closed    */
    struct com_noise sigma;     /* terms of the FOM                            */
    double sigma_gauss;         /* [V] eq. 93A-41                              */
    double peak;                /* [V] of the unequalised pulse                */
    struct eq_candidate setting;
    size_t looked;              /* legal settings that the search looked at    */
    size_t nflag;               /* what deserves a look: limits, edges, band   */
    char flag[COM_FLAGS_MOST][COM_FLAG_SIZE];
    size_t n;                   /* pulse responses, sampled M times per UI     */
    double dt;                  /* [s]                                         */
    double *pulse, *equalised;  /* [V] [n] before; behind FFE, CTLE and DFE    */
};

/* What one calculation can leave to the next one on the same grid: the plan of the
 * Fourier transform.  One per thread; {0} is empty. */
struct com_work {
    size_t intervals;
    struct fft *fft;
};
void com_work_free(struct com_work *work);

/* The margin of one package case.  `near` restricts the search (NULL: as params->local
 * says).
 * LR_EDOMAIN: a channel or parameter that does not fit, named.  LR_ENUMERIC: no
 * setting, no response.  com_free(result) in every case. */
enum lr_status com_solve(const struct channel *channel, const struct com_params *params,
                         const struct com_packages *packages, const struct eq_near *near,
                         struct com_work *work, struct com_result *result,
                         struct lr_error *err);
void com_free(struct com_result *result);

/* Insertion loss [dB, positive] of the through path at half the symbol rate. */
double com_loss_at_nyquist(const struct channel *channel, double baud);

#endif
