/* net_file.h -- the network files that the questions about networks read and write.
 * Internal to answer. */
#ifndef ANSWER_NET_FILE_H
#define ANSWER_NET_FILE_H

#include "answer/answer.h"
#include "net/lanes.h"
#include "net/net.h"
#include "net/touchstone.h"

/* Reads a Touchstone file and adds it to the inputs. */
enum lr_status net_file_read(const struct request *request, struct answer *answer,
                             const char *path, struct net *net, struct lr_error *err);

/* path and name (its last part), file_ports, points, f_min_ghz, f_max_ghz and zref_ohm (a
 * number, or a list when the ports differ) of a network. */
void net_file_describe(struct tree *object, const char *path, const struct net *net);

/* A warning when a 4-port looks like mixed-mode data that does not say so. */
enum lr_status net_file_suspect(const char *path, const struct net *net,
                                struct lr_error *err);

/* The lanes of a network under --ports, told in `object` as ports and ports_evidence. */
enum lr_status net_file_lanes(const struct request *request, const char *path,
                              const struct net *net, struct tree *object,
                              struct lane_map *map, struct lr_error *err);

/* The same when the question does not depend on it: --ports, or what the data show; or
 * in ports_evidence why they show nothing. */
enum lr_status net_file_ports(const struct request *request, const char *path,
                              const struct net *net, struct tree *object,
                              struct lr_error *err);

/* Sorts the ports of a network as net_cascade and net_deembed want them: near ends of the
 * lanes, then far ends, told in `object`; a 2-port runs from 1 to 2; of another even
 * number that is not four a lane, the first half is the left side, which is noted.
 * *order (arena), [np], tells where each port came from. */
enum lr_status net_file_left_first(const struct request *request, struct answer *answer,
                                   const char *path, const struct net *net,
                                   struct tree *object, size_t **order, struct net *out,
                                   struct lr_error *err);

/* Before the work: LR_EUSAGE without --output, or when --touchstone, --format or --unit
 * are no words of theirs, or the extension of the output is none. */
enum lr_status net_file_check(const struct request *request, struct lr_error *err);

/* What stands behind a network that is written: nothing, or the order of its modes. */
struct net_file_kind {
    const char *note;           /* a line of the file's comment, or NULL       */
    const size_t *pair;         /* mixed mode d1..dm c1..cm: pair[2i], pair[2i+1] are
                                 * the legs of mode i, counted from 0; or NULL */
};

/* Writes a network to `path` as the options ask, CSV when it ends in .csv, with a comment
 * that says where it comes from; adds it to outputs[]. */
enum lr_status net_file_write(const struct request *request, struct answer *answer,
                              const char *path, const struct net *net,
                              const struct net_file_kind *kind, struct lr_error *err);

/* "dir/name" + suffix + ".sNp": `path` without a Touchstone extension, in the arena. */
const char *net_file_name(struct answer *answer, const char *path, const char *suffix,
                          size_t ports);

/* Brings two networks onto one grid: the points of `a` inside the common band, and there
 * `b` resampled; both are replaced.  Nothing happens when the grids are one.  An
 * assumption is noted. */
enum lr_status net_file_join(struct net *a, const char *a_name, struct net *b,
                             const char *b_name, struct lr_error *err);

#endif
