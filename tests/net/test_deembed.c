#include "config.h"

#include "net/deembed.h"

#include "base/dense.h"
#include "base/quantity.h"
#include "tests/tap.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Numbers in (-1, 1) that look random and are the same everywhere: Knuth's 64-bit
 * linear congruence. */
static double noise(unsigned long long *state)
{
    *state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (double)(*state >> 11) / 4503599627370496.0 - 1.0;
}

static void grid(struct net *net)
{
    for (size_t k = 0; k < net->nf; k++)
        net->freq[k] = 13.28e9 * (double)(k + 1);
}

/* Neither reciprocal nor symmetric: reflections and coupling of `mismatch`, straight
 * transmissions of `through`, both with random phases. */
static void fill(struct net *net, double through, double mismatch,
                 unsigned long long seed)
{
    const size_t np = net->np, n = np / 2;
    grid(net);
    for (size_t k = 0; k < net->nf; k++)
        for (size_t i = 0; i < np; i++)
            for (size_t j = 0; j < np; j++) {
                const int straight = i != j && i % n == j % n;
                const int across = (i < n) != (j < n);
                *net_s(net, k, i, j) = cexp(I * 3.0 * noise(&seed)) *
                                       (straight ? through : mismatch) *
                                       (across && !straight ? through : 1.0);
            }
}

/* Largest Frobenius distance at one frequency. */
static double distance(const struct net *a, const struct net *b)
{
    const size_t size = a->np * a->np;
    double most = a->nf == b->nf && a->np == b->np ? 0.0 : (double)INFINITY;
    for (size_t k = 0; k < a->nf && isfinite(most); k++) {
        double sum = 0.0;
        for (size_t l = k * size; l < (k + 1) * size; l++)
            sum += creal((a->s[l] - b->s[l]) * conj(a->s[l] - b->s[l]));
        most = fmax(most, sqrt(sum));
    }
    return most;
}

/* left * x * right, of which each may be missing. */
static void join(const struct net *left, const struct net *x, const struct net *right,
                 struct net *all)
{
    struct net sum;
    CU_ASSERT_EQUAL(left ? net_cascade(left, x, &sum, NULL) : net_copy(x, &sum, NULL),
                    LR_OK);
    CU_ASSERT_EQUAL(right ? net_cascade(&sum, right, all, NULL)
                          : net_copy(&sum, all, NULL), LR_OK);
    net_free(&sum);
}

static void what_was_put_between_fixtures_comes_back(void)
{
    const double fixture_db[] = {-0.72, -7.23, -30.0, -53.1};
    for (size_t np = 2; np <= 6; np += 2)
        for (size_t c = 0; c < 4; c++)
            for (int missing = 0; missing < 3; missing++) {
                struct net left, right, x, all, back;
                struct deembed_condition cond;
                net_init(&left, 5, np, 50.0, NULL);
                net_init(&right, 5, np, 50.0, NULL);
                net_init(&x, 5, np, 50.0, NULL);
                fill(&left, ratio_of(fixture_db[c]), 0.07, 11 + c);
                fill(&right, ratio_of(fixture_db[c]), 0.09, 23 + c);
                fill(&x, 0.83, 0.05, 37 + c);
                struct net *l = missing == 1 ? NULL : &left;
                struct net *r = missing == 2 ? NULL : &right;
                join(l, &x, r, &all);
                CU_ASSERT_EQUAL(net_deembed(&all, l, r, &back, &cond, NULL), LR_OK);
                /* Some roundings of M, grown. */
                CLOSE(distance(&back, &x), 0.0, cond.gain * 4.0 * DBL_EPSILON);
                CU_ASSERT(cond.gain < 2.0 * pow(ratio_of(-fixture_db[c]), 2.0));
                CU_ASSERT(cond.worst >= 1.0 && cond.worst < cond.gain);
                struct net *nets[] = {&left, &right, &x, &all, &back};
                for (size_t i = 0; i < 5; i++)
                    net_free(nets[i]);
            }
}

static void nothing_taken_off_leaves_the_measurement(void)
{
    struct net all, back;
    struct deembed_condition cond;
    net_init(&all, 3, 4, 46.3, NULL);
    fill(&all, 0.7, 0.1, 5);
    CU_ASSERT_EQUAL(net_deembed(&all, NULL, NULL, &back, &cond, NULL), LR_OK);
    CU_ASSERT(!memcmp(all.s, back.s, 3 * 16 * sizeof *all.s));
    CLOSE(back.zref[3], 46.3, 0.0);
    CLOSE(back.freq[2], 39.84e9, 0.0);
    CLOSE(cond.worst, 1.0, 1e-15);
    CLOSE(cond.gain, 1.0, 1e-15);
    CLOSE(cond.freq, 13.28e9, 0.0);
    net_free(&back);
    net_free(&all);
}

/* Matched attenuators of their own in both directions, one per lane. */
static void attenuate(struct net *net, size_t k, size_t lane, double in_db,
                      double back_db)
{
    const size_t n = net->np / 2;
    *net_s(net, k, n + lane, lane) = ratio_of(-in_db);
    *net_s(net, k, lane, n + lane) = ratio_of(-back_db);
}

static void matched_attenuators_cost_twice_their_loss(void)
{
    /* X = P^-1 M T^-1 with the amplitudes of the attenuators on the diagonals: an error
     * of M grows by the two largest losses, there and back, and every system has the
     * ratio of its losses as condition number. */
    struct net left, right, x, all, back;
    struct deembed_condition cond;
    net_init(&left, 2, 2, 50.0, NULL);
    net_init(&right, 2, 2, 50.0, NULL);
    net_init(&x, 2, 2, 50.0, NULL);
    grid(&left);
    grid(&right);
    fill(&x, 0.83, 0.2, 7);
    for (size_t k = 0; k < 2; k++) {
        attenuate(&left, k, 0, k ? 30.0 : 10.0, k ? 31.0 : 10.0);
        attenuate(&right, k, 0, k ? 24.0 : 10.0, k ? 20.0 : 10.0);
    }
    join(&left, &x, &right, &all);
    CU_ASSERT_EQUAL(net_deembed(&all, &left, &right, &back, &cond, NULL), LR_OK);
    CLOSE(cond.gain / ratio_of(31.0 + 30.0), 1.0, 1e-13);
    CLOSE(cond.gain_freq, 26.56e9, 0.0);
    CLOSE(cond.worst / ratio_of(10.0), 1.0, 1e-13);     /* V: 30 dB in, 20 dB in */
    CLOSE(cond.freq, 26.56e9, 0.0);

    /* The worst error: in S11, where both waves pass the left attenuator. */
    struct net moved;
    *net_s(&all, 1, 0, 0) += 1e-7;
    CU_ASSERT_EQUAL(net_deembed(&all, &left, &right, &moved, NULL, NULL), LR_OK);
    CLOSE(distance(&moved, &back) / (1e-7 * cond.gain), 1.0, 1e-8);
    struct net *nets[] = {&left, &right, &x, &all, &back, &moved};
    for (size_t i = 0; i < 6; i++)
        net_free(nets[i]);
}

static void lanes_of_unlike_loss_make_systems_ill_conditioned(void)
{
    struct net left, x, all, back;
    struct deembed_condition cond;
    net_init(&left, 1, 4, 50.0, NULL);
    net_init(&x, 1, 4, 50.0, NULL);
    grid(&left);
    fill(&x, 0.83, 0.05, 7);
    attenuate(&left, 0, 0, 3.0, 2.0);
    attenuate(&left, 0, 1, 44.0, 47.0);
    join(&left, &x, NULL, &all);
    CU_ASSERT_EQUAL(net_deembed(&all, &left, NULL, &back, &cond, NULL), LR_OK);
    CLOSE(cond.worst / ratio_of(45.0), 1.0, 1e-12);     /* L12, 2 and 47 dB */
    CLOSE(cond.gain / ratio_of(47.0 + 44.0), 1.0, 1e-11);
    CLOSE(distance(&back, &x), 0.0, cond.gain * 4.0 * DBL_EPSILON);
    struct net *nets[] = {&left, &x, &all, &back};
    for (size_t i = 0; i < 4; i++)
        net_free(nets[i]);
}

static void the_gain_is_the_norm_of_the_derivative(void)
{
    /* dX_kl/dM_ij by central differences, one column per S_ij of M; its largest singular
     * value is the most that an error can grow. */
    for (size_t np = 2; np <= 4; np += 2) {
        enum { MOST = 16 };
        const size_t size = np * np;
        double complex slope[MOST * MOST];
        double sigma[MOST];
        struct net left, right, x, all, back, to[2];
        struct deembed_condition cond;
        net_init(&left, 1, np, 50.0, NULL);
        net_init(&right, 1, np, 50.0, NULL);
        net_init(&x, 1, np, 50.0, NULL);
        fill(&left, 0.3, 0.3, 3);
        fill(&right, 0.4, 0.3, 4);
        fill(&x, 0.5, 0.3, 5);
        join(&left, &x, &right, &all);
        CU_ASSERT_EQUAL(net_deembed(&all, &left, &right, &back, &cond, NULL), LR_OK);
        for (size_t l = 0; l < size; l++) {
            const double complex here = all.s[l];
            for (int side = 0; side < 2; side++) {
                all.s[l] = here + (side ? 1e-6 : -1e-6);
                CU_ASSERT_EQUAL(net_deembed(&all, &left, &right, &to[side], NULL, NULL),
                                LR_OK);
            }
            all.s[l] = here;
            for (size_t r = 0; r < size; r++)
                slope[r * size + l] = (to[1].s[r] - to[0].s[r]) / 2e-6;
            net_free(&to[0]);
            net_free(&to[1]);
        }
        struct dense_eigen *work = dense_eigen_new(size);
        CU_ASSERT_PTR_NOT_NULL_FATAL(work);
        CU_ASSERT_EQUAL(dense_singular(work, slope, sigma, NULL), LR_OK);
        CLOSE(cond.gain / sigma[0], 1.0, 1e-7);
        dense_eigen_free(work);
        struct net *nets[] = {&left, &right, &x, &all, &back};
        for (size_t i = 0; i < 5; i++)
            net_free(nets[i]);
    }
}

static void the_rest_refers_to_the_inner_ends_of_the_fixtures(void)
{
    struct net left, right, x, all, back;
    net_init(&left, 2, 2, 50.0, NULL);
    net_init(&right, 2, 2, 46.3, NULL);
    net_init(&x, 2, 2, 42.5, NULL);
    fill(&left, 0.5, 0.3, 3);
    fill(&right, 0.6, 0.2, 4);
    fill(&x, 0.7, 0.1, 5);
    left.zref[1] = 42.5;
    x.zref[1] = 46.3;
    right.zref[1] = 72.3;
    join(&left, &x, &right, &all);
    CU_ASSERT_EQUAL(net_deembed(&all, &left, &right, &back, NULL, NULL), LR_OK);
    CLOSE(distance(&back, &x), 0.0, 1e-14);
    CLOSE(back.zref[0], 42.5, 0.0);
    CLOSE(back.zref[1], 46.3, 0.0);
    net_free(&back);
    CU_ASSERT_EQUAL(net_deembed(&all, NULL, &right, &back, NULL, NULL), LR_OK);
    CLOSE(back.zref[0], 50.0, 0.0);
    struct net *nets[] = {&left, &right, &x, &all, &back};
    for (size_t i = 0; i < 5; i++)
        net_free(nets[i]);
}

static void refuse(const struct net *all, const struct net *left, const struct net *right,
                   enum lr_status status, const char *text)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net out;
    struct deembed_condition cond;
    CU_ASSERT_EQUAL(net_deembed(all, left, right, &out, &cond, &err), status);
    SAME_TEXT(err.text, text);
    CU_ASSERT_PTR_NULL(out.s);
    net_free(&out);
}

static void fixtures_that_do_not_fit_are_refused_by_name(void)
{
    struct net all, four, three, f;
    net_init(&all, 2, 2, 50.0, NULL);
    net_init(&four, 2, 4, 50.0, NULL);
    net_init(&three, 2, 3, 50.0, NULL);
    net_init(&f, 2, 2, 50.0, NULL);
    fill(&all, 0.7, 0.1, 1);
    fill(&f, 0.7, 0.1, 2);
    refuse(&three, &f, NULL, LR_EDOMAIN,
           "a network of 3 ports has no two ends to take anything off");
    refuse(&all, NULL, &four, LR_EDOMAIN, "the right network of 4 ports cannot be taken "
           "off one of 2; both need the same even number");
    f.zref[1] = 46.3;
    refuse(&all, &f, &f, LR_EDOMAIN, "port 2 of the right network refers to 46.3 ohm and "
           "stands at port 2 of the measured one, which refers to 50 ohm; renormalise "
           "one");
    f.zref[0] = 72.3;
    refuse(&all, &f, NULL, LR_EDOMAIN, "port 1 of the left network refers to 72.3 ohm "
           "and stands at port 1 of the measured one, which refers to 50 ohm; "
           "renormalise one");
    f.freq[1] *= 1.1;
    refuse(&all, &f, NULL, LR_EDOMAIN, "the left network has not the frequencies of the "
           "measured one; resample one before de-embedding");
    net_free(&f);
    net_free(&three);
    net_free(&four);
    net_free(&all);
}

static void a_fixture_that_passes_nothing_cannot_be_taken_off(void)
{
    struct net all, f;
    net_init(&all, 2, 4, 50.0, NULL);
    net_init(&f, 2, 4, 50.0, NULL);
    fill(&all, 0.7, 0.1, 1);
    fill(&f, 0.7, 0.1, 2);
    for (size_t i = 0; i < 2; i++)      /* both lanes get the same: no odd mode */
        for (size_t j = 0; j < 2; j++)
            *net_s(&f, 1, 2 + i, j) = 0.5;
    refuse(&all, NULL, &f, LR_ENUMERIC, "the right network passes nothing to the outside "
           "at 26.56 GHz in one of its modes; it cannot be taken off");
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < 2; j++) {
            *net_s(&f, 1, 2 + i, j) = 0.0;
            *net_s(&f, 1, 2 + i, 2 + j) = 0.0;
        }
    refuse(&all, &f, NULL, LR_ENUMERIC, "nothing passes the fixtures inwards at 26.56 "
           "GHz in one of their modes; they cannot be taken off");
    net_free(&f);
    net_free(&all);
}

static const struct tap_case cases[] = {
    {"what was put between fixtures comes back, to the rounding that they let grow",
     what_was_put_between_fixtures_comes_back},
    {"nothing taken off leaves the measurement",
     nothing_taken_off_leaves_the_measurement},
    {"matched attenuators cost twice their loss",
     matched_attenuators_cost_twice_their_loss},
    {"lanes of unlike loss make systems ill conditioned",
     lanes_of_unlike_loss_make_systems_ill_conditioned},
    {"the gain is the norm of the derivative", the_gain_is_the_norm_of_the_derivative},
    {"the rest refers to the inner ends of the fixtures",
     the_rest_refers_to_the_inner_ends_of_the_fixtures},
    {"fixtures that do not fit are refused by name",
     fixtures_that_do_not_fit_are_refused_by_name},
    {"a fixture that passes nothing cannot be taken off",
     a_fixture_that_passes_nothing_cannot_be_taken_off},
};
TAP_MAIN("net/deembed", cases)
