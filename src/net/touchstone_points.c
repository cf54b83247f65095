#include "config.h"

#include "net/touchstone_points.h"

#include "net/touchstone_repair.h"

#include <stdlib.h>

enum {
    NOISE_ROW = 5,              /* f, NFmin, |Gopt|, its angle, Rn             */
    SURE = 12                   /* increasing frequencies that are no chance   */
};

void touchstone_points_free(struct touchstone_points *points)
{
    free(points->start);
    *points = (struct touchstone_points){0, 0, NULL};
}

/* Numbers of one point: the frequency and a pair for each S_ij that is written. */
static size_t stride_of(const struct touchstone_head *head, size_t np)
{
    return 1 + (head->matrix == TOUCHSTONE_FULL ? 2 * np * np : np * (np + 1));
}

/* The first point, cut short or whole, whose frequency is negative or does not
 * increase; the number of points when there is none. */
static size_t first_fault(const double *v, size_t n, size_t stride)
{
    size_t k = 0;
    for (; k * stride < n; k++)
        if (!(v[k * stride] >= 0.0) || (k && !(v[k * stride] > v[(k - 1) * stride])))
            break;
    return k;
}

/* The port count, other than that of the head, that all n numbers fit; 0 when none does.
 * Fewer than three points may fit by chance. */
static size_t fitting_ports(const struct touchstone_head *head, const double *v, size_t n)
{
    for (size_t m = 1; m <= TOUCHSTONE_MOST_PORTS; m++) {
        const size_t stride = stride_of(head, m);
        if (3 * stride > n)
            break;
        if (m != head->np && n % stride == 0 && first_fault(v, n, stride) == n / stride)
            return m;
    }
    return 0;
}

/* Behind 2-port data a frequency that does not increase may begin the noise
 * parameters of an amplifier: rows of five with frequencies of their own. */
static bool noise_block(const double *v, size_t n)
{
    return n && n % NOISE_ROW == 0 && first_fault(v, n, NOISE_ROW) == n / NOISE_ROW;
}

enum lr_status touchstone_points_refuse(const struct touchstone_scan *scan,
                                        const struct touchstone_head *head,
                                        const struct touchstone_numbers *numbers,
                                        size_t i, size_t stride, struct lr_error *err)
{
    const struct mark mark = touchstone_numbers_place(numbers, scan, i);
    const double *v = numbers->value;
    const char *const unit = head->option.unit_name;
    if (!(v[i] >= 0.0))
        return error_at(err, mark, "frequency %g %s is negative", v[i], unit);
    if (v[i] == v[i - stride])
        return error_at(err, mark, "frequency %g %s is there twice; frequencies must "
                        "increase; lanereach net convert --repair merges such points",
                        v[i], unit);
    return error_at(err, mark, "frequency %g %s follows %g %s; frequencies must "
                    "increase, or a number is missing or too many before; lanereach net "
                    "convert --repair sorts and merges points", v[i], unit,
                    v[i - stride], unit);
}

static enum lr_status refuse_ports(const struct touchstone_scan *scan,
                                   const struct touchstone_head *head, size_t other,
                                   struct lr_error *err)
{
    const struct mark mark = {scan->file, 0, 0};
    if (head->v2)
        return error_at(err, mark, "the data are those of %zu ports, not of %zu; correct "
                        "[Number of Ports]", other, head->np);
    return error_at(err, mark, "the data are those of %zu ports, not of %zu; rename the "
                    "file to .s%zup", other, head->np, other);
}

/* Version 2 says how many points there are. */
static enum lr_status check_count(const struct touchstone_scan *scan,
                                  const struct touchstone_head *head, bool repair,
                                  size_t n, struct lr_error *err)
{
    const struct mark mark = head->v2 ? touchstone_scan_mark_at(scan, head->nf_place)
                                      : (struct mark){scan->file, 0, 0};
    if (!head->v2 || n == head->nf)
        return LR_OK;
    if (repair && n && n < head->nf)
        return note_add(err, NOTE_WARNING, "%s:%zu: [Number of Frequencies] is %zu, the "
                        "data hold %zu whole points", scan->file, mark.line, head->nf, n);
    return error_at(err, mark, "[Number of Frequencies] is %zu, the data hold %zu; "
                    "correct it, or the file is damaged", head->nf, n);
}

/* Without repair: every fault is one. */
static enum lr_status check(const struct touchstone_scan *scan,
                            const struct touchstone_head *head,
                            const struct touchstone_numbers *numbers, size_t n,
                            const struct touchstone_points *points, struct lr_error *err)
{
    const size_t stride = points->stride, rest = n % stride;
    const size_t k = first_fault(numbers->value, n, stride);
    if (k < n / stride)
        return touchstone_points_refuse(scan, head, numbers, k * stride, stride, err);
    if (!rest)
        return LR_OK;
    return error_at(err, touchstone_numbers_place(numbers, scan, n - rest), "the last "
                    "point is cut short: it has %zu of its %zu numbers, %zu missing",
                    rest, stride, stride - rest);
}

/* Leaves out the noise block that follows the points: lowers *n. */
static enum lr_status without_noise(const struct touchstone_scan *scan,
                                    const struct touchstone_head *head,
                                    const struct touchstone_numbers *numbers,
                                    size_t stride, size_t *n, struct lr_error *err)
{
    const size_t end = stride * first_fault(numbers->value, *n, stride);
    if (head->v2 || head->np != 2 || !end || end >= *n ||
        !noise_block(numbers->value + end, *n - end))
        return LR_OK;
    const size_t rows = (*n - end) / NOISE_ROW;
    *n = end;
    return note_add(err, NOTE_WARNING, "%s:%zu: a noise block of %zu points is left out",
                    scan->file, touchstone_numbers_place(numbers, scan, end).line, rows);
}

enum lr_status touchstone_points_find(const struct touchstone_scan *scan,
                                      const struct touchstone_head *head, bool repair,
                                      const struct touchstone_numbers *numbers,
                                      struct touchstone_points *points,
                                      struct lr_error *err)
{
    const size_t stride = stride_of(head, head->np);
    size_t n = numbers->n;
    *points = (struct touchstone_points){0, stride, NULL};
    if (!n)
        return error_at(err, touchstone_numbers_place(numbers, scan, 0), "no data behind "
                        "%s", head->v2 ? "[Network Data]" : "the option line");
    enum lr_status status = without_noise(scan, head, numbers, stride, &n, err);
    if (status)
        return status;
    /* Points of few ports make up those of more, but S of more ports are no frequencies
     * that go on increasing. */
    const bool fits = first_fault(numbers->value, n, stride) * stride == n;
    const size_t other = fitting_ports(head, numbers->value, n);
    if (other && (!fits || (other < head->np && n / stride_of(head, other) >= SURE)))
        return refuse_ports(scan, head, other, err);
    points->nf = n / stride;
    status = repair ? touchstone_repair_points(scan, head, numbers, n, points, err)
                    : check(scan, head, numbers, n, points, err);
    if (!status)
        status = check_count(scan, head, repair, n / stride, err);
    if (!status && points->nf < 2)
        status = error_at(err, touchstone_numbers_place(numbers, scan, 0), "%s "
                          "frequency point; a response needs at least two",
                          points->nf ? "only one" : "no whole");
    return status;
}
