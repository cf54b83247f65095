/* touchstone_numbers.h -- every number of the data of a Touchstone file, in order;
 * private to the reader.  Points are told apart afterwards, because rows may wrap
 * anywhere. */
#ifndef NET_TOUCHSTONE_NUMBERS_H
#define NET_TOUCHSTONE_NUMBERS_H

#include "net/touchstone_head.h"

struct touchstone_numbers {
    double *value;
    size_t n, capacity;
    const char *begin;          /* where the data begin in the text            */
};

/* Reads numbers up to a keyword, which is met but not read, or to the end: *token tells
 * which.  `repair` takes words that stand for no finite number as NaN.  LR_EINPUT at a
 * word that is no number. */
enum lr_status touchstone_numbers_read(struct touchstone_scan *scan,
                                       struct touchstone_head *head, bool repair,
                                       struct touchstone_numbers *numbers,
                                       enum touchstone_token *token,
                                       struct lr_error *err);
void touchstone_numbers_free(struct touchstone_numbers *numbers);

/* The place of the i-th number, or of the end behind the last, found by reading the text
 * again. */
struct mark touchstone_numbers_place(const struct touchstone_numbers *numbers,
                                     const struct touchstone_scan *scan, size_t i);

/* The first of the numbers 0, stride, 2 stride ... that stands inside a line; the count
 * of numbers when there is none. */
size_t touchstone_numbers_inside_line(const struct touchstone_numbers *numbers,
                                      const struct touchstone_scan *scan, size_t stride);

#endif
