#include "config.h"

#include "text/progress.h"

#include <stdio.h>
#include <unistd.h>

void progress_begin(struct progress *progress, const char *label, bool quiet)
{
    progress->label = label;
    progress->shown = !quiet && isatty(STDERR_FILENO);
    atomic_init(&progress->done, 0);
    clock_gettime(CLOCK_MONOTONIC, &progress->start);
}

void progress_step(struct progress *progress, size_t total)
{
    struct timespec now;
    if (!progress || !progress->shown)
        return;
    const size_t done = atomic_fetch_add(&progress->done, 1) + 1;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (now.tv_sec - progress->start.tv_sec > 1)
        fprintf(stderr, "\r%s: %zu of %zu ", progress->label, done, total);
}

void progress_end(struct progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
}
