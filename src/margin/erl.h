/* erl.h -- effective return loss: what a receiver with a DFE would suffer from the
 * reflections that a port sends back, as the return loss of one equivalent reflection.
 *
 *   Spp --> edge, receiver filter --> h(t) --> cut --> pulse of one UI --> gate --> PDF
 *
 *            T_fx + 3 t_r        + (N_bx + 1) UI                N UI + T_fx
 *   gate  0  |  rho_x (1 + rho_x) exp(-..) |         1          |  end
 *
 * The gate leaves out the test fixture, weighs what the DFE's taps reach, and counts all
 * of the rest.  At the phase of the sampling clock whose samples have the most energy, e
 * is what random symbols of all samples exceed with the probability DER_0, and
 * ERL = -20 log10 e.  The arithmetic is that of the IEEE COM tool, whose release 3.90 has
 * the same numbers; times count from when the source's edge would begin, so that the
 * middle of an edge that the port itself reflects comes back at 3 t_r.
 *
 * The same record gives an impedance profile: z(t) = 2 Z_t (1 + rho)/(1 - rho), with rho
 * the running sum of h: first order, multiple reflections are taken for impedance. */
#ifndef MARGIN_ERL_H
#define MARGIN_ERL_H

#include "net/net.h"
#include "signal/transfer.h"

enum { ERL_PORTS = 2 };

enum erl_gate {                 /* the tool's Grr                              */
    ERL_GATE_OLD,               /* 0: behind the window rho_x (1 + rho_x)      */
    ERL_GATE_PEAKED,            /* 1: as above, the weight rises to the window's end */
    ERL_GATE_FLAT               /* 2, also Gx = 1: rho_x in the window         */
};

struct erl_params {             /* erl_init sets all                           */
    double baud;                /* [Bd]                                        */
    size_t levels, per_ui;      /* L; M samples per UI                         */
    double der;                 /* DER_0                                       */
    double z_t;                 /* [ohm] single-ended: ports are referred to 2 z_t */
    bool alone;                 /* each for itself, the other port as it is: so the tool
                                 * takes 2-port files (ERL 2)                  */
    double t_r;                 /* [s] TR_TDR, 20 to 80 % edge of the source   */
    struct signal_filter rx;    /* TDR_Butterworth and Tukey_Window            */
    double n;                   /* [UI] N, how long reflections count behind T_fx; 0:
                                 * `duration` times the delay of S21           */
    double duration;            /* TDR_duration                                */
    double t_fx[ERL_PORTS];     /* [s] twice the delay of each port's fixture  */
    bool auto_t_fx;             /* AUTO_TFX: t_fx[1] is twice the delay of S12 */
    double n_bx;                /* [UI] the window: how many taps the DFE has  */
    double beta_x;              /* [dB/s] growth of the weight within the window */
    double rho_x;               /* permitted reflection from a transmission line */
    enum erl_gate gate;
    double threshold;           /* of the impulse response's tail, relative    */
    double bin;                 /* [V] of the PDF                              */
    double t_k;                 /* [s] decay of the weight of z_average        */
};

/* Levels 4, 32 samples per UI, DER_0 1e-4, 50 ohm, edge 8 ps, Butterworth 0.75 baud, N 0,
 * duration 5, no fixture, N_bx 0, beta_x 0, rho_x 0.618, peaked, threshold 1e-5, bins of
 * 0.1 mV (ten times the sheet's PDF bin size), T_k 0.6 ns: the defaults of the tool where
 * it has any. */
void erl_init(double baud, struct erl_params *params);

/* A transmitter in front of port 1 of the network (TDR_W_TXPKG). */
struct erl_package {
    const struct net *net;      /* 2-port on the network's grid, port 0 at the die;
                                 * borrowed                                    */
    double r_die;               /* [ohm] single-ended termination of the die   */
};

struct erl_port {
    double erl_db;              /* INFINITY when e is 0                        */
    double e;                   /* [V] for pulses of 1 V                       */
    double t_fx;                /* [s] as used                                 */
    size_t phase;               /* worst sampling phase, from 0 at `start`     */
    size_t n;                   /* samples of the two below; owned             */
    double dt, start;           /* [s] sample k is at start + k dt             */
    double *pulse;              /* [V] gated reflection of a pulse of 1 V, one UI long */
    double *z;                  /* [ohm] NaN where |rho| >= 1                  */
    double z_average;           /* [ohm] mean of z from 3 t_r on, weight exp(-(t - 3
                                 * t_r)/T_k); NaN when z is, or the record ends before.
                                 * The tool takes the index of 3 t_r from a record that
                                 * begins t_r + 0.5 ns earlier, and so its mean from
                                 * that much later                             */
};

struct erl {
    double erl_db;              /* the least of all ports; with a package that of
                                 * port 2 alone                                */
    size_t nport;
    struct erl_port port[ERL_PORTS];
};

/* ERL of every port of a differential 1-port or 2-port, as it is between the packages,
 * at least 20 frequencies.  `package` (NULL: none) stands in front of port 1, behind its
 * die's termination, when port 2 is looked into; port 1 is looked into without it.
 * `name` stands in messages.  erl_free in every case.
 *
 * LR_EDOMAIN: a parameter out of range; a network of more ports; a package that does not
 * fit; a 1-port with a package, auto_t_fx or n 0; a grid that makes too few or too many
 * points.  LR_ENUMERIC: as of impulse_response; S not finite.  A warning when a port
 * sends back less than one bin of the PDF; its ERL is then INFINITY.
 * The same for any number of threads. */
enum lr_status erl_solve(const struct net *net, const char *name,
                         const struct erl_package *package,
                         const struct erl_params *params, struct erl *out,
                         struct lr_error *err);
void erl_free(struct erl *erl);

#endif
