#include "config.h"

#include "net/bundle_seen.h"
#include "tests/net/net_fixture.h"

enum { NF = 3, MOST = 7 };

static const size_t watch[] = {0, 2};

static void make(struct net *net, size_t np, unsigned long long seed)
{
    CU_ASSERT_EQUAL_FATAL(net_init(net, NF, np, 50.0, NULL), LR_OK);
    fill(net, seed);
}

static void fill_part(struct net_bundle *b, size_t n, bool mirrored,
                      unsigned long long seed)
{
    *b = (struct net_bundle){.n = n, .mirrored = mirrored};
    make(&b->half[0], mirrored ? 2 * n : 4 * n, seed);
    if (mirrored)
        make(&b->half[1], 2 * n, seed + 7);
}

static void make_legs_alike(struct net *lane)
{
    for (size_t k = 0; k < NF; k++)
        for (size_t i = 0; i < 4; i++)
            for (size_t j = 0; j < 4; j++)
                if (i % 2)
                    *net_s(lane, k, i, j) = *net_s(lane, k, i ^ 1, j ^ 1);
}

/* The largest difference of a path, from the cascade with all its rows. */
static double path_apart(const struct net_bundle_seen *seen, const struct net_bundle *all,
                         size_t from, bool far)
{
    struct net a, b;
    CU_ASSERT_EQUAL_FATAL(net_bundle_seen_path(seen, from, far, &a, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(net_bundle_path(all, from, far, &b, NULL), LR_OK);
    const double most = distance(&a, &b);
    for (size_t k = 0; k < NF; k++)
        CLOSE(a.freq[k], b.freq[k], 0.0);
    net_free(&a);
    net_free(&b);
    return most;
}

static double all_apart(const struct net_bundle_seen *seen, const struct net_bundle *all)
{
    double most = 0.0;
    for (size_t lane = 0; lane < all->n; lane++)
        most = fmax(most, path_apart(seen, all, lane, false));
    return all->n > 2 ? fmax(most, path_apart(seen, all, 2, true)) : most;
}

/* Three parts, the second of copies. */
static void check_cascade(size_t n, bool first, bool last, bool alike)
{
    struct net_bundle part[3], front, all;
    struct net_bundle_seen seen;
    struct net lane;
    fill_part(&part[0], n, first, 11);
    make(&lane, 4, 5);
    if (alike)
        make_legs_alike(&lane);
    CU_ASSERT_EQUAL(net_bundle_copies(&lane, n, &part[1], NULL), LR_OK);
    fill_part(&part[2], n, last, 23);
    CU_ASSERT_EQUAL(net_bundle_cascade(&part[0], &part[1], &front, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_bundle_cascade(&front, &part[2], &all, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_bundle_seen_init(n, NF, lane.freq, n > 2 ? 2 : 1, watch, &seen,
                                         NULL), LR_OK);
    CU_ASSERT_EQUAL(net_bundle_seen_ahead(&seen, &part[2], NULL), LR_OK);
    CU_ASSERT_EQUAL(net_bundle_seen_copies(&seen, &lane, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_bundle_seen_ahead(&seen, &part[0], NULL), LR_OK);
    CU_ASSERT_EQUAL(seen.mirrored, first && last && alike);
    CLOSE(all_apart(&seen, &all), 0.0, 1e-14);
    net_bundle_seen_free(&seen);
    net_bundle_free(&all);
    net_bundle_free(&front);
    for (size_t i = 0; i < 3; i++)
        net_bundle_free(&part[i]);
    net_free(&lane);
}

static void a_receiver_sees_what_the_cascade_has(void)
{
    for (size_t n = 1; n <= MOST; n++)
        for (unsigned kind = 0; kind < 8; kind++)
            check_cascade(n, kind & 1, kind & 2, kind & 4);
}

static void without_parts_the_ends_are_matched(void)
{
    const double freq[NF] = {0.0, 13.28e9, 26.56e9};
    struct net_bundle_seen seen;
    struct net path;
    CU_ASSERT_EQUAL(net_bundle_seen_init(3, NF, freq, 2, watch, &seen, NULL), LR_OK);
    for (size_t lane = 0; lane < 3; lane++) {
        CU_ASSERT_EQUAL(net_bundle_seen_path(&seen, lane, false, &path, NULL), LR_OK);
        CLOSE(path.zref[1], 100.0, 0.0);
        for (size_t k = 0; k < NF; k++) {
            CLOSE(cabs(*net_s(&path, k, 1, 0) - (lane == 0)), 0.0, 1e-15);
            CLOSE(cabs(*net_s(&path, k, 0, 0)), 0.0, 0.0);
            CLOSE(cabs(*net_s(&path, k, 1, 1)), 0.0, 0.0);
        }
        net_free(&path);
    }
    net_bundle_seen_free(&seen);
}

static void a_copy_goes_its_own_way(void)
{
    struct net_bundle part;
    struct net_bundle_seen seen, copy;
    fill_part(&part, 3, true, 3);
    CU_ASSERT_EQUAL(net_bundle_seen_init(3, NF, part.half[0].freq, 2, watch, &seen, NULL),
                    LR_OK);
    CU_ASSERT_EQUAL(net_bundle_seen_ahead(&seen, &part, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_bundle_seen_copy(&seen, &copy, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_bundle_seen_ahead(&copy, &part, NULL), LR_OK);
    CLOSE(all_apart(&seen, &part), 0.0, 1e-14);
    struct net_bundle both;
    CU_ASSERT_EQUAL(net_bundle_cascade(&part, &part, &both, NULL), LR_OK);
    CLOSE(all_apart(&copy, &both), 0.0, 1e-14);
    net_bundle_free(&both);
    net_bundle_free(&part);
    net_bundle_seen_free(&copy);
    net_bundle_seen_free(&seen);
}

/* A capacitor in each leg at 0 Hz reflects everything; two of them with a wire between
 * have a loop that would not settle. */
static void total_reflection(bool block, enum lr_status want)
{
    const double freq[1] = {0.0};
    struct lr_error err = {.status = LR_OK};
    struct net_bundle_seen seen;
    struct net lane, path;
    CU_ASSERT_EQUAL_FATAL(net_init(&lane, 1, 4, 50.0, NULL), LR_OK);
    for (size_t i = 0; i < 4; i++)
        *net_s(&lane, 0, i, i) = 1.0;
    CU_ASSERT_EQUAL(net_bundle_seen_init(3, 1, freq, 1, watch, &seen, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_bundle_seen_copies(&seen, &lane, NULL), LR_OK);
    if (!block)                 /* something comes through: 1e-9 of the wave   */
        *net_s(&lane, 0, 2, 0) = 1e-9;
    CU_ASSERT_EQUAL(net_bundle_seen_copies(&seen, &lane, &err), want);
    if (want)
        SAME_TEXT(err.text, "the reflections between two cascaded networks do not settle "
                            "at 0 GHz: total reflection on both sides");
    if (!want) {
        CU_ASSERT_EQUAL(net_bundle_seen_path(&seen, 0, false, &path, NULL), LR_OK);
        CLOSE(cabs(*net_s(&path, 0, 0, 0) - 1.0), 0.0, 1e-15);
        CLOSE(cabs(*net_s(&path, 0, 1, 0)), 0.0, 0.0);
        CLOSE(cabs(*net_s(&path, 0, 1, 1) - 1.0), 0.0, 1e-15);
        net_free(&path);
    }
    net_free(&lane);
    net_bundle_seen_free(&seen);
}

static void capacitors_block_at_dc(void)
{
    total_reflection(true, LR_OK);
    total_reflection(false, LR_ENUMERIC);
}

static const struct tap_case cases[] = {
    {"a receiver sees what the cascade has", a_receiver_sees_what_the_cascade_has},
    {"without parts the ends are matched", without_parts_the_ends_are_matched},
    {"a copy goes its own way", a_copy_goes_its_own_way},
    {"two capacitors block at 0 Hz", capacitors_block_at_dc},
};
TAP_MAIN("net/bundle_seen", cases)
