#include "config.h"

#include "base/decimal.h"

#include "base/decimal_exact.h"
#include "base/decimal_powers.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    WORD_DIGITS = 19,           /* that always fit into 64 bits                */
    LEAST_POWER = -342,         /* 10^19 10^-343 rounds to 0                   */
    MOST_POWER = 308            /* 1e309 rounds to infinity                    */
};

static const uint64_t infinity_bits = (uint64_t)0x7ff << 52;

static bool is_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
}

/* 64 by 64 bits: the upper half of the product is returned. */
static inline uint64_t multiply(uint64_t a, uint64_t b, uint64_t *low)
{
#ifdef __SIZEOF_INT128__
    const unsigned __int128 product = (unsigned __int128)a * b;
    *low = (uint64_t)product;
    return (uint64_t)(product >> 64);
#else
    const uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
    const uint64_t first = al * bl, second = ah * bl + (first >> 32);
    const uint64_t third = al * bh + (uint32_t)second;
    *low = third << 32 | (uint32_t)first;
    return ah * bh + (second >> 32) + (third >> 32);
#endif
}

/* Eight characters, the first in the lowest byte. */
static inline uint64_t load_eight(const char *at)
{
    uint64_t eight;
    memcpy(&eight, at, sizeof eight);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    eight = __builtin_bswap64(eight);
#endif
    return eight;
}

/* '0'..'9' are 0x30..0x39: the upper half of each byte is 3, and stays so when 6 is
 * added. */
static inline bool are_digits(uint64_t eight)
{
    const uint64_t upper = 0xf0f0f0f0f0f0f0f0;
    return ((eight & upper) | (((eight + 0x0606060606060606) & upper) >> 4)) ==
           0x3333333333333333;
}

/* Neighbours join to numbers of two, of four and of eight digits: the factors are
 * 1 + (10 << 8), 1 + (100 << 16) and 1 + (10000 << 32). */
static inline uint64_t join_digits(uint64_t eight)
{
    eight = ((eight & 0x0f0f0f0f0f0f0f0f) * 0xa01) >> 8;
    eight = ((eight & 0x00ff00ff00ff00ff) * 0x640001) >> 16;
    return ((eight & 0x0000ffff0000ffff) * 0x271000000001) >> 32;
}

/* Appends the digits at `at` to *w, modulo 2^64; returns what follows them. */
static inline const char *read_digits(const char *at, const char *end, uint64_t *w)
{
    uint64_t sum = *w;
    for (; at < end && is_digit(*at); at++)
        sum = sum * 10 + (uint64_t)(*at - '0');
    *w = sum;
    return at;
}

/* The same, many at a time. */
static inline const char *read_many_digits(const char *at, const char *end, uint64_t *w)
{
    for (; end - at >= 8; at += 8) {
        const uint64_t eight = load_eight(at);
        if (!are_digits(eight))
            break;
        *w = *w * 100000000 + join_digits(eight);
    }
    return read_digits(at, end, w);
}

/* Adds the exponent at `at`, when a whole one is there, to *power; returns what
 * follows it.  More than 10^17 is as good as infinite: no text has as many digits. */
static inline const char *read_exponent(const char *at, const char *end, int64_t *power)
{
    const char *p = at;
    if (p == end || ((*p | 0x20) != 'e' && (*p | 0x20) != 'd'))
        return at;
    p++;
    const bool negative = p < end && *p == '-';
    p += p < end && (*p == '-' || *p == '+');
    if (p == end || !is_digit(*p))
        return at;
    int64_t exponent = 0;
    for (; p < end && is_digit(*p); p++)
        if (exponent < 100000000000000000)
            exponent = exponent * 10 + (*p - '0');
    *power += negative ? -exponent : exponent;
    return p;
}

/* The first 19 significant digits and the power of ten of the last of them; *cut when
 * the rest is not all zeros. */
static uint64_t leading_digits(const struct decimal_digits *digits, int64_t *power,
                               bool *cut)
{
    uint64_t w = 0;
    int n = 0;
    *power = digits->power;
    *cut = false;
    for (const char *p = digits->begin; p < digits->end; p++) {
        if (*p == '.')
            continue;
        if (n < WORD_DIGITS) {
            w = w * 10 + (uint64_t)(*p - '0');
            n += w != 0;
        } else {
            ++*power;
            *cut |= *p != '0';
        }
    }
    return w;
}

/* 5^q cut to 128 bits, the top bit set: 0 to 16 units of the last place too small. */
static inline struct decimal_power power_of_five(int q)
{
    const int step = (q + DECIMAL_NEAR + DECIMAL_FAR * DECIMAL_STEP) / DECIMAL_STEP;
    const int rest = q - (step - DECIMAL_FAR) * DECIMAL_STEP;
    struct decimal_power p = decimal_near[rest + DECIMAL_NEAR];
    if (step == DECIMAL_FAR)
        return p;
    const struct decimal_power far = decimal_far[step];
    uint64_t low, unused;
    uint64_t high = multiply(p.high, far.high, &low);
    const uint64_t add[2] = {multiply(p.high, far.low, &unused),
                             multiply(p.low, far.high, &unused)};
    for (int i = 0; i < 2; i++) {
        low += add[i];
        high += low < add[i];
    }
    if (!(high >> 63)) {
        high = high << 1 | low >> 63;
        low <<= 1;
    }
    return (struct decimal_power){high, low};
}

/* The power of two of the top bit of w 10^q, when w begins with `shift` zeros and the
 * product of w and 5^q, their top bits at 63, fills 128 bits (top) or 127.  217706/2^16
 * is log2(10): right, rounded down, for |q| <= 400.  GCC and Clang shift negative
 * numbers arithmetically. */
static inline int binary_exponent(int q, int shift, int top)
{
    return ((q * 217706) >> 16) + 63 - shift + top;
}

/* w 10^q, w > 0 and |q| small enough for decimal_near, by one multiplication, into the
 * bits of the nearest double.  False when that does not suffice: once in some 700
 * numbers.
 *
 * Lemire, "Number parsing at a gigabyte per second", Software: Practice and Experience
 * 51 (2021), but with bounds on the truncated product: when they enclose the middle
 * between two doubles nothing is decided, so that no case needs a proof of its own. */
static inline bool quick_double(uint64_t w, int q, uint64_t *bits)
{
    const int shift = __builtin_clzll(w);
    uint64_t low;
    const uint64_t high =
        multiply(w << shift, decimal_near[q + DECIMAL_NEAR].high, &low);
    const int top = (int)(high >> 63);
    /* The product is from `high` to less than high + 2; 53 bits of it stay. */
    const uint64_t half = (uint64_t)512 << top, rest = high & (half | (half - 1));
    if (rest - (half - 1) <= 1)
        return false;
    const int e = binary_exponent(q, shift, top);
    *bits = ((uint64_t)(e + 1022) << 52) + (((high >> (9 + top)) + 1) >> 1);
    return true;
}

/* The bits of the double nearest to w 10^q, w > 0, or to the number between it and
 * (w + 1) 10^q when `cut`; the same method with 192 bits.  Not *sure: the number lies
 * at or near the middle between two doubles, of which the lower is returned. */
static uint64_t nearest_double(uint64_t w, int q, bool cut, bool *sure)
{
    const int shift = __builtin_clzll(w);
    const struct decimal_power five = power_of_five(q);
    uint64_t low, unused;
    uint64_t high = multiply(w << shift, five.high, &low);
    const uint64_t add = multiply(w << shift, five.low, &unused);
    low += add;
    high += low < add;
    const int top = (int)(high >> 63);
    if (!top) {
        high = high << 1 | low >> 63;
        low <<= 1;
    }

    /* Now the number is high:low 2^(e - 127) or up to 2 * 17 units more, and when cut
     * 2^shift <= 16 units of high, or twice as many. */
    const int e = binary_exponent(q, shift, top);
    const uint64_t span = cut ? 33 : 0;
    *sure = true;
    if (e > 1023)
        return infinity_bits;
    const int drop = e >= -1022 ? 11 : 11 - 1022 - e;
    if (drop > 64) {            /* at 65 just below half the smallest double, perhaps */
        *sure = drop > 65;
        return 0;
    }
    /* The hidden bit counts into the field of the exponent. */
    const uint64_t field = e >= -1022 ? (uint64_t)(e + 1022) << 52 : 0;
    const uint64_t bits = field + (drop < 64 ? high >> drop : 0);
    const uint64_t half = (uint64_t)1 << (drop - 1);
    const uint64_t rest = high & (half | (half - 1));
    if (rest - (half - 1 - span) <= span + 1)
        *sure = rest == half ? low > 0 : rest + span + (low > UINT64_MAX - 34) < half;
    return bits + (*sure && rest >= half);
}

/* The bits of any number, its sign apart.  Out of line, or the registers that it needs
 * are saved for every number: 5 % of the time of the usual ones. */
__attribute__((noinline)) static uint64_t careful_double(const char *begin,
                                                         const char *end, int64_t power)
{
    const struct decimal_digits digits = {begin, end, power};
    bool cut, sure;
    const uint64_t w = leading_digits(&digits, &power, &cut);
    if (!w || power < LEAST_POWER)
        return 0;
    if (power > MOST_POWER)
        return infinity_bits;
    const uint64_t bits = nearest_double(w, (int)power, cut, &sure);
    return sure ? bits : bits + decimal_rounds_up(&digits, bits);
}

const char *decimal_read(const char *at, const char *end, double *value)
{
    const char sign = at < end ? *at : '0';
    const char *begin = at + ((sign == '-') | (sign == '+'));
    uint64_t w = 0;
    int64_t power = 0;
    const char *p = read_digits(begin, end, &w);
    ptrdiff_t n = p - begin;
    if (p < end && *p == '.') {
        const char *fraction = ++p;
        p = read_many_digits(p, end, &w);
        power = fraction - p;
        n += p - fraction;
    }
    if (!n)
        return NULL;
    const char *stop = p;
    p = read_exponent(p, end, &power);
    /* Zeros before the first other digit do not count. */
    for (const char *z = begin; n > WORD_DIGITS && (*z == '0' || *z == '.'); z++)
        n -= *z == '0';

    uint64_t bits;
    if (!w || n > WORD_DIGITS || power < -DECIMAL_NEAR || power >= DECIMAL_NEAR ||
        !quick_double(w, (int)power, &bits))
        bits = careful_double(begin, stop, power);
    bits |= (uint64_t)(sign == '-') << 63;
    memcpy(value, &bits, sizeof bits);
    return p;
}
