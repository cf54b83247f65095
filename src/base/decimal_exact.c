#include "config.h"

#include "base/decimal_exact.h"

#include <assert.h>
#include <string.h>

enum {
    /* A point half way between two doubles has at most as many as (2^54 - 1) 5^1075;
     * behind them it only matters whether anything follows. */
    EXACT_DIGITS = 768,
    /* 769 digits, or 54 bits times 5^1093, need 2592 bits; 13 limbs to spare for the
     * shift that aligns them.  Numbers beyond the range of doubles never get here. */
    BIG_LIMBS = 96
};

static const uint64_t hidden_bit = (uint64_t)1 << 52;

struct big {                    /* an integer, least limb first                */
    size_t n;
    uint32_t limb[BIG_LIMBS];
};

static void scale(struct big *x, uint32_t factor, uint32_t add)
{
    uint64_t carry = add;
    for (size_t i = 0; i < x->n; i++) {
        carry += (uint64_t)x->limb[i] * factor;
        x->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry) {
        assert(x->n < BIG_LIMBS);
        x->limb[x->n++] = (uint32_t)carry;
    }
}

static void times_power_of_five(struct big *x, int64_t q)
{
    for (; q >= 13; q -= 13)
        scale(x, 1220703125, 0);
    for (; q > 0; q--)
        scale(x, 5, 0);
}

static void times_power_of_two(struct big *x, int64_t q)
{
    const size_t limbs = (size_t)q / 32;
    assert(x->n + limbs <= BIG_LIMBS);
    memmove(x->limb + limbs, x->limb, x->n * sizeof *x->limb);
    memset(x->limb, 0, limbs * sizeof *x->limb);
    x->n += limbs;
    scale(x, (uint32_t)1 << q % 32, 0);
}

static int compare(const struct big *a, const struct big *b)
{
    if (a->n != b->n)
        return a->n < b->n ? -1 : 1;
    for (size_t i = a->n; i-- > 0;)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

/* Into x, which is 0; returns the power of ten that x is to be multiplied with.  What
 * lies behind EXACT_DIGITS counts as a 1, or as nothing when it is all zeros. */
static int64_t read(struct big *x, const struct decimal_digits *digits)
{
    int64_t power = digits->power;
    uint32_t part = 0, factor = 1;
    bool more = false;
    int n = 0;
    for (const char *p = digits->begin; p < digits->end; p++) {
        if (*p == '.')
            continue;
        if (n == EXACT_DIGITS) {
            power++;
            more |= *p != '0';
            continue;
        }
        n += n || *p != '0';
        part = part * 10 + (uint32_t)(*p - '0');
        factor *= 10;
        if (factor == 1000000000) {
            scale(x, factor, part);
            part = 0;
            factor = 1;
        }
    }
    scale(x, factor, part);
    if (more)
        scale(x, 10, 1);
    return power - more;
}

bool decimal_rounds_up(const struct decimal_digits *digits, uint64_t bits)
{
    const uint64_t field = bits >> 52;
    const uint64_t m = (bits & (hidden_bit - 1)) | (field ? hidden_bit : 0);
    const int64_t e = (int64_t)(field ? field : 1) - 1076;

    /* x 10^q against half 2^e, all powers made positive. */
    struct big x = {.n = 0};
    const int64_t q = read(&x, digits);
    const uint32_t low = (uint32_t)(2 * m + 1), high = (uint32_t)((2 * m + 1) >> 32);
    struct big half = {.n = high ? 2 : 1, .limb = {low, high}};
    times_power_of_five(q >= 0 ? &x : &half, q >= 0 ? q : -q);
    times_power_of_two(q >= e ? &x : &half, q >= e ? q - e : e - q);
    const int order = compare(&x, &half);
    return order > 0 || (order == 0 && m % 2);
}
