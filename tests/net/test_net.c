#include "config.h"

#include "net/net.h"

#include "base/quantity.h"
#include "tests/tap.h"

#include <math.h>
#include <stdint.h>
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

/* Passive without structure: rows of absolute sum below 1. */
static void fill(struct net *net, unsigned long long seed)
{
    grid(net);
    for (size_t l = 0; l < net->nf * net->np * net->np; l++)
        net->s[l] = (noise(&seed) + I * noise(&seed)) * 0.7 / (double)net->np;
}

static double distance(const struct net *a, const struct net *b)
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
static void line(struct net *net, size_t left, size_t right, double complex p,
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

static const double complex rho_odd = 0.13 - 0.04 * I, rho_even = -0.21 + 0.06 * I;

/* Two coupled lines, ports 0 1 left and 2 3 right: odd and even mode are lines of
 * their own, joined to legs by the mode matrix written out. */
static void coupled(struct net *net, double complex odd, double complex even)
{
    struct net modes;
    net_init(&modes, 1, 4, 50.0, NULL);
    line(&modes, 0, 2, odd, rho_odd);
    line(&modes, 1, 3, even, rho_even);
    net_init(net, 1, 4, 50.0, NULL);
    grid(net);
    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j < 4; j++) {
            const double sign = (i % 2) == (j % 2) ? 1.0 : -1.0;
            *net_s(net, 0, i, j) = 0.5 * (*net_s(&modes, 0, i & 2u, j & 2u) * sign +
                                          *net_s(&modes, 0, (i & 2u) + 1, (j & 2u) + 1));
        }
    net_free(&modes);
}

/* The net eightfold in series, by three doublings. */
static void eightfold(const struct net *one, struct net *out)
{
    struct net two, four;
    CU_ASSERT_EQUAL(net_cascade(one, one, &two, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_cascade(&two, &two, &four, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_cascade(&four, &four, out, NULL), LR_OK);
    net_free(&four);
    net_free(&two);
}

static void eight_lossy_lines_are_one_line_eight_times_as_long(void)
{
    /* 8 x 68.0955 dB = 544.764 dB; the whole has p^8 in place of p. */
    const double complex p = ratio_of(-68.0955) * cexp(0.83 * I);
    const double complex p2 = p * p, p8 = p2 * p2 * p2 * p2;
    struct net one, whole, chain;
    net_init(&one, 1, 2, 50.0, NULL);
    net_init(&whole, 1, 2, 50.0, NULL);
    grid(&one);
    line(&one, 0, 1, p, rho_odd);
    line(&whole, 0, 1, p8, rho_odd);
    eightfold(&one, &chain);
    CLOSE(db_of(cabs(chain.s[1])), -544.764 + db_of(cabs(1.0 - rho_odd * rho_odd)), 1e-9);
    CLOSE(cabs(chain.s[1] / whole.s[1] - 1.0), 0.0, 1e-14);
    CLOSE(cabs(chain.s[2] / whole.s[2] - 1.0), 0.0, 1e-14);
    CLOSE(cabs(chain.s[0] - whole.s[0]), 0.0, 1e-15);
    CLOSE(cabs(chain.s[3] - whole.s[3]), 0.0, 1e-15);
    net_free(&chain);
    net_free(&whole);
    net_free(&one);
}

static void eight_coupled_lossy_lines_keep_their_far_crosstalk(void)
{
    const double complex odd = ratio_of(-68.0955) * cexp(0.83 * I);
    const double complex even = ratio_of(-67.4321) * cexp(-0.31 * I);
    const double complex odd2 = odd * odd, even2 = even * even;
    struct net one, whole, chain;
    coupled(&one, odd, even);
    coupled(&whole, odd2 * odd2 * odd2 * odd2, even2 * even2 * even2 * even2);
    eightfold(&one, &chain);
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 2; j < 4; j++) {
            const double complex there = *net_s(&whole, 0, i, j),
                                 back = *net_s(&whole, 0, j, i);
            CLOSE(cabs(*net_s(&chain, 0, i, j) / there - 1.0), 0.0, 1e-14);
            CLOSE(cabs(*net_s(&chain, 0, j, i) / back - 1.0), 0.0, 1e-14);
        }
    CLOSE(distance(&chain, &whole), 0.0, 1e-15);
    net_free(&chain);
    net_free(&whole);
    net_free(&one);
}

static void two_halves_of_a_coupled_line_are_the_whole(void)
{
    const double complex odd = 0.63 * cexp(-1.7 * I), even = 0.51 * cexp(-1.9 * I);
    struct net half, whole, both;
    coupled(&half, odd, even);
    coupled(&whole, odd * odd, even * even);
    CU_ASSERT_EQUAL(net_cascade(&half, &half, &both, NULL), LR_OK);
    CLOSE(distance(&both, &whole), 0.0, 1e-15);
    net_free(&both);
    net_free(&whole);
    net_free(&half);
}

/* The star product of 4-ports, block by block as Redheffer's formulas stand, in long
 * double: 64 bits of mantissa against 53.  b and out may be one. */
static void multiply_long(const long double complex *a, const long double complex *b,
                          long double complex *out)
{
    const long double complex c[4] = {
        a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3]};
    for (int l = 0; l < 4; l++)
        out[l] = c[l];
}

static void block_long(const long double complex *s, size_t row, size_t column,
                       long double complex *block)
{
    for (size_t l = 0; l < 4; l++)
        block[l] = s[4 * (2 * row + l / 2) + 2 * column + l % 2];
}

/* (1 - x y)^-1 z by Cramer's rule. */
static void loop_long(const long double complex *x, const long double complex *y,
                      const long double complex *z, long double complex *out)
{
    long double complex l[4];
    multiply_long(x, y, l);
    const long double complex d = (1.0L - l[0]) * (1.0L - l[3]) - l[1] * l[2];
    const long double complex inverse[4] = {(1.0L - l[3]) / d, l[1] / d, l[2] / d,
                                            (1.0L - l[0]) / d};
    multiply_long(inverse, z, out);
}

static void star_long(const long double complex *a, const long double complex *b,
                      long double complex *s)
{
    long double complex ab[2][2][4], bb[2][2][4], sum[2][2][4], to_b[4], to_a[4], t[4];
    for (size_t i = 0; i < 4; i++) {
        block_long(a, i / 2, i % 2, ab[i / 2][i % 2]);
        block_long(b, i / 2, i % 2, bb[i / 2][i % 2]);
    }
    loop_long(ab[1][1], bb[0][0], ab[1][0], to_b);      /* (1 - A22 B11)^-1 A21 */
    loop_long(bb[0][0], ab[1][1], bb[0][1], to_a);      /* (1 - B11 A22)^-1 B12 */
    multiply_long(bb[1][0], to_b, sum[1][0]);
    multiply_long(ab[0][1], to_a, sum[0][1]);
    multiply_long(bb[0][0], to_b, t);
    multiply_long(ab[0][1], t, sum[0][0]);
    multiply_long(ab[1][1], to_a, t);
    multiply_long(bb[1][0], t, sum[1][1]);
    for (size_t l = 0; l < 16; l++) {
        const size_t row = l / 8, column = l / 2 % 2, in = 2 * (l / 4 % 2) + l % 2;
        s[l] = sum[row][column][in];
        if (row == column)
            s[l] += (row ? bb : ab)[row][column][in];
    }
}

/* A lossy differential channel with impedance steps and crosstalk: to 70 dB at the last
 * of nf points, 53.125 GHz. */
static void lossy_channel(struct net *net, size_t nf)
{
    net_init(net, nf, 4, 50.0, NULL);
    for (size_t k = 0; k < nf; k++) {
        const double x = (double)(k + 1) / (double)nf, turn = 311.7 * x;
        const double loss = 32.0 * sqrt(x) + 38.0 * x;
        const double complex odd = ratio_of(-loss) * cexp(-I * turn);
        const double complex even = ratio_of(-0.96 * loss) * cexp(-1.017 * I * turn);
        struct net one;
        coupled(&one, odd, even);
        net->freq[k] = 53.125e9 * x;
        memcpy(net_s(net, k, 0, 0), one.s, 16 * sizeof *one.s);
        net_free(&one);
    }
}

static void eight_channels_of_70_db_agree_with_long_double(void)
{
    /* Relative for each S_ij from end to end, 560 dB down, and to the largest for the
     * reflections and the near crosstalk. */
    enum { NF = 200 };
    struct net one, chain, sum;
    lossy_channel(&one, NF);
    CLOSE(db_of(cabs(*net_s(&one, NF - 1, 2, 0) - *net_s(&one, NF - 1, 2, 1))), -70.0,
          0.3);
    net_copy(&one, &chain, NULL);
    for (int n = 1; n < 8; n++) {
        CU_ASSERT_EQUAL(net_cascade(&chain, &one, &sum, NULL), LR_OK);
        net_free(&chain);
        chain = sum;
    }
    double far = 0.0, near = 0.0, least = (double)INFINITY;
    for (size_t k = 0; k < NF; k++) {
        long double complex part[16], whole[16], next[16];
        for (size_t l = 0; l < 16; l++)
            part[l] = whole[l] = one.s[16 * k + l];
        for (int n = 1; n < 8; n++) {
            star_long(whole, part, next);
            memcpy(whole, next, sizeof whole);
        }
        for (size_t l = 0; l < 16; l++) {
            const double off = (double)cabsl(chain.s[16 * k + l] - whole[l]);
            const double size = (double)cabsl(whole[l]);
            if (l / 8 == l / 2 % 2) {
                near = fmax(near, off);
            } else {
                far = fmax(far, off / size);
                least = fmin(least, size);
            }
        }
    }
    CLOSE(far, 0.0, 1e-13);
    CLOSE(near, 0.0, 1e-15);
    CU_ASSERT(db_of(least) < -540.0);
    net_free(&chain);
    net_free(&one);
}

static void cascading_is_associative(void)
{
    for (size_t np = 2; np <= 6; np += 2) {
        struct net a, b, c, ab, bc, left, right;
        net_init(&a, 3, np, 42.5, NULL);
        net_init(&b, 3, np, 42.5, NULL);
        net_init(&c, 3, np, 42.5, NULL);
        fill(&a, 1);
        fill(&b, 2);
        fill(&c, 3);
        net_cascade(&a, &b, &ab, NULL);
        net_cascade(&ab, &c, &left, NULL);
        net_cascade(&b, &c, &bc, NULL);
        net_cascade(&a, &bc, &right, NULL);
        CU_ASSERT_EQUAL(left.nf, 3);
        CLOSE(distance(&left, &right), 0.0, 1e-15);
        struct net *all[] = {&a, &b, &c, &ab, &bc, &left, &right};
        for (size_t i = 0; i < 7; i++)
            net_free(all[i]);
    }
}

static void a_cascade_reversed_is_the_reversed_parts_in_reverse(void)
{
    for (size_t np = 2; np <= 6; np += 2) {
        struct net a, b, ab, ra, rb, reversed, other;
        net_init(&a, 2, np, 50.0, NULL);
        net_init(&b, 2, np, 50.0, NULL);
        fill(&a, 4);
        fill(&b, 5);
        a.zref[0] = 46.3;
        b.zref[np - 1] = 72.3;
        net_cascade(&a, &b, &ab, NULL);
        net_reverse(&ab, &reversed, NULL);
        net_reverse(&a, &ra, NULL);
        net_reverse(&b, &rb, NULL);
        net_cascade(&rb, &ra, &other, NULL);
        CU_ASSERT_EQUAL(other.nf, 2);
        CLOSE(ab.zref[0], 46.3, 0.0);
        CLOSE(ab.zref[np - 1], 72.3, 0.0);
        CLOSE(distance(&reversed, &other), 0.0, 1e-15);
        struct net *all[] = {&a, &b, &ab, &ra, &rb, &reversed, &other};
        for (size_t i = 0; i < 7; i++)
            net_free(all[i]);
    }
}

/* S = (1 - 2 u u^H)(1 - 2 v v^H), unit vectors u and v: unitary. */
static void lossless(struct net *net, unsigned long long seed)
{
    const size_t np = net->np;
    grid(net);
    for (size_t i = 0; i < np; i++)
        *net_s(net, 0, i, i) = 1.0;
    for (int mirror = 0; mirror < 2; mirror++) {
        double complex u[6];
        double norm = 0.0;
        for (size_t i = 0; i < np; i++) {
            u[i] = noise(&seed) + I * noise(&seed);
            norm += creal(u[i] * conj(u[i]));
        }
        for (size_t j = 0; j < np; j++) {
            double complex sum = 0.0;
            for (size_t i = 0; i < np; i++)
                sum += conj(u[i]) * *net_s(net, 0, i, j);
            for (size_t i = 0; i < np; i++)
                *net_s(net, 0, i, j) -= 2.0 / norm * u[i] * sum;
        }
    }
}

static void lossless_networks_cascade_to_a_lossless_network(void)
{
    for (size_t np = 2; np <= 6; np += 2) {
        struct net a, b, ab;
        net_init(&a, 1, np, 50.0, NULL);
        net_init(&b, 1, np, 50.0, NULL);
        lossless(&a, 6);
        lossless(&b, 7);
        CU_ASSERT_EQUAL(net_cascade(&a, &b, &ab, NULL), LR_OK);
        for (size_t i = 0; i < np; i++)
            for (size_t j = 0; j < np; j++) {
                double complex sum = 0.0;
                for (size_t l = 0; l < np; l++)
                    sum += conj(*net_s(&ab, 0, l, i)) * *net_s(&ab, 0, l, j);
                CLOSE(cabs(sum - (i == j)), 0.0, 2e-14);
            }
        net_free(&ab);
        net_free(&b);
        net_free(&a);
    }
}

static void refuse_cascade(const struct net *a, const struct net *b,
                           enum lr_status status, const char *text)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net out;
    CU_ASSERT_EQUAL(net_cascade(a, b, &out, &err), status);
    SAME_TEXT(err.text, text);
    CU_ASSERT_PTR_NULL(out.s);
    net_free(&out);
}

static void networks_that_do_not_fit_are_refused_by_name(void)
{
    struct net a, b, three, longer;
    net_init(&a, 2, 2, 50.0, NULL);
    net_init(&b, 2, 2, 50.0, NULL);
    net_init(&three, 2, 3, 50.0, NULL);
    net_init(&longer, 3, 2, 50.0, NULL);
    fill(&a, 8);
    fill(&b, 9);
    refuse_cascade(&a, &three, LR_EDOMAIN,
                   "networks of 2 and 3 ports cannot be cascaded; "
                   "both need the same even number");
    refuse_cascade(&a, &longer, LR_EDOMAIN, "networks of 2 and 3 frequencies cannot be "
                   "cascaded; resample one");
    b.freq[1] += 0.9;
    CU_ASSERT(net_same_grid(&a, &b));
    b.freq[1] += 0.9;
    CU_ASSERT(!net_same_grid(&a, &b));
    refuse_cascade(&a, &b, LR_EDOMAIN,
                   "the frequencies of two networks differ by more than "
                   "1 Hz; resample one before cascading");
    grid(&b);
    b.zref[0] = 42.5;
    refuse_cascade(&a, &b, LR_EDOMAIN, "port 2 refers to 50 ohm and meets port 1, which "
                   "refers to 42.5 ohm; renormalise one");
    net_free(&longer);
    net_free(&three);
    net_free(&b);
    net_free(&a);
}

static void total_reflection_on_both_sides_is_not_solved(void)
{
    for (size_t np = 2; np <= 4; np += 2) {
        struct net open;
        net_init(&open, 2, np, 50.0, NULL);
        grid(&open);
        for (size_t i = 0; i < np; i++)
            *net_s(&open, 1, i, i) = 1.0;
        refuse_cascade(
            &open, &open, LR_ENUMERIC,
            "the reflections between two cascaded "
            "networks do not settle at 26.56 GHz: total reflection on both sides");
        net_free(&open);
    }
}

static void a_network_with_an_odd_port_has_no_other_end(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net three, out;
    net_init(&three, 2, 3, 50.0, NULL);
    CU_ASSERT_EQUAL(net_reverse(&three, &out, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "a network of 3 ports has no other end");
    net_free(&three);
}

static void skew_of_a_pair_turns_into_common_mode(void)
{
    /* Uncoupled legs with transmissions tp, tn: sdd21 = scc21 = (tp + tn)/2 and
     * scd21 = sdc21 = (tp - tn)/2, from d = (p - n)/sqrt 2 and c = (p + n)/sqrt 2. */
    const double complex tp = 0.83 * cexp(-2.1 * I), tn = 0.79 * cexp(-2.4 * I);
    struct net single, mixed;
    net_init(&single, 1, 4, 46.3, NULL);
    grid(&single);
    *net_s(&single, 0, 2, 0) = *net_s(&single, 0, 0, 2) = tp;
    *net_s(&single, 0, 3, 1) = *net_s(&single, 0, 1, 3) = tn;
    CU_ASSERT_EQUAL(net_mixed(&single, &mixed, NULL), LR_OK);
    CLOSE(cabs(*net_s(&mixed, 0, 1, 0) - 0.5 * (tp + tn)), 0.0, 1e-15);
    CLOSE(cabs(*net_s(&mixed, 0, 3, 2) - 0.5 * (tp + tn)), 0.0, 1e-15);
    CLOSE(cabs(*net_s(&mixed, 0, 3, 0) - 0.5 * (tp - tn)), 0.0, 1e-15);
    CLOSE(cabs(*net_s(&mixed, 0, 1, 2) - 0.5 * (tp - tn)), 0.0, 1e-15);
    CLOSE(cabs(*net_s(&mixed, 0, 0, 0)), 0.0, 0.0);
    CLOSE(mixed.zref[1], 92.6, 1e-12);
    CLOSE(mixed.zref[3], 23.15, 1e-12);
    net_free(&mixed);
    net_free(&single);
}

static void one_leg_alone_feeds_both_modes_with_their_signs(void)
{
    /* A unit wave into one leg is 1/sqrt 2 in both modes, on the n leg with d
     * reversed: S_pn = x gives sdd = -x/2, sdc = x/2, scd = -x/2, scc = x/2. */
    const double complex x = 0.31 - 0.17 * I;
    const double sign[2][2] = {{-1.0, 1.0}, {-1.0, 1.0}};
    struct net single, mixed;
    net_init(&single, 1, 2, 50.0, NULL);
    grid(&single);
    *net_s(&single, 0, 0, 1) = x;
    net_mixed(&single, &mixed, NULL);
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < 2; j++)
            CLOSE(cabs(*net_s(&mixed, 0, i, j) - 0.5 * sign[i][j] * x), 0.0, 1e-16);
    net_free(&mixed);
    net_free(&single);
}

static void mixed_mode_and_back_is_the_identity(void)
{
    struct net single, mixed, back;
    net_init(&single, 3, 6, 50.0, NULL);
    fill(&single, 10);
    single.zref[2] = single.zref[3] = 42.5;
    CU_ASSERT_EQUAL(net_mixed(&single, &mixed, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_unmixed(&mixed, &back, NULL), LR_OK);
    CLOSE(distance(&single, &back), 0.0, 1e-15);
    double before = 0.0, after = 0.0;           /* the Frobenius norm is conserved */
    for (size_t l = 0; l < 3 * 36; l++) {
        before += creal(single.s[l] * conj(single.s[l]));
        after += creal(mixed.s[l] * conj(mixed.s[l]));
    }
    CLOSE(after, before, 1e-14);
    net_free(&back);
    net_free(&mixed);
    net_free(&single);
}

static void ports_that_form_no_pairs_are_refused(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net three, four, out;
    net_init(&three, 1, 3, 50.0, NULL);
    net_init(&four, 1, 4, 50.0, NULL);
    CU_ASSERT_EQUAL(net_mixed(&three, &out, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "3 ports do not form pairs");
    four.zref[3] = 42.5;
    CU_ASSERT_EQUAL(net_mixed(&four, &out, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "the legs of pair 2 refer to 50 and 42.5 ohm; renormalise to one "
              "reference first");
    CU_ASSERT_EQUAL(net_unmixed(&four, &out, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "the modes of pair 1 refer to 50 ohm differential and 50 ohm "
              "common; these must be 2 z and z/2");
    net_free(&four);
    net_free(&three);
}

static void a_match_seen_from_another_reference_is_minus_g(void)
{
    struct net load, out;
    net_init(&load, 1, 3, 50.0, NULL);
    grid(&load);
    CU_ASSERT_EQUAL(net_renormalise(&load, 72.3, &out, NULL), LR_OK);
    CLOSE(cabs(*net_s(&out, 0, 1, 1) + (72.3 - 50.0) / (72.3 + 50.0)), 0.0, 1e-15);
    CLOSE(cabs(*net_s(&out, 0, 1, 0)), 0.0, 0.0);
    CLOSE(out.zref[2], 72.3, 0.0);
    net_free(&out);
    net_free(&load);
}

static void a_line_in_its_own_reference_is_matched(void)
{
    const double complex p = 0.37 * cexp(-0.9 * I);
    const double rho = (72.3 - 50.0) / (72.3 + 50.0);
    struct net in_50, out;
    net_init(&in_50, 1, 2, 50.0, NULL);
    grid(&in_50);
    line(&in_50, 0, 1, p, rho);
    CU_ASSERT_EQUAL(net_renormalise(&in_50, 72.3, &out, NULL), LR_OK);
    CLOSE(cabs(out.s[0]), 0.0, 1e-15);
    CLOSE(cabs(out.s[1] - p), 0.0, 1e-15);
    net_free(&out);
    net_free(&in_50);
}

static void an_ideal_transformer_shows_the_squared_ratio(void)
{
    /* Perfect transmission between 50 and 72.3 ohm is a transformer; 50 ohm behind
     * it look like 50 * 50/72.3 ohm from port 1 and 72.3 ohm from port 2. */
    const double z1 = 50.0 * 50.0 / 72.3;
    struct net t, out;
    net_init(&t, 1, 2, 50.0, NULL);
    grid(&t);
    t.zref[1] = 72.3;
    t.s[1] = t.s[2] = 1.0;
    CU_ASSERT_EQUAL(net_renormalise(&t, 50.0, &out, NULL), LR_OK);
    CLOSE(creal(out.s[0]), (z1 - 50.0) / (z1 + 50.0), 1e-15);
    CLOSE(creal(out.s[3]), (72.3 - 50.0) / (72.3 + 50.0), 1e-15);
    CLOSE(creal(out.s[1]), sqrt(1.0 - creal(out.s[0]) * creal(out.s[0])), 1e-15);
    CLOSE(cabs(out.s[1] - out.s[2]), 0.0, 1e-15);
    net_free(&out);
    net_free(&t);
}

static void a_junction_is_the_same_in_every_reference(void)
{
    /* Three wires joined: S_ii = -1/3, S_ij = 2/3, whatever the common reference. */
    struct net junction, out;
    net_init(&junction, 1, 3, 50.0, NULL);
    grid(&junction);
    for (size_t l = 0; l < 9; l++)
        junction.s[l] = l % 4 ? 2.0 / 3.0 : -1.0 / 3.0;
    CU_ASSERT_EQUAL(net_renormalise(&junction, 37.1, &out, NULL), LR_OK);
    for (size_t l = 0; l < 9; l++)
        CLOSE(cabs(out.s[l] - junction.s[l]), 0.0, 1e-15);
    net_free(&out);
    net_free(&junction);
}

static void renormalising_there_and_back_is_the_identity(void)
{
    struct net net, there, back;
    net_init(&net, 3, 5, 50.0, NULL);
    fill(&net, 11);
    CU_ASSERT_EQUAL(net_renormalise(&net, 72.3, &there, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_renormalise(&there, 50.0, &back, NULL), LR_OK);
    CLOSE(distance(&net, &back), 0.0, 2e-15);
    net_free(&back);
    net_free(&there);
    net_free(&net);
}

static void every_port_may_have_a_reference_of_its_own(void)
{
    const double zref[3] = {72.3, 50.0, 37.1};
    struct net load, out;
    net_init(&load, 1, 3, 50.0, NULL);
    grid(&load);
    CU_ASSERT_EQUAL(net_renormalise_ports(&load, zref, &out, NULL), LR_OK);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++) {
            const double g = i == j ? (zref[i] - 50.0) / (zref[i] + 50.0) : 0.0;
            CLOSE(cabs(*net_s(&out, 0, i, j) + g), 0.0, 1e-16);
        }
    for (size_t i = 0; i < 3; i++)
        CLOSE(out.zref[i], zref[i], 0.0);
    net_free(&out);
    net_free(&load);
}

static void a_plain_through_between_unlike_references_is_a_step(void)
{
    /* S11 = (z2 - z1)/(z2 + z1), S21 = 2 sqrt(z1 z2)/(z1 + z2). */
    const double zref[2] = {42.5, 72.3};
    struct net through, out;
    net_init(&through, 1, 2, 50.0, NULL);
    grid(&through);
    through.s[1] = through.s[2] = 1.0;
    CU_ASSERT_EQUAL(net_renormalise_ports(&through, zref, &out, NULL), LR_OK);
    CLOSE(cabs(out.s[0] - (72.3 - 42.5) / (72.3 + 42.5)), 0.0, 2e-16);
    CLOSE(cabs(out.s[3] + (72.3 - 42.5) / (72.3 + 42.5)), 0.0, 2e-16);
    CLOSE(cabs(out.s[1] - 2.0 * sqrt(42.5 * 72.3) / (72.3 + 42.5)), 0.0, 4e-16);
    CLOSE(cabs(out.s[2] - out.s[1]), 0.0, 2e-16);
    net_free(&out);
    net_free(&through);
}

static void unlike_references_there_and_back_are_the_identity(void)
{
    const double zref[5] = {72.3, 37.1, 50.0, 13.28, 100.0};
    struct net net, there, back;
    net_init(&net, 3, 5, 50.0, NULL);
    fill(&net, 13);
    net.zref[3] = 46.3;
    CU_ASSERT_EQUAL(net_renormalise_ports(&net, zref, &there, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_renormalise_ports(&there, net.zref, &back, NULL), LR_OK);
    CLOSE(distance(&net, &back), 0.0, 1e-14);
    net_free(&back);
    net_free(&there);
    net_free(&net);
}

static void impossible_references_of_one_port_are_refused(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net net, out;
    const double negative[2] = {50.0, -72.3}, infinite[2] = {(double)INFINITY, 50.0};
    const double meets[2] = {42.5, 25.0};
    net_init(&net, 1, 2, 50.0, NULL);
    grid(&net);
    CU_ASSERT_EQUAL(net_renormalise_ports(&net, negative, &out, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "reference -72.3 ohm of port 2 is not positive");
    CU_ASSERT_EQUAL(net_renormalise_ports(&net, infinite, &out, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "reference inf ohm of port 1 is not positive");
    net.s[3] = -3.0;                    /* -25 ohm: meets 25 ohm */
    CU_ASSERT_EQUAL(net_renormalise_ports(&net, meets, &out, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "the network cannot be referred to 42.5 ohm at port 1 and 25 ohm "
              "at port 2, at 13.28 GHz: it is active there");
    CU_ASSERT_PTR_NULL(out.s);
    net_free(&net);
}

static void impossible_references_are_refused(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net net, out;
    net_init(&net, 1, 1, 50.0, NULL);
    grid(&net);
    CU_ASSERT_EQUAL(net_renormalise(&net, -72.3, &out, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "reference -72.3 ohm is not positive");
    CU_ASSERT_EQUAL(net_renormalise(&net, (double)NAN, &out, &err), LR_EDOMAIN);
    net.s[0] = -3.0;                    /* -25 ohm: meets 25 ohm */
    CU_ASSERT_EQUAL(net_renormalise(&net, 25.0, &out, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "the network cannot be referred to 25 ohm at 13.28 GHz: it is "
              "active there");
    CU_ASSERT_PTR_NULL(out.s);
    net_free(&net);
}

static void reordering_moves_references_and_drops_ports(void)
{
    const size_t order[] = {3, 0};
    struct net net, out;
    net_init(&net, 2, 4, 50.0, NULL);
    fill(&net, 12);
    net.zref[3] = 42.5;
    CU_ASSERT_EQUAL(net_reorder(&net, order, 2, &out, NULL), LR_OK);
    CU_ASSERT_EQUAL(out.np, 2);
    CLOSE(out.zref[0], 42.5, 0.0);
    CLOSE(out.freq[1], 26.56e9, 0.0);
    CLOSE(cabs(*net_s(&out, 1, 0, 1) - *net_s(&net, 1, 3, 0)), 0.0, 0.0);
    CLOSE(cabs(*net_s(&out, 1, 0, 0) - *net_s(&net, 1, 3, 3)), 0.0, 0.0);
    net_free(&out);
    net_free(&net);
}

static void a_network_too_large_for_memory_is_refused(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net net;
    CU_ASSERT_EQUAL(net_init(&net, SIZE_MAX / 4, 8, 50.0, &err), LR_EMEMORY);
    SAME_TEXT(err.text, "out of memory for a network");
    net_free(&net);
}

static const struct tap_case cases[] = {
    {"eight lossy lines are one line eight times as long, to 1e-14 at 545 dB",
     eight_lossy_lines_are_one_line_eight_times_as_long},
    {"eight coupled lossy lines keep their far crosstalk to 1e-14",
     eight_coupled_lossy_lines_keep_their_far_crosstalk},
    {"eight channels of 70 dB agree with long double to 1e-13",
     eight_channels_of_70_db_agree_with_long_double},
    {"two halves of a coupled line are the whole",
     two_halves_of_a_coupled_line_are_the_whole},
    {"cascading is associative", cascading_is_associative},
    {"a cascade reversed is the reversed parts in reverse",
     a_cascade_reversed_is_the_reversed_parts_in_reverse},
    {"lossless networks cascade to a lossless network",
     lossless_networks_cascade_to_a_lossless_network},
    {"networks that do not fit are refused by name",
     networks_that_do_not_fit_are_refused_by_name},
    {"total reflection on both sides is not solved",
     total_reflection_on_both_sides_is_not_solved},
    {"a network with an odd port has no other end",
     a_network_with_an_odd_port_has_no_other_end},
    {"skew of a pair turns into common mode", skew_of_a_pair_turns_into_common_mode},
    {"one leg alone feeds both modes with their signs",
     one_leg_alone_feeds_both_modes_with_their_signs},
    {"mixed mode and back is the identity and conserves power",
     mixed_mode_and_back_is_the_identity},
    {"ports that form no pairs are refused", ports_that_form_no_pairs_are_refused},
    {"a match seen from another reference is -G",
     a_match_seen_from_another_reference_is_minus_g},
    {"a line in its own reference is matched", a_line_in_its_own_reference_is_matched},
    {"an ideal transformer shows the squared ratio",
     an_ideal_transformer_shows_the_squared_ratio},
    {"a junction is the same in every reference",
     a_junction_is_the_same_in_every_reference},
    {"renormalising there and back is the identity",
     renormalising_there_and_back_is_the_identity},
    {"every port may have a reference of its own",
     every_port_may_have_a_reference_of_its_own},
    {"a plain through between unlike references is a step",
     a_plain_through_between_unlike_references_is_a_step},
    {"unlike references there and back are the identity",
     unlike_references_there_and_back_are_the_identity},
    {"impossible references are refused", impossible_references_are_refused},
    {"impossible references of one port are refused",
     impossible_references_of_one_port_are_refused},
    {"reordering moves references and drops ports",
     reordering_moves_references_and_drops_ports},
    {"a network too large for memory is refused",
     a_network_too_large_for_memory_is_refused},
};
TAP_MAIN("net/net", cases)
