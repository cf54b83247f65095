/* eye.h -- the statistical eye: how likely a voltage is at every sampling phase, from
 * pulse responses alone, at any probability down to 1e-18 and below.
 *
 *   victim, behind FFE and CTLE --> samples, less DFE --> density of levels ---.
 *   aggressors, at any phase    --> their densities, averaged -----------------+
 *   noise, random jitter        --> Q function --------------------------------+
 *                                                                              |
 *   sampling jitter: the phase moves by so much with this probability  -->  mixed
 *
 * Everything is a sum of positive terms: tails keep their relative precision.  Phase 0 is
 * the sampling instant; phases lie 1/phases UI apart from -1/2 to 1/2 UI, and the eye
 * repeats.  Of each level the symbol that is being detected sends. */
#ifndef MARGIN_EYE_H
#define MARGIN_EYE_H

#include "margin/c2m.h"
#include "signal/jitter.h"

enum { EYE_LEVELS_MOST = 16, EYE_PHASES_MOST = 1024 };

struct eye_pulse {              /* response to one symbol of full height       */
    size_t n;
    const double *v;            /* [V] [n] eye_source.per_ui to the UI; borrowed */
};

struct eye_source {
    size_t levels;              /* L, 2 to 16                                  */
    const double *level;        /* [L] rising from -1 to 1 as they are sent; NULL: equally
                                 * spaced; borrowed                            */
    double r_lm;                /* as COM has it: what mismatch of levels leaves of the
                                 * symbol that is detected; 1 where `level` has it */
    size_t per_ui;              /* M samples of a pulse to the UI              */
    struct eye_pulse victim;    /* behind FFE and CTLE, not yet the DFE        */
    size_t cursor;              /* its sample at phase 0                       */
    size_t nb;
    const double *b;            /* [V] [nb] what the DFE subtracts one UI behind the
                                 * cursor, two ..; borrowed                    */
    size_t nxtalk;
    const struct eye_pulse *xtalk;      /* aggressors behind CTLE and their FFE;
                                         * borrowed                            */
    struct jitter jitter;
    bool jitter_in_span;        /* that of symbols counts only from one UI before the
                                 * cursor to nb behind it                      */
    double noise;               /* [V] rms of all Gaussian noise at the slicer: the
                                 * receiver's, and the transmitter's (eye_tx_noise) */
    double cut;                 /* which ends at this many of its sigma; 0: nowhere */
    double quantum;             /* [V] step of a quantiser; 0: none            */
    size_t phases;              /* per UI, even                                */
    double bin;                 /* [V] of densities; 0: 1/256 of half the distance of
                                 * equally spaced levels, or more where a symbol leaves
                                 * far more to others than to itself           */
    bool as_com;                /* in the arithmetic of the IEEE COM tool: aggressors
                                 * stand where they disturb most, samples of at most one
                                 * bin and the first and last UI are left out.  Otherwise
                                 * what bins change in the variance is made up for in the
                                 * noise                                       */
};

/* [V] rms of what a transmitter's signal to noise and distortion ratio leaves at the
 * slicer: IEEE 802.3-2022 eq. 93A-30, for a pulse of s0 [V]. */
double eye_tx_noise(double s0, double sndr_db);

struct eye_cell;                /* one phase of one pulse: margin/eye_cell.h   */

struct eye {
    size_t levels, phases;
    double level[EYE_LEVELS_MOST];      /* of the detected symbol, r_lm included */
    double bin;                 /* [V]                                         */
    double s0;                  /* [V] the pulse at phase 0                    */
    size_t fine;                /* cells to a phase                            */
    size_t states;              /* pulses: 2 with even-odd jitter              */
    size_t ncell;               /* of each pulse; the one of phase 0 is in the middle */
    struct eye_cell *cell;      /* [states][ncell] owned                       */
    size_t reach;               /* sampling jitter, in cells                   */
    double *weight;             /* [2 reach + 1] its probabilities; owned      */
};

/* LR_EDOMAIN: what does not fit.  LR_ENUMERIC: densities too wide for their bins.
 * eye_free in every case. */
enum lr_status eye_init(const struct eye_source *source, struct eye *out,
                        struct lr_error *err);
void eye_free(struct eye *eye);

/* How likely it is that level `l` is above, or below, `v` [V] at `phase`, from
 * -phases/2 to phases/2. */
double eye_above(const struct eye *eye, size_t l, long phase, double v);
double eye_below(const struct eye *eye, size_t l, long phase, double v);

/* [V] what level `l` falls below, and exceeds, with the probability `ber`; into
 * low[phases + 1] and high[phases + 1] from -1/2 to 1/2 UI. */
void eye_contour(const struct eye *eye, size_t l, double ber, double *low, double *high);

struct eye_openings {
    size_t n;                   /* levels - 1                                  */
    struct c2m_opening of[C2M_EYES_MOST];       /* the lowest first; width not rounded */
    size_t lowest, narrowest;   /* the worst of them                           */
};
void eye_openings_solve(const struct eye *eye, double ber, struct eye_openings *out);

/* How often eye `i` is decided wrongly by a threshold of v [V], given that one of its two
 * levels was sent: over phases into p[phases + 1], and at phase 0 over v[n] into p[n]. */
void eye_bathtub_time(const struct eye *eye, size_t i, double v, double *p);
void eye_bathtub_voltage(const struct eye *eye, size_t i, size_t n, const double *v,
                         double *p);

/* How often a symbol is taken for another, with thresholds v[levels - 1] [V]. */
double eye_error_ratio(const struct eye *eye, const double *v);

/* The probability of each of n equal steps of voltage from `first` to `last` [V] at every
 * phase from -1/2 to below 1/2 UI: p[phases][n]. */
void eye_density(const struct eye *eye, double first, double last, size_t n, double *p);

#endif
