/* c2m.h -- the eye of a chip-to-module receiver: IEEE 802.3ck Annex 120G at TP1a, in the
 * arithmetic of the IEEE COM tool.
 *
 *   level 3 ----.                .----      per eye: height between the contours of
 *                `-.  eye 2   .-'           its levels, weighted over a window of
 *   level 2 ------  X  t_o  X  -----        phases around the sampling instant, and
 *   level 1 ------  X ..... X  -----        width where its middle meets a contour
 *   level 0 ---- ..
 *
 * The contours of a level are the voltages that its density exceeds, or falls below, with
 * the probability DER_0. */
#ifndef MARGIN_C2M_H
#define MARGIN_C2M_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum { C2M_EYES_MOST = 15 };

enum c2m_window {               /* how the phases within t_o count:            */
    C2M_RECTANGLE,              /* alike                                       */
    C2M_GAUSSIAN,
    C2M_TRIANGLE,               /* falling to nothing at +-t_o                 */
    C2M_DUAL_RAYLEIGH           /* two Rayleigh densities that rise from +-t_o  */
};

struct c2m_params {
    double t_o;                 /* [UI] phases up to this from the sampling instant
                                 * count for the height: T_O; 0: just that one */
    size_t per_ui;              /* phases of an eye: samples_for_C2M           */
    enum c2m_window window;     /* Histogram_Window_Weight                     */
    double sigma_r;             /* [UI] its width, of a Gaussian or Rayleighs  */
    double ql;                  /* not 0: that width is t_o / ql instead       */
    double min_veo;             /* [V] a setting whose eye is no higher is not chosen,
                                 * Min_VEO_Test, unless none is higher         */
};

struct c2m_opening {            /* of the eye between two levels               */
    double height;              /* [V] negative when closed                    */
    double width;               /* [UI] 0 when closed; in whole phases, rounded down */
    double centre;              /* [UI] of the width, behind the sampling instant */
    double middle;              /* [V] where the width is taken                */
    bool open;                  /* at the sampling instant                     */
};

struct c2m_eye {
    bool open;                  /* the least of the heights is positive        */
    double a_s;                 /* [V] half of what the levels are apart       */
    double a_ni;                /* [V] 2 a_s - veo, as the tool has it         */
    double com_db;              /* of 2 a_s over a_ni                          */
    double veo;                 /* [V] the least of the heights                */
    double vec_db;              /* of 2 a_s over veo; NaN when closed          */
    size_t neye;                /* levels - 1                                  */
    struct c2m_opening eye[C2M_EYES_MOST];      /* the lowest first            */
    size_t per_ui, centre;      /* phases; the one of the sampling instant     */
    double *low, *high;         /* [V] owned: contours [neye + 1][per_ui]      */
};
void c2m_eye_free(struct c2m_eye *eye);

/* LR_EDOMAIN: what does not fit. */
enum lr_status c2m_check(const struct c2m_params *params, struct lr_error *err);

#endif
