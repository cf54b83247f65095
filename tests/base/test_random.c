#include "config.h"

#include "base/random.h"
#include "tests/tap.h"

#include <math.h>

enum { MANY = 200000 };

static struct random *made(void)
{
    struct random *random;
    CU_ASSERT_EQUAL_FATAL(random_new(&random, NULL), LR_OK);
    return random;
}

static void a_block_is_the_same_whatever_was_drawn_before(void)
{
    struct random *random = made();
    double first[7], again[7];
    random_key(random, 31, 723);
    random_normal(random, 7, first);
    random_key(random, 31, 724);
    random_normal(random, 7, again);
    for (size_t i = 0; i < 7; i++)
        CU_ASSERT_NOT_EQUAL(first[i], again[i]);
    random_key(random, 31, 723);
    random_normal(random, 7, again);
    for (size_t i = 0; i < 7; i++)
        CLOSE(again[i], first[i], 0.0);
    random_free(random);
}

/* Mean, variance, fourth moment and tail of a Gaussian, each within five standard errors;
 * the tail beyond 3 is erfc(3/sqrt(2)) = 2.6998e-3. */
static void normal_numbers_have_the_moments_and_the_tail_of_a_gaussian(void)
{
    struct random *random = made();
    double sum = 0.0, square = 0.0, fourth = 0.0, tail = 0.0;
    for (uint64_t block = 0; block < MANY / 100; block++) {
        double x[100];
        random_key(random, 5, block);
        random_normal(random, 100, x);
        for (size_t i = 0; i < 100; i++) {
            sum += x[i];
            square += x[i] * x[i];
            fourth += x[i] * x[i] * x[i] * x[i];
            tail += fabs(x[i]) > 3.0;
        }
    }
    const double n = MANY, p = erfc(3.0 / sqrt(2.0));
    CLOSE(sum / n, 0.0, 5.0 / sqrt(n));
    CLOSE(square / n, 1.0, 5.0 * sqrt(2.0 / n));
    CLOSE(fourth / n, 3.0, 5.0 * sqrt(96.0 / n));
    CLOSE(tail / n, p, 5.0 * sqrt(p / n));
    random_free(random);
}

static void words_and_uniform_numbers_of_many_blocks_are_even(void)
{
    struct random *random = made();
    double sum = 0.0, ones = 0.0;
    for (uint64_t block = 0; block < MANY; block++) {
        random_key(random, 17, block);
        for (uint32_t word = random_word(random); word; word >>= 1)
            ones += word & 1u;
        const double x = random_uniform(random);
        CU_ASSERT(x >= 0.0 && x < 1.0);
        sum += x;
    }
    CLOSE(ones / (32.0 * MANY), 0.5, 5.0 * 0.5 / sqrt(32.0 * MANY));
    CLOSE(sum / MANY, 0.5, 5.0 / sqrt(12.0 * MANY));
    random_free(random);
}

static const struct tap_case cases[] = {
    {"a block is the same whatever was drawn before",
     a_block_is_the_same_whatever_was_drawn_before},
    {"normal numbers have the moments and the tail of a Gaussian",
     normal_numbers_have_the_moments_and_the_tail_of_a_gaussian},
    {"words and uniform numbers of many blocks are even",
     words_and_uniform_numbers_of_many_blocks_are_even},
};
TAP_MAIN("base/random", cases)
