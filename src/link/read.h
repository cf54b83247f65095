/* read.h -- what the files that interpret a link's tree share.  Internal to link. */
#ifndef LINK_READ_H
#define LINK_READ_H

#include "link/link.h"

/* Fills everything from link->root.  path, folder, lib and arena are set,
 * perhaps keyword. */
enum lr_status link_interpret(struct link *link, struct lr_error *err);

/* An interface with the keywords that were set; a sheet's path is relative to the link's
 * folder. */
enum lr_status link_read_interface(struct link *link, const struct yaml_node *node,
                                   struct interface *interface, struct lr_error *err);

/* Segments, when there are retimers among the parts.  The first begins before the parts
 * are read; each retimer begins another, whose ports are those of its interface; at the
 * end they share out what was read. */
enum lr_status link_begin_segments(struct link *link, const struct yaml_node *parts,
                                   struct lr_error *err);
enum lr_status link_begin_segment(struct link *link, size_t retimer,
                                  struct part_source *source, struct lr_error *err);
enum lr_status link_divide(struct link *link, struct lr_error *err);

/* What judges the segment that a part of the undivided link is in. */
const struct interface *link_interface_at(const struct link *link, size_t part);

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
