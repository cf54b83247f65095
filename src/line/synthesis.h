/* synthesis.h -- which width or gap gives a wanted impedance.
 *
 * The geometry given is kept but for the one length that is sought, whose value in it
 * is not used; the formulas are those of microstrip.h, microstrip_pair.h and
 * stripline.h with their accuracy.  Impedance falls with the width and, of the odd
 * mode, rises with the gap, so that there is one answer or none.
 *
 * All return LR_EDOMAIN when the rest of the geometry is out of range, or the wanted
 * impedance out of reach: the message says what can be reached. */
#ifndef LINE_SYNTHESIS_H
#define LINE_SYNTHESIS_H

#include "line/microstrip_pair.h"
#include "line/stripline.h"

struct line_target {
    double z;                   /* [ohm] of one strip, or differential         */
    double er;                  /* relative permittivity                       */
    double freq;                /* [Hz] of microstrips' dispersion; 0: static  */
};

/* Width [m] of one strip. */
enum lr_status line_synthesis_microstrip(const struct line_microstrip *like,
                                         const struct line_target *target,
                                         double *width, struct lr_error *err);
enum lr_status line_synthesis_stripline(const struct line_stripline *like,
                                        const struct line_target *target, double *width,
                                        struct lr_error *err);

/* Width [m] of both strips of a pair at its gap, for a differential impedance. */
enum lr_status line_synthesis_microstrip_pair(const struct line_microstrip_pair *like,
                                              const struct line_target *target,
                                              double *width, struct lr_error *err);
enum lr_status line_synthesis_stripline_pair(const struct line_stripline *like,
                                             const struct line_target *target,
                                             double *width, struct lr_error *err);

/* Gap [m] of a pair at its width, for a differential impedance. */
enum lr_status line_synthesis_microstrip_gap(const struct line_microstrip_pair *like,
                                             const struct line_target *target,
                                             double *gap, struct lr_error *err);
enum lr_status line_synthesis_stripline_gap(const struct line_stripline *like,
                                            const struct line_target *target,
                                            double *gap, struct lr_error *err);

#endif
