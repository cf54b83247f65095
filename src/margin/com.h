/* com.h -- Channel Operating Margin: IEEE 802.3-2022 Annex 93A with the classic
 * receiver (CTLE and DFE), and draft IEEE 802.3dj Annex 178A with one that has an FFE
 * besides, in the arithmetic of the IEEE COM tool.
 *
 *   channel, packages --> H(f) --> h(t) --> search (FOM) --> PDFs --> A_s / A_ni
 *
 * One call is one package case; the COM of an interface is the least over its
 * cases.  Of chip-to-module receivers the margin is that of an eye: margin/c2m.h. */
#ifndef MARGIN_COM_H
#define MARGIN_COM_H

#include "base/arena.h"
#include "eq/search.h"
#include "margin/c2m.h"
#include "margin/slicer.h"
#include "margin/steady_voltage.h"
#include "signal/channel.h"
#include "signal/transfer.h"

enum { COM_FLAGS_MOST = 24 };

/* Broad-band noise that a receiver test adds. */
struct com_injection {
    double sigma_bn;            /* [V] rms at the source; 0: none              */
    double f_hp;                /* [Hz] corner of its high-pass; 0: none       */
    double crest;               /* Q of its Gaussian; 0: as of the other one   */
};

struct com_params {
    double baud;                /* [Bd]                                        */
    size_t levels, per_ui;      /* L; M samples per UI                         */
    double der, r_lm;           /* DER_0, R_LM                                 */
    double r_0, r_tx, r_rx;     /* [ohm] single-ended                          */
    double kappa[2];            /* scale the channel's S11 and S22; 1: as it is */
    double f_max;               /* [Hz] frequencies above are left out; 0: none */
    double t_r;                 /* [s] 20 to 80 % edge; 0: none                */
    struct signal_filter rx;    /* H_r                                         */
    bool unfiltered;            /* H_r filters the noise, but not the signals, and a
                                 * preset FFE does nothing: what the tool does when it
                                 * is told to show no spectra                  */
    double eta_0;               /* [V^2/Hz] one-sided                          */
    bool tx_noise_by_cursor;    /* sigma_TX is divided by c(0): SNR_TXwC0      */
    double sigma_rj, a_dd;      /* [UI]                                        */
    double f_2;                 /* [Hz] normalises crosstalk in the FOM        */
    double threshold;           /* of the impulse response's tail, relative    */
    double bin;                 /* [V] PDF bin: no larger than this and A_s/1000 */
    bool bin_forced;            /* just this                                   */
    double crest;               /* the Gaussian's Q; 0: that of DER_0          */
    double gauss_span;          /* the Gaussian is cut at this times Q sigma: 1
                                 * up to release 3.90 of the tool, 2 since 4.30 */
    size_t ng, nhp;             /* CTLE grid: ctle[g * nhp + hp]; borrowed      */
    const struct eq_ctle *ctle;
    const bool *ctle_barred;    /* [ng * nhp] pairs that may not be used; NULL: none */
    struct eq_ffe_grid ffe;
    struct eq_rx_ffe rx_ffe;    /* n above 0: the receiver of draft Annex 178A, whose FFE
                                 * and DFE leave the least mean square error   */
    struct eq_dfe dfe;
    struct eq_timing timing;
    bool jitter_in_span;        /* h_J only from one UI before the cursor to N_b */
    size_t local;               /* R of the tool's Local Search; 0: exhaustive */
    double held_back_db;        /* of A_s where com_result.der is found        */
    bool densities;             /* fill com_result.density                     */
    struct steady_window steady;        /* of com_result.steady                */
    struct com_injection injection;     /* through com_case.noise              */
    bool slicer;                /* fill com_result.slicer                      */
    bool eye;                   /* fill com_result.eye                         */
    struct c2m_params c2m;      /* with t_o above 0 that eye is what counts, and with
                                 * min_veo above 0 it ranks the settings       */
};

enum { COM_KINDS = 3 };         /* of paths: enum path_kind                    */

struct com_drive {              /* what sends in one package case              */
    double amplitude[COM_KINDS];        /* [V] A_v, A_fe, A_ne: differential peak */
    double snr_tx_db;
    size_t npreset;             /* taps of a fixed FFE in front of everything; 0:
                                 * none.  The largest one is its cursor        */
    const double *preset;       /* borrowed                                    */
};

/* One package case: by kind of path the 2-ports between dies and channel, packages and
 * boards, on the channel's grid, port 0 at the die. */
struct com_case {
    const struct net *tx[COM_KINDS], *rx[COM_KINDS];
    struct com_drive drive;
    const struct channel_path *noise;   /* on the channel's grid, but none of its paths:
                                         * what injection comes through; NULL: none */
};

struct com_noise {              /* standard deviations at the slicer, [V]      */
    double isi, jitter, xtalk, thermal, tx;
    double active;              /* what active parts have in `thermal`         */
    double random;              /* what sigma_RJ has in `jitter`; only behind a receiver
                                 * FFE, where eq. 93A-41 takes it from here    */
    double injected;            /* sigma_ne of a receiver test                 */
};

struct com_budget {             /* the peak of each impairment on its own that is met
                                 * with the probability DER_0, [V]             */
    double isi, xtalk, jitter, noise;   /* jitter: A_DD's part; noise: the Gaussian */
};

struct com_density {            /* probability of a voltage, in equal steps    */
    size_t n;                   /* 0: not asked for                            */
    double first, step;         /* [V] p[k] is that of first + k step          */
    double *p;                  /* owned                                       */
};

/* Of everything that disturbs the slicer, with one step.  It may be some bins wide: the
 * pictures need no more, and the sum in single bins can take minutes. */
struct com_densities {
    struct com_density thru, xtalk;     /* intersymbol interference, aggressors */
    struct com_density noise;           /* A_DD's jitter and the Gaussian      */
    struct com_density total;
};

struct com_result {
    double com_db;              /* -INFINITY never: negative COM is a number   */
    double fom_db;              /* what ranked the settings                    */
    bool none_opens;            /* it would be the eye, but that of no setting opens:
                                 * eq. 93A-36 was                              */
    double a_s, a_ni;           /* [V]                                         */
    double der;                 /* how often all noise exceeds A_s, less what is held
                                 * back: about DER_0 where COM is just that, as the
                                 * Gaussian is not cut; NaN where an eye counts */
    double vec_db;              /* NaN when the eye is closed                  */
    double veo;                 /* [V] 2 (A_s - A_ni), negative when closed    */
    struct com_noise sigma;     /* terms of the FOM                            */
    double sigma_gauss;         /* [V] eq. 93A-41                              */
    double peak;                /* [V] of the unequalised pulse                */
    struct steady_voltage steady;       /* of the same, NaN without window     */
    struct eq_candidate setting;
    size_t looked;              /* legal settings that the search looked at    */
    struct com_budget budget;
    struct com_densities density;       /* empty unless params->densities      */
    struct slicer slicer;       /* empty unless params->slicer; its levels and jitter are
                                 * left to the caller                          */
    struct c2m_eye eye;         /* neye 0 unless params->eye                   */
    size_t nflag;               /* what deserves a look: limits, edges, band   */
    const char *flag[COM_FLAGS_MOST];
    struct arena arena;         /* of the flags                                */
    size_t n;                   /* pulse responses, sampled M times per UI     */
    double dt;                  /* [s]                                         */
    double *pulse, *equalised;  /* [V] [n] before; behind FFE, CTLE and DFE    */
};

/* What one calculation can leave to the next one on the same grid, for another package
 * case or channel: the plan of the Fourier transform and the spectra of the CTLE
 * settings.  One per thread; {0} is empty. */
struct com_work {
    size_t intervals;
    struct fft *fft;
    size_t nctle, nf;
    struct eq_ctle *ctle;       /* [nctle] that `power` belongs to             */
    double *freq;               /* [nf]                                        */
    double *power;              /* [nctle][nf] |H_CTF|^2, where ready          */
    bool *ready;                /* [nctle]                                     */
};
void com_work_free(struct com_work *work);

/* The margin of one package case.  `near` restricts the search (NULL: as params->local
 * says).
 * LR_EDOMAIN: a channel or parameter that does not fit, named.  LR_ENUMERIC: no
 * setting, no response.  com_free(result) in every case. */
enum lr_status com_solve(const struct channel *channel, const struct com_params *params,
                         const struct com_case *which, const struct eq_near *near,
                         struct com_work *work, struct com_result *result,
                         struct lr_error *err);
void com_free(struct com_result *result);

/* Insertion loss [dB, positive] of the through path at half the symbol rate. */
double com_loss_at_nyquist(const struct channel *channel, double baud);

#endif
