#include "config.h"

#include "base/decimal_powers.h"

#include "tests/tap.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* An integer of up to 1152 bits, least limb first. */
struct whole {
    uint32_t limb[36];
};

static void times(struct whole *x, uint64_t factor)
{
    uint64_t carry = 0;
    for (size_t i = 0; i < 36; i++) {
        carry += x->limb[i] * factor;
        x->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
}

/* x += y 2^(32 shift) */
static void add(struct whole *x, const struct whole *y, size_t shift)
{
    uint64_t carry = 0;
    for (size_t i = shift; i < 36; i++) {
        carry += (uint64_t)x->limb[i] + y->limb[i - shift];
        x->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
}

static int bit_length(const struct whole *x)
{
    for (int i = 36; i-- > 0;)
        if (x->limb[i])
            return 32 * i + 32 - __builtin_clz(x->limb[i]);
    return 0;
}

/* The 128 bits from bit `from` up, which may be negative. */
static struct decimal_power slice(const struct whole *x, int from)
{
    struct decimal_power p = {0, 0};
    for (int i = 127; i >= 0; i--) {
        const int k = from + i;
        const uint64_t bit = k < 0 ? 0 : x->limb[k / 32] >> k % 32 & 1;
        p.high = p.high << 1 | p.low >> 63;
        p.low = p.low << 1 | bit;
    }
    return p;
}

/* Whether p is 5^q cut to 128 bits: for q >= 0 they are the first of the integer; for
 * q < 0 p 5^-q < 2^k <= (p + 1) 5^-q, k such that p has 128 bits. */
static bool is_power(struct decimal_power p, int q)
{
    struct whole five = {{1}};
    for (int i = 0; i < abs(q); i++)
        times(&five, 5);
    const int bits = bit_length(&five);
    if (q >= 0) {
        const struct decimal_power want = slice(&five, bits - 128);
        return p.high == want.high && p.low == want.low;
    }
    struct whole product = {{0}};
    for (size_t i = 0; i < 4; i++) {
        struct whole part = five;
        times(&part, (uint32_t)((i < 2 ? p.low : p.high) >> 32 * (i % 2)));
        add(&product, &part, i);
    }
    if (!(p.high >> 63) || bit_length(&product) != bits + 127)
        return false;
    add(&product, &five, 0);
    return bit_length(&product) == bits + 128;
}

static void the_powers_of_five_are_exact_to_128_bits(void)
{
    for (int i = 0; i < 2 * DECIMAL_NEAR; i++)
        CU_ASSERT(is_power(decimal_near[i], i - DECIMAL_NEAR));
    for (int i = 0; i < 2 * DECIMAL_FAR; i++)
        CU_ASSERT(is_power(decimal_far[i], (i - DECIMAL_FAR) * DECIMAL_STEP));
}

static const struct tap_case cases[] = {
    {"the powers of five are exact to 128 bits",
     the_powers_of_five_are_exact_to_128_bits},
};
TAP_MAIN("base/decimal_powers", cases)
