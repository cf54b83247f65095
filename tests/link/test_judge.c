#include "config.h"

#include "link/judge.h"
#include "tests/tap.h"

#include <math.h>

static const struct criteria eye = {-INFINITY, 12.0, 10e-3, INFINITY};

/* Two package cases; the first is the worse by VEC, the second by VEO. */
static struct link_com two_cases(void)
{
    struct link_com com = {.ncase = 2, .worst = 0};
    com.cases[0] = (struct com_result){.com_db = 2.7, .vec_db = 11.3, .veo = 13.7e-3};
    com.cases[1] = (struct com_result){.com_db = 3.4, .vec_db = 9.8, .veo = 12.1e-3};
    return com;
}

static void each_criterion_has_its_own_worst_case(void)
{
    struct link_criterion c[LINK_CRITERIA];
    const struct link_com com = two_cases();
    CU_ASSERT_EQUAL_FATAL(link_judge(&eye, &com, c), 2);
    SAME_TEXT(c[0].name, "VEC");
    CLOSE(c[0].value, 11.3, 0.0);
    CLOSE(c[0].margin_db, 0.7, 1e-12);
    SAME_TEXT(c[1].name, "VEO");
    CLOSE(c[1].value, 12.1e-3, 0.0);
    /* 20 log10(12.1/10) */
    CLOSE(c[1].margin_db, 1.6557074, 1e-6);
    CU_ASSERT(c[0].pass && c[1].pass);
    CLOSE(link_least_margin(c, 2), 0.7, 1e-12);
    CU_ASSERT(isinf(link_least_margin(c, 0)) && link_least_margin(c, 0) > 0.0);
}

static void a_closed_eye_is_infinitely_far_from_its_limits(void)
{
    struct link_criterion c[LINK_CRITERIA];
    struct link_com com = two_cases();
    com.cases[0].vec_db = NAN;
    com.cases[0].veo = -2.3e-3;
    CU_ASSERT_EQUAL_FATAL(link_judge(&eye, &com, c), 2);
    CU_ASSERT(isnan(c[0].value) && !c[0].pass);
    CU_ASSERT(isinf(c[0].margin_db) && c[0].margin_db < 0.0);
    CLOSE(c[1].value, -2.3e-3, 0.0);
    CU_ASSERT(isinf(c[1].margin_db) && c[1].margin_db < 0.0 && !c[1].pass);
    /* In whichever case. */
    com = two_cases();
    com.cases[1].vec_db = NAN;
    link_judge(&eye, &com, c);
    CU_ASSERT(isnan(c[0].value) && !c[0].pass);
}

static void com_and_a_highest_eye_are_judged_where_they_are_asked_for(void)
{
    const struct criteria all = {3.0, INFINITY, 0.0, 12.9e-3};
    struct link_criterion c[LINK_CRITERIA];
    const struct link_com com = two_cases();
    CU_ASSERT_EQUAL_FATAL(link_judge(&all, &com, c), 3);
    SAME_TEXT(c[0].name, "COM");
    CLOSE(c[0].margin_db, -0.3, 1e-12);
    CU_ASSERT(!c[0].pass);
    CU_ASSERT(isinf(c[1].margin_db) && c[1].margin_db > 0.0);   /* above a limit of 0 */
    CU_ASSERT(c[1].pass);
    CLOSE(c[2].value, 13.7e-3, 0.0);
    /* 20 log10(12.9/13.7) */
    CLOSE(c[2].margin_db, -0.5226171, 1e-6);
    CU_ASSERT(!c[2].pass);
}

static void criteria_are_written_with_their_units(void)
{
    char text[LINK_CRITERIA_WORDS];
    struct link link = {.criteria = eye};
    link_criteria_print(&link, text);
    SAME_TEXT(text, "VEC <= 12 dB, VEO >= 10 mV");
    link.criteria = (struct criteria){3.25, INFINITY, -INFINITY, INFINITY};
    link_criteria_print(&link, text);
    SAME_TEXT(text, "COM >= 3.25 dB");
    link.criteria = (struct criteria){-INFINITY, INFINITY, -INFINITY, INFINITY};
    link_criteria_print(&link, text);
    SAME_TEXT(text, "");
}

/* A loss of 0.7 dB per GHz, reflections of -23 dB at 1 to 20 GHz. */
static void sloping(struct net *net)
{
    CU_ASSERT_EQUAL_FATAL(net_init(net, 20, 2, 100.0, NULL), LR_OK);
    for (size_t k = 0; k < 20; k++) {
        net->freq[k] = 1e9 * (double)(k + 1);
        *net_s(net, k, 1, 0) = *net_s(net, k, 0, 1) =
            pow(10.0, -0.7 * (double)(k + 1) / 20.0);
        *net_s(net, k, 0, 0) = *net_s(net, k, 1, 1) = pow(10.0, -23.0 / 20.0);
    }
}

static void lines_of_loss_are_judged_where_they_are_nearest(void)
{
    struct interface of = {.by_loss = true, .com = {.baud = 26e9}, .nlimit = 3};
    of.limit[0] = (struct limit_line){
        .curve = "sdd21", .at_most = true, .name = "insertion loss", .n = 1,
        .piece = {{2e9, 14e9, {1.0, 0.0, 0.65}}}};
    of.limit[1] = (struct limit_line){
        .curve = "sdd11", .name = "return loss", .n = 1,
        .piece = {{10e9, 10e9, {20.0}}}};
    of.limit[2] = (struct limit_line){.curve = "scd21", .name = "conversion", .n = 1,
                                      .piece = {{1e9, 20e9, {20.0}}}};
    struct link_criterion c[LIMIT_LINES];
    struct net net;
    size_t n;
    sloping(&net);
    CU_ASSERT_EQUAL_FATAL(link_judge_loss(&of, &net, c, &n, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(n, 2);        /* no mode conversion in a 2-port      */
    SAME_TEXT(c[0].name, "insertion loss");
    CLOSE(c[0].value, 9.8, 1e-9);       /* 14 GHz                              */
    CLOSE(c[0].limit, 10.1, 1e-9);
    CLOSE(c[0].margin_db, 0.3, 1e-9);
    CU_ASSERT(c[0].pass && c[0].at_most);
    CLOSE(c[1].margin_db, 3.0, 1e-9);
    CU_ASSERT(c[1].pass && !c[1].at_most);
    char text[LINK_CRITERIA_WORDS];
    const struct link link = {.interface = of};
    link_criteria_print(&link, text);
    SAME_TEXT(text, "loss <= 9.45 dB at 13 GHz");
    net_free(&net);
}

static void data_that_end_below_all_limits_are_told(void)
{
    struct interface of = {.name = "late", .by_loss = true, .nlimit = 1};
    of.limit[0] = (struct limit_line){.curve = "sdd21", .at_most = true, .n = 1,
                                      .piece = {{28e9, 28e9, {10.0}}}};
    struct link_criterion c[LIMIT_LINES];
    struct lr_error err = {0};
    struct net net;
    size_t n;
    sloping(&net);
    CU_ASSERT_EQUAL(link_judge_loss(&of, &net, c, &n, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "the channel ends at 20 GHz, below all limits of late");
    net_free(&net);
}

static const struct tap_case cases[] = {
    {"each criterion has its own worst case", each_criterion_has_its_own_worst_case},
    {"a closed eye is infinitely far from its limits",
     a_closed_eye_is_infinitely_far_from_its_limits},
    {"COM and a highest eye are judged where they are asked for",
     com_and_a_highest_eye_are_judged_where_they_are_asked_for},
    {"criteria are written with their units", criteria_are_written_with_their_units},
    {"lines of loss are judged where they are nearest",
     lines_of_loss_are_judged_where_they_are_nearest},
    {"data that end below all limits are told", data_that_end_below_all_limits_are_told},
};
TAP_MAIN("link/judge", cases)
