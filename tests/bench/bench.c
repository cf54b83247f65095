/* bench.c -- how long the kernels take: `make bench`.
 *
 * One line of the table per kernel.  Each is run until both `least_runs` and
 * `least_time` are reached; the median is printed, with the throughput where the
 * kernel has a size in bytes, the ratio to another entry where it names one, and the bar
 * where it has one. */
#include "config.h"

#include "tests/bench/bench.h"

#include "base/array.h"
#include "base/quantity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { least_runs = 7, most_runs = 1000, name_width = 44 };
static const double least_time = 0.5;           /* s, per entry                */
static const double mebibyte = 1048576.0;       /* bytes                       */

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * unit_ns;
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The median time of a run [s], or -1 with the reason in *err. */
static double measure(const struct bench *bench, void *data, struct lr_error *err)
{
    double time[most_runs];
    int n = 0;
    const double begin = now();
    while (n < most_runs && (n < least_runs || now() - begin < least_time)) {
        const double start = now();
        if (bench->run(data, err))
            return -1.0;
        time[n++] = now() - start;
    }
    qsort(time, (size_t)n, sizeof time[0], ascending);
    return time[n / 2];
}

static void print_line(const struct bench_set *set, const void *data,
                       const double *seconds, size_t at)
{
    const struct bench *bench = &set->benches[at];
    const double t = seconds[at];
    printf("%-*s %10.3g s", name_width, bench->name, t);
    if (bench->bytes)
        printf(" %8.1f MiB/s", (double)bench->bytes(data) / mebibyte / t);
    for (size_t i = 0; bench->reference && i < at; i++)
        if (!strcmp(set->benches[i].name, bench->reference))
            printf(" %7.2f x %s", t / seconds[i], bench->reference);
    if (bench->most > 0.0)
        printf("  bar %g s: %s", bench->most, t <= bench->most ? "met" : "missed");
    printf("\n");
}

static enum lr_status run_set(const struct bench_set *set, struct lr_error *err)
{
    void *data = NULL;
    double *seconds = array_alloc(set->n, sizeof *seconds);
    enum lr_status status = seconds ? set->init(&data, err)
                                    : error_memory(err, "a benchmark");
    for (size_t i = 0; !status && i < set->n; i++) {
        seconds[i] = measure(&set->benches[i], data, err);
        if (seconds[i] < 0.0)
            status = err->status;
        else
            print_line(set, data, seconds, i);
    }
    set->free(data);
    array_free(seconds);
    return status;
}

int main(void)
{
    static const struct bench_set *const sets[] = {&bench_channels, &bench_lines, &bench_eyes,
                                                   &bench_lights,
                                             &bench_links};
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
        struct lr_error err = {.status = LR_OK};
        if (run_set(sets[i], &err)) {
            fprintf(stderr, "bench: %s\n", err.text);
            return EXIT_FAILURE;
        }
    }
    return EXIT_SUCCESS;
}
