/* optics.h -- the part `optics`: two retimed optical modules and the fibre between them.
 *
 *   - optics: 100gbase-dr          # an optical standard, models/pmd
 *     module: eml-53g              # device model; default that of the standard's class
 *     fibre: smf                   # default that of the standard
 *     length: 500 m                # default the standard's reach
 *     loss: 2.75 dB                # of connectors; default what the standard leaves them
 *
 *   ... segment --> module === fibre === module --> segment ...
 *
 * Like a retimer it is no network: the electrical segment before it ends in the first
 * module, the one behind it begins at the second.  The light between them is judged for
 * itself, link/optical_path.h. */
#ifndef PART_OPTICS_H
#define PART_OPTICS_H

#include "part/retimer.h"

extern const struct part_kind part_optics;

struct optics_part {
    struct retimer retimer;     /* of the modules together; part_retimer_data() is it */
    const struct model *pmd;
    const struct yaml_node *module, *fibre;     /* scalars, or NULL: by default */
    double length, loss;        /* [m] [dB] NaN: by default                    */
};

/* Of a part of this kind, else NULL. */
const struct optics_part *part_optics_data(const struct part *part);

#endif
