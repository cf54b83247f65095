#include "config.h"

#include "net/bundle.h"
#include "tests/net/net_fixture.h"

enum { NF = 3, LANES_HERE = 7 };

static void make(struct net *net, size_t np, unsigned long long seed)
{
    CU_ASSERT_EQUAL_FATAL(net_init(net, NF, np, 50.0, NULL), LR_OK);
    fill(net, seed);
}

static void fill_halves(struct net_bundle *b, size_t n, unsigned long long seed)
{
    *b = (struct net_bundle){.n = n, .mirrored = true};
    make(&b->half[0], 2 * n, seed);
    make(&b->half[1], 2 * n, seed + 7);
}

/* The largest difference between two bundles as wholes. */
static double apart(const struct net_bundle *a, const struct net_bundle *b)
{
    double most = a->n == b->n ? 0.0 : (double)NAN;
    for (size_t k = 0; k < NF; k++)
        for (size_t i = 0; i < 4 * a->n; i++)
            for (size_t j = 0; j < 4 * a->n; j++)
                most = fmax(most, cabs(net_bundle_s(a, k, i, j) -
                                       net_bundle_s(b, k, i, j)));
    return most;
}

/* In half pitches to the right of lane 0: lanes go right, left, right ..., the legs a
 * fifth of a half pitch beside the middle. */
static double place(size_t conductor)
{
    const size_t lane = conductor / 2;
    const double step = 2.0 * (double)((lane + 1) / 2);
    return (lane % 2 ? step : -step) + (conductor % 2 ? 0.2 : -0.2);
}

static void images_lie_mirrored_about_the_middle(void)
{
    for (size_t n = 1; n <= LANES_HERE; n++) {
        size_t standing = 0;
        const double twice = n % 2 ? 0.0 : 2.0;         /* of the middle of all lanes */
        for (size_t c = 0; c < 2 * n; c++) {
            const size_t image = net_bundle_image(n, c);
            const struct net_bundle_place at = net_bundle_place(n, c);
            CU_ASSERT_EQUAL(net_bundle_image(n, image), c);
            CLOSE(place(c) + place(image), twice, 1e-12);
            CU_ASSERT_EQUAL(net_bundle_place(n, image).at, at.at);
            CLOSE(net_bundle_place(n, image).sign, -at.sign, 0.0);
            CU_ASSERT_EQUAL(net_bundle_conductor(n, at.at), at.sign > 0.0 ? c : image);
            standing += at.sign > 0.0;
        }
        CU_ASSERT_EQUAL(standing, n);
    }
}

static void halves_are_their_own_mirror_image(void)
{
    for (size_t n = 1; n <= LANES_HERE; n++) {
        struct net_bundle b;
        fill_halves(&b, n, 3);
        for (size_t i = 0; i < 2 * n; i++)
            for (size_t j = 0; j < 2 * n; j++) {
                const size_t p = net_bundle_image(n, i), q = net_bundle_image(n, j);
                CLOSE(cabs(net_bundle_s(&b, 1, i, 2 * n + j) -
                           net_bundle_s(&b, 1, p, 2 * n + q)), 0.0, 1e-15);
            }
        net_bundle_free(&b);
    }
}

static void cascade_of_halves_is_that_of_wholes(void)
{
    for (size_t n = 1; n <= LANES_HERE; n++) {
        struct net_bundle a, b, whole_a, whole_b, halves, wholes, mixed, other;
        fill_halves(&a, n, 11);
        fill_halves(&b, n, 23);
        CU_ASSERT_EQUAL(net_bundle_whole(&a, &whole_a, NULL), LR_OK);
        CU_ASSERT_EQUAL(net_bundle_whole(&b, &whole_b, NULL), LR_OK);
        CU_ASSERT_EQUAL(net_bundle_cascade(&a, &b, &halves, NULL), LR_OK);
        CU_ASSERT_EQUAL(net_bundle_cascade(&whole_a, &whole_b, &wholes, NULL), LR_OK);
        CU_ASSERT_EQUAL(net_bundle_cascade(&a, &whole_b, &mixed, NULL), LR_OK);
        CU_ASSERT_EQUAL(net_bundle_cascade(&whole_a, &b, &other, NULL), LR_OK);
        CU_ASSERT(halves.mirrored && !wholes.mirrored && !mixed.mirrored);
        CLOSE(apart(&halves, &wholes), 0.0, 1e-13);
        CLOSE(apart(&mixed, &wholes), 0.0, 1e-15);
        CLOSE(apart(&other, &wholes), 0.0, 1e-15);
        struct net_bundle *const all[] = {&a,      &b,      &whole_a, &whole_b,
                                          &halves, &wholes, &mixed,   &other};
        for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
            net_bundle_free(all[i]);
    }
}

/* Copies keep every element of the lane and have nothing between them. */
static void check_copies(const struct net *lane, bool mirrored)
{
    for (size_t n = 1; n <= 4; n++) {
        struct net_bundle b;
        CU_ASSERT_EQUAL(net_bundle_copies(lane, n, &b, NULL), LR_OK);
        CU_ASSERT_EQUAL(b.mirrored, mirrored);
        for (size_t i = 0; i < 4 * n; i++)
            for (size_t j = 0; j < 4 * n; j++) {
                const bool same = i % (2 * n) / 2 == j % (2 * n) / 2;
                const size_t p = 2 * (i / (2 * n)) + i % 2, q = 2 * (j / (2 * n)) + j % 2;
                const double complex want = same ? *net_s(lane, 2, p, q) : 0.0;
                CLOSE(cabs(net_bundle_s(&b, 2, i, j) - want), 0.0, 1e-15);
            }
        net_bundle_free(&b);
    }
}

static void copies_do_not_couple(void)
{
    struct net lane;
    make(&lane, 4, 5);
    check_copies(&lane, false);
    for (size_t k = 0; k < NF; k++)
        for (size_t i = 0; i < 4; i++)
            for (size_t j = 0; j < 4; j++)
                if (i % 2)
                    *net_s(&lane, k, i, j) = *net_s(&lane, k, i ^ 1, j ^ 1);
    check_copies(&lane, true);
    net_free(&lane);
}

static void path_is_the_differential_one_of_mixed_mode(void)
{
    /* By an independent route: net_mixed of the whole 12-port, pairs in the order of the
     * lanes, near ends first, so that d1 d2 d3 are near and d4 the victim's far end. */
    struct net_bundle halves, whole;
    struct net mixed, path;
    fill_halves(&halves, 3, 31);
    CU_ASSERT_EQUAL(net_bundle_whole(&halves, &whole, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_mixed(&whole.half[0], &mixed, NULL), LR_OK);
    for (size_t lane = 0; lane < 3; lane++)
        for (size_t far = 0; far < (lane ? 2u : 1u); far++) {
            const size_t port[2] = {lane + 3 * far, 3};
            CU_ASSERT_EQUAL(net_bundle_path(&halves, lane, far, &path, NULL), LR_OK);
            CU_ASSERT_EQUAL(path.np, 2);
            CLOSE(path.zref[0], 100.0, 0.0);
            CLOSE(path.freq[2], 39.84e9, 1e-3);
            for (size_t i = 0; i < 2; i++)
                for (size_t j = 0; j < 2; j++)
                    CLOSE(cabs(*net_s(&path, 2, i, j) -
                               *net_s(&mixed, 2, port[i], port[j])), 0.0, 1e-15);
            net_free(&path);
        }
    net_free(&mixed);
    net_bundle_free(&halves);
    net_bundle_free(&whole);
}

static void what_is_no_lane_is_refused(void)
{
    struct lr_error err = {.status = LR_OK};
    struct net_bundle b;
    struct net net;
    make(&net, 6, 1);
    CU_ASSERT_EQUAL(net_bundle_copies(&net, 2, &b, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "a lane of 6 ports; a differential one has 4");
    net_bundle_free(&b);
    net_free(&net);
    make(&net, 4, 1);
    net.zref[2] = 42.3;
    CU_ASSERT_EQUAL(net_bundle_copies(&net, 2, &b, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "port 3 of a lane refers to 42.3 ohm; renormalise it to 50 ohm");
    net_bundle_free(&b);
    net_free(&net);
}

static void a_row_of_equal_modes_is_copies(void)
{
    for (size_t n = 1; n <= LANES_HERE; n++) {
        struct net mode, modes[LANES_HERE];
        struct net_bundle row, copies;
        make(&mode, 4, 29);
        for (size_t m = 0; m < n; m++)
            modes[m] = mode;
        CU_ASSERT_EQUAL(net_bundle_row(modes, n, &row, NULL), LR_OK);
        CU_ASSERT_EQUAL(net_bundle_copies(&mode, n, &copies, NULL), LR_OK);
        CLOSE(apart(&row, &copies), 0.0, 1e-14);
        net_bundle_free(&copies);
        net_bundle_free(&row);
        net_free(&mode);
    }
}

static void a_row_couples_its_nearest_lanes_only(void)
{
    /* Modes that are their value times X: lanes see X at their neighbours, else 0. */
    for (size_t n = 2; n <= LANES_HERE; n++) {
        struct net modes[LANES_HERE], x;
        struct net_bundle row;
        make(&x, 4, 31);
        for (size_t k = 0; k < NF; k++)         /* legs alike: in halves */
            for (size_t i = 0; i < 4; i++)
                for (size_t j = 0; j < 4; j++)
                    *net_s(&x, k, i ^ 1, j ^ 1) = *net_s(&x, k, i, j);
        for (size_t m = 0; m < n; m++) {
            CU_ASSERT_EQUAL(net_copy(&x, &modes[m], NULL), LR_OK);
            for (size_t l = 0; l < NF * 16; l++)
                modes[m].s[l] *= net_bundle_row_value(n, m);
        }
        CU_ASSERT_EQUAL(net_bundle_row(modes, n, &row, NULL), LR_OK);
        CU_ASSERT(row.mirrored);
        for (size_t i = 0; i < 2 * n; i++)
            for (size_t j = 0; j < 2 * n; j++) {
                const double gap = fabs(place(i - i % 2) - place(j - j % 2));
                const double complex want =
                    gap > 1.9 && gap < 2.1 ? *net_s(&x, 1, 2 + i % 2, j % 2) : 0.0;
                CLOSE(cabs(net_bundle_s(&row, 1, 2 * n + i, j) - want), 0.0, 1e-14);
            }
        net_bundle_free(&row);
        for (size_t m = 0; m < n; m++)
            net_free(&modes[m]);
        net_free(&x);
    }
}

static void some_lanes_couple_and_the_others_are_copies(void)
{
    struct net two;
    struct net_bundle four;
    make(&two, 8, 37);
    CU_ASSERT_EQUAL(net_bundle_lanes(&two, 4, &four, NULL), LR_OK);
    for (size_t i = 0; i < 16; i++)
        for (size_t j = 0; j < 16; j++) {
            const size_t a = i % 8 / 2, b = j % 8 / 2;
            const size_t p = i / 8 * 4 + i % 2, q = j / 8 * 4 + j % 2;
            const double complex want =
                a < 2 && b < 2 ? *net_s(&two, 1, p + 2 * a, q + 2 * b)
                : a == b       ? *net_s(&two, 1, p, q)
                               : 0.0;
            CLOSE(cabs(net_bundle_s(&four, 1, i, j) - want), 0.0, 0.0);
        }
    net_bundle_free(&four);
    net_free(&two);
}

static const struct tap_case cases[] = {
    {"a row of equal modes is copies", a_row_of_equal_modes_is_copies},
    {"a row couples its nearest lanes only", a_row_couples_its_nearest_lanes_only},
    {"some lanes couple and the others are copies",
     some_lanes_couple_and_the_others_are_copies},
    {"images lie mirrored about the middle of all lanes",
     images_lie_mirrored_about_the_middle},
    {"halves are their own mirror image", halves_are_their_own_mirror_image},
    {"a cascade of halves is that of wholes", cascade_of_halves_is_that_of_wholes},
    {"copies of a lane do not couple", copies_do_not_couple},
    {"a path is the differential one of mixed mode",
     path_is_the_differential_one_of_mixed_mode},
    {"what is no lane is refused", what_is_no_lane_is_refused},
};
TAP_MAIN("net/bundle", cases)
