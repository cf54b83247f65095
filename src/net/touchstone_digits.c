#include "config.h"

#include "net/touchstone_digits.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
    DIGITS = 17,
    MANTISSA_BITS = 53,
    MOST_POWER = 27,            /* 5^27 is the last below 2^64                 */
    LEAST_FIXED = -4            /* "%g" writes 0.0001, and 1e-05               */
};

#ifdef __SIZEOF_INT128__

static const uint64_t most_value = 100000000000000000;         /* 10^DIGITS */

static uint64_t power_of_five(int k)
{
    uint64_t power = 1;
    for (uint64_t five = 5; k; k >>= 1, five *= five)
        power *= k & 1 ? five : 1;
    return power;
}

/* m 2^e 10^k to the nearest whole number, ties to even: all of it fits into 128 bits. */
static uint64_t scaled(uint64_t m, int e, int k)
{
    const unsigned __int128 product = (unsigned __int128)m * power_of_five(k);
    const int shift = -(e + k);
    if (shift <= 0)
        return (uint64_t)(product << -shift);
    const uint64_t whole = (uint64_t)(product >> shift);
    const unsigned __int128 rest = product & (((unsigned __int128)1 << shift) - 1);
    const unsigned __int128 half = (unsigned __int128)1 << (shift - 1);
    return whole + (rest > half || (rest == half && whole & 1));
}

/* The 17 digits of x > 0 and the power of ten of the first; false when x is out of the
 * range that 128 bits hold. */
static bool find_digits(double x, char digit[DIGITS], int *power)
{
    int e;
    const uint64_t m = (uint64_t)ldexp(frexp(x, &e), MANTISSA_BITS);
    /* 78913/2^18 = log10(2) - 3e-7: the power, or one less. */
    *power = (int)floor((e - 1) * (78913.0 / 262144.0));
    for (int i = 0; i < 2; i++, ++*power) {
        const int k = DIGITS - 1 - *power;
        if (k < 0 || k > MOST_POWER)
            return false;
        uint64_t value = scaled(m, e - MANTISSA_BITS, k);
        if (value >= most_value)
            continue;
        for (size_t n = DIGITS; n-- > 0; value /= 10)
            digit[n] = (char)('0' + value % 10);
        return true;
    }
    return false;
}

/* As "%.17g": no trailing zeros, an exponent below 10^-4. */
static size_t lay_out(const char digit[DIGITS], int power, char *text)
{
    char *c = text;
    int n = DIGITS;
    while (n > 1 && digit[n - 1] == '0')
        n--;
    const bool exponent = power < LEAST_FIXED;
    const int before = exponent ? 1 : power + 1;        /* digits before the point */
    if (before <= 0) {
        *c++ = '0';
        *c++ = '.';
        for (int i = before; i < 0; i++)
            *c++ = '0';
    }
    for (int i = 0; i < n || i < before; i++) {
        if (i == before && before > 0)
            *c++ = '.';
        *c++ = i < n ? digit[i] : '0';
    }
    if (exponent) {
        *c++ = 'e';
        *c++ = '-';
        *c++ = (char)('0' + -power / 10);
        *c++ = (char)('0' + -power % 10);
    }
    *c = '\0';
    return (size_t)(c - text);
}

#endif

size_t touchstone_digits(double x, char text[TOUCHSTONE_DIGITS_SIZE])
{
#ifdef __SIZEOF_INT128__
    char digit[DIGITS];
    int power;
    const bool negative = x < 0.0;
    if (x != 0.0 && isfinite(x) && find_digits(fabs(x), digit, &power)) {
        *text = '-';
        return negative + lay_out(digit, power, text + negative);
    }
#endif
    const int n = snprintf(text, TOUCHSTONE_DIGITS_SIZE, "%.17g", x);
    return n > 0 ? (size_t)n : 0;
}
