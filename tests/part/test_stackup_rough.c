#include "config.h"

#include "part/stackup_rough.h"
#include "tests/tap.h"

#include <math.h>

static const struct mark here = {"pair.yaml", 14, 11};
static const double cold = 20.0 + 273.15;
static const char board[] = "megtron7-stripline-100ohm";        /* foil hvlp: Rz 1.5,
                                                                 * rms 0.45 um     */

static struct stackup read_sets(struct model_library **lib, const char *name,
                                const char *const *sets, struct lr_error *err)
{
    struct stackup stackup;
    CU_ASSERT_EQUAL(model_library_open(NULL, lib, NULL), LR_OK);
    stackup_read(*lib, name, here, cold, sets, &stackup, err);
    return stackup;
}

static void cannonballs_are_made_from_each_faces_rz(void)
{
    static const char *const sets[] = {"rz_top=5um", "rz_plane=0.5um", NULL};
    struct lr_error err = {.status = LR_OK};
    struct model_library *lib;
    const struct stackup s = read_sets(&lib, board, sets, &err);
    SAME_TEXT(err.text, "");
    const struct line_multi_metal strips = stackup_rough_strips(&s);
    const struct line_rough plane = stackup_rough_plane(&s);
    /* lines.md 1.3: r = 0.0598 Rz. */
    CLOSE(strips.face[LINE_FACE_TOP].sphere.radius / 5e-6, 0.0598, 5e-5);
    CLOSE(strips.face[LINE_FACE_BOTTOM].sphere.radius / 1.5e-6, 0.0598, 5e-5);
    CLOSE(strips.face[LINE_FACE_SIDE].sphere.radius / 1.5e-6, 0.0598, 5e-5);
    CLOSE(plane.sphere.radius / 0.5e-6, 0.0598, 5e-5);
    CLOSE(strips.resistivity, 1.72e-8, 0.0);
    model_library_close(lib);
}

static void the_rms_height_of_a_face_follows_its_rz(void)
{
    static const char *const sets[] = {"roughness=hammerstad", "rz_bottom=3um", NULL};
    static const char *const own[] = {"roughness=gradient", "rms=0.3um", "rz_side=0um",
                                      NULL};
    struct lr_error err = {.status = LR_OK};
    struct model_library *lib;
    struct stackup s = read_sets(&lib, board, sets, &err);
    SAME_TEXT(err.text, "");
    struct line_multi_metal strips = stackup_rough_strips(&s);
    CU_ASSERT_EQUAL(strips.face[LINE_FACE_TOP].model, LINE_HAMMERSTAD);
    CLOSE(strips.face[LINE_FACE_TOP].rms, 0.45e-6, 1e-20);
    CLOSE(strips.face[LINE_FACE_BOTTOM].rms, 0.9e-6, 1e-20);
    CLOSE(stackup_rough_plane(&s).rms, 0.45e-6, 1e-20);
    /* Another foil's Rz, as a tolerance makes it. */
    s.value[STACKUP_RZ] = 1.8e-6;
    CLOSE(stackup_rough_plane(&s).rms, 0.54e-6, 1e-20);
    model_library_close(lib);
    s = read_sets(&lib, board, own, &err);
    strips = stackup_rough_strips(&s);
    CU_ASSERT_EQUAL(strips.face[LINE_FACE_TOP].model, LINE_GRADIENT);
    CLOSE(strips.face[LINE_FACE_TOP].rms, 0.3e-6, 1e-20);
    CLOSE(strips.face[LINE_FACE_SIDE].rms, 0.0, 0.0);
    model_library_close(lib);
}

static void one_rough_face_adds_its_share(void)
{
    /* Loss above that of smooth metal, of faces one by one and all together: F - 1 adds
     * up over the faces, and so does loss, to the square of its part. */
    static const char *const sets[][5] = {
        {"roughness=smooth", NULL},
        {"rz=0um", "rz_top=0.3um", NULL},
        {"rz=0um", "rz_bottom=0.3um", NULL},
        {"rz=0um", "rz_side=0.3um", NULL},
        {"rz=0um", "rz_plane=0.3um", NULL},
        {"rz=0.3um", NULL}};
    double loss[6];
    for (size_t i = 0; i < 6; i++) {
        struct lr_error err = {.status = LR_OK};
        struct model_library *lib;
        struct line_solution solution;
        struct line_mode_figures odd;
        const struct stackup s = read_sets(&lib, board, sets[i], &err);
        CU_ASSERT_EQUAL(stackup_solve(&s, NULL, &solution, &err), LR_OK);
        CU_ASSERT_EQUAL(line_solution_mode(&solution, LINE_PAIR_ODD, 0, 26.56e9, &odd,
                                           &err), LR_OK);
        SAME_TEXT(err.text, "");
        loss[i] = odd.loss_db;
        if (!i)
            CLOSE(odd.rough_db, 0.0, 0.0);
        line_solution_free(&solution);
        model_library_close(lib);
    }
    double sum = 0.0;
    for (size_t i = 1; i < 5; i++) {
        CU_ASSERT(loss[i] > loss[0]);
        sum += loss[i] - loss[0];
    }
    CLOSE(sum / (loss[5] - loss[0]), 1.0, 2e-3);
    /* Strips in the middle between the planes: top and bottom alike. */
    CLOSE((loss[1] - loss[0]) / (loss[2] - loss[0]), 1.0, 1e-6);
}

static void what_makes_no_sense_is_refused(void)
{
    static const struct {
        const char *name, *sets[3], *text;
    } rows[] = {
        {board, {"roughness=snow"}, "--set: roughness: 'snow' is unknown; write "
                                    "cannonball, huray, hammerstad, gradient or smooth"},
        {board, {"roughness=huray", "huray_ratio=2"}, "--set: roughness huray needs a "
                                                      "huray_radius"},
        {board, {"roughness=huray", "huray_radius=0.5um"}, "--set: roughness huray needs "
                                                           "a huray_ratio"},
        {board, {"rz_top=-1um"}, "--set: rz_top: '-1um' is out of range; write 0 to 100 "
                                 "um"},
        {"twinax-30awg-100ohm", {"rz_top=1um"}, "--set: twinax has no rz_top"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct lr_error err = {.status = LR_OK};
        struct model_library *lib;
        read_sets(&lib, rows[i].name, rows[i].sets, &err);
        SAME_TEXT(err.text, rows[i].text);
        model_library_close(lib);
    }
}

static void numbers_that_the_model_does_not_use_are_told(void)
{
    static const char *const sets[] = {"huray_ratio=2", "rms=1um", NULL};
    struct lr_error err = {.notes = notes_new(false)};
    struct model_library *lib;
    read_sets(&lib, board, sets, &err);
    const char *first = note_text(err.notes, NOTE_WARNING, 0);
    const char *second = note_text(err.notes, NOTE_WARNING, 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(first);
    CU_ASSERT_PTR_NOT_NULL_FATAL(second);
    SAME_TEXT(first, "megtron7-stripline-100ohm: rms is not used by roughness "
                     "cannonball");
    SAME_TEXT(second, "megtron7-stripline-100ohm: huray_ratio is not used by roughness "
                      "cannonball");
    notes_free(err.notes);
    model_library_close(lib);
}

static const struct tap_case cases[] = {
    {"cannonballs are made from each face's Rz", cannonballs_are_made_from_each_faces_rz},
    {"the rms height of a face follows its Rz", the_rms_height_of_a_face_follows_its_rz},
    {"one rough face adds its share", one_rough_face_adds_its_share},
    {"what makes no sense is refused", what_makes_no_sense_is_refused},
    {"numbers that the model does not use are told",
     numbers_that_the_model_does_not_use_are_told},
};
TAP_MAIN("part/stackup_rough", cases)
