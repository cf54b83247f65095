#include "config.h"

#include "tests/link/built.h"

#include "net/touchstone.h"

enum { NF = 31 };
static const double step = 0.4e9;
static const double pi_2 = 6.283185307179586;

/* Differential S11 S12 S21 S22 of a file of mine, not symmetric; `gain` times a delay of
 * 173 ps goes through. */
static void differential(size_t k, double gain, double complex s[4])
{
    const double w = pi_2 * step * (double)k;
    s[0] = 0.11 * cexp(-I * w * 31e-12);
    s[1] = s[2] = gain * cexp(-I * w * 173e-12);
    s[3] = -0.07 * cexp(-I * w * 23e-12);
}

/* The same as a 4-port, pairs 1-3 and 2-4, whose common mode is 0.8 of that: legs of
 * one pair see (cc + dd)/2 of themselves and (cc - dd)/2 of the other. */
static void put_file(const char *path, double gain)
{
    struct net net;
    CU_ASSERT_EQUAL(net_init(&net, NF, 4, 50.0, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++) {
        double complex s[4];
        net.freq[k] = step * (double)k;
        differential(k, gain, s);
        for (size_t i = 0; i < 4; i++)
            for (size_t j = 0; j < 4; j++)
                *net_s(&net, k, i, j) =
                    s[2 * (i % 2) + j % 2] * (i / 2 == j / 2 ? 0.9 : -0.1);
    }
    CU_ASSERT_EQUAL(touchstone_write(path, &net, NULL, NULL), LR_OK);
    net_free(&net);
}

/* The largest difference between the paths `i` of two links. */
static double difference(struct fixture *f, const char *a, const char *b, double x,
                         size_t i)
{
    struct built one, two;
    build(f, a, x, false, &one);
    build(f, b, x, false, &two);
    const double most = apart(&one.channel.path[i].net, &two.channel.path[i].net);
    drop(&one);
    drop(&two);
    return most;
}

static void two_traces_are_one_of_their_length(void)
{
    struct fixture f;
    fixture_begin(&f);
    CLOSE(difference(&f, HEAD "parts:\n" TRACE(M7, "2 in") TRACE(M7, "3 in"),
                     HEAD "parts:\n" TRACE(M7, "5 in"), 0.0, 0), 0.0, 1e-9);
    fixture_end(&f);
}

static void varied_part_is_that_of_its_length(void)
{
    struct fixture f;
    fixture_begin(&f);
    put_file("thru.s4p", 0.83);
    put_file("next.s4p", 0.04);
    put_file("fext.s4p", 0.03);
#define BEFORE                                                                           \
    HEAD "parts:\n" TRACE(FR4, "1.1 in") "  - file: thru.s4p\n" TRACE(FR4, "0.7 in")
#define BEHIND                                                                           \
    TRACE(M7, "0.3 in") "crosstalk:\n  - {next: next.s4p}\n  - {fext: fext.s4p}\n"
    for (size_t i = 0; i < 3; i++)
        CLOSE(difference(&f, BEFORE VARIED(M7, "9 in") BEHIND,
                         BEFORE TRACE(M7, "2.3 in") BEHIND, 2.3 * 25.4e-3, i),
              0.0, 1e-12);
    CLOSE(difference(&f, HEAD "parts:\n" VARIED(M7, "9 in"),
                     HEAD "parts:\n" TRACE(M7, "72.3 mm"), 72.3e-3, 0), 0.0, 1e-12);
    fixture_end(&f);
}

/* a then b, the closed form of two two-ports: IEEE 802.3 eq. 93A-4 to 93A-7. */
static void then(const double complex *a, const double complex *b, double complex *out)
{
    const double complex loop = 1.0 - a[3] * b[0];
    const double complex s[4] = {a[0] + a[1] * a[2] * b[0] / loop, a[1] * b[1] / loop,
                                 a[2] * b[2] / loop, b[3] + b[1] * b[2] * a[3] / loop};
    for (size_t i = 0; i < 4; i++)
        out[i] = s[i];
}

static void backwards(const double complex *a, double complex *out)
{
    const double complex s[4] = {a[3], a[2], a[1], a[0]};
    for (size_t i = 0; i < 4; i++)
        out[i] = s[i];
}

static void files_take_their_place_in_the_chain(void)
{
    struct fixture f;
    struct built all, left, right;
    fixture_begin(&f);
    put_file("thru.s4p", 0.83);
    put_file("fext.s4p", 0.03);
    put_file("next.s4p", 0.04);
    put_file("behind.s4p", 0.71);
    /* Behind the file stand a trace and a file, of which order and direction count. */
    build(&f, HEAD "parts:\n" TRACE(FR4, "1.1 in") "  - file: thru.s4p\n"
              TRACE(FR4, "0.7 in") "  - file: behind.s4p\n"
              "crosstalk:\n  - {fext: fext.s4p, replaces: 2}\n"
              "  - {next: next.s4p, replaces: 2}\n", 0.0, false, &all);
    build(&f, HEAD "parts:\n" TRACE(FR4, "1.1 in"), 0.0, false, &left);
    build(&f, HEAD "parts:\n" TRACE(FR4, "0.7 in") "  - file: behind.s4p\n", 0.0, false,
          &right);
    CU_ASSERT_EQUAL(all.channel.npath, 3);
    CU_ASSERT_EQUAL(all.channel.path[0].kind, PATH_THRU);
    CU_ASSERT_EQUAL(all.channel.path[1].kind, PATH_FEXT);
    CU_ASSERT_EQUAL(all.channel.path[2].kind, PATH_NEXT);
    SAME_TEXT(all.channel.path[2].name, "next.s4p");
    double most[3] = {0.0};
    for (size_t k = 0; k < NF; k++) {
        const double complex *a = &left.channel.path[0].net.s[4 * k];
        const double complex *b = &right.channel.path[0].net.s[4 * k];
        static const double gain[] = {0.83, 0.03, 0.04};
        for (size_t i = 0; i < 3; i++) {
            double complex file[4], sum[4];
            differential(k, gain[i], file);
            if (i < 2)
                memcpy(sum, a, sizeof sum);
            else
                backwards(b, sum);
            then(sum, file, sum);
            then(sum, b, sum);
            const double complex *got = &all.channel.path[i].net.s[4 * k];
            for (size_t j = 0; j < 4; j++)
                most[i] = fmax(most[i], cabs(got[j] - sum[j]));
        }
    }
    for (size_t i = 0; i < 3; i++)
        CLOSE(most[i], 0.0, 1e-12);
    drop(&all);
    drop(&left);
    drop(&right);
    fixture_end(&f);
}

#define NO_GRID "lanereach: 1\nname: mine\ninterface: 100gbase-kr4\n"

/* The channel of a link whose interface has this flim. */
static enum lr_status build_below(struct fixture *f, const char *text, double limit,
                                  struct built *b)
{
    *b = (struct built){.channel = {0}};
    f->err = (struct lr_error){0};
    scratch_put("link.yaml", text);
    enum lr_status status = link_read("link.yaml", f->lib, NULL, &b->link, &f->err);
    b->link.interface.com.f_max = limit;
    if (!status)
        status = link_chain_init(&b->link, &b->chain, &f->err);
    if (!status)
        status = link_chain_channel(&b->chain, 0.0, false, &b->channel, &f->err);
    return status;
}

static void frequencies_above_flim_are_left_out_of_every_path(void)
{
    static const char text[] = NO_GRID "parts:\n  - file: thru.s4p\n" TRACE(FR4, "1 in")
                               "crosstalk:\n  - {fext: fext.s4p, replaces: 1}\n";
    struct fixture f;
    struct built whole, part;
    fixture_begin(&f);
    put_file("thru.s4p", 0.83);
    put_file("fext.s4p", 0.03);
    build(&f, text, 0.0, false, &whole);
    CU_ASSERT_EQUAL(build_below(&f, text, 20.0 * step, &part), LR_OK);
    for (size_t i = 0; i < 2; i++) {
        struct net *net = &whole.channel.path[i].net;
        CU_ASSERT_EQUAL(part.channel.path[i].net.nf, 21);
        net->nf = 21;                           /* the last point stays */
        CLOSE(apart(&part.channel.path[i].net, net), 0.0, 0.0);
        net->nf = NF;
    }
    CU_ASSERT_EQUAL(part.chain.packages[0].tx[PATH_THRU].nf, 21);
    drop(&part);
    drop(&whole);
    CU_ASSERT_EQUAL(build_below(&f, text, 0.7 * step, &part), LR_EDOMAIN);
    SAME_TEXT(f.err.text, "flim 0.28 GHz leaves 1 of the 31 frequencies of the files; "
                          "write more");
    drop(&part);
    CU_ASSERT_EQUAL(build_below(&f, NO_GRID "parts:\n" TRACE(FR4, "1 in"), 7.007e9, &part),
                    LR_OK);                     /* steps of 10 MHz */
    CU_ASSERT_EQUAL(part.chain.nf, 701);
    CLOSE(part.chain.freq[700], 7e9, 1e-3);
    drop(&part);
    fixture_end(&f);
}

static void heat_raises_loss_by_less_than_the_copper(void)
{
    /* Resistance rises by 0.39 % per kelvin, the skin's by the root of that; the
     * dielectric's part of the loss by 0.15 %: a ratio between 1 and sqrt(1.26). */
    struct fixture f;
    struct built cold, hot;
    fixture_begin(&f);
    build(&f, HEAD "parts:\n" TRACE(M7, "10 in"), 0.0, false, &cold);
    build(&f, HEAD "parts:\n" TRACE(M7, "10 in") "environment: {temperature: 85 degC}\n",
          0.0, false, &hot);
    for (size_t k = 1; k < NF; k++) {
        const double ratio = log(cabs(hot.channel.path[0].net.s[4 * k + 2])) /
                             log(cabs(cold.channel.path[0].net.s[4 * k + 2]));
        CU_ASSERT(ratio > 1.01 && ratio < sqrt(1.26));
    }
    drop(&cold);
    drop(&hot);
    fixture_end(&f);
}

static void alignment_makes_the_delay_whole_samples(void)
{
    struct fixture f;
    struct built b;
    fixture_begin(&f);
    const double rate = 25.78125e9 * 32.0;
    for (double x = 71.3e-3; x < 72e-3; x += 0.19e-3) {
        build(&f, HEAD "parts:\n" TRACE(FR4, "1 in") VARIED(M7, "9 in"), x, true, &b);
        const struct part *part = &b.link.part[1];
        const double samples =
            (part->kind->delay(part, 0.5 * 25.78125e9) + b.channel.shift) * rate;
        CLOSE(samples, round(samples), 1e-9);
        CU_ASSERT(fabs(b.channel.shift * rate) <= 0.5 + 1e-9);
        CU_ASSERT(fabs(b.channel.shift) > 0.0);
        drop(&b);
        build(&f, HEAD "parts:\n" VARIED(M7, "9 in"), x, false, &b);
        CLOSE(b.channel.shift, 0.0, 0.0);
        drop(&b);
    }
    fixture_end(&f);
}

#define KR1 "lanereach: 1\ninterface: 100gbase-kr1\ngrid: {step: 400 MHz, stop: 12 GHz}\n"

static void own_package_replaces_the_reference_in_every_case(void)
{
    /* `bare` has the lines of 802.3ck's case 1; with the die's elements of the interface
     * in front it is that package. */
    struct fixture f;
    struct built plain, tx, rx;
    fixture_begin(&f);
    build(&f, KR1 "parts:\n" TRACE(M7, "4 in"), 0.0, false, &plain);
    build(&f, KR1 "parts:\n  - {package: bare, die: reference}\n" TRACE(M7, "4 in"), 0.0,
          false, &tx);
    build(&f, KR1 "parts:\n" TRACE(M7, "4 in") "  - {package: bare, die: reference}\n",
          0.0, false, &rx);
    const struct interface_packages *want = &plain.chain.packages[0];
    CU_ASSERT_EQUAL(plain.chain.ncase, 2);
    CU_ASSERT_EQUAL(tx.chain.ncase, 2);
    CU_ASSERT_EQUAL(rx.chain.ncase, 2);
    for (size_t i = 0; i < 2; i++) {
        const struct interface_packages *is = &plain.chain.packages[i];
        const struct interface_packages *t = &tx.chain.packages[i],
                                        *r = &rx.chain.packages[i];
        CLOSE(apart(&t->tx[PATH_THRU], &want->tx[PATH_THRU]), 0.0, 1e-13);
        CLOSE(apart(&t->tx[PATH_FEXT], &want->tx[PATH_FEXT]), 0.0, 1e-13);
        CLOSE(apart(&t->tx[PATH_NEXT], &is->tx[PATH_NEXT]), 0.0, 0.0);
        CLOSE(apart(&t->rx[PATH_THRU], &is->rx[PATH_THRU]), 0.0, 0.0);
        CLOSE(apart(&r->tx[PATH_THRU], &is->tx[PATH_THRU]), 0.0, 0.0);
        CLOSE(apart(&r->tx[PATH_FEXT], &is->tx[PATH_FEXT]), 0.0, 0.0);
        CLOSE(apart(&r->tx[PATH_NEXT], &want->rx[PATH_THRU]), 0.0, 1e-13);
        CLOSE(apart(&r->rx[PATH_THRU], &want->rx[PATH_THRU]), 0.0, 1e-13);
    }
    /* A package is no part of the channel. */
    CLOSE(apart(&tx.channel.path[0].net, &plain.channel.path[0].net), 0.0, 0.0);
    drop(&plain);
    drop(&tx);
    drop(&rx);
    fixture_end(&f);
}

static void two_own_packages_leave_one_case(void)
{
    struct fixture f;
    struct built both, plain;
    fixture_begin(&f);
    build(&f, KR1 "parts:\n  - package: bare\n" TRACE(M7, "4 in") "  - package: bare\n",
          0.0, false, &both);
    CU_ASSERT_EQUAL(both.chain.ncase, 1);
    const struct interface_packages *p = &both.chain.packages[0];
    CLOSE(apart(&p->tx[PATH_THRU], &p->rx[PATH_THRU]), 0.0, 0.0);
    /* The die's elements change S11 at 400 MHz by w (C r_0 - L / r_0) / 2 to first order:
     * 150 fF and 120 pH at 50 ohm, 6.41e-3. */
    build(&f, KR1 "parts:\n" TRACE(M7, "4 in"), 0.0, false, &plain);
    CLOSE(cabs(p->tx[PATH_THRU].s[4] - plain.chain.packages[0].tx[PATH_THRU].s[4]), 6.41e-3, 2e-4);
    drop(&plain);
    CLOSE(cabs(p->tx[PATH_THRU].s[0]), 0.0, 1e-9);            /* transparent at DC */
    drop(&both);
    fixture_end(&f);
}

/* A file whose legs differ, so that modes convert, written at 50 and at 75 ohm: the
 * differential path is the same.  The reference is changed on the 4-port, by an
 * independent route: net_renormalise, which has tests of its own. */
static void files_off_50_ohm_are_the_same_channel(void)
{
    struct fixture f;
    struct built at_50, at_75;
    struct net net, other;
    fixture_begin(&f);
    CU_ASSERT_EQUAL(net_init(&net, NF, 4, 50.0, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++) {
        const double w = pi_2 * step * (double)k;
        net.freq[k] = step * (double)k;
        for (size_t leg = 0; leg < 2; leg++) {
            const double complex t =
                (leg ? 0.62 : 0.71) * cexp(-I * w * (leg ? 181e-12 : 173e-12));
            *net_s(&net, k, 2 * leg, 2 * leg + 1) =
                *net_s(&net, k, 2 * leg + 1, 2 * leg) = t;
            *net_s(&net, k, 2 * leg, 2 * leg) = leg ? 0.21 : -0.12;
        }
    }
    CU_ASSERT_EQUAL(touchstone_write("at50.s4p", &net, NULL, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_renormalise(&net, 75.0, &other, NULL), LR_OK);
    CU_ASSERT_EQUAL(touchstone_write("at75.s4p", &other, NULL, NULL), LR_OK);
    net_free(&net);
    net_free(&other);
    build(&f, HEAD "parts:\n  - file: at50.s4p\n", 0.0, false, &at_50);
    build(&f, HEAD "parts:\n  - file: at75.s4p\n", 0.0, false, &at_75);
    const struct net *a = &at_50.channel.path[0].net, *b = &at_75.channel.path[0].net;
    CU_ASSERT_EQUAL_FATAL(a->nf, b->nf);
    for (size_t i = 0; i < 4 * a->nf; i++)
        CLOSE(cabs(a->s[i] - b->s[i]), 0.0, 1e-12);
    drop(&at_50);
    drop(&at_75);
    fixture_end(&f);
}

static const struct tap_case cases[] = {
    {"files off 50 ohm are the same channel", files_off_50_ohm_are_the_same_channel},
    {"two traces are one of their length", two_traces_are_one_of_their_length},
    {"a varied part is that of its length", varied_part_is_that_of_its_length},
    {"files and aggressors take their place in the chain",
     files_take_their_place_in_the_chain},
    {"frequencies above flim are left out of every path",
     frequencies_above_flim_are_left_out_of_every_path},
    {"heat raises loss by less than the copper",
     heat_raises_loss_by_less_than_the_copper},
    {"alignment makes the delay whole samples", alignment_makes_the_delay_whole_samples},
    {"an own package replaces the reference in every case",
     own_package_replaces_the_reference_in_every_case},
    {"two own packages leave one case", two_own_packages_leave_one_case},
};
TAP_MAIN("link/chain", cases)
