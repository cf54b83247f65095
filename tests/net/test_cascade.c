#include "config.h"

#include "net/net.h"

#include "base/quantity.h"
#include "tests/net/net_fixture.h"
#include "tests/tap.h"

#include <math.h>
#include <string.h>

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
        *net_s(&open, 1, 0, np / 2) = 0.013;            /* active, as it also passes */
        refuse_cascade(
            &open, &open, LR_ENUMERIC,
            "the reflections between two cascaded "
            "networks do not settle at 26.56 GHz: total reflection on both sides");
        net_free(&open);
    }
}

static void networks_that_let_nothing_through_keep_their_reflections(void)
{
    /* Two coupling capacitors at 0 Hz: opens towards each other, 72.3 ohm and 13 ohm
     * behind them: a limit that any capacitance above 0 Hz approaches. */
    for (size_t np = 2; np <= 6; np += 2) {
        struct net a, b, ab;
        net_init(&a, 1, np, 50.0, NULL);
        net_init(&b, 1, np, 50.0, NULL);
        for (size_t i = 0; i < np / 2; i++) {
            *net_s(&a, 0, i, i) = 22.3 / 122.3;
            *net_s(&a, 0, np / 2 + i, np / 2 + i) = *net_s(&b, 0, i, i) = 1.0;
            *net_s(&b, 0, np / 2 + i, np / 2 + i) = -37.0 / 63.0;
        }
        CU_ASSERT_EQUAL(net_cascade(&a, &b, &ab, NULL), LR_OK);
        for (size_t i = 0; i < np; i++)
            for (size_t j = 0; j < np; j++)
                CLOSE(cabs(*net_s(&ab, 0, i, j) -
                           *net_s(i < np / 2 ? &a : &b, 0, i, i) * (i == j)), 0.0, 0.0);
        net_free(&ab);
        net_free(&b);
        net_free(&a);
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

static const struct tap_case cases[] = {
    {"eight lossy lines are one line eight times as long, to 1e-14 at 545 dB",
     eight_lossy_lines_are_one_line_eight_times_as_long},
    {"eight coupled lossy lines keep their far crosstalk to 1e-14",
     eight_coupled_lossy_lines_keep_their_far_crosstalk},
    {"two halves of a coupled line are the whole",
     two_halves_of_a_coupled_line_are_the_whole},
    {"eight channels of 70 dB agree with long double to 1e-13",
     eight_channels_of_70_db_agree_with_long_double},
    {"cascading is associative", cascading_is_associative},
    {"a cascade reversed is the reversed parts in reverse",
     a_cascade_reversed_is_the_reversed_parts_in_reverse},
    {"lossless networks cascade to a lossless network",
     lossless_networks_cascade_to_a_lossless_network},
    {"networks that do not fit are refused by name",
     networks_that_do_not_fit_are_refused_by_name},
    {"total reflection on both sides is not solved",
     total_reflection_on_both_sides_is_not_solved},
    {"networks that let nothing through keep their reflections",
     networks_that_let_nothing_through_keep_their_reflections},
    {"a network with an odd port has no other end",
     a_network_with_an_odd_port_has_no_other_end},
};
TAP_MAIN("net/cascade", cases)
