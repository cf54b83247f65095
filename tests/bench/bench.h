/* bench.h -- the entries of `make bench`, in sets that share what they work on. */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include "base/error.h"

#include <stddef.h>

struct bench {
    const char *name;
    enum lr_status (*run)(void *data, struct lr_error *err);
    size_t (*bytes)(const void *data);  /* worked on per run, or NULL          */
    const char *reference;      /* the entry above to compare with, or NULL    */
    double most;                /* [s] the bar; 0: none                        */
};

struct bench_set {
    const struct bench *benches;
    size_t n;
    enum lr_status (*init)(void **data, struct lr_error *err);
    void (*free)(void *data);   /* also of what init left half made            */
};

extern const struct bench_set bench_channels;   /* networks and COM            */
extern const struct bench_set bench_links;      /* parts and neighbours, on one core */
extern const struct bench_set bench_lines;      /* cross-sections, on one core */
extern const struct bench_set bench_eyes;       /* statistics and simulation, on one core */
extern const struct bench_set bench_lights;     /* optical lanes, on one core  */

#endif
