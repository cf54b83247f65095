/* limit.h -- limit lines of a standard: a loss in dB over frequency, by pieces.
 *
 *   limits:
 *     - curve: sdd21               # sdd21: at most this loss
 *       name: insertion loss, TP0 to TP1a
 *       source: ...
 *       grade: unverified
 *       pieces:
 *         - {from: 0.01 GHz, to: 26.56 GHz, constant: 0.05 dB, root: 1.8 dB,
 *            linear: 0.2513 dB}
 *
 * with f in GHz: constant + root sqrt(f) + linear f + square f^2 + cube f^3. */
#ifndef INTERFACE_LIMIT_H
#define INTERFACE_LIMIT_H

#include "base/arena.h"
#include "net/net.h"
#include "text/model.h"

#include <stdbool.h>

enum { LIMIT_TERMS = 5, LIMIT_PIECES = 8, LIMIT_LINES = 8 };

struct limit_piece {
    double from, to;            /* [Hz] from == to: a single point             */
    double db[LIMIT_TERMS];     /* of 1, sqrt(f), f, f^2, f^3 with f in GHz    */
};

struct limit_line {
    const char *curve;          /* "sdd21", "sdd11", "sdd22" or "scd21"        */
    bool at_most;               /* the loss must not exceed it (sdd21); else it
                                 * must not be less                            */
    const char *name, *source, *grade;
    size_t n;
    struct limit_piece piece[LIMIT_PIECES];     /* in order of frequency       */
};

/* The loss [dB] of the line at f [Hz]; NaN where it says nothing. */
double limit_db(const struct limit_line *line, double freq);

struct limit_verdict {          /* where a curve is nearest to its limit       */
    double margin, loss, limit; /* [dB] margin negative: missed                */
    double freq;                /* [Hz]                                        */
    size_t points;              /* that were compared; 0: none, the rest is unset */
};

/* |S_ij| of a network against a line, at every point of the data and, between points, at
 * the ends of its pieces, which may be points alone. */
struct limit_verdict limit_judge(const struct limit_line *line, const struct net *net,
                                 size_t i, size_t j);

/* Reads the list under `limits` of a model into lines[LIMIT_LINES]; 0 when there is
 * none.  Nothing is recorded: whoever applies a line tells its grade.  Text is borrowed
 * from the model.  LR_EINPUT with the place of the fault. */
enum lr_status limit_read(const struct model *model, struct limit_line *lines, size_t *n,
                          struct lr_error *err);

#endif
