#include "config.h"

#include "text/model.h"

#include "tests/tap.h"
#include "tests/text/scratch.h"

#include <string.h>
#include <sys/stat.h>

static struct model_library *library(void)
{
    static const char *const data[] = {"base", NULL};
    struct model_library *lib = NULL;
    mkdir("base", 0777);
    mkdir("base/models", 0777);
    mkdir("base/models/foil", 0777);
    scratch_put("base/models/foil/std.yaml",
                "lanereach: 1\nkind: foil\nname: std\ntitle: a foil\n"
                "source: a data sheet\ngrade: assumed\n"
                "rz: {value: 8 um, source: a paper, grade: measured}\nrms: 2 um\n");
    CU_ASSERT_EQUAL(model_library_open(data, &lib, NULL), LR_OK);
    return lib;
}

static void a_path_is_told_from_a_name(void)
{
    CU_ASSERT_TRUE(model_is_path("card.yaml"));
    CU_ASSERT_TRUE(model_is_path("./card"));
    CU_ASSERT_FALSE(model_is_path("megtron7"));
    CU_ASSERT_FALSE(model_is_path(".yaml"));
}

static void a_file_of_ones_own_needs_no_head(void)
{
    char folder[SCRATCH_SIZE];
    const struct model *model = NULL;
    struct lr_error err = {.status = LR_OK};
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    struct model_library *lib = library();
    scratch_put("mine.yaml", "lanereach: 1\nrz: 1 um\n");
    CU_ASSERT_EQUAL(model_open(lib, "foil", "./mine.yaml", &model, &err), LR_OK);
    SAME_TEXT(model->name, "mine");
    SAME_TEXT(model->title, "mine");
    SAME_TEXT(model->source, "./mine.yaml");
    CU_ASSERT_EQUAL(model->grade, GRADE_DERIVED);
    scratch_put("other.yaml", "lanereach: 1\nkind: material\n");
    CU_ASSERT_EQUAL(model_open(lib, "foil", "other.yaml", &model, &err), LR_EINPUT);
    SAME_TEXT(err.text, "other.yaml:2:7: kind 'material' is not what is wanted here; "
                        "write 'foil'");
    scratch_put("old.yaml", "kind: foil\n");
    CU_ASSERT_EQUAL(model_open(lib, "foil", "old.yaml", &model, &err), LR_EINPUT);
    CU_ASSERT_EQUAL(model_open(lib, "foil", "none.yaml", &model, &err), LR_EINPUT);
    model_library_close(lib);
    scratch_leave(folder);
}

static void an_assignment_changes_a_copy_and_its_record(void)
{
    static const char *const sets[] = {"rz=3um", "rms=1um", NULL};
    static const char *const bad[] = {"rz", NULL};
    char folder[SCRATCH_SIZE];
    const struct model *model = NULL, *changed = NULL;
    struct lr_error err = {.status = LR_OK};
    double rz = 0.0;
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    struct model_library *lib = library();
    CU_ASSERT_EQUAL(model_find(lib, "foil", "std", (struct mark){0}, &model, NULL),
                    LR_OK);
    CU_ASSERT_EQUAL(model_assign(lib, model, sets, "rz=1um", &changed, &err), LR_OK);
    CU_ASSERT_EQUAL(model_quantity(lib, changed, "rz", DIM_LENGTH, &rz, &err), LR_OK);
    CLOSE(rz, 3e-6, 1e-18);
    SAME_TEXT(model_record(lib, 0)->source, "--set");
    CU_ASSERT_EQUAL(model_record(lib, 0)->grade, GRADE_DERIVED);
    CU_ASSERT_EQUAL(model_quantity(lib, model, "rz", DIM_LENGTH, &rz, &err), LR_OK);
    CLOSE(rz, 8e-6, 1e-18);
    SAME_TEXT(model_record(lib, 1)->source, "a paper");
    CU_ASSERT_EQUAL(model_assign(lib, model, bad, "rz=1um", &changed, &err), LR_EUSAGE);
    SAME_TEXT(err.text, "--set 'rz' is no assignment; write rz=1um");
    model_library_close(lib);
    scratch_leave(folder);
}

static int released;

static void release(void *object)
{
    released += *(int *)object;
}

static void what_is_kept_is_found_by_all_of_its_key(void)
{
    char folder[SCRATCH_SIZE];
    int one = 1, two = 2;
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    struct model_library *lib = library();
    CU_ASSERT_PTR_NULL(model_kept(lib, "abc", 3));
    CU_ASSERT_EQUAL(model_keep(lib, "abc", 3, &one, release, NULL), LR_OK);
    CU_ASSERT_EQUAL(model_keep(lib, "abd", 3, &two, release, NULL), LR_OK);
    CU_ASSERT_PTR_EQUAL(model_kept(lib, "abc", 3), &one);
    CU_ASSERT_PTR_EQUAL(model_kept(lib, "abd", 3), &two);
    CU_ASSERT_PTR_NULL(model_kept(lib, "ab", 2));
    released = 0;
    model_library_close(lib);
    CU_ASSERT_EQUAL(released, 3);
    scratch_leave(folder);
}

static const struct tap_case cases[] = {
    {"a path is told from a name", a_path_is_told_from_a_name},
    {"a file of one's own needs no head", a_file_of_ones_own_needs_no_head},
    {"an assignment changes a copy, and its record",
     an_assignment_changes_a_copy_and_its_record},
    {"what is kept is found by all of its key",
     what_is_kept_is_found_by_all_of_its_key},
};

TAP_MAIN("the user's own models", cases)
