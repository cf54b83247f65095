#include "config.h"

#include "net/two_lengths.h"
#include "part/stackup_fit.h"
#include "tests/signal/fixture_truth.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { POINTS = 250 };

struct bench {
    double freq[POINTS], weight[POINTS];
    double complex x[POINTS], model[POINTS];
    struct stackup_fit_data data;
    struct stackup_fit fit;
};

static struct model_library *library(void)
{
    struct model_library *lib = NULL;
    CU_ASSERT_EQUAL(model_library_open(NULL, &lib, NULL), LR_OK);
    return lib;
}

static struct stackup stackup(struct model_library *lib, const char *name,
                              const char *const *sets)
{
    struct stackup s;
    struct lr_error err = {.status = LR_OK};
    const struct mark here = {"test.yaml", 1, 1};
    stackup_read(lib, name, here, 293.15, sets, &s, &err);
    SAME_TEXT(err.text, "");
    return s;
}

static void start(struct bench *b, double step, double length)
{
    for (size_t k = 0; k < POINTS; k++) {
        b->freq[k] = step * (double)(k + 1);
        b->weight[k] = 1.0;
    }
    b->data = (struct stackup_fit_data){length, POINTS, b->freq, b->x, b->weight};
    b->fit = (struct stackup_fit){.nkey = 2, .key = {STACKUP_DK, STACKUP_DF}};
}

/* What the stackup itself would be measured as. */
static void measure(struct bench *b, const struct stackup *s)
{
    struct line_solution solved;
    const enum line_pair_mode mode = s->type->pair ? LINE_PAIR_ODD : LINE_PAIR_SINGLE;
    CU_ASSERT_EQUAL_FATAL(stackup_solve(s, NULL, &solved, NULL), LR_OK);
    for (size_t k = 0; k < POINTS; k++) {
        struct line_mode_figures m;
        CU_ASSERT_EQUAL(line_solution_mode(&solved, mode, 0, b->freq[k], &m, NULL),
                        LR_OK);
        b->x[k] = b->data.length *
                  (m.loss_db / db_of(exp(1.0)) + I * two_pi * b->freq[k] * m.delay);
    }
    line_solution_free(&solved);
}

/* From another laminate: the cross-section is solved again on the way, as C is linear in
 * the permittivity only nearby. */
static void a_pair_that_is_its_own_measurement_gives_its_laminate_back(void)
{
    static const char *const truth[] = {"dk=3.71", "df=0.0093", NULL};
    static const char *const names[] = {"megtron7-microstrip-100ohm",
                                        "megtron7-stripline-100ohm"};
    struct model_library *lib = library();
    static struct bench b;
    for (size_t i = 0; i < 2; i++) {
        struct stackup is = stackup(lib, names[i], truth),
                       s = stackup(lib, names[i], NULL);
        start(&b, 120e6, 0.11);
        measure(&b, &is);
        struct lr_error err = {.status = LR_OK};
        stackup_fit(&s, &b.data, &b.fit, b.model, &err);
        SAME_TEXT(err.text, "");
        CLOSE(b.fit.value[0], 3.71, 1e-5);
        CLOSE(b.fit.value[1], 0.0093, 1e-7);
        CLOSE(s.value[STACKUP_DK], 3.71, 1e-5);
        CLOSE(b.fit.start[1], 0.002, 0.0);
        CLOSE(b.fit.loss_rms_db, 0.0, 1e-4);
        CU_ASSERT(b.fit.solutions > 1);
    }
    model_library_close(lib);
}

static void roughness_is_told_from_the_laminate_over_a_wide_band(void)
{
    static const char *const truth[] = {"dk=3.31", "df=0.0031", "rz=3.2um", NULL};
    struct model_library *lib = library();
    static struct bench b;
    struct stackup is = stackup(lib, "megtron7-stripline-100ohm", truth);
    struct stackup s = stackup(lib, "megtron7-stripline-100ohm", NULL);
    start(&b, 200e6, 0.11);
    measure(&b, &is);
    b.fit.nkey = 3;
    b.fit.key[2] = STACKUP_RZ;
    CU_ASSERT_EQUAL(stackup_fit(&s, &b.data, &b.fit, b.model, NULL), LR_OK);
    CLOSE(b.fit.value[0], 3.31, 1e-5);
    CLOSE(b.fit.value[1], 0.0031, 1e-7);
    CLOSE(b.fit.value[2], 3.2e-6, 1e-10);
    CLOSE(b.fit.correlation[0][0], 1.0, 1e-9);
    CLOSE(b.fit.correlation[1][2], b.fit.correlation[2][1], 1e-9);
    model_library_close(lib);
}

static double noise(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) * 0x1p-52 - 1.0;
}

/* Launch, line, another launch; er 3.47, tan delta 0.0083 at 10 GHz, skin effect of
 * 6 (1 + j) sqrt(f/GHz) ohm/m: all closed forms. */
static struct net board(double length, uint64_t *state)
{
    struct net net = truth_net(POINTS, 80e6, 80e6);
    for (size_t k = 0; k < POINTS; k++) {
        const double f = net.freq[k];
        const struct chain line = truth_line(f, length, 48.0, 3.47, 0.0083, 6.0);
        const struct chain right = truth_times(truth_line(f, 12e-3, 58.0, 2.1, 1e-3, 3.0),
                                               truth_shunt(f, 60e-15));
        truth_put(&net, k, truth_times(truth_times(truth_left(f, 53.0), line), right));
        for (size_t i = 0; i < 4; i++)
            net.s[4 * k + i] += 5e-4 * (noise(state) + I * noise(state));
    }
    return net;
}

/* In one dielectric Dk and Df do not hang on the cross-section, and the resistivity takes
 * up whatever the skin effect of the truth is. */
static void two_noisy_boards_of_closed_forms_give_dk_and_df(void)
{
    static const char *const names[2] = {"short", "long"};
    struct model_library *lib = library();
    static struct bench b;
    struct stackup s = stackup(lib, "megtron7-stripline-100ohm", NULL);
    struct net_two_lengths m;
    uint64_t state = 7;
    struct net a = board(0.05, &state), c = board(0.15, &state);
    s.laminate[STACKUP_MATERIAL].f_low = 1e3;
    s.laminate[STACKUP_MATERIAL].f_high = 1e12;
    s.laminate[STACKUP_MATERIAL].freq = 10e9;
    start(&b, 80e6, 0.1);
    CU_ASSERT_EQUAL_FATAL(net_two_lengths(&a, &c, names, &m, NULL), LR_OK);
    for (size_t k = 0; k < POINTS; k++)
        b.weight[k] = fmin(1.0, 1.0 / m.gain[k]);
    b.data.x = m.x;
    b.fit.nkey = 3;
    b.fit.key[2] = STACKUP_RESISTIVITY;
    s.value[STACKUP_RZ] = 0.0;
    CU_ASSERT_EQUAL(stackup_fit(&s, &b.data, &b.fit, b.model, NULL), LR_OK);
    CLOSE(b.fit.value[0], 3.47, 0.004);
    CLOSE(b.fit.value[1], 0.0083, 0.0001);
    /* The errors that it tells are those that it makes: three at most. */
    CLOSE(b.fit.value[0], 3.47, 3.0 * b.fit.error[0]);
    CLOSE(b.fit.value[1], 0.0083, 3.0 * b.fit.error[1]);
    CU_ASSERT(b.fit.error[0] < 0.003 && b.fit.error[1] < 1e-4);
    printf("# dk %.4f +- %.4f of 3.47, df %.6f +- %.6f of 0.0083\n", b.fit.value[0],
           b.fit.error[0], b.fit.value[1], b.fit.error[1]);
    net_two_lengths_free(&m);
    net_free(&c);
    net_free(&a);
    model_library_close(lib);
}

static void a_key_that_wants_to_be_less_than_nothing_is_held(void)
{
    static const char *const truth[] = {"rz=0um", "resistivity=1.2e-8ohm*m", NULL};
    struct model_library *lib = library();
    static struct bench b;
    struct stackup is = stackup(lib, "megtron7-stripline-100ohm", truth);
    struct stackup s = stackup(lib, "megtron7-stripline-100ohm", NULL);
    start(&b, 120e6, 0.11);
    measure(&b, &is);
    b.fit.nkey = 1;
    b.fit.key[0] = STACKUP_RZ;
    CU_ASSERT_EQUAL(stackup_fit(&s, &b.data, &b.fit, b.model, NULL), LR_OK);
    CU_ASSERT(b.fit.held[0]);
    CLOSE(b.fit.value[0], 0.0, 0.0);
    CLOSE(b.fit.error[0], 0.0, 0.0);
    CU_ASSERT(b.fit.loss_rms_db > 0.01);
    model_library_close(lib);
}

/* The mask and both sides of a stripline may be the same laminate. */
static void a_laminate_that_is_used_twice_is_fitted_as_one(void)
{
    static const char *const sets[] = {"material_above=megtron7", NULL};
    struct model_library *lib = library();
    static struct bench b;
    struct stackup s = stackup(lib, "megtron7-stripline-100ohm", sets), is = s;
    is.value[STACKUP_DK] = is.value[STACKUP_DK_ABOVE] = 3.55;
    start(&b, 120e6, 0.11);
    measure(&b, &is);
    CU_ASSERT_EQUAL(stackup_fit(&s, &b.data, &b.fit, b.model, NULL), LR_OK);
    CLOSE(s.value[STACKUP_DK], 3.55, 1e-5);
    CLOSE(s.value[STACKUP_DK_ABOVE], 3.55, 1e-5);
    /* Insulation and filler of a cable. */
    static const char *const filled[] = {"filler=pe", "material=pe", NULL};
    s = is = stackup(lib, "twinax-26awg-100ohm", filled);
    is.value[STACKUP_DK] = is.value[STACKUP_FILLER_DK] = 1.73;
    start(&b, 120e6, 0.11);
    measure(&b, &is);
    CU_ASSERT_EQUAL(stackup_fit(&s, &b.data, &b.fit, b.model, NULL), LR_OK);
    CLOSE(s.value[STACKUP_DK], 1.73, 1e-5);
    CLOSE(s.value[STACKUP_FILLER_DK], 1.73, 1e-5);
    CU_ASSERT(isnan(s.value[STACKUP_WIDTH]) && isnan(s.value[STACKUP_DK_ABOVE]));
    model_library_close(lib);
}

static void points_without_weight_do_not_count(void)
{
    struct model_library *lib = library();
    static struct bench b;
    struct stackup s = stackup(lib, "megtron7-stripline-100ohm", NULL), is = s;
    struct lr_error err = {.status = LR_OK};
    is.value[STACKUP_DF] = 0.004;
    start(&b, 120e6, 0.11);
    measure(&b, &is);
    for (size_t k = 125; k < POINTS; k++) {
        b.x[k] *= 1.5;
        b.weight[k] = 0.0;
    }
    CU_ASSERT_EQUAL(stackup_fit(&s, &b.data, &b.fit, b.model, NULL), LR_OK);
    CLOSE(b.fit.value[1], 0.004, 1e-7);
    CLOSE(b.fit.er_max, 0.0, 1e-5);
    for (size_t k = 2; k < POINTS; k++)
        b.weight[k] = 0.0;
    CU_ASSERT_EQUAL(stackup_fit(&s, &b.data, &b.fit, b.model, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "2 frequencies for 2 keys; more are needed");
    b.data.length = NAN;
    CU_ASSERT_EQUAL(stackup_fit(&s, &b.data, &b.fit, b.model, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "a length of nan m is not positive");
    model_library_close(lib);
}

static void keys_that_do_the_same_are_told(void)
{
    struct model_library *lib = library();
    static struct bench b;
    struct stackup s = stackup(lib, "megtron7-stripline-100ohm", NULL);
    struct lr_error err = {.status = LR_OK};
    start(&b, 120e6, 0.11);
    measure(&b, &s);
    b.fit.key[1] = STACKUP_DK;
    CU_ASSERT_EQUAL(stackup_fit(&s, &b.data, &b.fit, b.model, &err), LR_ENUMERIC);
    SAME_TEXT(err.text,
              "the keys of the fit cannot be told apart: two of them do the same "
              "to the line; fit one of them");
    CU_ASSERT(stackup_fit_allows(STACKUP_RZ) && !stackup_fit_allows(STACKUP_WIDTH));
    model_library_close(lib);
}

static const struct tap_case cases[] = {
    {"a pair that is its own measurement gives its laminate back",
     a_pair_that_is_its_own_measurement_gives_its_laminate_back},
    {"roughness is told from the laminate over a wide band",
     roughness_is_told_from_the_laminate_over_a_wide_band},
    {"two noisy boards of closed forms give dk and df",
     two_noisy_boards_of_closed_forms_give_dk_and_df},
    {"a key that wants to be less than nothing is held",
     a_key_that_wants_to_be_less_than_nothing_is_held},
    {"a laminate that is used twice is fitted as one",
     a_laminate_that_is_used_twice_is_fitted_as_one},
    {"points without weight do not count", points_without_weight_do_not_count},
    {"keys that do the same are told", keys_that_do_the_same_are_told},
};

TAP_MAIN("stackup fit", cases)
