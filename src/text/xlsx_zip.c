#include "config.h"

#include "text/xlsx_zip.h"

#include "text/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

/* Of the file, of one part and of all parts of a workbook.  COM sheets have 70 kB, 50 kB
 * and 200 kB; one byte of an archive can inflate to a thousand. */
enum { MIB = 1 << 20, MOST_FILE = 64 * MIB, MOST_PART = 64 * MIB, MOST_ALL = 128 * MIB };

/* Old workbooks and the encrypted new ones are both compound files and begin alike; those
 * that are encrypted have an entry of this name, in UTF-16. */
static enum lr_status check_kind(const struct xlsx_zip *zip, struct lr_error *err)
{
    static const char begin[4] = "\xd0\xcf\x11\xe0";
    static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    if (!zip->length)           /* an empty archive to libzip                  */
        return error_at(err, (struct mark){.file = zip->path}, "is empty; an .xlsx "
                        "workbook is a ZIP archive");
    if (zip->length < sizeof begin || memcmp(zip->bytes, begin, sizeof begin))
        return LR_OK;
    if (memmem(zip->bytes, zip->length, encrypted, sizeof encrypted))
        return error_set(err, LR_EINPUT, "%s is protected with a password; save it "
                         "without one", zip->path);
    return error_set(err, LR_EINPUT, "%s is an old .xls workbook; save it as .xlsx, with "
                     "LibreOffice: soffice --convert-to xlsx %s", zip->path, zip->path);
}

static enum lr_status open_archive(struct xlsx_zip *zip, struct lr_error *err)
{
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(zip->bytes, zip->length, 0, &why);
    zip->archive = source ? zip_open_from_source(source, ZIP_RDONLY, &why) : NULL;
    if (!zip->archive) {
        error_at(err, (struct mark){.file = zip->path}, "cannot be opened as a ZIP "
                 "archive, which an .xlsx workbook is: %s", zip_error_strerror(&why));
        zip_source_free(source);
    }
    zip_error_fini(&why);
    return zip->archive ? LR_OK : LR_EINPUT;
}

enum lr_status xlsx_zip_open(struct xlsx_zip *zip, const char *path,
                             struct lr_error *err)
{
    *zip = (struct xlsx_zip){.path = path};
    enum lr_status status = file_read(path, MOST_FILE, &zip->bytes, &zip->length, err);
    if (!status)
        status = check_kind(zip, err);
    if (!status)
        status = open_archive(zip, err);
    if (status)
        xlsx_zip_close(zip);
    return status;
}

void xlsx_zip_close(struct xlsx_zip *zip)
{
    if (zip->archive)
        zip_discard(zip->archive);
    free(zip->bytes);
    *zip = (struct xlsx_zip){0};
}

/* Part names that differ in case alone are the same, and there are programs that write
 * SharedStrings.xml and refer to sharedStrings.xml. */
static zip_int64_t locate(const struct xlsx_zip *zip, const char *part)
{
    const zip_int64_t exact = zip_name_locate(zip->archive, part, 0);
    return exact >= 0 ? exact : zip_name_locate(zip->archive, part, ZIP_FL_NOCASE);
}

bool xlsx_zip_has(const struct xlsx_zip *zip, const char *part)
{
    return locate(zip, part) >= 0;
}

static enum lr_status unreadable(const struct xlsx_zip *zip, const char *part,
                                 const char *why, struct lr_error *err)
{
    return error_at(err, (struct mark){.file = zip->path}, "%s cannot be read: %s", part,
                    why);
}

/* Reads to the end of the part, or one byte beyond `most`. */
static enum lr_status inflate_all(struct xlsx_zip *zip, const char *part,
                                  zip_file_t *file, size_t most, char **bytes,
                                  size_t *length, struct lr_error *err)
{
    enum { FIRST = 32768 };
    size_t room = 0, used = 0;
    for (zip_int64_t n = 1; n && used <= most; used += (size_t)n) {
        if (used == room) {
            room = room ? 2 * room : FIRST;
            room = room > most ? most + 1 : room;
            char *more = realloc(*bytes, room);
            if (!more)
                return error_memory(err, part);
            *bytes = more;
        }
        n = zip_fread(file, *bytes + used, room - used);
        if (n < 0)
            return unreadable(zip, part, zip_file_strerror(file), err);
    }
    *length = used;
    return LR_OK;
}

static enum lr_status check_size(struct xlsx_zip *zip, const char *part, size_t length,
                                 struct lr_error *err)
{
    const struct mark place = {.file = zip->path};
    if (length > MOST_PART)
        return error_at(err, place, "%s inflates to more than %d MiB; no sheet that can "
                        "be read here does", part, MOST_PART / MIB);
    zip->inflated += length;
    if (zip->inflated > MOST_ALL)
        return error_at(err, place, "its parts inflate to more than %d MiB; no workbook "
                        "that can be read here does", MOST_ALL / MIB);
    return LR_OK;
}

enum lr_status xlsx_zip_read(struct xlsx_zip *zip, const char *part, char **bytes,
                             size_t *length, struct lr_error *err)
{
    char *buffer = NULL;
    const zip_int64_t index = locate(zip, part);
    if (index < 0)
        return error_at(err, (struct mark){.file = zip->path}, "%s is not in the archive",
                        part);
    zip_file_t *file = zip_fopen_index(zip->archive, (zip_uint64_t)index, 0);
    if (!file)
        return unreadable(zip, part, zip_strerror(zip->archive), err);
    enum lr_status status = inflate_all(zip, part, file, MOST_PART, &buffer, length, err);
    if (!status)
        status = check_size(zip, part, *length, err);
    zip_fclose(file);
    if (status)
        free(buffer);
    else
        *bytes = buffer;
    return status;
}
