#include "config.h"

#include "reach/solve.h"
#include "tests/tap.h"

#include <math.h>

struct curve {                  /* a margin over length whose answer is known  */
    double (*margin)(double x, bool careful);
    size_t calls, fail_at;      /* the call that reports an error; 0: none     */
};

static enum lr_status ask(void *context, double x, bool careful, double *margin,
                          struct lr_error *err)
{
    struct curve *curve = context;
    if (++curve->calls == curve->fail_at)
        return error_set(err, LR_ENUMERIC, "no answer at %g m", x);
    *margin = curve->margin(x, careful);
    return LR_OK;
}

static enum lr_status solve(struct curve *curve, double from, double to,
                            struct reach_result *result, struct lr_error *err)
{
    const struct reach_problem problem = {ask, curve, from, to, 1e-3, 8};
    return reach_solve(&problem, result, err);
}

/* The bracket stands around `answer`, is narrow, and was tested; all tests are kept in
 * order, and there were few. */
static void brackets(const struct curve *curve, const struct reach_result *r,
                     double answer)
{
    CU_ASSERT_EQUAL(r->outcome, REACH_FOUND);
    CU_ASSERT(r->inside.x <= answer && answer < r->beyond.x);
    CU_ASSERT(r->beyond.x - r->inside.x <= 1e-3 * r->beyond.x);
    CU_ASSERT(r->inside.margin >= 0.0 && !(r->beyond.margin >= 0.0));
    size_t ends = 0;
    for (size_t i = 0; i < r->n; i++) {
        CU_ASSERT(!i || r->point[i - 1].x < r->point[i].x);
        ends += r->point[i].x == r->inside.x || r->point[i].x == r->beyond.x;
    }
    CU_ASSERT_EQUAL(ends, 2);
    CU_ASSERT(curve->calls <= 100 && r->n <= curve->calls);
}

static double line(double x, bool careful)
{
    (void)careful;
    return 5.3 - 27.1 * x;
}

static void straight_margin_is_met_up_to_its_root(void)
{
    struct curve curve = {line, 0, 0};
    struct reach_result r;
    CU_ASSERT_EQUAL(solve(&curve, 5e-3, 2.0, &r, NULL), LR_OK);
    brackets(&curve, &r, 5.3 / 27.1);
    CLOSE(r.last, r.inside.x, 0.0);
    /* 1 at the minimum, 6 doublings, 8 below, the two ends carefully, and a straight line
     * is cut where it crosses. */
    CU_ASSERT(curve.calls <= 30);
}

static double fall(double x, bool careful)
{
    (void)careful;
    return -11.7 - 2.3 * x;
}

static double shallow(double x, bool careful)
{
    (void)careful;
    return 1e-9 - x;
}

static void range_may_begin_at_nothing_or_below(void)
{
    /* From 0 the first step is a thousandth of the range, and differences below a
     * thousandth of that do not count; from below 0 distances are those from there. */
    struct curve one = {line, 0, 0}, two = {fall, 0, 0}, three = {shallow, 0, 0};
    struct reach_result r;
    CU_ASSERT_EQUAL(solve(&one, 0.0, 2.0, &r, NULL), LR_OK);
    brackets(&one, &r, 5.3 / 27.1);
    CLOSE(r.point[0].x, 0.0, 0.0);
    CLOSE(r.point[r.n - 1].x, 0.256, 1e-12);
    CU_ASSERT_EQUAL(solve(&two, -20.0, 30.0, &r, NULL), LR_OK);
    CU_ASSERT_EQUAL(r.outcome, REACH_FOUND);
    CU_ASSERT(r.inside.x <= -11.7 / 2.3 && r.beyond.x > -11.7 / 2.3);
    CU_ASSERT(r.beyond.x - r.inside.x <= 1e-3 * (r.beyond.x + 20.0));
    CU_ASSERT_EQUAL(solve(&three, 0.0, 2.0, &r, NULL), LR_OK);
    CU_ASSERT(r.inside.x <= 1e-9 && r.beyond.x - r.inside.x <= 2e-6);
    CU_ASSERT(three.calls < 60);
}

static double step(double x, bool careful)
{
    (void)careful;
    return x <= 0.7231 ? 4.0 : -0.01;
}

static double cliff(double x, bool careful)
{
    (void)careful;
    return x <= 0.3217 ? 1.0 : (double)NAN;
}

static void margin_that_falls_at_once_is_followed_to_its_edge(void)
{
    struct curve one = {step, 0, 0}, two = {cliff, 0, 0};
    struct reach_result r;
    CU_ASSERT_EQUAL(solve(&one, 5e-3, 2.0, &r, NULL), LR_OK);
    brackets(&one, &r, 0.7231);
    CU_ASSERT_EQUAL(solve(&two, 5e-3, 2.0, &r, NULL), LR_OK);
    brackets(&two, &r, 0.3217);
}

static double resonance(double x, bool careful)
{
    (void)careful;
    return x > 0.213 && x < 0.287 ? -0.4 : 5.0 - 10.0 * x;
}

static void resonance_below_the_answer_cuts_the_reach(void)
{
    /* Eight lengths between 5 and 500 mm are 55 mm apart: one lies inside 213 to 287. */
    struct curve curve = {resonance, 0, 0};
    struct reach_result r;
    CU_ASSERT_EQUAL(solve(&curve, 5e-3, 2.0, &r, NULL), LR_OK);
    brackets(&curve, &r, 0.213);
    CLOSE(r.last, 0.5, 0.5e-3);
}

static double two_resonances(double x, bool careful)
{
    return x > 0.09 && x < 0.125 ? -0.1 : resonance(x, careful);
}

static void second_resonance_below_the_first_cuts_again(void)
{
    struct curve curve = {two_resonances, 0, 0};
    struct reach_result r;
    CU_ASSERT_EQUAL(solve(&curve, 5e-3, 2.0, &r, NULL), LR_OK);
    brackets(&curve, &r, 0.09);
    CLOSE(r.last, 0.5, 0.5e-3);
}

static double dip_only(double x, bool careful)
{
    (void)careful;
    return x > 0.7 && x < 1.1 ? -0.4 : 2.0;
}

static void resonance_inside_a_passing_range_is_found(void)
{
    /* 0.15, 0.3, 0.6, 1.2 and 2 m pass. */
    struct curve curve = {dip_only, 0, 0};
    struct reach_result r;
    CU_ASSERT_EQUAL(solve(&curve, 0.15, 2.0, &r, NULL), LR_OK);
    brackets(&curve, &r, 0.7);
    CLOSE(r.last, 2.0, 0.0);
}

static double never(double x, bool careful)
{
    (void)careful;
    return -1.7 - x;
}

static void what_fails_at_the_minimum_has_no_reach(void)
{
    struct curve curve = {never, 0, 0};
    struct reach_result r;
    CU_ASSERT_EQUAL(solve(&curve, 5e-3, 2.0, &r, NULL), LR_OK);
    CU_ASSERT_EQUAL(r.outcome, REACH_FAILS_AT_MINIMUM);
    CLOSE(r.beyond.x, 5e-3, 0.0);
    CLOSE(r.beyond.margin, -1.705, 1e-15);
    CU_ASSERT(curve.calls <= 2);                /* quickly, then carefully */
}

static double always(double x, bool careful)
{
    (void)careful;
    return 9.0 - x;
}

static void what_passes_to_the_end_has_the_whole_range(void)
{
    struct curve curve = {always, 0, 0};
    struct reach_result r;
    CU_ASSERT_EQUAL(solve(&curve, 7.23e-3, 2.0, &r, NULL), LR_OK);
    CU_ASSERT_EQUAL(r.outcome, REACH_WHOLE_RANGE);
    CLOSE(r.inside.x, 2.0, 0.0);
    CLOSE(r.inside.margin, 7.0, 0.0);
    CLOSE(r.last, 2.0, 0.0);
    CU_ASSERT(curve.calls <= 20);
}

static double pessimist(double x, bool careful)
{
    return 5.3 - 27.1 * x - (careful ? 0.0 : 1.9 + 3.0 * x);
}

static void quick_answer_that_is_too_low_is_corrected(void)
{
    struct curve curve = {pessimist, 0, 0};
    struct reach_result r;
    CU_ASSERT_EQUAL(solve(&curve, 5e-3, 2.0, &r, NULL), LR_OK);
    brackets(&curve, &r, 5.3 / 27.1);
}

static double optimist(double x, bool careful)
{
    return 5.3 - 27.1 * x + (careful ? 0.0 : 0.7);
}

static void quick_answer_that_is_too_high_is_corrected(void)
{
    struct curve curve = {optimist, 0, 0};
    struct reach_result r;
    CU_ASSERT_EQUAL(solve(&curve, 5e-3, 2.0, &r, NULL), LR_OK);
    brackets(&curve, &r, 5.3 / 27.1);
}

static double late(double x, bool careful)
{
    return careful ? 2.0 - x : 0.5 - x;
}

static void careful_answer_may_pass_the_whole_range(void)
{
    struct curve curve = {late, 0, 0};
    struct reach_result r;
    CU_ASSERT_EQUAL(solve(&curve, 5e-3, 1.5, &r, NULL), LR_OK);
    CU_ASSERT_EQUAL(r.outcome, REACH_WHOLE_RANGE);
    CLOSE(r.inside.x, 1.5, 0.0);
    CLOSE(r.inside.margin, 0.5, 0.0);
}

static void every_error_is_passed_on(void)
{
    for (size_t call = 1; call <= 12; call++) {
        struct curve curve = {line, 0, call};
        struct reach_result r;
        struct lr_error err = {0};
        CU_ASSERT_EQUAL(solve(&curve, 5e-3, 2.0, &r, &err), LR_ENUMERIC);
        CU_ASSERT_EQUAL(curve.calls, call);
        if (call == 1)
            SAME_TEXT(err.text, "no answer at 0.005 m");
    }
}

static void range_that_is_none_is_refused(void)
{
    static const struct { double from, to; const char *said; } ranges[] = {
        {1.0, 0.0, "values from 1 to 0 are no range"},
        {2.5, 2.5, "values from 2.5 to 2.5 are no range"},
        {-(double)INFINITY, 1.0, "values from -inf to 1 are no range"},
        {(double)NAN, 1.0, "values from nan to 1 are no range"}};
    for (size_t i = 0; i < 3; i++) {
        struct curve curve = {line, 0, 0};
        struct reach_result r;
        struct lr_error err = {0};
        CU_ASSERT_EQUAL(solve(&curve, ranges[i].from, ranges[i].to, &r, &err),
                        LR_EDOMAIN);
        SAME_TEXT(err.text, ranges[i].said);
        CU_ASSERT_EQUAL(curve.calls, 0);
    }
}

static double fails_carefully(double x, bool careful)
{
    return careful ? -0.1 - x : 0.5 - x;
}

static void minimum_that_only_passes_quickly_is_no_reach(void)
{
    struct curve curve = {fails_carefully, 0, 0};
    struct reach_result r;
    CU_ASSERT_EQUAL(solve(&curve, 5e-3, 2.0, &r, NULL), LR_OK);
    CU_ASSERT_EQUAL(r.outcome, REACH_FAILS_AT_MINIMUM);
    CLOSE(r.beyond.x, 5e-3, 0.0);
    CLOSE(r.beyond.margin, -0.105, 1e-15);
}

static double whole_range_quickly(double x, bool careful)
{
    return careful ? 1.0 - x : 3.0 - x;
}

static void whole_range_is_confirmed_carefully(void)
{
    struct curve curve = {whole_range_quickly, 0, 0};
    struct reach_result r;
    CU_ASSERT_EQUAL(solve(&curve, 5e-3, 2.0, &r, NULL), LR_OK);
    brackets(&curve, &r, 1.0);
}

static const struct tap_case cases[] = {
    {"a minimum that only passes quickly is no reach",
     minimum_that_only_passes_quickly_is_no_reach},
    {"a range may begin at nothing, or below", range_may_begin_at_nothing_or_below},
    {"the whole range is confirmed carefully", whole_range_is_confirmed_carefully},
    {"a straight margin is met up to its root", straight_margin_is_met_up_to_its_root},
    {"a margin that falls at once is followed to its edge",
     margin_that_falls_at_once_is_followed_to_its_edge},
    {"a resonance below the answer cuts the reach",
     resonance_below_the_answer_cuts_the_reach},
    {"a second resonance below the first cuts again",
     second_resonance_below_the_first_cuts_again},
    {"a resonance inside a range that passes is found",
     resonance_inside_a_passing_range_is_found},
    {"what fails at the minimum has no reach", what_fails_at_the_minimum_has_no_reach},
    {"what passes to the end has the whole range",
     what_passes_to_the_end_has_the_whole_range},
    {"a quick answer that is too low is corrected",
     quick_answer_that_is_too_low_is_corrected},
    {"a quick answer that is too high is corrected",
     quick_answer_that_is_too_high_is_corrected},
    {"a careful answer may pass the whole range",
     careful_answer_may_pass_the_whole_range},
    {"every error is passed on", every_error_is_passed_on},
    {"a range that is none is refused", range_that_is_none_is_refused},
};
TAP_MAIN("reach/solve", cases)
