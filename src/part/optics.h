/* optics.h -- the part `optics`: two retimed optical modules and the fibre between them.
 *
 *   - optics: 100gbase-dr          # an optical standard, models/pmd
 *     module: eml-53g              # device model; default that of the standard's class
 *     fibre: smf                   # default that of the standard
 *     length: 500 m                # default the standard's reach
 *     path: [lc-connector, ocs-palomar, lc-connector]     # models/passive, in order
 *     loss: 2.75 dB                # of connectors beside them; default what the standard
 *                                  # leaves them, with a path none
 *     drift: 5 GHz                 # of a ring's resonance, by temperature
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
    const struct yaml_node *path;       /* a sequence of scalars, or NULL      */
    double length, loss;        /* [m] [dB] NaN: by default                    */
    double drift;               /* [Hz]                                        */
    const struct yaml_node *drift_node; /* NULL: none                          */
};

/* Of a part of this kind, else NULL. */
const struct optics_part *part_optics_data(const struct part *part);

#endif
