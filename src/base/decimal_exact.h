/* decimal_exact.h -- for decimal.c: which way a number rounds that is too close to the
 * middle between two doubles for 128 bits to tell. */
#ifndef BASE_DECIMAL_EXACT_H
#define BASE_DECIMAL_EXACT_H

#include <stdbool.h>
#include <stdint.h>

/* Digits that stand in a text, a point perhaps among them, and the power of ten of the
 * last one. */
struct decimal_digits {
    const char *begin, *end;    /* borrowed */
    int64_t power;
};

/* Whether the number, which lies from the double of these bits up to the next one,
 * rounds to the latter: it is nearer, or as near and the last of `bits` is odd.  Exact
 * for any number of digits, in some 800 bytes of stack; allocates nothing. */
bool decimal_rounds_up(const struct decimal_digits *digits, uint64_t bits);

#endif
