/* frame.h -- what every answer has: the keys it begins with, its assumptions and
 * warnings.  Internal to answer. */
#ifndef ANSWER_FRAME_H
#define ANSWER_FRAME_H

#include "answer/answer.h"

/* Starts an answer: version, command, empty inputs, what --set changed (when it did), and
 * empty assumptions and warnings, in the order of the JSON contract.  Forgets what the
 * model library recorded before. */
enum lr_status frame_begin(const struct request *request, struct answer *answer,
                           struct lr_error *err);

/* Adds a file that was read, with its SHA-256, to inputs; once. */
enum lr_status frame_input(struct answer *answer, const char *path, struct lr_error *err);

/* Fills assumptions from the record of the library (assumed and unverified numbers) and
 * from the notes, and warnings from the notes.  LR_EMEMORY when anything was lost. */
enum lr_status frame_end(const struct request *request, struct answer *answer,
                         struct lr_error *err);

/* {name, value, limit, sense, unit, pass} below `list`; sense is "min" or "max". */
struct tree *frame_criterion(struct tree *list, const char *name, double value,
                             double limit, const char *sense, const char *unit);

#endif
