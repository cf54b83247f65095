/* trace.h -- a differential pair on a board: an edge-coupled stripline with its
 * laminate and its foil, in the differential mode.
 *
 * The differential mode sees two strips in series: with L and C of the odd
 * mode of one strip
 *
 *   z = 2 (jw L + Z_int(f)),   y = jw C er(f) / 2,
 *
 * so that zc is twice the odd mode's impedance (about 100 ohm) and gamma is its
 * gamma.  Z_int is the impedance inside strips and planes (conductor.h), the
 * latter from line_stripline's current factors, both with the roughness factor.
 *
 * Limits: no mode conversion, no neighbour; planes closer than half a wavelength
 * in the dielectric; at 0 Hz the planes keep K_plane rho/thickness, some 10 % of the
 * strips' resistance, where really none of the differential current flows in
 * them (true below a few MHz). */
#ifndef LINE_TRACE_H
#define LINE_TRACE_H

#include "line/conductor.h"
#include "line/dielectric.h"
#include "line/stripline.h"
#include "net/net.h"

struct line_trace {
    struct line_stripline strip;        /* gap > 0                             */
    struct line_debye dielectric;
    struct line_huray rough;            /* of strips and planes alike          */
    double resistivity;                 /* [ohm m] at the temperature          */
    double plane_thickness;             /* [m]                                 */
    struct line_stripline_mode odd;     /* set by line_trace_init              */
};

struct line_trace_loss {                /* [dB/m], positive; they add up       */
    double smooth_db;                   /* of conductors without roughness     */
    double rough_db;                    /* what roughness adds                 */
    double dielectric_db;               /* of ideal conductors                 */
    double total_db;
};

/* Solves the cross-section, once; the rest of *trace is given.  LR_EDOMAIN when a
 * value is out of range. */
enum lr_status line_trace_init(struct line_trace *trace, struct lr_error *err);

/* z [ohm/m] and y [S/m] of the differential mode at freq[0..nf-1]. */
void line_trace_rlgc(const struct line_trace *trace, size_t nf, const double *freq,
                     double complex *restrict z, double complex *restrict y);

/* The two-port of `length` [m] between differential references zref [ohm] at
 * freq[0..nf-1]; fills an uninitialised net.  LR_EDOMAIN as line_uniform_sparam,
 * LR_EMEMORY.  Warns when the frequencies leave the range of the model. */
enum lr_status line_trace_sparam(const struct line_trace *trace, double length,
                                 double zref, size_t nf, const double *freq,
                                 struct net *net, struct lr_error *err);

/* At one frequency > 0: differential impedance [ohm], real part, with the
 * inductance inside the metal; phase delay [s/m]; loss by its causes. */
double line_trace_zdiff(const struct line_trace *trace, double freq);
double line_trace_delay(const struct line_trace *trace, double freq);
struct line_trace_loss line_trace_loss(const struct line_trace *trace, double freq);

#endif
