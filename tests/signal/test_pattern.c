#include "config.h"

#include "signal/pattern.h"
#include "tests/tap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct random *made(void)
{
    struct random *random;
    CU_ASSERT_EQUAL_FATAL(random_new(&random, NULL), LR_OK);
    return random;
}

/* Maximal length: 2^n - 1 bits until they repeat, one more of the one kind than of the
 * other, and every word of n bits but one exactly once. */
static void a_sequence_has_its_full_period(void)
{
    const unsigned orders[] = {7, 9, 11, 13, 15};
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        const unsigned n = orders[i];
        const size_t period = ((size_t)1 << n) - 1;
        uint8_t *bit = calloc(period + n, 1), *seen = calloc(period + 1, 1);
        struct pattern pattern;
        CU_ASSERT_EQUAL_FATAL(pattern_prbs(n, 2, 5, &pattern, NULL), LR_OK);
        pattern_next(&pattern, NULL, period + n, bit);
        size_t ones = 0, words = 0;
        for (size_t k = 0; k < period; k++) {
            size_t word = 0;
            for (unsigned b = 0; b < n; b++)
                word = word << 1 | bit[k + b];
            words += !seen[word];
            seen[word] = 1;
            ones += bit[k];
        }
        CU_ASSERT_EQUAL(words, period);
        CU_ASSERT(!seen[n >= 15 ? period : 0]);
        CU_ASSERT_EQUAL(ones, n >= 15 ? (period - 1) / 2 : (period + 1) / 2);
        CU_ASSERT(!memcmp(bit, bit + period, n));
        free(bit);
        free(seen);
    }
}

/* x[k] = x[k-18] + x[k-23], and of the inverted bits the complement. */
static void long_sequences_obey_their_polynomials(void)
{
    const struct {
        unsigned order, tap;
    } rows[] = {{23, 18}, {31, 28}};
    for (size_t i = 0; i < 2; i++) {
        uint8_t bit[5000];
        struct pattern pattern;
        CU_ASSERT_EQUAL_FATAL(pattern_prbs(rows[i].order, 2, 77, &pattern, NULL), LR_OK);
        pattern_next(&pattern, NULL, sizeof bit, bit);
        for (size_t k = rows[i].order; k < sizeof bit; k++)
            CU_ASSERT_EQUAL(bit[k], !(bit[k - rows[i].tap] ^ bit[k - rows[i].order]));
    }
}

/* IEEE 802.3-2022, 120.5.11.2.1: two repetitions of PRBS13, in pairs, Gray coded; 8191
 * symbols, of which the levels of the pairs 00 01 11 10 come 2047, 2048, 2048, 2048
 * times. */
static void prbs13q_is_prbs13_in_pairs(void)
{
    enum { PERIOD = 8191 };
    const unsigned level[4] = {0, 1, 3, 2};
    uint8_t *bit = calloc(2 * PERIOD, 1), *symbol = calloc(2 * PERIOD, 1);
    struct pattern two, four;
    CU_ASSERT_EQUAL_FATAL(pattern_prbs(13, 2, 9, &two, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(pattern_prbs(13, 4, 9, &four, NULL), LR_OK);
    pattern_next(&two, NULL, 2 * PERIOD, bit);
    pattern_next(&four, NULL, 1000, symbol);
    pattern_next(&four, NULL, 2 * PERIOD - 1000, symbol + 1000);
    size_t count[4] = {0};
    for (size_t k = 0; k < PERIOD; k++) {
        CU_ASSERT_EQUAL(symbol[k], level[2 * bit[2 * k] + bit[2 * k + 1]]);
        CU_ASSERT_EQUAL(symbol[k], symbol[k + PERIOD]);
        count[symbol[k]]++;
    }
    CU_ASSERT_EQUAL(count[0], 2047);
    for (size_t i = 1; i < 4; i++)
        CU_ASSERT_EQUAL(count[i], 2048);
    free(bit);
    free(symbol);
}

static void random_symbols_of_any_number_of_levels_are_equally_likely(void)
{
    enum { MANY = 96000 };
    const size_t levels[] = {2, 3, 4, 6, 8};
    struct random *random = made();
    uint8_t *symbol = calloc(MANY, 1);
    for (size_t i = 0; i < 5; i++) {
        struct pattern pattern;
        size_t count[8] = {0};
        CU_ASSERT_EQUAL_FATAL(pattern_random(levels[i], 3, &pattern, NULL), LR_OK);
        pattern_next(&pattern, random, MANY, symbol);
        for (size_t k = 0; k < MANY; k++)
            count[symbol[k]]++;
        for (size_t l = 0; l < levels[i]; l++)
            CLOSE((double)count[l], MANY / (double)levels[i], 5.0 * sqrt(MANY / 2.0));
    }
    free(symbol);
    random_free(random);
}

static void a_given_pattern_is_repeated(void)
{
    const uint8_t given[3] = {0, 2, 1};
    uint8_t got[7];
    struct pattern pattern;
    CU_ASSERT_EQUAL_FATAL(pattern_given(3, given, 3, &pattern, NULL), LR_OK);
    pattern_next(&pattern, NULL, 4, got);
    pattern_next(&pattern, NULL, 3, got + 4);
    for (size_t k = 0; k < 7; k++)
        CU_ASSERT_EQUAL(got[k], given[k % 3]);
}

/* Gray: neighbours differ in one bit; 0 and 3 of PAM4, 00 and 10, do too, 0 and 2 in
 * two. */
static void neighbouring_levels_differ_in_one_bit(void)
{
    for (unsigned i = 0; i + 1 < 8; i++)
        CU_ASSERT_EQUAL(pattern_wrong_bits(8, i, i + 1), 1);
    CU_ASSERT_EQUAL(pattern_wrong_bits(4, 0, 3), 1);
    CU_ASSERT_EQUAL(pattern_wrong_bits(4, 0, 2), 2);
    CU_ASSERT_EQUAL(pattern_wrong_bits(6, 0, 3), 1);
    CU_ASSERT_EQUAL(pattern_wrong_bits(4, 2, 2), 0);
}

static void what_cannot_be_sent_is_refused(void)
{
    struct pattern pattern;
    struct lr_error err = {0};
    const uint8_t given[2] = {1, 4};
    CU_ASSERT_EQUAL(pattern_prbs(8, 2, 1, &pattern, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "PRBS8; 7, 9, 11, 13, 15, 23 and 31 are known");
    CU_ASSERT_EQUAL(pattern_prbs(7, 6, 1, &pattern, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "PRBS7 for 6 levels; bits make symbols of 2, 4, 8 or 16 levels "
                        "only: send random symbols or those of a file");
    CU_ASSERT_EQUAL(pattern_random(1, 1, &pattern, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "symbols of 1 levels; 2 to 16");
    CU_ASSERT_EQUAL(pattern_given(0, given, 4, &pattern, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "a pattern without symbols; at least one");
    CU_ASSERT_EQUAL(pattern_given(2, given, 4, &pattern, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "symbol 2 of the pattern is 4; 0 to 3");
}

static const struct tap_case cases[] = {
    {"a sequence has its full period", a_sequence_has_its_full_period},
    {"long sequences obey their polynomials", long_sequences_obey_their_polynomials},
    {"PRBS13Q is PRBS13 in pairs", prbs13q_is_prbs13_in_pairs},
    {"random symbols of any number of levels are equally likely",
     random_symbols_of_any_number_of_levels_are_equally_likely},
    {"a given pattern is repeated", a_given_pattern_is_repeated},
    {"neighbouring levels differ in one bit", neighbouring_levels_differ_in_one_bit},
    {"what cannot be sent is refused", what_cannot_be_sent_is_refused},
};
TAP_MAIN("signal/pattern", cases)
