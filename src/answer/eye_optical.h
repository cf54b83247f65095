/* eye_optical.h -- what is told of light between two segments.  Internal to answer. */
#ifndef ANSWER_EYE_OPTICAL_H
#define ANSWER_EYE_OPTICAL_H

#include "link/optical_path.h"
#include "text/tree.h"

/* Device, budget and route into `at`; what is unknown is left out. */
void eye_optical_add(const struct optical_path *path, const struct optical_limits *limits,
                     struct tree *at);

/* What the device cannot do better, and the chain from its laser. */
void eye_optical_add_device(const struct optics_module *module,
                            const struct pmd *pmd, const struct optical_limits *limits,
                            struct tree *at);

#endif
