/* connector.h -- the part `connector`: a mated pair, or a footprint, of a model of kind
 * connector: lines and branches across them in any order.
 *
 *   o--+--=== line ===--+--=== line ===--+--o
 *      |                |                |
 *   footprint         notch          footprint
 *
 *   - connector: osfp-112g */
#ifndef PART_CONNECTOR_H
#define PART_CONNECTOR_H

#include "part/part.h"

extern const struct part_kind part_connector;

struct part_file;

/* The Touchstone file that a connector's model names instead of elements, or NULL. */
const struct part_file *part_connector_file(const struct part *part);

#endif
