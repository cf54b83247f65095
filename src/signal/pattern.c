#include "config.h"

#include "signal/pattern.h"


static const struct {
    unsigned order;
    uint32_t taps;
    bool inverted;
} polynomial[] = {
    {7, 1u << 5 | 1u << 6, false},
    {9, 1u << 4 | 1u << 8, false},
    {11, 1u << 8 | 1u << 10, false},
    {13, 1u << 0 | 1u << 1 | 1u << 11 | 1u << 12, false},
    {15, 1u << 13 | 1u << 14, true},
    {23, 1u << 17 | 1u << 22, true},
    {31, 1u << 27 | 1u << 30, true},
};

/* Bits of a symbol; 0 when L is no power of two. */
static unsigned bits_of(size_t levels)
{
    unsigned bits = 0;
    while ((size_t)1 << bits < levels)
        bits++;
    return (size_t)1 << bits == levels ? bits : 0;
}

static enum lr_status check(size_t levels, struct lr_error *err)
{
    if (levels >= 2 && levels <= PATTERN_LEVELS_MOST)
        return LR_OK;
    return error_set(err, LR_EDOMAIN, "symbols of %zu levels; 2 to %d", levels,
                     PATTERN_LEVELS_MOST);
}

enum lr_status pattern_prbs(unsigned order, size_t levels, uint32_t seed,
                            struct pattern *out, struct lr_error *err)
{
    *out = (struct pattern){.levels = levels, .bits = bits_of(levels), .order = order};
    const enum lr_status status = check(levels, err);
    if (status)
        return status;
    if (!out->bits)
        return error_set(err, LR_EDOMAIN,
                         "PRBS%u for %zu levels; bits make symbols of 2, 4, 8 or 16 "
                         "levels only: send random symbols or those of a file",
                         order, levels);
    const size_t n = sizeof polynomial / sizeof polynomial[0];
    size_t i = 0;
    while (i < n && polynomial[i].order != order)
        i++;
    if (i == n)
        return error_set(err, LR_EDOMAIN,
                         "PRBS%u; 7, 9, 11, 13, 15, 23 and 31 are known", order);
    out->taps = polynomial[i].taps;
    out->inverted = polynomial[i].inverted;
    const uint32_t mask = (uint32_t)(((uint64_t)1 << order) - 1);
    /* Any state but 0, which stays 0. */
    out->state = (seed * 2654435769u + 1u) & mask;
    if (!out->state)
        out->state = mask;
    return LR_OK;
}

enum lr_status pattern_random(size_t levels, uint32_t seed, struct pattern *out,
                              struct lr_error *err)
{
    *out = (struct pattern){.levels = levels, .bits = bits_of(levels), .seed = seed};
    return check(levels, err);
}

enum lr_status pattern_given(size_t n, const uint8_t *symbol, size_t levels,
                             struct pattern *out, struct lr_error *err)
{
    *out = (struct pattern){
        .levels = levels, .bits = bits_of(levels), .symbol = symbol, .n = n};
    const enum lr_status status = check(levels, err);
    if (status)
        return status;
    if (!n)
        return error_set(err, LR_EDOMAIN, "a pattern without symbols; at least one");
    for (size_t i = 0; i < n; i++)
        if (symbol[i] >= levels)
            return error_set(err, LR_EDOMAIN,
                             "symbol %zu of the pattern is %u; 0 to %zu", i + 1,
                             symbol[i], levels - 1);
    return LR_OK;
}

static unsigned parity(uint32_t x)
{
    x ^= x >> 16;
    x ^= x >> 8;
    x ^= x >> 4;
    x ^= x >> 2;
    return (x ^ x >> 1) & 1u;
}

/* The level whose Gray code these bits are. */
static unsigned level_of(unsigned gray)
{
    unsigned level = gray;
    while (gray >>= 1)
        level ^= gray;
    return level;
}

static void fill_prbs(struct pattern *pattern, size_t n, uint8_t *restrict symbol)
{
    const uint32_t mask = (uint32_t)(((uint64_t)1 << pattern->order) - 1);
    const uint32_t taps = pattern->taps;
    const unsigned flip = pattern->inverted;
    uint32_t state = pattern->state;
    for (size_t i = 0; i < n; i++) {
        unsigned gray = 0;
        for (unsigned b = 0; b < pattern->bits; b++) {
            const unsigned bit = parity(state & taps);
            state = (state << 1 | bit) & mask;
            gray = gray << 1 | (bit ^ flip);
        }
        symbol[i] = (uint8_t)level_of(gray);
    }
    pattern->state = state;
}

static void fill_random(struct pattern *pattern, struct random *random, size_t n,
                        uint8_t *restrict symbol)
{
    const unsigned bits = pattern->bits;
    random_key(random, pattern->seed, pattern->block++);
    if (!bits) {
        for (size_t i = 0; i < n; i++)
            symbol[i] = (uint8_t)(random_uniform(random) * (double)pattern->levels);
        return;
    }
    const uint32_t mask = (1u << bits) - 1;
    uint32_t word = 0;
    unsigned left = 0;
    for (size_t i = 0; i < n; i++) {
        if (left < bits) {
            word = random_word(random);
            left = 32;
        }
        symbol[i] = (uint8_t)(word & mask);
        word >>= bits;
        left -= bits;
    }
}

void pattern_next(struct pattern *pattern, struct random *random, size_t n,
                  uint8_t *restrict symbol)
{
    if (pattern->order) {
        fill_prbs(pattern, n, symbol);
    } else if (pattern->symbol) {
        for (size_t i = 0; i < n; i++) {
            symbol[i] = pattern->symbol[pattern->at];
            pattern->at = pattern->at + 1 == pattern->n ? 0 : pattern->at + 1;
        }
    } else {
        fill_random(pattern, random, n, symbol);
    }
}

unsigned pattern_wrong_bits(size_t levels, unsigned sent, unsigned taken)
{
    if (!bits_of(levels))
        return sent != taken;
    unsigned wrong = (sent ^ sent >> 1) ^ (taken ^ taken >> 1), count = 0;
    for (; wrong; wrong >>= 1)
        count += wrong & 1u;
    return count;
}
