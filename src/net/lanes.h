/* lanes.h -- the differential lanes of a network of any number of ports.
 *
 * A lane is a pair at its near end and a pair at its far end.  Written as
 *
 *      13-24               every block of four ports is a lane, 1 3 near, 2 4 far
 *      12-34               the same with 1 2 near, 3 4 far; and all of net/ports.h
 *      halves              ports 1..N/2 near, the rest far, pairs of neighbours:
 *                          lane 1 is 1,2 to N/2+1,N/2+2
 *      1,3-2,4:5,7-6,8     lane by lane: + and - leg of the near end, of the far end
 *
 * A map holds every port of its network once. */
#ifndef NET_LANES_H
#define NET_LANES_H

#include "net/net.h"

#include <stdbool.h>

enum { LANES_MOST = 64, LANES_TEXT = 1024 };

struct lane {
    size_t near[2], far[2];     /* + and - legs, counted from 0                */
};

struct lane_map {
    size_t n;
    struct lane lane[LANES_MOST];
    bool detected;
    char text[LANES_TEXT];      /* "1,3-2,4:5,7-6,8", whatever way it was given */
    char evidence[256];         /* "at 0.01 GHz the weakest through path, |S21|,
                                 * has -0.4 dB, the strongest coupling, |S31|,
                                 * -38.5 dB"; "" when given                    */
};

/* Reads a map for np ports, a multiple of four.  LR_EUSAGE: wrong form, a port twice,
 * left out or beyond np. */
enum lr_status lanes_parse(const char *text, size_t np, struct lane_map *map,
                           struct lr_error *err);

/* Reads one lane, "1,3-2,4", of a network of any number of ports.  False when it is not
 * of that form; ports may still come twice or lie beyond the network's. */
bool lanes_parse_one(const char *text, struct lane *lane);

/* Finds the far port of each near port as the largest |S_ij| at the lowest frequency
 * above 0, and which of the regular maps (13-24, 12-34, 12-43, halves) that is.
 * LR_EINPUT when it is none of them, when a through path is below -20 dB (crosstalk) or
 * not 6 dB above every coupling of its ports, and when ports are no multiple of four;
 * the message gives the evidence and asks for --ports.  Which of two equal ends is
 * near, and which legs form a pair, S cannot tell: noted as an assumption.  `name`
 * names the file. */
enum lr_status lanes_detect(const struct net *net, const char *name,
                            struct lane_map *map, struct lr_error *err);

/* lanes_parse, or lanes_detect when text is NULL or "auto"; a warning when a port of the
 * given map has another path, above -20 dB and 6 dB or more above all the others. */
enum lr_status lanes_find(const struct net *net, const char *name, const char *text,
                          struct lane_map *map, struct lr_error *err);

/* That warning alone, also of a map that holds some of the ports only. */
enum lr_status lanes_check(const struct net *net, const char *name,
                           const struct lane_map *map, struct lr_error *err);

/* Writes map->text. */
void lanes_print(struct lane_map *map);

/* How an aggressor reaches the victim's receiver, which is the far end of `victim`. */
enum lane_path { LANE_THRU, LANE_FEXT, LANE_NEXT };

/* The single-ended 4-port from the transmitter of `aggressor` (its near end for THRU
 * and FEXT, its far end for NEXT: it runs the other way) to the far end of `victim`:
 * ports in the order 13-24: 1 and 3 the + and - legs driven, 2 and 4 those received.
 * The other ports of `net` are terminated in their references.  Lanes count from 0;
 * victim and aggressor are the same for THRU and for nothing else. */
enum lr_status lanes_extract(const struct net *net, const struct lane_map *map,
                             size_t victim, size_t aggressor, enum lane_path path,
                             struct net *out, struct lr_error *err);

/* True when a 4-port looks like mixed-mode data (d1 d2 c1 c2) stored as if it were
 * single-ended; `reason` (size bytes) then says why in half a sentence.  Never more than
 * a suspicion: an uncoupled pair of unlike lines looks the same. */
bool lanes_looks_mixed(const struct net *net, char *reason, size_t size);

#endif
