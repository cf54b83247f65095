/* optical_route.h -- the elements that light passes between two modules, evenly along the
 * fibre, and what they cost beside their loss.
 *
 *   module |---.--- e_1 ---.--- e_2 ---.---| module      fibre in n + 1 equal stretches
 *
 * Every pair of reflections, modules included, beats with the signal.  Between two
 * circulators the module sends over the same fibre that it receives from: each reflection
 * and the leak of its circulator then bring its own light back.  Neighbours in wavelength
 * leak through the last multiplexer, which takes them apart. */
#ifndef LINK_OPTICAL_ROUTE_H
#define LINK_OPTICAL_ROUTE_H

#include "optics/passive.h"

enum { OPTICAL_ROUTE_MOST = 16 };

struct optical_route {
    size_t n;
    struct optics_passive element[OPTICAL_ROUTE_MOST];
    double module_return_loss;  /* [dB] of both modules                        */
};

struct optical_signal {         /* that is disturbed                           */
    size_t levels;
    double er;                  /* a ratio                                     */
    double ser;                 /* symbols that may be wrong                   */
};

struct optical_cost {           /* [dB] at that part of wrong symbols          */
    double mpi, mpi_bound;      /* reflections: on average, and at most        */
    double crosstalk, crosstalk_bound;  /* neighbours in wavelength            */
    double all;                 /* both, on average; INFINITY: more than 13 dB */
};

/* [dB] of all elements. */
double optical_route_loss(const struct optical_route *route);

/* Whether both ends circulate. */
bool optical_route_is_bidirectional(const struct optical_route *route);

/* What they cost with `fibre` dB of fibre between the modules, levels of neighbours and of
 * light sent as those of the signal, one behind the other. */
enum lr_status optical_route_cost(const struct optical_route *route, double fibre,
                                  const struct optical_signal *signal,
                                  struct optical_cost *out, struct lr_error *err);

#endif
