/* random.h -- random numbers that depend on a key only, whoever draws them and when: a
 * simulation draws block `index` of its stream `seed` and gets the same numbers on any
 * thread and after a restart.
 *
 * The Mersenne Twister mt19937 of GSL, set anew for every block. */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

struct random;                  /* of one thread                               */

/* LR_EMEMORY. */
enum lr_status random_new(struct random **random, struct lr_error *err);
void random_free(struct random *random);

/* Goes to the start of a block.  Two blocks of one seed have streams of their own as long
 * as their indices differ by less than 2^32. */
void random_key(struct random *random, uint32_t seed, uint64_t index);

/* 32 random bits; a number from 0 up to but without 1; n numbers of a Gaussian with mean
 * 0 and standard deviation 1 into x. */
uint32_t random_word(struct random *random);
double random_uniform(struct random *random);
void random_normal(struct random *random, size_t n, double *restrict x);

#endif
