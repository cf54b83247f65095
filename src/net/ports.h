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
    char evidence[160];         /* "at 0.01 GHz |S21|, |S43| -0.4 dB against
                                 * |S31|, |S42| -38.5 dB" (mean amplitudes of the
                                 * two paths); "" when given                   */
};

/* Reads "13-24", "12-34", ... : four different digits 1..4.  LR_EUSAGE. */
enum lr_status ports_parse(const char *text, struct port_map *map, struct lr_error *err);

/* Finds the map of a 4-port from its lowest frequency above 0: of 13-24, 12-34 and
 * 12-43 the one whose through paths are the largest.  LR_EINPUT when the next
 * differs by less than 6 dB (ambiguous), or when even the largest stays below
 * -20 dB (a crosstalk file, which says nothing: use the map of its through file).
 * `name` names the file.  Not to be told from S: which end is near, and which leg
 * of the pair is +. */
enum lr_status ports_detect(const struct net *net, const char *name,
                            struct port_map *map, struct lr_error *err);

/* ports_parse, or ports_detect when text is NULL or "auto"; a warning when the
 * data contradict the given map by 6 dB or more. */
enum lr_status ports_find(const struct net *net, const char *name, const char *text,
                          struct port_map *map, struct lr_error *err);

/* The mixed-mode 4-port d1 d2 c1 c2 of a single-ended 4-port under a map. */
enum lr_status ports_mixed(const struct net *net, const struct port_map *map,
                           struct net *out, struct lr_error *err);

#endif
