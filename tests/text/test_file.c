#include "config.h"

#include "text/file.h"

#include "tests/tap.h"
#include "tests/text/scratch.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static const char bytes[] = "line\n\0\xff\r\n end";

static size_t files_here(void)
{
    size_t n = 0;
    DIR *dir = opendir(".");
    for (struct dirent *file; dir && (file = readdir(dir));)
        n += *file->d_name != '.';
    if (dir)
        closedir(dir);
    return n;
}

static bool holds(const char *path, const char *want, size_t length)
{
    char *got = NULL;
    size_t n = 0;
    const bool same = !file_read(path, 4096, &got, &n, NULL) && n == length &&
                      !memcmp(got, want, n) && got[n] == '\0';
    free(got);
    return same;
}

static void what_was_written_is_read(void)
{
    char folder[SCRATCH_SIZE];
    struct lr_error err = {.status = LR_OK};
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    CU_ASSERT_EQUAL(file_write("a.bin", bytes, sizeof bytes, &err), LR_OK);
    CU_ASSERT(holds("a.bin", bytes, sizeof bytes));
    CU_ASSERT_EQUAL(file_write("a.bin", "", 0, &err), LR_OK);
    CU_ASSERT(holds("a.bin", "", 0));
    CU_ASSERT_EQUAL(files_here(), 1);
    scratch_leave(folder);
}

static void a_new_file_obeys_the_umask_and_an_old_one_keeps_its_mode(void)
{
    char folder[SCRATCH_SIZE];
    struct stat st;
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    const mode_t before = umask(027);
    CU_ASSERT_EQUAL(file_write("a", "x", 1, NULL), LR_OK);
    umask(before);
    CU_ASSERT(!stat("a", &st) && (st.st_mode & 0777) == 0640);
    CU_ASSERT(!chmod("a", 0604));
    CU_ASSERT_EQUAL(file_write("a", "y", 1, NULL), LR_OK);
    CU_ASSERT(!stat("a", &st) && (st.st_mode & 0777) == 0604);
    scratch_leave(folder);
}

static void a_failed_write_leaves_the_old_file(void)
{
    char folder[SCRATCH_SIZE];
    struct lr_error err = {.status = LR_OK};
    struct rlimit old, small;
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    scratch_put("a", "old");
    CU_ASSERT_EQUAL(getrlimit(RLIMIT_FSIZE, &old), 0);
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    small = old;
    small.rlim_cur = 5;
    CU_ASSERT_EQUAL(setrlimit(RLIMIT_FSIZE, &small), 0);
    CU_ASSERT_EQUAL(file_write("a", "much longer", 11, &err), LR_ESYSTEM);
    setrlimit(RLIMIT_FSIZE, &old);
    signal(SIGXFSZ, handler);
    SAME_TEXT(err.text, "a: cannot be written: File too large");
    CU_ASSERT(holds("a", "old", 3));
    CU_ASSERT_EQUAL(files_here(), 1);
    scratch_leave(folder);
}

static void a_missing_folder_is_said(void)
{
    struct lr_error err = {.status = LR_OK};
    CU_ASSERT_EQUAL(file_write("not-there/a", "x", 1, &err), LR_ESYSTEM);
    SAME_TEXT(err.text, "not-there/a: cannot be written: No such file or directory");
}

static void a_symbolic_link_stays_one(void)
{
    char folder[SCRATCH_SIZE];
    struct stat st;
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    scratch_put("real", "old");
    CU_ASSERT_EQUAL(symlink("real", "link"), 0);
    CU_ASSERT_EQUAL(file_write("link", "new", 3, NULL), LR_OK);
    CU_ASSERT(!lstat("link", &st) && S_ISLNK(st.st_mode));
    CU_ASSERT(holds("real", "new", 3));
    scratch_leave(folder);
}

static void a_device_is_written_and_not_replaced(void)
{
    struct lr_error err = {.status = LR_OK};
    struct stat st;
    CU_ASSERT_EQUAL(file_write("/dev/null", "x", 1, &err), LR_OK);
    CU_ASSERT(!stat("/dev/null", &st) && S_ISCHR(st.st_mode));
    if (access("/dev/full", W_OK)) {
        tap_skip("no /dev/full");
        return;
    }
    CU_ASSERT_EQUAL(file_write("/dev/full", "x", 1, &err), LR_ESYSTEM);
    SAME_TEXT(err.text, "/dev/full: cannot be written: No space left on device");
}

static void what_is_no_regular_file_is_refused(void)
{
    char folder[SCRATCH_SIZE], *text = NULL;
    size_t n;
    struct lr_error err = {.status = LR_OK};
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    CU_ASSERT_EQUAL(file_read("absent.s4p", 9, &text, &n, &err), LR_EINPUT);
    SAME_TEXT(err.text, "absent.s4p: cannot be read: No such file or directory");
    CU_ASSERT_EQUAL(file_read(".", 9, &text, &n, &err), LR_EINPUT);
    SAME_TEXT(err.text, ".: is a folder; a regular file is needed");
    CU_ASSERT_EQUAL(mkfifo("pipe", 0600), 0);
    CU_ASSERT_EQUAL(file_read("pipe", 9, &text, &n, &err), LR_EINPUT);
    SAME_TEXT(err.text, "pipe: is a device or a pipe; a regular file is needed");
    scratch_put("long", "0123456789");
    CU_ASSERT_EQUAL(file_read("long", 9, &text, &n, &err), LR_EINPUT);
    SAME_TEXT(err.text, "long: has 10 bytes; at most 9 are read");
    CU_ASSERT_PTR_NULL(text);
    scratch_leave(folder);
}

static void a_mapped_file_has_the_bytes_of_the_file(void)
{
    char folder[SCRATCH_SIZE];
    struct lr_error err = {.status = LR_OK};
    struct file_map map;
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    CU_ASSERT_EQUAL(file_write("a", bytes, sizeof bytes, &err), LR_OK);
    CU_ASSERT_EQUAL_FATAL(file_map("a", sizeof bytes, &map, &err), LR_OK);
    CU_ASSERT_EQUAL(map.length, sizeof bytes);
    CU_ASSERT(!memcmp(map.bytes, bytes, sizeof bytes));
    CU_ASSERT_PTR_NULL(map.buffer);
    /* A new file under the name leaves the mapped one as it was. */
    CU_ASSERT_EQUAL(file_write("a", "other", 5, &err), LR_OK);
    CU_ASSERT(!memcmp(map.bytes, bytes, sizeof bytes));
    file_unmap(&map);
    CU_ASSERT_PTR_NULL(map.bytes);
    file_unmap(&map);

    scratch_put("empty", "");
    CU_ASSERT_EQUAL(file_map("empty", 0, &map, &err), LR_OK);
    CU_ASSERT(map.bytes && map.length == 0 && !map.mapping);
    file_unmap(&map);
    scratch_leave(folder);
}

static void what_cannot_be_mapped_is_read(void)
{
    /* sysfs of Linux: a regular file of 4096 bytes, says stat, that has fewer and
     * refuses mmap. */
    static const char file[] = "/sys/kernel/mm/transparent_hugepage/enabled";
    char *text = NULL;
    size_t n = 0;
    struct file_map map;
    if (file_read(file, 4096, &text, &n, NULL)) {
        tap_skip("no sysfs");
        return;
    }
    CU_ASSERT_EQUAL_FATAL(file_map(file, 4096, &map, NULL), LR_OK);
    CU_ASSERT(map.buffer && !map.mapping);
    CU_ASSERT(map.length == n && !memcmp(map.bytes, text, n));
    file_unmap(&map);
    free(text);
}

static void what_is_no_regular_file_is_not_mapped(void)
{
    char folder[SCRATCH_SIZE];
    struct lr_error err = {.status = LR_OK};
    struct file_map map = {.length = 723};
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    CU_ASSERT_EQUAL(file_map("absent.s4p", 9, &map, &err), LR_EINPUT);
    SAME_TEXT(err.text, "absent.s4p: cannot be read: No such file or directory");
    CU_ASSERT(!map.bytes && map.length == 0);
    file_unmap(&map);
    CU_ASSERT_EQUAL(file_map(".", 9, &map, &err), LR_EINPUT);
    SAME_TEXT(err.text, ".: is a folder; a regular file is needed");
    CU_ASSERT_EQUAL(mkfifo("pipe", 0600), 0);
    CU_ASSERT_EQUAL(file_map("pipe", 9, &map, &err), LR_EINPUT);
    SAME_TEXT(err.text, "pipe: is a device or a pipe; a regular file is needed");
    scratch_put("long", "0123456789");
    CU_ASSERT_EQUAL(file_map("long", 9, &map, &err), LR_EINPUT);
    SAME_TEXT(err.text, "long: has 10 bytes; at most 9 are read");
    scratch_leave(folder);
}

static void the_digest_is_sha_256(void)
{
    /* As sha256sum of GNU coreutils prints for `printf abc` and for nothing. */
    char digest[FILE_DIGEST_SIZE];
    CU_ASSERT_EQUAL(file_digest("abc", 3, digest, NULL), LR_OK);
    SAME_TEXT(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CU_ASSERT_EQUAL(file_digest("", 0, digest, NULL), LR_OK);
    SAME_TEXT(digest, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static const struct tap_case cases[] = {
    {"what was written is read back, byte for byte", what_was_written_is_read},
    {"a new file obeys the umask and an old one keeps its mode",
     a_new_file_obeys_the_umask_and_an_old_one_keeps_its_mode},
    {"a failed write leaves the old file and nothing else",
     a_failed_write_leaves_the_old_file},
    {"a missing folder is said", a_missing_folder_is_said},
    {"a symbolic link stays one", a_symbolic_link_stays_one},
    {"a device is written to and not replaced", a_device_is_written_and_not_replaced},
    {"what is no regular file is refused without waiting",
     what_is_no_regular_file_is_refused},
    {"a mapped file has the bytes of the file", a_mapped_file_has_the_bytes_of_the_file},
    {"what cannot be mapped is read", what_cannot_be_mapped_is_read},
    {"what is no regular file is not mapped", what_is_no_regular_file_is_not_mapped},
    {"the digest is SHA-256", the_digest_is_sha_256},
};
TAP_MAIN("text/file", cases)
