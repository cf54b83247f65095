#include "config.h"

#include "text/folder.h"
#include "tests/tap.h"
#include "tests/text/scratch.h"

#include <sys/stat.h>

static void files_are_found_in_folders_and_numbers_are_in_order(void)
{
    static const char *const want[] = {"lanes/a/FEXT2.s4p", "lanes/a/FEXT10.s4p",
                                       "lanes/a/deep/THRU.s4p", "lanes/z.txt"};
    char folder[SCRATCH_SIZE];
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    mkdir("lanes", 0700);
    mkdir("lanes/a", 0700);
    mkdir("lanes/a/deep", 0700);
    mkdir("lanes/.hidden", 0700);
    for (size_t i = 0; i < 4; i++)
        scratch_put(want[3 - i], "x");
    scratch_put("lanes/.secret", "x");
    scratch_put("lanes/.hidden/y", "x");
    CU_ASSERT_EQUAL(symlink("nowhere", "lanes/lost"), 0);
    struct arena arena;
    struct lr_error err = {0};
    const char *const *files;
    size_t n;
    arena_init(&arena);
    CU_ASSERT_EQUAL(folder_files("lanes", &arena, &files, &n, &err), LR_OK);
    CU_ASSERT_EQUAL_FATAL(n, 4);
    for (size_t i = 0; i < n; i++)
        SAME_TEXT(files[i], want[i]);
    /* A slash behind the folder's name is no part of it. */
    CU_ASSERT_EQUAL(folder_files("lanes/a/", &arena, &files, &n, &err), LR_OK);
    CU_ASSERT_EQUAL_FATAL(n, 3);
    SAME_TEXT(files[0], "lanes/a/FEXT2.s4p");
    CU_ASSERT(folder_is("lanes/a") && !folder_is("lanes/z.txt") && !folder_is("none"));
    arena_free(&arena);
    scratch_leave(folder);
}

static void links_to_folders_are_not_followed(void)
{
    char folder[SCRATCH_SIZE];
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    scratch_put("one", "x");
    CU_ASSERT_EQUAL(symlink(".", "again"), 0);
    struct arena arena;
    struct lr_error err = {0};
    const char *const *files;
    size_t n;
    arena_init(&arena);
    CU_ASSERT_EQUAL(folder_files(".", &arena, &files, &n, &err), LR_OK);
    CU_ASSERT_EQUAL(n, 1);
    arena_free(&arena);
    scratch_leave(folder);
}

static void a_folder_that_is_not_there_is_told(void)
{
    struct arena arena;
    struct lr_error err = {0};
    const char *const *files;
    size_t n = 7;
    arena_init(&arena);
    CU_ASSERT_EQUAL(folder_files("absent", &arena, &files, &n, &err), LR_EINPUT);
    SAME_TEXT(err.text, "absent: the folder cannot be read: No such file or directory");
    CU_ASSERT_EQUAL(n, 0);
    arena_free(&arena);
}

static const struct tap_case cases[] = {
    {"files are found in folders, and numbers are in order",
     files_are_found_in_folders_and_numbers_are_in_order},
    {"links to folders are not followed", links_to_folders_are_not_followed},
    {"a folder that is not there is told", a_folder_that_is_not_there_is_told},
};
TAP_MAIN("text/folder", cases)
