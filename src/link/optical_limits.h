/* optical_limits.h -- what a device model cannot do better: sensitivity without fibre and
 * under the stressed source of its standard, and errors that no power mends. */
#ifndef LINK_OPTICAL_LIMITS_H
#define LINK_OPTICAL_LIMITS_H

#include "link/optical.h"

struct optical_limits {         /* NaN: there is none                          */
    double back_to_back;        /* [W] OMA without fibre                       */
    double floor_alone, floor;  /* wrong bits at any power, without and with fibre; 0
                                 * below 1e-13                                 */
    double stressed_closure;    /* [dB] SECQ of the standard                   */
    double stressed_corner;     /* [Hz] the pole that gives a transmitter without noise,
                                 * of even levels, that SECQ                   */
    double stressed;            /* [W] OMA that the receiver needs of it       */
};

/* Of a lane that link_optical_solve has solved. */
enum lr_status link_optical_limits(const struct optical_lane *lane,
                                   const struct optical_figures *figures,
                                   struct optical_limits *out, struct lr_error *err);

#endif
