#include "config.h"

#include "base/random.h"

#include "base/gsl.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdlib.h>

struct random {
    gsl_rng *rng;
};

enum lr_status random_new(struct random **random, struct lr_error *err)
{
    base_gsl_quiet();
    *random = calloc(1, sizeof **random);
    if (*random)
        (*random)->rng = gsl_rng_alloc(gsl_rng_mt19937);
    if (*random && (*random)->rng)
        return LR_OK;
    random_free(*random);
    *random = NULL;
    return error_memory(err, "random numbers");
}

void random_free(struct random *random)
{
    if (!random)
        return;
    if (random->rng)
        gsl_rng_free(random->rng);
    free(random);
}

void random_key(struct random *random, uint32_t seed, uint64_t index)
{
    /* An odd factor: no two indices below 2^32 share a state.  Knuth, The Art of Computer
     * Programming 3, section 6.4: 2^32 over the golden ratio spreads neighbours. */
    const uint32_t spread = 2654435769u;
    const uint32_t key = (uint32_t)index * spread + seed;
    /* GSL takes 0 for a seed of its own; the one that is given up for it is as good. */
    gsl_rng_set(random->rng, key ? key : 4294967295u);
}

uint32_t random_word(struct random *random)
{
    return (uint32_t)gsl_rng_get(random->rng);
}

double random_uniform(struct random *random)
{
    return gsl_rng_uniform(random->rng);
}

void random_normal(struct random *random, size_t n, double *restrict x)
{
    for (size_t i = 0; i < n; i++)
        x[i] = gsl_ran_gaussian_ziggurat(random->rng, 1.0);
}
