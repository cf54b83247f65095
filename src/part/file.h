/* file.h -- the part `file`: a measured or simulated channel in a Touchstone file, of one
 * lane or of a lane and its neighbours.
 *
 *   - file: backplane.s4p
 *     ports: 13-24          # auto when left out
 *
 *   - file: backplane.s12p
 *     ports: 1,2-7,8        # the victim's pairs: the transmitter's end, the receiver's
 *     neighbours: ["3,4-9,10", "5,6-11,12"]      # the same ends of the lanes beside it
 *
 * Ports that stand nowhere are terminated in 50 ohm. */
#ifndef PART_FILE_H
#define PART_FILE_H

#include "net/lanes.h"
#include "part/part.h"

extern const struct part_kind part_file;

struct part_file {              /* what such a part holds                      */
    const char *path;           /* with the link's folder in front             */
    const char *ports;          /* the victim's in use, "13-24"; of a file of more than
                                 * four ports "1,2-7,8"                        */
    const char *evidence;       /* how they were found                         */
    size_t np;                  /* ports of the file; 0: not opened so far     */
    struct lane_map *lanes;     /* the victim's and the neighbours'; NULL: not opened */
    struct net net;             /* differential 2-port, 100 ohm, near end first,
                                 * on the file's own grid; owned               */
    struct net legs;            /* for lanes side by side: their single-ended network,
                                 * 50 ohm, near + - lane by lane, then far; owned;
                                 * else empty                                  */
};

struct part_file_given {        /* how a file is named                         */
    const char *path;
    struct mark mark;
    const char *ports;          /* of the victim; NULL or "auto": found        */
    struct mark ports_mark;
    const struct yaml_node *neighbours;         /* a list of theirs; NULL: none */
};

/* `ports` and `neighbours` of a mapping that names a file.  LR_EINPUT. */
enum lr_status part_file_take(const struct yaml_node *map, struct part_file_given *given,
                              struct lr_error *err);

/* Reads a Touchstone file.  LR_EINPUT at its marks when it cannot hold the lanes;
 * file->net is then empty.  Warns when the data contradict the ports. */
enum lr_status part_file_read(const struct part_file_given *given,
                              const struct part_source *source, struct part_file *file,
                              struct lr_error *err);

/* The same for crosstalk in two steps, the second of which many threads may do at once,
 * for different files: from a file of crosstalk no map can be found or confirmed, so that
 * `ports` must be given. */
enum lr_status part_file_couple(const struct part_file_given *given,
                                const struct part_source *source, struct part_file *file,
                                struct lr_error *err);
enum lr_status part_file_load(struct part_file *file, struct mark mark,
                              struct lr_error *err);

/* Reads file->legs of up to n lanes. */
enum lr_status part_file_legs(struct part_file *file, size_t n, struct mark mark,
                              struct lr_error *err);

/* The 2-port on another grid; a DC point is added when the grid needs one. */
enum lr_status part_file_network(const struct part_file *file, size_t nf,
                                 const double *freq, struct net *out,
                                 struct lr_error *err);

/* What a part of this kind holds. */
const struct part_file *part_file_data(const struct part *part);

#endif
