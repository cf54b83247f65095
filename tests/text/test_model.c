#include "config.h"

#include "text/model.h"

#include "tests/tap.h"
#include "tests/text/scratch.h"
#include "text/file.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Two folders, `own` before `base`; own has a megtron7 and a stackup less. */
static void build(void)
{
    static const char *const folders[] = {
        "base", "base/models", "base/models/material", "base/models/link", "base/plots",
        "own", "own/models", "own/models/material",
    };
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
        mkdir(folders[i], 0777);
    scratch_put("base/plots/loss.gp", "plot\n");
    scratch_put("base/models/material/fr4.yaml",
                "lanereach: 1\nkind: material\nname: fr4\naliases: [e-glass, s1141]\n"
                "title: FR-4 class\nsource: a data sheet\ngrade: published\n"
                "dk: 4.23\n"
                "df: {value: 0.0173, source: a paper, grade: assumed, "
                "note: mean of two}\n"
                "thickness: 72.3 um\n"
                "table: [1.5, 2.5]\n");
    scratch_put("base/models/material/megtron7.yaml",
                "lanereach: 1\nkind: material\nname: megtron7\ntitle: as released\n"
                "source: a data sheet\ngrade: measured\n");
    scratch_put("own/models/material/megtron7.yaml",
                "lanereach: 1\nkind: material\nname: megtron7\ntitle: as measured here\n"
                "source: our laboratory\ngrade: measured\n");
    scratch_put("base/models/link/dac.yaml", "lanereach: 1\nname: A copper cable\n");
}

static const char *const both[] = {"own", "base", NULL};
static const struct mark place = {"link.yaml", 5, 12};

static struct model_library *library(const char *const *data)
{
    struct model_library *lib = NULL;
    struct lr_error err = {.status = LR_OK};
    model_library_open(data, &lib, &err);
    SAME_TEXT(err.text, "");
    return lib;
}

/* The message of model_find, or "" when it found the model. */
static const char *finding(const char *kind, const char *name, struct lr_error *err)
{
    const struct model *model = NULL;
    *err = (struct lr_error){.status = LR_OK};
    struct model_library *lib = library(both);
    model_find(lib, kind, name, place, &model, err);
    model_library_close(lib);
    return err->text;
}

static void the_first_folder_wins(void)
{
    char folder[SCRATCH_SIZE];
    const struct model *model = NULL, *again = NULL;
    const char *const *names = NULL;
    size_t n = 0;
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    build();
    struct model_library *lib = library(both);
    SAME_TEXT(model_library_folder(lib, 0), "own");
    SAME_TEXT(model_library_folder(lib, 1), "base");
    CU_ASSERT_EQUAL(model_find(lib, "material", "megtron7", place, &model, NULL), LR_OK);
    SAME_TEXT(model->title, "as measured here");
    SAME_TEXT(model->path, "own/models/material/megtron7.yaml");
    SAME_TEXT(model->source, "our laboratory");
    CU_ASSERT_EQUAL(model->grade, GRADE_MEASURED);
    CU_ASSERT_EQUAL(model_find(lib, "material", "megtron7", place, &again, NULL), LR_OK);
    CU_ASSERT_PTR_EQUAL(again, model);
    CU_ASSERT_EQUAL(model_names(lib, "material", &names, &n, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(n, 2);
    SAME_TEXT(names[0], "fr4");
    SAME_TEXT(names[1], "megtron7");
    CU_ASSERT_EQUAL(model_names(lib, "pmd", &names, &n, NULL), LR_OK);
    CU_ASSERT_EQUAL(n, 0);
    SAME_TEXT(model_library_file(lib, "plots/loss.gp"), "base/plots/loss.gp");
    CU_ASSERT_PTR_NULL(model_library_file(lib, "plots/eye.gp"));
    model_library_close(lib);
    scratch_leave(folder);
}

static void a_folder_is_listed_once(void)
{
    static const char *const thrice[] = {"base", "own", "base/../base", NULL};
    char folder[SCRATCH_SIZE];
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    build();
    setenv("LANEREACH_DATA", "own", 1);
    struct model_library *lib = library(thrice);
    size_t own = 0, base = 0;
    for (size_t i = 0; model_library_folder(lib, i); i++) {
        own += !strcmp(model_library_folder(lib, i), "own");
        base += !strncmp(model_library_folder(lib, i), "base", 4);
    }
    CU_ASSERT_EQUAL(own, 1);
    CU_ASSERT_EQUAL(base, 1);
    model_library_close(lib);
    unsetenv("LANEREACH_DATA");
    scratch_leave(folder);
}

static void an_alias_finds_the_model(void)
{
    char folder[SCRATCH_SIZE];
    const struct model *model = NULL;
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    build();
    struct model_library *lib = library(both);
    CU_ASSERT_EQUAL(model_find(lib, "material", "s1141", place, &model, NULL), LR_OK);
    SAME_TEXT(model->name, "fr4");
    model_library_close(lib);
    scratch_leave(folder);
}

static void a_link_needs_no_source(void)
{
    char folder[SCRATCH_SIZE];
    const struct model *model = NULL;
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    build();
    struct model_library *lib = library(both);
    CU_ASSERT_EQUAL(model_find(lib, "link", "dac", place, &model, NULL), LR_OK);
    SAME_TEXT(model->name, "dac");
    SAME_TEXT(model->title, "A copper cable");
    CU_ASSERT_PTR_NULL(model->source);
    CU_ASSERT_EQUAL(model->grade, GRADE_DERIVED);
    model_library_close(lib);
    scratch_leave(folder);
}

static void an_unknown_name_is_answered_with_what_there_is(void)
{
    char folder[SCRATCH_SIZE], path[64], text[128];
    struct lr_error err;
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    build();
    SAME_TEXT(finding("material", "megtorn7", &err),
              "link.yaml:5:12: no material 'megtorn7'; there are fr4, megtron7; did you "
              "mean 'megtron7'?");
    SAME_TEXT(finding("material", "unobtainium", &err),
              "link.yaml:5:12: no material 'unobtainium'; there are fr4, megtron7");
    SAME_TEXT(finding("pmd", "dr4", &err),
              "link.yaml:5:12: no pmd 'dr4'; there are none");
    SAME_TEXT(finding("material", "../link/dac", &err),
              "link.yaml:5:12: no material '../link/dac'; there are fr4, megtron7");
    mkdir("own/models/interface", 0777);
    for (int i = 1; i <= 30; i++) {
        snprintf(path, sizeof path, "own/models/interface/100gbase-kr%d.yaml", i);
        snprintf(text, sizeof text, "lanereach: 1\nkind: interface\nname: 100gbase-kr%d\n"
                 "title: t\nsource: s\ngrade: assumed\n", i);
        scratch_put(path, text);
    }
    finding("interface", "100gbase-xyz", &err);
    CU_ASSERT_PTR_NOT_NULL(strstr(err.text,
                                  "link.yaml:5:12: no interface '100gbase-xyz'; there "
                                  "are 100gbase-kr1, 100gbase-kr10, "));
    CU_ASSERT_PTR_NOT_NULL(strstr(err.text, ", ...; did you mean '100gbase-kr1'?"));
    CU_ASSERT(strlen(err.text) < 300);
    scratch_leave(folder);
}

static void a_faulty_head_is_placed(void)
{
    static const struct {
        const char *text, *message;
    } heads[] = {
        {"lanereach: 99\nkind: material\n",
         "1:12: lanereach '99' is not the version that is read; write '1'"},
        {"kind: material\n",
         "1:1: the model has no key 'lanereach'; add it with a single value"},
        {"lanereach: 1\nkind: foil\n",
         "2:7: kind 'foil' is not that of its folder; write 'material'"},
        {"lanereach: 1\nkind: material\nname: y\n",
         "3:7: name 'y' is not that of its file; write 'x'"},
        {"lanereach: 1\nkind: material\nname: x\n",
         "1:1: the model has no key 'title'; add it with a single value"},
        {"lanereach: 1\nkind: material\nname: x\ntitle: t\n",
         "1:1: the model has no key 'source'; add it with a single value"},
        {"lanereach: 1\nkind: material\nname: x\ntitle: t\nsource:\n",
         "5:8: source is empty; write a single value"},
        {"lanereach: 1\nkind: material\nname: x\ntitle: t\nsource: s\n",
         "1:1: the model has no key 'grade'; add it with a single value"},
        {"lanereach: 1\nkind: material\nname: x\ntitle: t\nsource: s\ngrade: guessed\n",
         "6:8: grade: 'guessed' is unknown; write published, measured, derived, assumed "
         "or unverified"},
    };
    char folder[SCRATCH_SIZE], message[256];
    struct lr_error err;
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    build();
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        scratch_put("own/models/material/x.yaml", heads[i].text);
        snprintf(message, sizeof message, "own/models/material/x.yaml:%s",
                 heads[i].message);
        SAME_TEXT(finding("material", "x", &err), message);
        CU_ASSERT_EQUAL(err.status, LR_EINPUT);
    }
    scratch_put("own/models/material/x.yaml",
                "lanereach: 1\nkind: material\nname: x\ntitle: t\nsource: s\n"
                "grade: assumed\naliases: y\n");
    SAME_TEXT(finding("material", "y", &err),
              "own/models/material/x.yaml:7:10: aliases is a single value; write a list");
    scratch_leave(folder);
}

static void every_number_taken_is_recorded_once_with_its_source(void)
{
    char folder[SCRATCH_SIZE];
    const struct model *fr4 = NULL;
    const struct yaml_node *scalar = NULL;
    double x = 0.0;
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    build();
    struct model_library *lib = library(both);
    CU_ASSERT_EQUAL(model_find(lib, "material", "fr4", place, &fr4, NULL), LR_OK);
    CU_ASSERT_PTR_NULL(model_record(lib, 0));
    for (int twice = 0; twice < 2; twice++) {
        CU_ASSERT_EQUAL(model_quantity(lib, fr4, "df", DIM_NUMBER, &x, NULL), LR_OK);
        CLOSE(x, 0.0173, 0.0);
    }
    CU_ASSERT_EQUAL(model_quantity(lib, fr4, "thickness", DIM_LENGTH, &x, NULL), LR_OK);
    CLOSE(x, 72.3e-6, 1e-19);
    const struct model_record *df = model_record(lib, 0);
    SAME_TEXT(df->key, "df");
    SAME_TEXT(df->text, "0.0173");
    SAME_TEXT(df->source, "a paper");
    SAME_TEXT(df->note, "mean of two");
    SAME_TEXT(model_grade_name(df->grade), "assumed");
    const struct model_record *thickness = model_record(lib, 1);
    SAME_TEXT(thickness->text, "72.3 um");
    SAME_TEXT(thickness->source, "a data sheet");
    SAME_TEXT(model_grade_name(thickness->grade), "published");
    CU_ASSERT_PTR_NULL(thickness->note);
    CU_ASSERT_PTR_NULL(model_record(lib, 2));
    const struct yaml_node *table = yaml_get(fr4->root, "table");
    CU_ASSERT_EQUAL(model_scalar(lib, fr4, table->first, &scalar, NULL), LR_OK);
    SAME_TEXT(model_record(lib, 2)->key, "line 11");
    model_forget(lib);
    CU_ASSERT_PTR_NULL(model_record(lib, 0));
    model_library_close(lib);
    scratch_leave(folder);
}

static void a_wrong_number_is_refused_where_it_stands(void)
{
    char folder[SCRATCH_SIZE];
    const struct model *x = NULL;
    const char *text = NULL;
    double si = 13.28;
    struct lr_error err = {.status = LR_OK};
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    build();
    scratch_put("own/models/material/x.yaml",
                "lanereach: 1\nkind: material\nname: x\ntitle: t\nsource: s\n"
                "grade: assumed\na: {valu: 3}\nb: {source: s}\nc: 3 furlong\n"
                "d: {value: 3, grade: sure}\ne: [3]\n");
    struct model_library *lib = library(both);
    CU_ASSERT_EQUAL(model_find(lib, "material", "x", place, &x, NULL), LR_OK);
    static const struct {
        const char *key, *message;
    } wrong[] = {
        {"a", "7:5: unknown key 'valu' in a; keys are value, source, grade, note; did "
              "you mean 'value'?"},
        {"b", "8:4: b has no key 'value'; add it with a single value"},
        {"c", "9:4: c: unknown unit 'furlong'; write a length with nm, um, mm, cm, m, "
              "km, mil, in, ft"},
        {"d", "10:22: grade: 'sure' is unknown; write published, measured, derived, "
              "assumed or unverified"},
        {"e", "11:4: e is a list; write a single value"},
        {"f", "1:1: material 'x' has no key 'f'; add it"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char message[256];
        snprintf(message, sizeof message, "own/models/material/x.yaml:%s",
                 wrong[i].message);
        CU_ASSERT_EQUAL(model_quantity(lib, x, wrong[i].key, DIM_LENGTH, &si, &err),
                        LR_EINPUT);
        SAME_TEXT(err.text, message);
    }
    CLOSE(si, 13.28, 0.0);
    CU_ASSERT_EQUAL(model_text(x, "f", "otherwise", &text, &err), LR_OK);
    SAME_TEXT(text, "otherwise");
    CU_ASSERT_EQUAL(model_text(x, "f", NULL, &text, &err), LR_EINPUT);
    SAME_TEXT(err.text,
              "own/models/material/x.yaml:1:1: material 'x' has no key 'f'; add it");
    CU_ASSERT_EQUAL(model_text(x, "title", NULL, &text, &err), LR_OK);
    SAME_TEXT(text, "t");
    model_library_close(lib);
    scratch_leave(folder);
}

static void a_named_folder_without_models_is_refused(void)
{
    static const char *const none[] = {"plain", NULL};
    char folder[SCRATCH_SIZE];
    struct model_library *lib = NULL;
    struct lr_error err = {.status = LR_OK};
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    mkdir("plain", 0777);
    CU_ASSERT_EQUAL(model_library_open(none, &lib, &err), LR_EINPUT);
    SAME_TEXT(err.text, "plain: --data names a folder without models/ in it; name the "
                        "one that holds models/");
    setenv("LANEREACH_DATA", "absent", 1);
    CU_ASSERT_EQUAL(model_library_open(NULL, &lib, &err), LR_EINPUT);
    SAME_TEXT(err.text, "absent: LANEREACH_DATA names a folder without models/ in it; "
                        "name the one that holds models/");
    unsetenv("LANEREACH_DATA");
    CU_ASSERT_PTR_NULL(lib);
    scratch_leave(folder);
}

/* Copies this program to `path` and runs it there with an argument, which makes
 * it say the first folder of its library: see main.  In `said`, without the
 * current folder in front. */
static void ask_copy(const char *path, char said[PATH_MAX])
{
    char *bytes = NULL, here[PATH_MAX], command[PATH_MAX], line[PATH_MAX] = "";
    size_t length = 0;
    struct lr_error err = {.status = LR_OK};
    file_read("/proc/self/exe", 1 << 28, &bytes, &length, &err);
    if (!err.status)
        file_write(path, bytes, length, &err);
    SAME_TEXT(err.text, "");
    free(bytes);
    chmod(path, 0700);
    snprintf(command, sizeof command, "./%s where", path);
    FILE *run = popen(command, "r");
    const char *got = run ? fgets(line, sizeof line, run) : NULL;
    if (run)
        pclose(run);
    line[strcspn(line, "\n")] = '\0';
    const size_t skip = getcwd(here, sizeof here) ? strlen(here) : 0;
    const bool below = got && !strncmp(line, here, skip) && line[skip] == '/';
    snprintf(said, PATH_MAX, "%s", below ? line + skip + 1 : line);
    remove(path);
}

static void the_library_is_found_from_where_the_program_lies(void)
{
    char folder[SCRATCH_SIZE], here[PATH_MAX], said[PATH_MAX], text[PATH_MAX + 64];
    if (access("/proc/self/exe", R_OK)) {
        tap_skip("no /proc/self/exe");
        return;
    }
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(getcwd(here, sizeof here));
    build();
    static const char *const folders[] = {"tree", "tree/.libs", "usr", "usr/bin",
                                          "usr/share", "usr/share/lanereach",
                                          "usr/share/lanereach/models"};
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
        mkdir(folders[i], 0777);
    snprintf(text, sizeof text, "# made\nsrcdir = ../base\nabs_srcdir = %s/base\n", here);
    scratch_put("tree/Makefile", text);
    scratch_put("tree/config.status", "");
    ask_copy("usr/bin/probe", said);
    SAME_TEXT(said, "usr/share/lanereach");
    ask_copy("tree/probe", said);
    SAME_TEXT(said, "base");
    ask_copy("tree/.libs/probe", said);
    SAME_TEXT(said, "base");
    mkdir("tree/models", 0777);
    ask_copy("tree/.libs/probe", said);
    SAME_TEXT(said, "tree");
    remove("tree/config.status");
    ask_copy("tree/probe", said);
    CU_ASSERT_STRING_NOT_EQUAL(said, "tree");
    scratch_leave(folder);
}

static const struct tap_case cases[] = {
    {"the first folder wins", the_first_folder_wins},
    {"a folder is listed once", a_folder_is_listed_once},
    {"an alias finds the model", an_alias_finds_the_model},
    {"a link needs no source", a_link_needs_no_source},
    {"an unknown name is answered with what there is",
     an_unknown_name_is_answered_with_what_there_is},
    {"a faulty head is placed", a_faulty_head_is_placed},
    {"every number taken is recorded once, with its source",
     every_number_taken_is_recorded_once_with_its_source},
    {"a wrong number is refused where it stands",
     a_wrong_number_is_refused_where_it_stands},
    {"a named folder without models is refused",
     a_named_folder_without_models_is_refused},
    {"the library is found from where the program lies",
     the_library_is_found_from_where_the_program_lies},
};

int main(int argc, char **argv)
{
    (void)argv;
    unsetenv("LANEREACH_DATA");
    if (argc > 1) {
        struct model_library *lib = NULL;
        if (!model_library_open(NULL, &lib, NULL))
            puts(model_library_folder(lib, 0));
        model_library_close(lib);
        return 0;
    }
    return tap_run("text/model", cases, sizeof cases / sizeof cases[0]);
}
