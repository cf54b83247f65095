#include "config.h"

#include "net/compare.h"

#include "base/constants.h"
#include "base/quantity.h"
#include "tests/tap.h"

#include <math.h>

/* A lossy delay: skin and dielectric loss, 20 dB at 26.56 GHz, 0.513 ns. */
static double complex lossy(double f)
{
    const double nepers = 1.2 * sqrt(f / 26.56e9) + 1.1 * f / 26.56e9;
    return cexp(-nepers - I * two_pi * f * 0.513e-9);
}

/* Points first, first + step, ... of it, with a small reflection. */
static void fill(struct net *net, double first, double step)
{
    for (size_t k = 0; k < net->nf; k++) {
        net->freq[k] = first + step * (double)k;
        *net_s(net, k, 0, 1) = *net_s(net, k, 1, 0) = lossy(net->freq[k]);
        *net_s(net, k, 0, 0) = *net_s(net, k, 1, 1) = 0.0123 * lossy(2.0 * net->freq[k]);
    }
}

static void a_network_does_not_differ_from_itself(void)
{
    struct net net;
    struct net_difference d;
    net_init(&net, 100, 2, 50.0, NULL);
    fill(&net, 10e6, 72.3e6);
    CU_ASSERT_EQUAL(net_compare(&net, &net, -60.0, &d, NULL), LR_OK);
    CU_ASSERT_EQUAL(d.nf, 100);
    CU_ASSERT(!d.resampled);
    CLOSE(d.f_low, 10e6, 0.0);
    CLOSE(d.f_high, 10e6 + 99.0 * 72.3e6, 0.0);
    CLOSE(d.absolute.value, 0.0, 0.0);
    CLOSE(d.db.value, 0.0, 0.0);
    CLOSE(d.degrees.value, 0.0, 0.0);
    CLOSE(d.rms, 0.0, 0.0);
    net_free(&net);
}

static void each_difference_is_found_where_it_is(void)
{
    /* S21 by 0.72 dB at one point, S12 by 7.23 degrees at another, S11 by 0.3 j, from
     * -38 dB, at a third. */
    struct net a, b;
    struct net_difference d;
    net_init(&a, 50, 2, 50.0, NULL);
    net_init(&b, 50, 2, 50.0, NULL);
    fill(&a, 10e6, 10e6);
    fill(&b, 10e6, 10e6);
    *net_s(&b, 17, 1, 0) *= ratio_of(0.72);
    *net_s(&b, 23, 0, 1) *= cexp(-I * 7.23 / 360.0 * two_pi);
    *net_s(&b, 31, 0, 0) += 0.3 * I;
    CU_ASSERT_EQUAL(net_compare(&a, &b, -30.0, &d, NULL), LR_OK);
    CLOSE(d.db.value, 0.72, 1e-13);
    CLOSE(d.db.freq, 180e6, 0.0);
    CU_ASSERT(d.db.i == 1 && d.db.j == 0);
    CLOSE(d.degrees.value, 7.23, 1e-13);
    CLOSE(d.degrees.freq, 240e6, 0.0);
    CU_ASSERT(d.degrees.i == 0 && d.degrees.j == 1);
    CLOSE(d.absolute.value, 0.3, 1e-15);
    CLOSE(d.absolute.freq, 320e6, 0.0);
    CU_ASSERT(d.absolute.i == 0 && d.absolute.j == 0);
    /* |1 - e^{jx}| = 2 sin(x/2) */
    const double db = cabs(lossy(180e6)) * (ratio_of(0.72) - 1.0);
    const double turn = cabs(lossy(240e6)) * 2.0 * sin(7.23 / 720.0 * two_pi);
    CLOSE(d.rms, sqrt((db * db + turn * turn + 0.09) / 200.0), 1e-15);
    net_free(&b);
    net_free(&a);
}

static void phases_differ_by_the_short_way_round(void)
{
    struct net a, b;
    struct net_difference d;
    net_init(&a, 1, 1, 50.0, NULL);
    net_init(&b, 1, 1, 50.0, NULL);
    a.s[0] = 0.7 * cexp(I * 178.7 / 360.0 * two_pi);
    b.s[0] = 0.7 * cexp(-I * 178.1 / 360.0 * two_pi);
    CU_ASSERT_EQUAL(net_compare(&a, &b, -60.0, &d, NULL), LR_OK);
    CLOSE(d.degrees.value, 3.2, 1e-12);
    net_free(&b);
    net_free(&a);
}

static void noise_below_the_floor_has_no_phase(void)
{
    struct net a, b;
    struct net_difference d;
    net_init(&a, 2, 1, 50.0, NULL);
    net_init(&b, 2, 1, 50.0, NULL);
    a.freq[1] = b.freq[1] = 13.28e9;
    a.s[0] = 0.1;
    b.s[0] = 0.1 * cexp(0.01 * I);
    a.s[1] = 0.00101;                   /* above -60 dB ... */
    b.s[1] = -0.00099;                  /* ... and below: not both */
    CU_ASSERT_EQUAL(net_compare(&a, &b, -60.0, &d, NULL), LR_OK);
    CLOSE(d.degrees.value, 0.01 * 360.0 / two_pi, 1e-13);
    CLOSE(d.db.value, 0.0, 1e-13);
    CLOSE(d.absolute.value, 0.002, 1e-17);
    CU_ASSERT_EQUAL(net_compare(&a, &b, -61.0, &d, NULL), LR_OK);
    CLOSE(d.degrees.value, 180.0, 1e-12);
    CLOSE(d.db.value, db_of(1.01 / 0.99), 1e-12);
    CLOSE(d.db.freq, 13.28e9, 0.0);
    CU_ASSERT_EQUAL(net_compare(&a, &b, (double)NAN, &d, NULL), LR_OK);
    CU_ASSERT(isnan(d.db.value) && isnan(d.degrees.value));
    CLOSE(d.absolute.value, 0.002, 1e-17);
    a.s[0] = a.s[1] = 0.0;              /* no phase and no dB, whatever the floor */
    CU_ASSERT_EQUAL(net_compare(&a, &b, -(double)INFINITY, &d, NULL), LR_OK);
    CU_ASSERT(isnan(d.db.value) && isnan(d.degrees.value));
    CU_ASSERT(isnan(d.db.freq));
    net_free(&b);
    net_free(&a);
}

static void another_grid_is_resampled_and_said(void)
{
    /* One line on two grids: what is left is interpolation, far from the edge where
     * sqrt(f) bends most. */
    struct lr_error err = {LR_OK, "", notes_new(true)};
    struct net a, b;
    struct net_difference d;
    net_init(&a, 300, 2, 50.0, NULL);
    net_init(&b, 2000, 2, 50.0, NULL);
    fill(&a, 1e9, 72.3e6);
    fill(&b, 10e6, 10e6);
    CU_ASSERT_EQUAL(net_compare(&a, &b, -60.0, &d, &err), LR_OK);
    CU_ASSERT(d.resampled);
    CU_ASSERT_EQUAL(d.nf, 263);                 /* 1 + 262 x 0.0723 = 19.9426 GHz */
    CLOSE(d.f_low, 1e9, 0.0);
    CLOSE(d.f_high, 19.9426e9, 1e-5);
    CLOSE(d.absolute.value, 0.0, 1e-5);
    CLOSE(d.rms, 0.0, 1e-6);
    SAME_TEXT(note_text(err.notes, NOTE_ASSUMPTION, 0),
              "the second network is compared as resampled to the 263 points of the "
              "first between 1 and 19.9426 GHz");
    CU_ASSERT_PTR_NULL(note_text(err.notes, NOTE_ASSUMPTION, 1));
    net_free(&b);
    net_free(&a);
    notes_free(err.notes);
}

static void a_shorter_band_with_the_same_points_is_not_resampled(void)
{
    struct lr_error err = {LR_OK, "", notes_new(true)};
    struct net a, b;
    struct net_difference d;
    net_init(&a, 100, 2, 50.0, NULL);
    net_init(&b, 60, 2, 50.0, NULL);
    fill(&a, 10e6, 10e6);
    fill(&b, 510e6, 10e6);                      /* to 1.1 GHz; a ends at 1 GHz */
    for (int swap = 0; swap < 2; swap++) {
        CU_ASSERT_EQUAL(net_compare(swap ? &b : &a, swap ? &a : &b, -60.0, &d, &err),
                        LR_OK);
        CU_ASSERT_EQUAL(d.nf, 50);
        CU_ASSERT(!d.resampled);
        CLOSE(d.f_low, 510e6, 0.0);
        CLOSE(d.f_high, 1e9, 0.0);
        CLOSE(d.absolute.value, 0.0, 0.0);
    }
    CU_ASSERT_PTR_NULL(note_text(err.notes, NOTE_ASSUMPTION, 0));
    net_free(&b);
    net_free(&a);
    notes_free(err.notes);
}

static void refuse(const struct net *a, const struct net *b, enum lr_status status,
                   const char *text)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net_difference d;
    CU_ASSERT_EQUAL(net_compare(a, b, -60.0, &d, &err), status);
    SAME_TEXT(err.text, text);
    CU_ASSERT(isnan(d.db.value));
}

static void networks_that_cannot_be_compared_are_refused(void)
{
    struct net a, b, three, none, few;
    net_init(&a, 10, 2, 50.0, NULL);
    net_init(&b, 10, 2, 50.0, NULL);
    net_init(&three, 10, 3, 50.0, NULL);
    net_init(&none, 0, 2, 50.0, NULL);
    net_init(&few, 2, 2, 50.0, NULL);
    fill(&a, 1e9, 1e9);
    fill(&b, 13.28e9, 1e9);
    fill(&few, 1.5e9, 7e9);
    refuse(&a, &three, LR_EDOMAIN, "networks of 2 and 3 ports cannot be compared");
    refuse(&a, &none, LR_EDOMAIN, "networks of 10 and 0 frequencies cannot be compared");
    refuse(&a, &b, LR_EDOMAIN, "no point of the first network, 1 to 10 GHz, lies in the "
           "band of the second, 13.28 to 22.28 GHz");
    refuse(&a, &few, LR_EDOMAIN, "the second network: 2 points are too few to resample; "
           "three are needed");
    fill(&b, 1e9, 1e9);
    b.zref[1] = 42.5;
    refuse(&a, &b, LR_EDOMAIN, "port 2 refers to 50 ohm in one network and to 42.5 ohm "
           "in the other; renormalise one");
    b.zref[1] = 50.0;
    net_free(&few);
    net_free(&none);
    net_free(&three);
    net_free(&b);
    net_free(&a);
}

static void a_value_that_is_not_finite_is_named(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net a, b;
    struct net_difference d;
    net_init(&a, 10, 2, 50.0, NULL);
    net_init(&b, 10, 2, 50.0, NULL);
    fill(&a, 1e9, 1e9);
    fill(&b, 1e9, 1e9);
    *net_s(&b, 3, 1, 0) = (double)NAN;
    CU_ASSERT_EQUAL(net_compare(&a, &b, -60.0, &d, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "S21 at 4 GHz is not finite");
    net_free(&b);
    net_free(&a);
}

static const struct tap_case cases[] = {
    {"a network does not differ from itself", a_network_does_not_differ_from_itself},
    {"each difference is found where it is", each_difference_is_found_where_it_is},
    {"phases differ by the short way round", phases_differ_by_the_short_way_round},
    {"noise below the floor has no phase", noise_below_the_floor_has_no_phase},
    {"another grid is resampled, and said to be", another_grid_is_resampled_and_said},
    {"a shorter band with the same points is not resampled",
     a_shorter_band_with_the_same_points_is_not_resampled},
    {"networks that cannot be compared are refused",
     networks_that_cannot_be_compared_are_refused},
    {"a value that is not finite is named", a_value_that_is_not_finite_is_named},
};
TAP_MAIN("net/compare", cases)
