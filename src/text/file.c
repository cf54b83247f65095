#include "config.h"

#include "text/file.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ATTEMPTS = 100 };        /* temporary names tried before giving up */

static enum lr_status unreadable(struct lr_error *err, const char *path)
{
    return error_at(err, (struct mark){.file = path}, "cannot be read: %s",
                    strerror(errno));
}

static enum lr_status unwritable(struct lr_error *err, const char *path, int reason)
{
    return error_set(err, LR_ESYSTEM, "%s: cannot be written: %s", path,
                     strerror(reason));
}

/* Reads until the end or `size` bytes; a file may grow or shrink meanwhile. */
static ssize_t read_all(int fd, char *bytes, size_t size)
{
    size_t used = 0;
    while (used < size) {
        const ssize_t n = read(fd, bytes + used, size - used);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        used += (size_t)n;
    }
    return (ssize_t)used;
}

/* Opens a regular file of at most `most` bytes; *fd is -1 on failure. */
static enum lr_status open_regular(const char *path, size_t most, int *fd, size_t *size,
                                   struct lr_error *err)
{
    const struct mark place = {.file = path};
    enum lr_status status = LR_OK;
    struct stat st;

    /* O_NONBLOCK, or opening a FIFO that nobody writes to would wait for ever. */
    *fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (*fd < 0)
        return unreadable(err, path);
    if (fstat(*fd, &st))
        status = unreadable(err, path);
    else if (!S_ISREG(st.st_mode))
        status = error_at(err, place, "is %s; a regular file is needed",
                          S_ISDIR(st.st_mode) ? "a folder" : "a device or a pipe");
    else if ((uintmax_t)st.st_size > most)
        status = error_at(err, place, "has %ju bytes; at most %zu are read",
                          (uintmax_t)st.st_size, most);
    if (status) {
        close(*fd);
        *fd = -1;
        return status;
    }
    *size = (size_t)st.st_size;
    return LR_OK;
}

/* The at most `size` bytes of an open file into malloc'd memory, and a NUL. */
static enum lr_status read_open(int fd, const char *path, size_t size, char **bytes,
                                size_t *length, struct lr_error *err)
{
    char *buffer = malloc(size + 1);
    if (!buffer)
        return error_memory(err, path);
    const ssize_t got = read_all(fd, buffer, size);
    if (got < 0) {
        const enum lr_status status = unreadable(err, path);
        free(buffer);
        return status;
    }
    buffer[got] = '\0';
    *bytes = buffer;
    *length = (size_t)got;
    return LR_OK;
}

enum lr_status file_read(const char *path, size_t most, char **bytes, size_t *length,
                         struct lr_error *err)
{
    int fd;
    size_t size;
    enum lr_status status = open_regular(path, most, &fd, &size, err);
    if (status)
        return status;
    status = read_open(fd, path, size, bytes, length, err);
    close(fd);
    return status;
}

enum lr_status file_map(const char *path, size_t most, struct file_map *map,
                        struct lr_error *err)
{
    int fd;
    size_t size;
    *map = (struct file_map){0};
    enum lr_status status = open_regular(path, most, &fd, &size, err);
    if (status)
        return status;
    /* No mapping can be empty. */
    void *mapping = size ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    if (mapping != MAP_FAILED) {
        posix_madvise(mapping, size, POSIX_MADV_SEQUENTIAL);    /* only advice */
        *map = (struct file_map){.bytes = mapping, .length = size, .mapping = mapping};
    } else if (size) {
        status = read_open(fd, path, size, &map->buffer, &map->length, err);
        map->bytes = map->buffer;
    } else {
        map->bytes = "";
    }
    close(fd);
    return status;
}

void file_unmap(struct file_map *map)
{
    if (map->mapping)
        munmap(map->mapping, map->length);
    free(map->buffer);
    *map = (struct file_map){0};
}

void file_expect(const char *path)
{
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return;
    posix_fadvise(file, 0, 0, POSIX_FADV_WILLNEED);
    close(file);
}

bool file_same(const char *a, const char *b)
{
    struct stat x, y;
    return !stat(a, &x) && !stat(b, &y) && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

enum lr_status file_digest(const char *bytes, size_t length,
                           char digest[FILE_DIGEST_SIZE], struct lr_error *err)
{
    static const char hex[] = "0123456789abcdef";
    unsigned char raw[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    if (!EVP_Digest(bytes, length, raw, &n, EVP_sha256(), NULL) ||
        2 * n + 1 != FILE_DIGEST_SIZE)
        return error_set(err, LR_ESYSTEM, "libcrypto could not compute a SHA-256 digest");
    for (unsigned i = 0; i < n; i++) {
        digest[2 * i] = hex[raw[i] >> 4];
        digest[2 * i + 1] = hex[raw[i] & 15];
    }
    digest[2 * n] = '\0';
    return LR_OK;
}

/* 0, or the errno of the failure.  Closes fd in any case. */
static int write_and_close(int fd, const char *bytes, size_t length, int sync)
{
    int reason = 0;
    while (length && !reason) {
        const ssize_t n = write(fd, bytes, length);
        if (n >= 0) {
            bytes += n;
            length -= (size_t)n;
        } else if (errno != EINTR) {
            reason = errno;
        }
    }
    /* Without it a crash soon after the rename can leave an empty file.  EINVAL:
     * this file system has nothing to synchronise. */
    if (!reason && sync && fsync(fd) && errno != EINVAL)
        reason = errno;
    if (close(fd) && !reason)
        reason = errno;
    return reason;
}

/* Opens a new file beside `path` under the user's umask (mkstemp would make it
 * private) and puts its name into `name`.  -1 with errno set on failure. */
static int open_beside(const char *path, char *name, size_t size)
{
    for (int i = 0; i < ATTEMPTS; i++) {
        snprintf(name, size, "%s.%ld-%d.tmp", path, (long)getpid(), i);
        const int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

static enum lr_status replace(const char *path, const char *target,
                              const struct stat *old, const char *bytes, size_t length,
                              struct lr_error *err)
{
    const size_t size = strlen(target) + 64;
    char *name = malloc(size);
    if (!name)
        return error_memory(err, path);
    int reason = 0;
    const int fd = open_beside(target, name, size);
    if (fd < 0) {
        reason = errno;
        goto out;
    }
    if (old && fchmod(fd, old->st_mode & 0777))
        reason = errno;
    const int failed = write_and_close(fd, bytes, length, 1);
    reason = reason ? reason : failed;
    if (!reason && rename(name, target))
        reason = errno;
    if (reason)
        unlink(name);
out:
    free(name);
    return reason ? unwritable(err, path, reason) : LR_OK;
}

enum lr_status file_write(const char *path, const char *bytes, size_t length,
                          struct lr_error *err)
{
    struct stat st;
    const int exists = !stat(path, &st);
    /* A device, a pipe or /dev/stdout cannot be replaced, only written to. */
    if (exists && (!S_ISREG(st.st_mode) || !strncmp(path, "/dev/", 5))) {
        const int fd = open(path, O_WRONLY | O_TRUNC | O_NOCTTY | O_CLOEXEC);
        const int reason = fd < 0 ? errno : write_and_close(fd, bytes, length, 0);
        return reason ? unwritable(err, path, reason) : LR_OK;
    }
    if (exists && access(path, W_OK))
        return unwritable(err, path, errno);

    /* Through a symbolic link the file behind it is replaced, not the link. */
    char *target = exists ? realpath(path, NULL) : NULL;
    const enum lr_status status =
        replace(path, target ? target : path, exists ? &st : NULL, bytes, length, err);
    free(target);
    return status;
}
