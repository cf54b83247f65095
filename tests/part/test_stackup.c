#include "config.h"

#include "part/stackup_draw.h"
#include "tests/tap.h"

#include <math.h>
#include <string.h>

static const struct mark here = {"pair.yaml", 14, 11};
static const double cold = 20.0 + 273.15;

static struct model_library *library(void)
{
    struct model_library *lib = NULL;
    CU_ASSERT_EQUAL(model_library_open(NULL, &lib, NULL), LR_OK);
    return lib;
}

static struct stackup megtron7(struct model_library *lib, const char *const *sets)
{
    struct stackup stackup;
    struct lr_error err = {.status = LR_OK};
    stackup_read(lib, "megtron7-stripline-100ohm", here, cold, sets, &stackup, &err);
    SAME_TEXT(err.text, "");
    return stackup;
}

static void the_table_of_keys_is_whole(void)
{
    for (size_t i = 0; i < STACKUP_QUANTITIES; i++) {
        const struct stackup_key *key = &stackup_keys()[i];
        CU_ASSERT_PTR_NOT_NULL_FATAL(key->name);
        CU_ASSERT_EQUAL(stackup_key_find(key->name), i);
        CU_ASSERT_EQUAL(key->needed & ~key->forms, 0);
        CU_ASSERT(key->forms && key->least < key->most && key->range && key->meaning);
    }
    CU_ASSERT_EQUAL(stackup_key_find("colour"), STACKUP_QUANTITIES);
}

static void defaults_follow_what_they_hang_on(void)
{
    struct model_library *lib = library();
    struct stackup s = megtron7(lib, NULL);
    CLOSE(stackup_value(&s, STACKUP_HEIGHT), 0.5 * (254e-6 - 17e-6), 1e-18);
    s.value[STACKUP_PLANE_SPACING] = 300e-6;
    CLOSE(stackup_value(&s, STACKUP_HEIGHT), 0.5 * (300e-6 - 17e-6), 1e-18);
    CLOSE(stackup_value(&s, STACKUP_ETCH), 0.0, 0.0);
    CLOSE(stackup_value(&s, STACKUP_DK), 3.4, 0.0);
    CLOSE(stackup_value(&s, STACKUP_RZ), 1.5e-6, 0.0);
    CU_ASSERT(isnan(stackup_value(&s, STACKUP_MASK_THICKNESS)));
    model_library_close(lib);
}

static void assignments_beat_file_and_materials(void)
{
    static const char *const sets[] = {"width=120um", "dk=3.1", "foil=std", NULL};
    struct model_library *lib = library();
    const struct stackup s = megtron7(lib, sets);
    CLOSE(stackup_value(&s, STACKUP_WIDTH), 120e-6, 1e-18);
    CLOSE(stackup_value(&s, STACKUP_DK), 3.1, 0.0);
    CLOSE(stackup_value(&s, STACKUP_DF), 0.002, 0.0);
    CLOSE(stackup_value(&s, STACKUP_RZ), 5e-6, 1e-18);
    model_library_close(lib);
}

static void a_wrong_assignment_is_told(void)
{
    static const struct { const char *set, *text; } rows[] = {
        {"widht=1mm", "--set: unknown key 'widht' in a stackup; "},
        {"width=1", "--set: width: 1 has no unit; "},
        {"width=0mm", "--set: width: '0mm' is out of range; write 10 nm to 100 mm"},
        {"df=-1", "--set: df: '-1' is out of range; write 0 to 1"},
        {"mask=fr4", "--set: edge-coupled-stripline has no mask"},
        {"material=tin", "--set: no material 'tin'; "}};
    struct model_library *lib = library();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *const sets[] = {rows[i].set, NULL};
        struct stackup s;
        struct lr_error err = {.status = LR_OK};
        stackup_read(lib, "megtron7-stripline-100ohm", here, cold, sets, &s, &err);
        err.text[strlen(rows[i].text)] = '\0';
        SAME_TEXT(err.text, rows[i].text);
    }
    model_library_close(lib);
}

static void lanes_alternate_to_the_right_and_left(void)
{
    const struct stackup_lanes lanes = {5, 0.6e-3};
    static const double places[] = {0.0, 0.6e-3, -0.6e-3, 1.2e-3, -1.2e-3};
    struct model_library *lib = library();
    const struct stackup s = megtron7(lib, NULL);
    struct stackup_drawing drawing;
    CU_ASSERT_EQUAL(stackup_draw(&s, &lanes, &drawing, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(drawing.section.nconductor, 10);
    for (size_t i = 0; i < 5; i++) {
        const double half = 0.5 * (170e-6 + 105.5e-6);
        CLOSE(stackup_lane_place(&lanes, i), places[i], 1e-18);
        CLOSE(drawing.shape[2 * i].x, places[i] - half, 1e-15);
        CLOSE(drawing.shape[2 * i + 1].x, places[i] + half, 1e-15);
    }
    stackup_drawing_free(&drawing);
    model_library_close(lib);
}

static void lanes_that_touch_are_refused(void)
{
    const struct stackup_lanes lanes = {2, 0.3e-3};
    struct model_library *lib = library();
    const struct stackup s = megtron7(lib, NULL);
    struct line_solution solution;
    struct lr_error err = {.status = LR_OK};
    CU_ASSERT_EQUAL(stackup_solve(&s, &lanes, &solution, &err), LR_EDOMAIN);
    CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "lanes 300 um from centre to centre touch: each is 381 um wide"));
    line_solution_free(&solution);
    model_library_close(lib);
}

static void a_geometry_is_solved_once(void)
{
    const struct stackup_lanes one = {1, 0.7e-3}, two = {2, 0.7e-3}, near = {2, 0.6e-3};
    const struct line_solution *first, *again, *other;
    struct model_library *lib = library();
    struct stackup s = megtron7(lib, NULL);
    CU_ASSERT_EQUAL(stackup_solution(lib, &s, NULL, &first, NULL), LR_OK);
    CU_ASSERT_EQUAL(stackup_solution(lib, &s, &one, &again, NULL), LR_OK);
    CU_ASSERT_PTR_EQUAL(first, again);
    CU_ASSERT_EQUAL(stackup_solution(lib, &s, &two, &again, NULL), LR_OK);
    CU_ASSERT_EQUAL(stackup_solution(lib, &s, &near, &other, NULL), LR_OK);
    CU_ASSERT(again != first && again != other);
    CU_ASSERT_EQUAL(again->section.n, 4);
    s.temperature += 1.0;
    CU_ASSERT_EQUAL(stackup_solution(lib, &s, NULL, &again, NULL), LR_OK);
    CU_ASSERT(again != first);
    model_library_close(lib);
}

static void values_set_later_count(void)
{
    struct model_library *lib = library();
    struct stackup s = megtron7(lib, NULL);
    struct line_solution wide, narrow;
    struct line_mode_figures a = {0}, b = {0};
    CU_ASSERT_EQUAL(stackup_solve(&s, NULL, &narrow, NULL), LR_OK);
    s.value[STACKUP_WIDTH] *= 1.1;
    CU_ASSERT_EQUAL(stackup_solve(&s, NULL, &wide, NULL), LR_OK);
    CU_ASSERT_EQUAL(line_solution_mode(&narrow, LINE_PAIR_ODD, 0, 10e9, &a, NULL), LR_OK);
    CU_ASSERT_EQUAL(line_solution_mode(&wide, LINE_PAIR_ODD, 0, 10e9, &b, NULL), LR_OK);
    CU_ASSERT(b.z < 0.98 * a.z && b.z > 0.92 * a.z);
    line_solution_free(&wide);
    line_solution_free(&narrow);
    model_library_close(lib);
}

static const struct tap_case cases[] = {
    {"the table of keys is whole", the_table_of_keys_is_whole},
    {"defaults follow what they hang on", defaults_follow_what_they_hang_on},
    {"assignments beat the file and the materials", assignments_beat_file_and_materials},
    {"a wrong assignment is told", a_wrong_assignment_is_told},
    {"lanes alternate to the right and the left", lanes_alternate_to_the_right_and_left},
    {"lanes that touch are refused", lanes_that_touch_are_refused},
    {"a geometry is solved once", a_geometry_is_solved_once},
    {"values that are set later count", values_set_later_count},
};

TAP_MAIN("stackups", cases)
