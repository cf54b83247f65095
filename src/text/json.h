/* json.h -- an answer tree as JSON; the only file that knows cJSON. */
#ifndef TEXT_JSON_H
#define TEXT_JSON_H

#include "base/error.h"
#include "text/tree.h"

/* Indented JSON with a final newline; numbers with the fewest digits that read
 * back to the same double.  *json is malloc'd.  LR_EMEMORY. */
enum lr_status json_print(const struct tree *tree, char **json, struct lr_error *err);

#endif
