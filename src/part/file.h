/* file.h -- the part `file`: a measured or simulated channel in a Touchstone file.
 *
 *   - file: backplane.s4p
 *     ports: 13-24          # auto when left out */
#ifndef PART_FILE_H
#define PART_FILE_H

#include "part/part.h"

extern const struct part_kind part_file;

struct part_file {              /* what such a part holds                      */
    const char *path;           /* with the link's folder in front             */
    const char *ports;          /* the port map in use, "13-24"                */
    const char *evidence;       /* how it was found                            */
    struct net net;             /* differential 2-port, 100 ohm, near end first,
                                 * on the file's own grid; owned               */
    struct net legs;            /* for lanes side by side: single-ended 4-port, 50
                                 * ohm, near + -, far + -; owned; else empty   */
};

/* Reads a Touchstone 4-port.  `ports` is a map, or NULL or "auto" to find it from the
 * data.  LR_EINPUT at `mark` when the file cannot be a differential path; file->net is
 * then empty. */
enum lr_status part_file_read(const char *path, const char *ports, struct mark mark,
                              const struct part_source *source, struct part_file *file,
                              struct lr_error *err);

/* The same for crosstalk in two steps, the second of which many threads may do at once,
 * for different files: from a file of crosstalk no map can be found or confirmed, so that
 * `ports` must be given. */
enum lr_status part_file_couple(const char *path, const char *ports, struct mark mark,
                                const struct part_source *source, struct part_file *file,
                                struct lr_error *err);
enum lr_status part_file_load(struct part_file *file, struct mark mark,
                              struct lr_error *err);

/* The 2-port on another grid; a DC point is added when the grid needs one. */
enum lr_status part_file_network(const struct part_file *file, size_t nf,
                                 const double *freq, struct net *out,
                                 struct lr_error *err);

/* What a part of this kind holds. */
const struct part_file *part_file_data(const struct part *part);

#endif
