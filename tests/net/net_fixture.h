/* net_fixture.h -- networks of noise and of lines, for the tests of net/net.h. */
#ifndef TESTS_NET_FIXTURE_H
#define TESTS_NET_FIXTURE_H

#include "net/net.h"
#include "tests/tap.h"

#include <math.h>
#include <stdint.h>

/* Numbers in (-1, 1) that look random and are the same everywhere: Knuth's 64-bit
 * linear congruence. */
static inline double noise(unsigned long long *state)
{
    *state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (double)(*state >> 11) / 4503599627370496.0 - 1.0;
}

static inline void grid(struct net *net)
{
    for (size_t k = 0; k < net->nf; k++)
        net->freq[k] = 13.28e9 * (double)(k + 1);
}

/* Passive without structure: rows of absolute sum below 1. */
static inline void fill(struct net *net, unsigned long long seed)
{
    grid(net);
    for (size_t l = 0; l < net->nf * net->np * net->np; l++)
        net->s[l] = (noise(&seed) + I * noise(&seed)) * 0.7 / (double)net->np;
}

static inline double distance(const struct net *a, const struct net *b)
{
    double most = a->nf == b->nf && a->np == b->np ? 0.0 : (double)INFINITY;
    for (size_t l = 0; l < a->nf * a->np * a->np && isfinite(most); l++)
        most = fmax(most, cabs(a->s[l] - b->s[l]));
    for (size_t i = 0; i < a->np && isfinite(most); i++)
        most = fmax(most, fabs(a->zref[i] - b->zref[i]));
    return most;
}

/* A uniform line with propagation factor p and mismatch rho = (zc - z)/(zc + z): the
 * sum of its multiple reflections. */
static inline void line(struct net *net, size_t left, size_t right, double complex p,
                        double complex rho)
{
    const double complex d = 1.0 - rho * rho * p * p;
    for (size_t k = 0; k < net->nf; k++) {
        *net_s(net, k, left, left) = *net_s(net, k, right, right) =
            rho * (1.0 - p * p) / d;
        *net_s(net, k, left, right) = *net_s(net, k, right, left) =
            p * (1.0 - rho * rho) / d;
    }
}

#endif
