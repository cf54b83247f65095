/* read.h -- what the files that interpret a link's tree share.  Internal to link. */
#ifndef LINK_READ_H
#define LINK_READ_H

#include "link/link.h"

/* Fills everything from link->root.  path, folder, lib and arena are set,
 * perhaps keyword. */
enum lr_status link_interpret(struct link *link, struct lr_error *err);

enum lr_status link_read_parts(struct link *link, const struct part_source *source,
                               struct lr_error *err);

/* After the parts: an aggressor stands in for one of them. */
enum lr_status link_read_crosstalk(struct link *link, const struct part_source *source,
                                   struct lr_error *err);

/* `coupled:` of an item of crosstalk; prepares the parts for the lanes. */
enum lr_status link_read_coupled(struct link *link, const struct yaml_node *item,
                                 const struct part_source *source, struct lr_error *err);

/* Whether "NAME=VALUE" sets a keyword of a COM sheet, not a value of the link; keeps
 * those of `sets` that do for link_interpret. */
bool link_is_keyword(const char *assignment);
enum lr_status link_keep_keywords(struct link *link, const char *const *sets,
                                  struct lr_error *err);

/* Appends to link->file. */
enum lr_status link_add_file(struct link *link, const char *path, struct lr_error *err);

#endif
