/* junit.h -- verdicts as JUnit XML, which continuous-integration servers read. */
#ifndef CMD_JUNIT_H
#define CMD_JUNIT_H

#include "base/error.h"
#include "text/tree.h"

/* One test case for each of criteria[] of each of channels[]: it fails when the criterion
 * is missed.  One more when a channel could not be computed, an error, and when it was
 * compared with a baseline.  LR_ESYSTEM. */
enum lr_status junit_write(const char *path, const struct tree *root,
                           struct lr_error *err);

/* The same for a command that has no answer: one error, with the message. */
enum lr_status junit_write_failure(const char *path, const char *command,
                                   const char *text, struct lr_error *err);

#endif
