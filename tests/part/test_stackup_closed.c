#include "config.h"

#include "part/stackup_closed.h"

#include "tests/tap.h"

static const struct mark here = {"a.yaml", 1, 1};
static const double cold = 20.0 + 273.15;

static struct model_library *library(void)
{
    struct model_library *lib = NULL;
    CU_ASSERT_EQUAL(model_library_open(NULL, &lib, NULL), LR_OK);
    return lib;
}

static struct stackup read(struct model_library *lib, const char *name,
                           const char *const *sets)
{
    struct stackup stackup;
    struct lr_error err = {.status = LR_OK};
    stackup_read(lib, name, here, cold, sets, &stackup, &err);
    SAME_TEXT(err.text, "");
    return stackup;
}

/* The closed form's figures over the field solver's. */
static void compare(const struct stackup *stackup, enum line_pair_mode mode, double z_pct)
{
    struct line_solution solved, closed;
    struct line_mode_figures a = {0}, b = {0};
    CU_ASSERT_EQUAL(stackup_solve(stackup, NULL, &solved, NULL), LR_OK);
    CU_ASSERT_EQUAL(stackup_closed_solve(stackup, &closed, NULL), LR_OK);
    for (double freq = 1e9; freq < 50e9; freq *= 6.3) {
        CU_ASSERT_EQUAL(line_solution_mode(&solved, mode, 0, freq, &a, NULL), LR_OK);
        CU_ASSERT_EQUAL(line_solution_mode(&closed, mode, 0, freq, &b, NULL), LR_OK);
        CLOSE(b.z / a.z, 1.0, 0.01 * z_pct);
        CLOSE(b.er_eff / a.er_eff, 1.0, 0.01);
        CLOSE(b.smooth_db / a.smooth_db, 1.02, 0.035);  /* -1.5 to 5.5 %     */
        CLOSE(b.rough_db / a.rough_db, 1.02, 0.06);
        CLOSE(b.dielectric_db / a.dielectric_db, 1.0, 0.02);
    }
    line_solution_free(&solved);
    line_solution_free(&closed);
}

static void the_librarys_boards_agree_with_the_field_solver(void)
{
    static const struct { const char *name; enum line_pair_mode mode; } rows[] = {
        {"fr4-microstrip-50ohm", LINE_PAIR_SINGLE},
        {"megtron7-microstrip-100ohm", LINE_PAIR_ODD},
        {"megtron7-stripline-100ohm", LINE_PAIR_ODD},
        {"fr4-stripline-100ohm", LINE_PAIR_ODD}};
    struct model_library *lib = library();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct stackup stackup = read(lib, rows[i].name, NULL);
        struct line_closed closed;
        CU_ASSERT_EQUAL(stackup_closed(&stackup, &closed, NULL), LR_OK);
        /* A tenth of a percent for the inductance inside the metal. */
        compare(&stackup, rows[i].mode, line_closed_form(&closed).z_pct + 0.1);
    }
    model_library_close(lib);
}

static void a_height_written_out_is_the_middle(void)
{
    static const char *const sets[] = {"height=118.5um", NULL};
    struct model_library *lib = library();
    const struct stackup stackup = read(lib, "megtron7-stripline-100ohm", sets);
    struct line_closed closed;
    CU_ASSERT_EQUAL(stackup_closed(&stackup, &closed, NULL), LR_OK);
    CLOSE(closed.height, 254e-6, 1e-18);
    CLOSE(closed.gap, 170e-6, 1e-18);
    model_library_close(lib);
}

static void what_closed_forms_do_not_know_is_named(void)
{
    static const struct { const char *name, *sets[3], *text; } rows[] = {
        {"megtron7-stripline-100ohm", {"etch=10um"}, "etch: walls that are not upright"},
        {"megtron7-stripline-100ohm", {"material_above=fr4"},
         "material_above: a second laminate"},
        {"megtron7-stripline-100ohm", {"height=100um"},
         "height: strips off the middle between the planes"},
        {"fr4-microstrip-50ohm", {"mask=solder-mask", "mask_thickness=20um"}, "mask"},
        {"fr4-microstrip-50ohm", {"ground_gap=200um"},
         "ground_gap: ground beside the strips"},
        {"megtron7-broadside-100ohm", {NULL}, "broadside-coupled-stripline"},
        {"twinax-26awg-100ohm", {NULL}, "twinax"}};
    struct model_library *lib = library();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct stackup stackup = read(lib, rows[i].name, rows[i].sets);
        struct line_solution solution;
        struct lr_error err = {.status = LR_OK}, want = {.status = LR_OK};
        error_set(&want, LR_EDOMAIN, "%s: closed forms do not know %s; the field solver "
                  "does", rows[i].name, rows[i].text);
        CU_ASSERT_EQUAL(stackup_closed_solve(&stackup, &solution, &err), LR_EDOMAIN);
        SAME_TEXT(err.text, want.text);
        line_solution_free(&solution);
    }
    model_library_close(lib);
}

static const struct tap_case cases[] = {
    {"the library's boards agree with the field solver",
     the_librarys_boards_agree_with_the_field_solver},
    {"a height that is written out is the middle", a_height_written_out_is_the_middle},
    {"what closed forms do not know is named", what_closed_forms_do_not_know_is_named},
};

TAP_MAIN("stackups by closed forms", cases)
