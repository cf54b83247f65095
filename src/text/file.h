/* file.h -- whole files in and out. */
#ifndef TEXT_FILE_H
#define TEXT_FILE_H

#include "base/error.h"

#include <stddef.h>

enum { FILE_DIGEST_SIZE = 65 };         /* 64 hexadecimal digits and a NUL     */

/* Reads a regular file of at most `most` bytes into malloc'd memory, with a NUL
 * behind the last byte.  LR_EINPUT `path: what`. */
enum lr_status file_read(const char *path, size_t most, char **bytes, size_t *length,
                         struct lr_error *err);

/* SHA-256 of `length` bytes as lower-case hexadecimal. */
enum lr_status file_digest(const char *bytes, size_t length,
                           char digest[FILE_DIGEST_SIZE], struct lr_error *err);

/* Writes `length` bytes to a new file beside `path` and renames it over `path`
 * when all went well, so that a failure leaves the old file as it was.
 * LR_ESYSTEM. */
enum lr_status file_write(const char *path, const char *bytes, size_t length,
                          struct lr_error *err);

#endif
