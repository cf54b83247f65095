/* stackup_rough.h -- how rough the faces of a stackup's metal are, and by which model. */
#ifndef PART_STACKUP_ROUGH_H
#define PART_STACKUP_ROUGH_H

#include "part/stackup.h"

/* "cannonball": what the key `roughness` calls it. */
const char *stackup_rough_name(enum stackup_roughness roughness);

/* Reads `roughness`, once the quantities and the foil are read, and what it needs of the
 * foil.  Warns of numbers that the model does not use.  LR_EINPUT with the place. */
enum lr_status stackup_rough_read(struct model_library *lib, struct stackup *stackup,
                                  struct lr_error *err);

/* The metal of the signals, and a face of the planes. */
struct line_multi_metal stackup_rough_strips(const struct stackup *stackup);
struct line_rough stackup_rough_plane(const struct stackup *stackup);

#endif
