/* eye_optical.h -- what an answer tells of the light that a segment begins behind.
 * Internal to answer. */
#ifndef ANSWER_EYE_OPTICAL_H
#define ANSWER_EYE_OPTICAL_H

#include "link/optical_path.h"
#include "text/tree.h"

/* Into segments[].optical or a budget's. */
void eye_optical_add(const struct optical_path *path, struct tree *at);

#endif
