/* file.h -- whole files in and out. */
#ifndef TEXT_FILE_H
#define TEXT_FILE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum { FILE_DIGEST_SIZE = 65 };         /* 64 hexadecimal digits and a NUL     */

/* Reads a regular file of at most `most` bytes into malloc'd memory, with a NUL
 * behind the last byte.  LR_EINPUT `path: what`. */
enum lr_status file_read(const char *path, size_t most, char **bytes, size_t *length,
                         struct lr_error *err);

/* The bytes of a file, for reading only and with no NUL behind them; bytes is never
 * NULL.  {0} is none. */
struct file_map {
    const char *bytes;          /* into mapping or buffer                      */
    size_t length;
    void *mapping;              /* owned: of the pages of the file, or NULL    */
    char *buffer;               /* owned: malloc'd instead, or NULL            */
};

/* The same as file_read, but by mapping the file: in a fresh process this and one walk
 * over 3 MB in the cache took 0.7 ms, reading them into new memory 5 to 10, nearly all
 * of it for the faults of the new pages; MAP_POPULATE took 0.85.  A file that cannot be
 * mapped is read.  *map is {0} on failure.
 *
 * Limit: who cuts a mapped file short ends the program with SIGBUS; a file that is
 * renamed over, as file_write does, stays as it was until file_unmap. */
enum lr_status file_map(const char *path, size_t most, struct file_map *map,
                        struct lr_error *err);
void file_unmap(struct file_map *map);

/* Says that a file will be read soon, so that the system may fetch it while something
 * else is computed; nothing happens when it cannot. */
void file_expect(const char *path);

/* True when two paths lead to one existing file. */
bool file_same(const char *a, const char *b);

/* SHA-256 of `length` bytes as lower-case hexadecimal. */
enum lr_status file_digest(const char *bytes, size_t length,
                           char digest[FILE_DIGEST_SIZE], struct lr_error *err);

/* Writes `length` bytes to a new file beside `path` and renames it over `path`
 * when all went well, so that a failure leaves the old file as it was.
 * LR_ESYSTEM. */
enum lr_status file_write(const char *path, const char *bytes, size_t length,
                          struct lr_error *err);

#endif
