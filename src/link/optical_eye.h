/* optical_eye.h -- the statistical eye of light as its own receiver sees it: behind
 * photodiode, filter and equaliser, with the noise of all of them. */
#ifndef LINK_OPTICAL_EYE_H
#define LINK_OPTICAL_EYE_H

#include "link/optical_path.h"
#include "margin/eye.h"

/* Of a path that is solved and reaches, at the power that arrives.  What is a volt in
 * margin/eye.h is a milliwatt of power at the photodiode here, from half-way between the outer levels.  The noise is
 * that of the two highest levels, which light spreads most and where most errors are.  LR_EDOMAIN: it does not reach.  eye_free in every case. */
enum lr_status optical_eye_init(const struct optical_path *path, size_t phases,
                                struct eye *out, struct lr_error *err);

#endif
