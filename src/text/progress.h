/* progress.h -- one line on standard error that tells how far a long command is; only
 * on a terminal, and only when the work lasts over a second. */
#ifndef TEXT_PROGRESS_H
#define TEXT_PROGRESS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct progress {
    const char *label;          /* borrowed: "lanereach reach"                 */
    bool shown;                 /* standard error is a terminal, nobody asked
                                 * for quiet                                   */
    struct timespec start;
    atomic_size_t done;
};

void progress_begin(struct progress *progress, const char *label, bool quiet);

/* One of `total` steps is done.  Any thread; NULL is allowed. */
void progress_step(struct progress *progress, size_t total);

/* Clears the line. */
void progress_end(struct progress *progress);

#endif
