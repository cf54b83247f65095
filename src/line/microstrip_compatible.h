/* microstrip_compatible.h -- a microstrip as other tools compute it, to compare with
 * them.  For answers use microstrip_loss.h: the current factor of these,
 * exp(-1.2 (Z/eta0)^0.7) of Hammerstad and Jensen with the impedance on the substrate
 * in place of that in air, overstates the loss in the metal by 25 to 85 % on boards
 * (golden i).
 *
 * Agreement: a 25 mm line, 3 mm wide on 1.55 mm, 0.2 to 20 GHz: as Qucs within
 * 1e-6 dB, as ADS within 0.015 dB and 0.44 degrees. */
#ifndef LINE_MICROSTRIP_COMPATIBLE_H
#define LINE_MICROSTRIP_COMPATIBLE_H

#include "line/microstrip.h"

enum line_microstrip_like {
    LINE_LIKE_ADS,              /* complex er; dispersion of the loaded width; losses
                                 * with the values at the frequency            */
    LINE_LIKE_QUCS              /* real er, constant tan d; dispersion of w/h; losses
                                 * with the values without dispersion          */
};

struct line_microstrip_compatible {
    struct line_microstrip strip;
    double resistivity;         /* [ohm m]                                     */
    double rough;               /* [m] rms, for Hammerstad's factor            */
    enum line_microstrip_like like;
};

struct line_microstrip_wave {
    struct line_quasi_tem tem;
    double alpha_c, alpha_d;    /* [1/m] of the metal and the substrate        */
    double complex gamma;       /* [1/m]; z and gamma make z = gamma z, y = gamma/z
                                 * of line/uniform.h                           */
};

/* At freq [Hz] > 0; er = er' - j er'' there.  LR_EDOMAIN as
 * line_microstrip_dispersion_check, and unless resistivity > 0 and rough >= 0. */
enum lr_status line_microstrip_compatible(const struct line_microstrip_compatible *line,
                                          double complex er, double freq,
                                          struct line_microstrip_wave *wave,
                                          struct lr_error *err);

#endif
