/* of_model.h -- an interface from the model library, or a variant of one.  Internal to
 * interface. */
#ifndef INTERFACE_OF_MODEL_H
#define INTERFACE_OF_MODEL_H

#include "interface/interface.h"

/* Into an interface that is empty but for its release and arena. */
enum lr_status interface_of_model(struct model_library *lib, const char *name,
                                  struct mark mark, struct interface *out,
                                  struct lr_error *err);

#endif
