/* eye_light.h -- the eye of light in the receiver of its device model, in JSON and as a
 * picture.  Internal to answer. */
#ifndef ANSWER_EYE_LIGHT_H
#define ANSWER_EYE_LIGHT_H

#include "answer/eye_statistical.h"
#include "link/optical_path.h"

/* At the error ratio of the standard; nothing, with ber 0, when its eye is closed.
 * eye_free(&out->eye) in every case. */
enum lr_status eye_light_solve(const struct optical_path *path,
                               struct eye_statistical *out, struct lr_error *err);

/* eye_height_uw, eye_width_ui and eyes[] into an element of segments[].optical. */
void eye_light_add(const struct eye_statistical *of, struct tree *at);

/* --view light.  LR_EUSAGE: there is no eye. */
enum lr_status eye_light_draw(const struct optical_path *path,
                              const struct eye_statistical *of, struct answer *answer,
                              struct lr_error *err);

#endif
