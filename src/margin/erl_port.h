/* erl_port.h -- one port on its way to its ERL: how it is looked into, and what comes
 * back; for erl*.c only. */
#ifndef MARGIN_ERL_PORT_H
#define MARGIN_ERL_PORT_H

#include "margin/erl.h"
#include "signal/fft.h"

enum { ERL_NAME_SIZE = 200 };

struct erl_view {               /* a port, ready to be looked into             */
    char name[ERL_NAME_SIZE];   /* of network and port                         */
    size_t nf;
    const double *freq;         /* [Hz] [nf]; borrowed from the network        */
    double complex *s;          /* [nf] reflection, referred to 2 z_t; owned   */
    double t_fx;                /* [s]                                         */
    double stop;                /* [s] where the record ends, behind t_fx      */
};

struct erl_subject {            /* what is looked into; all borrowed           */
    const struct net *net;
    const char *name;
    const struct erl_package *package;  /* may be NULL                         */
    const struct erl_params *params;
    const struct fft *fft;      /* for twice the impulse_intervals of the grid */
};

/* The views of all ports of a network that erl_solve has checked.  erl_views_free in
 * every case. */
enum lr_status erl_views_init(const struct erl_subject *of,
                              struct erl_view view[ERL_PORTS], struct lr_error *err);
void erl_views_free(struct erl_view view[ERL_PORTS]);

/* The tool delays reflections by this [s], so that nothing comes before time 0. */
double erl_guard(void);

/* Fills *out, which has been zeroed. */
enum lr_status erl_port_solve(const struct erl_view *view,
                              const struct erl_params *params, const struct fft *fft,
                              struct erl_port *out, struct lr_error *err);

#endif
