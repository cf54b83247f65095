/* ports.h -- which ports of a file form the pairs of a lane, and how that is
 * known.
 *
 * A map is written as the pairs of each end: "13-24" says that ports 1 and 3
 * are the near pair, 2 and 4 the far pair, so 1 -> 2 and 3 -> 4 (COM sheets
 * write it [1 3 2 4]); "12-34" says 1 -> 3 and 2 -> 4. */
#ifndef NET_PORTS_H
#define NET_PORTS_H

#include "net/net.h"

#include <stdbool.h>

struct port_map {
    size_t near[2], far[2];     /* + and - legs, counted from 0                */
    bool detected;              /* found from the data, not given              */
    char text[8];               /* "13-24"                                     */
    char evidence[160];         /* "|S21| + |S43| = -0.1 dB at 10 MHz against
                                 * -60 dB for |S31| + |S42|"; "" when given    */
};

/* Reads "13-24", "12-34", ... : four different digits 1..4.  LR_EUSAGE. */
enum lr_status ports_parse(const char *text, struct port_map *map, struct lr_error *err);

/* Finds the map of a 4-port from its lowest frequencies: the map whose through
 * paths are the larger at the first point.  LR_EINPUT when the two differ by
 * less than 6 dB: ambiguous, "give --ports".  `name` names the file. */
enum lr_status ports_detect(const struct net *net, const char *name,
                            struct port_map *map, struct lr_error *err);

/* ports_parse, or ports_detect when text is NULL or "auto"; when the given map
 * contradicts the data, a warning. */
enum lr_status ports_find(const struct net *net, const char *name, const char *text,
                          struct port_map *map, struct lr_error *err);

/* The mixed-mode 4-port d1 d2 c1 c2 of a single-ended 4-port under a map. */
enum lr_status ports_mixed(const struct net *net, const struct port_map *map,
                           struct net *out, struct lr_error *err);

#endif
