/* eye_pattern.h -- what --pattern names: a pseudo-random sequence, random symbols, or a
 * file of symbols.  Internal to answer. */
#ifndef ANSWER_EYE_PATTERN_H
#define ANSWER_EYE_PATTERN_H

#include "base/arena.h"
#include "signal/pattern.h"

/* `text` is PRBS7 .. PRBS31, with a Q behind it for four levels, random, the path of a
 * file, or NULL: the longest sequence that the levels allow.  A file has the symbols 0 to
 * L - 1, from ten on a to f, in any number of lines; # begins a comment.  *name is what
 * it is called; it and the symbols live in `arena`.  LR_EUSAGE: a name that does not fit
 * the levels; LR_EINPUT: what is wrong in the file, at its place. */
enum lr_status eye_pattern_read(const char *text, size_t levels, uint32_t seed,
                                struct arena *arena, struct pattern *out,
                                const char **name, struct lr_error *err);

#endif
