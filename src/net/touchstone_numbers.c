#include "config.h"

#include "net/touchstone_numbers.h"

#include "base/decimal.h"
#include "net/touchstone_impedance.h"

#include <math.h>
#include <stdlib.h>

/* Few files have fewer bytes a number; one that has is read by growing more often. */
enum { BYTES_PER_NUMBER = 12, LEAST_NUMBERS = 1024 };

void touchstone_numbers_free(struct touchstone_numbers *numbers)
{
    free(numbers->value);
    *numbers = (struct touchstone_numbers){NULL, 0, 0, NULL};
}

static enum lr_status grow(struct touchstone_numbers *numbers, size_t capacity,
                           struct lr_error *err)
{
    double *more = realloc(numbers->value, capacity * sizeof *more);
    if (!more)
        return error_memory(err, "the numbers of a Touchstone file");
    numbers->value = more;
    numbers->capacity = capacity;
    return LR_OK;
}

/* The whole file passes here: takes numbers parted by blanks while there is room, and
 * leaves `at` in front of what is anything else. */
static void take_numbers(struct touchstone_scan *scan, struct touchstone_numbers *numbers)
{
    double *value = numbers->value + numbers->n;
    const double *const full = numbers->value + numbers->capacity;
    const char *at = scan->at, *const end = scan->end;
    for (; value < full; value++) {
        while (at < end && touchstone_blank(*at))
            at++;
        const char *const next = at < end ? decimal_read(at, end, value) : NULL;
        if (!next || (next < end && !touchstone_blank(*next) && *next != '!') ||
            !isfinite(*value))
            break;
        at = next;
    }
    numbers->n = (size_t)(value - numbers->value);
    scan->at = at;
}

enum lr_status touchstone_numbers_read(struct touchstone_scan *scan,
                                       struct touchstone_head *head, bool repair,
                                       struct touchstone_numbers *numbers,
                                       enum touchstone_token *token, struct lr_error *err)
{
    const size_t guess = (size_t)(scan->end - scan->at) / BYTES_PER_NUMBER;
    bool impedance = true;      /* comments on it are of interest              */
    *numbers = (struct touchstone_numbers){.begin = scan->at};
    enum lr_status status = grow(numbers, guess + LEAST_NUMBERS, err);
    while (!status) {
        take_numbers(scan, numbers);
        if (numbers->n == numbers->capacity) {
            status = grow(numbers, 2 * numbers->capacity, err);
            continue;
        }
        *token = touchstone_scan_next(scan);
        if (impedance && scan->impedance)
            status = touchstone_impedance_check(scan, head, &impedance, err);
        if (status)
            break;
        if (*token == TOUCHSTONE_END || *token == TOUCHSTONE_KEYWORD)
            return LR_OK;
        if (*token == TOUCHSTONE_OPTION)
            status = touchstone_head_option(scan, head, err);
        else if (touchstone_scan_number(scan, &numbers->value[numbers->n]))
            numbers->n++;
        else if (repair && touchstone_scan_not_finite(scan))
            numbers->value[numbers->n++] = (double)NAN;
        else
            status = touchstone_scan_refuse(scan, err);
    }
    return status;
}

/* The next number of the data, read again; false behind the last. */
static bool next_number(struct touchstone_scan *scan)
{
    enum touchstone_token token;
    while ((token = touchstone_scan_next(scan)) == TOUCHSTONE_OPTION)
        touchstone_scan_skip_line(scan);
    return token == TOUCHSTONE_WORD;
}

struct mark touchstone_numbers_place(const struct touchstone_numbers *numbers,
                                     const struct touchstone_scan *scan, size_t i)
{
    struct touchstone_scan again = *scan;
    again.at = numbers->begin;
    while (next_number(&again) && i--)
        ;
    return touchstone_scan_mark(&again);
}

size_t touchstone_numbers_inside_line(const struct touchstone_numbers *numbers,
                                      const struct touchstone_scan *scan, size_t stride)
{
    struct touchstone_scan again = *scan;
    again.at = numbers->begin;
    for (size_t i = 0; i < numbers->n && next_number(&again); i++)
        if (i % stride == 0 && !touchstone_scan_first_on_line(&again))
            return i;
    return numbers->n;
}
