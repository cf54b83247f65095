#include "config.h"

#include "net/passivity.h"

#include "base/parallel.h"
#include "net/touchstone.h"
#include "tests/tap.h"

#include <math.h>
#include <string.h>

enum { MOST = 12 };             /* ports */

/* Numbers in (-1, 1) that look random and are the same everywhere: Knuth's 64-bit
 * linear congruence. */
static double noise(unsigned long long *state)
{
    *state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (double)(*state >> 11) / 4503599627370496.0 - 1.0;
}

static void unit_vector(size_t n, double complex *v, unsigned long long *seed)
{
    double norm = 0.0;
    for (size_t i = 0; i < n; i++) {
        v[i] = noise(seed) + I * noise(seed);
        norm += creal(v[i] * conj(v[i]));
    }
    for (size_t i = 0; i < n; i++)
        v[i] /= sqrt(norm);
}

/* S = (1 - 2 u u^H) diag(sigma) (1 - 2 v v^H): its singular values are sigma, for the
 * mirrors on both sides are unitary. */
static void mirrored(struct net *net, size_t k, const double *sigma,
                     unsigned long long seed)
{
    const size_t np = net->np;
    double complex u[MOST], v[MOST];
    unit_vector(np, u, &seed);
    unit_vector(np, v, &seed);
    for (size_t i = 0; i < np; i++)
        for (size_t j = 0; j < np; j++) {
            double complex sum = 0.0;
            for (size_t l = 0; l < np; l++)
                sum += ((i == l) - 2.0 * u[i] * conj(u[l])) * sigma[l] *
                       ((l == j) - 2.0 * v[l] * conj(v[j]));
            *net_s(net, k, i, j) = sum;
        }
}

static void grid(struct net *net)
{
    for (size_t k = 0; k < net->nf; k++)
        net->freq[k] = 13.28e9 * (double)(k + 1);
}

static void the_largest_gain_of_known_factors_is_found(void)
{
    const size_t ports[] = {1, 2, 4, MOST};
    for (size_t c = 0; c < 4; c++) {
        struct net net;
        double sigma[MOST], found[150];
        net_init(&net, 150, ports[c], 50.0, NULL);
        grid(&net);
        for (size_t k = 0; k < net.nf; k++) {
            for (size_t i = 0; i < ports[c]; i++)
                sigma[i] = 0.3 + 0.7 / (double)(1 + i) + 1e-3 * (double)k;
            mirrored(&net, k, sigma, k);
        }
        CU_ASSERT_EQUAL(net_singular(&net, found, NULL), LR_OK);
        for (size_t k = 0; k < net.nf; k++)
            CLOSE(found[k], 1.0 + 1e-3 * (double)k, 3e-15);
        net_free(&net);
    }
}

static void only_the_active_modes_are_clipped(void)
{
    const double before[6] = {0.31, 1.0372, 0.99999, 1.7, 0.002, 1.0372};
    const double after[6] = {0.31, 1.0, 0.99999, 1.0, 0.002, 1.0};
    struct net net, want, out;
    struct passivity_change change;
    net_init(&net, 3, 6, 46.3, NULL);
    net_init(&want, 3, 6, 46.3, NULL);
    grid(&net);
    mirrored(&net, 1, before, 72);
    mirrored(&want, 1, after, 72);
    CU_ASSERT_EQUAL(net_passivate(&net, &out, &change, NULL), LR_OK);
    for (size_t l = 0; l < 3 * 36; l++)
        CLOSE(cabs(out.s[l] - want.s[l]), 0.0, 3e-15);
    CLOSE(out.zref[5], 46.3, 0.0);
    CLOSE(out.freq[2], 39.84e9, 0.0);

    CU_ASSERT_EQUAL(change.points, 1);
    CLOSE(change.max_singular, 1.7, 3e-15);
    CLOSE(change.freq, 26.56e9, 0.0);
    CLOSE(cabs(*net_s(&want, 1, change.i, change.j) -
               *net_s(&net, 1, change.i, change.j)), change.max_change, 3e-15);
    for (size_t l = 36; l < 72; l++)
        CU_ASSERT(cabs(want.s[l] - net.s[l]) <= change.max_change + 3e-15);
    double sigma[3];
    CU_ASSERT_EQUAL(net_singular(&out, sigma, NULL), LR_OK);
    CLOSE(sigma[1], 1.0, 2e-15);
    net_free(&out);
    net_free(&want);
    net_free(&net);
}

static void a_passive_network_is_copied_bit_for_bit(void)
{
    /* Lossless points among them: their singular values are 1 but for rounding. */
    const double lossy[4] = {0.97, 0.93, 0.71, 0.0}, lossless[4] = {1.0, -1.0, 1.0, 1.0};
    struct net net, out;
    struct passivity_change change;
    net_init(&net, 200, 4, 50.0, NULL);
    grid(&net);
    for (size_t k = 0; k < net.nf; k++)
        mirrored(&net, k, k % 2 ? lossy : lossless, k);
    CU_ASSERT_EQUAL(net_passivate(&net, &out, &change, NULL), LR_OK);
    CU_ASSERT(!memcmp(out.s, net.s, 200 * 16 * sizeof *net.s));
    CU_ASSERT_EQUAL(change.points, 0);
    CLOSE(change.max_change, 0.0, 0.0);
    CLOSE(change.max_singular, 1.0, 4e-15);
    CU_ASSERT(isnan(change.freq));
    net_free(&out);
    net_free(&net);
}

static void making_passive_twice_is_once(void)
{
    const size_t ports[] = {1, 2, 4, MOST};
    for (size_t c = 0; c < 4; c++) {
        struct net net, once, twice;
        double sigma[MOST];
        net_init(&net, 150, ports[c], 50.0, NULL);
        grid(&net);
        for (size_t k = 0; k < net.nf; k++) {
            for (size_t i = 0; i < ports[c]; i++)
                sigma[i] = 1.31 - 0.1 * (double)i;
            mirrored(&net, k, sigma, k);
        }
        CU_ASSERT_EQUAL(net_passivate(&net, &once, NULL, NULL), LR_OK);
        CU_ASSERT_EQUAL(net_passivate(&once, &twice, NULL, NULL), LR_OK);
        CU_ASSERT(!memcmp(once.s, twice.s, 150 * ports[c] * ports[c] * sizeof *once.s));
        net_free(&twice);
        net_free(&once);
        net_free(&net);
    }
}

static void a_noisy_microstrip_becomes_passive_where_it_was_not(void)
{
    /* Golden e_p370_quality_initial.json, by numpy's singular values: six of 10,000
     * points are active, at most by 1.007434421010617 at 4 MHz. */
    struct net net, out;
    struct passivity_change change;
    const char *path = tap_reference("channels/MSL200.s2p");
    if (!path)
        return;
    CU_ASSERT_EQUAL_FATAL(touchstone_read(path, &net, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_passivate(&net, &out, &change, NULL), LR_OK);
    CU_ASSERT_EQUAL(change.points, 6);
    CLOSE(change.max_singular, 1.007434421010617, 1e-14);
    CLOSE(change.freq, 4e6, 1e-6);
    CU_ASSERT(change.max_change <= 0.007434421010618);
    static double sigma[10000];
    size_t active = 0, moved = 0;
    CU_ASSERT_EQUAL(net_singular(&out, sigma, NULL), LR_OK);
    for (size_t k = 0; k < net.nf; k++) {
        active += !(sigma[k] <= 1.0 + 2e-15);
        moved += memcmp(net_s(&net, k, 0, 0), net_s(&out, k, 0, 0),
                        4 * sizeof *net.s) != 0;
    }
    CU_ASSERT_EQUAL(active, 0);
    CU_ASSERT_EQUAL(moved, 6);
    net_free(&out);
    net_free(&net);
}

static void passivity_is_the_same_for_any_number_of_threads(void)
{
    struct net net, one, four;
    double sigma[4] = {1.2, 0.9, 0.8, 1.1};
    net_init(&net, 300, 4, 50.0, NULL);
    grid(&net);
    for (size_t k = 0; k < net.nf; k++)
        mirrored(&net, k, sigma, k);
    parallel_set_threads(1);
    CU_ASSERT_EQUAL(net_passivate(&net, &one, NULL, NULL), LR_OK);
    parallel_set_threads(4);
    CU_ASSERT_EQUAL(net_passivate(&net, &four, NULL, NULL), LR_OK);
    parallel_set_threads(0);
    CU_ASSERT(!memcmp(one.s, four.s, 300 * 16 * sizeof *one.s));
    net_free(&four);
    net_free(&one);
    net_free(&net);
}

static void what_is_not_finite_cannot_be_made_passive(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net net, out;
    net_init(&net, 3, 2, 50.0, NULL);
    grid(&net);
    *net_s(&net, 1, 0, 1) = (double)NAN;
    CU_ASSERT_EQUAL(net_passivate(&net, &out, NULL, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "S at 26.56 GHz has no singular values: it is not finite");
    CU_ASSERT_PTR_NULL(out.s);
    net_free(&net);
}

static const struct tap_case cases[] = {
    {"the largest gain of known factors is found",
     the_largest_gain_of_known_factors_is_found},
    {"only the active modes are clipped", only_the_active_modes_are_clipped},
    {"a passive network is copied bit for bit", a_passive_network_is_copied_bit_for_bit},
    {"making passive twice is making passive once", making_passive_twice_is_once},
    {"a noisy microstrip becomes passive where it was not",
     a_noisy_microstrip_becomes_passive_where_it_was_not},
    {"passivity is the same for any number of threads",
     passivity_is_the_same_for_any_number_of_threads},
    {"what is not finite cannot be made passive",
     what_is_not_finite_cannot_be_made_passive},
};
TAP_MAIN("net/passivity", cases)
