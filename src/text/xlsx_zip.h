/* xlsx_zip.h -- the parts of a workbook, inflated out of its ZIP archive; the only file
 * that knows libzip.
 *
 * A part is named as in the archive, without a slash before it: xl/workbook.xml. */
#ifndef TEXT_XLSX_ZIP_H
#define TEXT_XLSX_ZIP_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct zip;                     /* of libzip                                   */
struct xlsx_zip {
    const char *path;           /* borrowed                                    */
    char *bytes;                /* owned: the file                             */
    size_t length;
    struct zip *archive;        /* owned: reads from bytes                     */
    size_t inflated;            /* bytes of all parts read so far              */
};

/* LR_EINPUT when the file cannot be read or is no ZIP archive; *zip then owns nothing. */
enum lr_status xlsx_zip_open(struct xlsx_zip *zip, const char *path,
                             struct lr_error *err);
void xlsx_zip_close(struct xlsx_zip *zip);

bool xlsx_zip_has(const struct xlsx_zip *zip, const char *part);

/* The whole part in malloc'd memory.  LR_EINPUT: it is not there, is damaged, or inflates
 * beyond the limits, which hold whatever size the archive declares. */
enum lr_status xlsx_zip_read(struct xlsx_zip *zip, const char *part, char **bytes,
                             size_t *length, struct lr_error *err);

#endif
