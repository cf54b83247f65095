/* parallel.h -- independent work on several threads, one result whatever
 * their number. */
#ifndef BASE_PARALLEL_H
#define BASE_PARALLEL_H

#include "base/error.h"

#include <stddef.h>

/* How many threads parallel_for may use; 0 (the default) asks OpenMP.
 * Not to be called while a parallel_for runs. */
void parallel_set_threads(int threads);

/* Calls body(context, i, &own) for i = 0..n-1, in any order and on any thread.
 * Bodies write their results by index and must not touch those of others.
 * Every i has an error of its own; the one with the lowest index is returned
 * in *err, and all notes are appended to err->notes in the order of i.  A call
 * from inside a body runs serially. */
enum lr_status parallel_for(size_t n,
                            enum lr_status (*body)(void *context, size_t i,
                                                   struct lr_error *own),
                            void *context, struct lr_error *err);

#endif
