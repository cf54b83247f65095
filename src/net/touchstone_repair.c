#include "config.h"

#include "net/touchstone_repair.h"

#include "base/quantity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How often something happened, and where first. */
struct tally {
    size_t count, first;        /* first: index of a number                    */
};

static void tally_add(struct tally *tally, size_t i)
{
    if (!tally->count++)
        tally->first = i;
}

struct point {
    double freq;
    size_t start;
};

static int by_frequency(const void *a, const void *b)
{
    const struct point *const p = a, *const q = b;
    if (p->freq != q->freq)
        return p->freq < q->freq ? -1 : 1;
    return p->start < q->start ? -1 : 1;
}

static size_t line_of(const struct touchstone_scan *scan,
                      const struct touchstone_numbers *numbers, size_t i)
{
    return touchstone_numbers_place(numbers, scan, i).line;
}

static bool all_finite(const double *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!isfinite(v[i]))
            return false;
    return true;
}

static enum lr_status report(const struct touchstone_scan *scan,
                             const struct touchstone_numbers *numbers,
                             const struct tally *tally, const char *what,
                             struct lr_error *err)
{
    if (!tally->count)
        return LR_OK;
    return note_add(err, NOTE_WARNING, "%s:%zu: %zu point%s %s", scan->file,
                    line_of(scan, numbers, tally->first), tally->count,
                    tally->count == 1 ? "" : "s", what);
}

static enum lr_status check_lines(const struct touchstone_scan *scan,
                                  const struct touchstone_numbers *numbers, size_t n,
                                  size_t stride, struct lr_error *err)
{
    const size_t i = touchstone_numbers_inside_line(numbers, scan, stride);
    if (i >= n)
        return LR_OK;
    return error_at(err, touchstone_numbers_place(numbers, scan, i), "a point begins "
                    "inside a line; a number is missing or too many before, which cannot "
                    "be repaired");
}

/* Collects the points to keep, and what is wrong with all. */
static size_t collect(const struct touchstone_numbers *numbers, size_t n, size_t stride,
                      struct point *point, struct tally *dropped, struct tally *unsorted)
{
    size_t kept = 0;
    double most = -INFINITY;
    for (size_t i = 0; i + stride <= n; i += stride) {
        const double freq = numbers->value[i];
        if (!all_finite(numbers->value + i, stride)) {
            tally_add(dropped, i);
            continue;
        }
        if (freq < most)
            tally_add(unsorted, i);
        most = fmax(most, freq);
        point[kept++] = (struct point){freq, i};
    }
    return kept;
}

enum lr_status touchstone_repair_points(const struct touchstone_scan *scan,
                                        const struct touchstone_head *head,
                                        const struct touchstone_numbers *numbers,
                                        size_t n, struct touchstone_points *points,
                                        struct lr_error *err)
{
    const size_t stride = points->stride, whole = n / stride, rest = n % stride;
    struct tally dropped = {0, 0}, unsorted = {0, 0};
    enum lr_status status = check_lines(scan, numbers, n, stride, err);
    if (status)
        return status;
    struct point *point = calloc(whole + 1, sizeof *point);
    points->start = calloc(whole + 1, sizeof *points->start);
    if (!point || !points->start) {
        status = error_memory(err, "the points of a Touchstone file");
        goto out;
    }
    points->nf = collect(numbers, n, stride, point, &dropped, &unsorted);
    qsort(point, points->nf, sizeof *point, by_frequency);
    for (size_t k = 0; k < points->nf; k++)
        points->start[k] = point[k].start;
    if (points->nf && !(point[0].freq >= 0.0))
        status = touchstone_points_refuse(scan, head, numbers, point[0].start, stride,
                                          err);
    if (!status && rest)
        status = note_add(err, NOTE_WARNING, "%s:%zu: the last point is cut short (%zu "
                          "of %zu numbers) and dropped", scan->file,
                          line_of(scan, numbers, n - rest), rest, stride);
    if (!status)
        status = report(scan, numbers, &dropped, "with values that are no finite numbers "
                        "dropped", err);
    if (!status)
        status = report(scan, numbers, &unsorted, "sorted: their frequencies are below "
                        "one before", err);
out:
    free(point);
    return status;
}

/* The largest |difference| of two points' S. */
static double difference(const struct net *net, size_t a, size_t b)
{
    const size_t n = net->np * net->np;
    double most = 0.0;
    for (size_t i = 0; i < n; i++)
        most = fmax(most, cabs(net->s[a * n + i] - net->s[b * n + i]));
    return most;
}

enum lr_status touchstone_repair_merge(const struct touchstone_scan *scan,
                                       const struct touchstone_numbers *numbers,
                                       const struct touchstone_points *points,
                                       struct net *net, struct lr_error *err)
{
    const size_t n = net->np * net->np;
    struct tally merged = {0, 0};
    double most = 0.0, most_freq = 0.0;
    size_t last = 0;            /* of the points that are kept                 */
    for (size_t k = 1; k < net->nf; k++) {
        if (net->freq[k] > net->freq[last]) {
            last++;
            net->freq[last] = net->freq[k];
            memmove(net->s + last * n, net->s + k * n, n * sizeof *net->s);
            continue;
        }
        const double here = difference(net, last, k);
        tally_add(&merged, points->start[k]);
        if (merged.count == 1 || here > most) {
            most = here;
            most_freq = net->freq[k];
        }
    }
    net->nf = last + 1;
    if (!merged.count)
        return LR_OK;
    if (net->nf < 2)
        return error_at(err, touchstone_numbers_place(numbers, scan, 0), "only one "
                        "frequency point; a response needs at least two");
    return note_add(err, NOTE_WARNING, "%s:%zu: %zu point%s at a frequency that is there "
                    "already merged: the first is kept, the largest |difference| is "
                    "%.3g, at %g GHz", scan->file, line_of(scan, numbers, merged.first),
                    merged.count, merged.count == 1 ? "" : "s", most,
                    most_freq / unit_ghz);
}
