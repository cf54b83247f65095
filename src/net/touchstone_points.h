/* touchstone_points.h -- the numbers of a Touchstone file told apart into points;
 * private to the reader. */
#ifndef NET_TOUCHSTONE_POINTS_H
#define NET_TOUCHSTONE_POINTS_H

#include "net/touchstone_numbers.h"

struct touchstone_points {
    size_t nf;
    size_t stride;              /* numbers of one point                        */
    size_t *start;              /* [nf] index of each point's first number, or NULL:
                                 * k * stride                                  */
};

/* LR_EINPUT: frequencies that do not increase or are negative, a point cut short, a
 * count that contradicts the file, data that fit another port count; `repair` mends what
 * it can, see touchstone.h.  A noise block behind 2-port data of version 1 is left out
 * with a warning. */
enum lr_status touchstone_points_find(const struct touchstone_scan *scan,
                                      const struct touchstone_head *head, bool repair,
                                      const struct touchstone_numbers *numbers,
                                      struct touchstone_points *points,
                                      struct lr_error *err);
void touchstone_points_free(struct touchstone_points *points);

static inline size_t touchstone_points_start(const struct touchstone_points *points,
                                             size_t k)
{
    return points->start ? points->start[k] : k * points->stride;
}

/* LR_EINPUT: why the frequency that is number i cannot stand there. */
enum lr_status touchstone_points_refuse(const struct touchstone_scan *scan,
                                        const struct touchstone_head *head,
                                        const struct touchstone_numbers *numbers,
                                        size_t i, size_t stride, struct lr_error *err);

#endif
