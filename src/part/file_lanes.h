/* file_lanes.h -- the words that tell which ports of a Touchstone file are whose.
 * Internal to part/file.h. */
#ifndef PART_FILE_LANES_H
#define PART_FILE_LANES_H

#include "part/file.h"

/* Whether a map is given, neither NULL nor "auto". */
bool part_file_is_given(const char *ports);

/* The victim's ports: of a 4-port "13-24", of any "1,2-7,8".  LR_EINPUT. */
enum lr_status part_file_victim(const char *ports, struct mark mark, struct lane *lane,
                                struct lr_error *err);

/* Those of the neighbours behind the lanes of the map; NULL: none.  LR_EINPUT. */
enum lr_status part_file_neighbours(const struct yaml_node *list, struct lane_map *map,
                                    struct lr_error *err);

/* LR_EINPUT for "13-24", or nothing, in a file of more ports than four, of which it says
 * nothing. */
enum lr_status part_file_form(const char *path, size_t np, const char *ports,
                              struct mark mark, struct lr_error *err);

/* LR_EINPUT unless every port of the map is one of the file's and belongs to one end of
 * one lane.  `ports` is the place of the victim's, `neighbours` lists the others. */
enum lr_status part_file_fits(const char *path, size_t np, const struct lane_map *map,
                              struct mark ports, const struct yaml_node *neighbours,
                              struct lr_error *err);

#endif
