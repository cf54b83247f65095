/* scratch.h -- a folder of a test's own below the current one, entered and
 * removed again, so that messages name files as plainly as users do. */
#ifndef TESTS_TEXT_SCRATCH_H
#define TESTS_TEXT_SCRATCH_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SCRATCH_SIZE = 32 };

/* 0, or -1 with nothing made. */
static inline int scratch_enter(char folder[SCRATCH_SIZE])
{
    snprintf(folder, SCRATCH_SIZE, "scratch-XXXXXX");
    return mkdtemp(folder) ? chdir(folder) : -1;
}

static inline int scratch_remove(const char *path, const struct stat *st, int type,
                                 struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

static inline void scratch_leave(const char *folder)
{
    if (!chdir(".."))
        nftw(folder, scratch_remove, 16, FTW_DEPTH | FTW_PHYS);
}

/* Writes a text to a file, by way of stdio only. */
static inline void scratch_put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    if (file) {
        fputs(text, file);
        fclose(file);
    }
}

#endif
