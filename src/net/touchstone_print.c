#include "config.h"

#include "net/touchstone_print.h"

#include "base/quantity.h"
#include "net/touchstone_digits.h"
#include "text/file.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { LEAST_ROOM = 1 << 16 };

/* True when there is room for `more` bytes and a NUL. */
static bool reserve(struct touchstone_text *text, size_t more)
{
    if (text->failed || text->capacity - text->length > more)
        return !text->failed;
    const size_t capacity = 2 * text->capacity + more + LEAST_ROOM;
    char *bytes = realloc(text->bytes, capacity);
    text->failed = !bytes;
    if (bytes) {
        text->bytes = bytes;
        text->capacity = capacity;
    }
    return !text->failed;
}

void touchstone_print(struct touchstone_text *text, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    const int n = vsnprintf(NULL, 0, format, args);
    if (n >= 0 && reserve(text, (size_t)n)) {
        vsnprintf(text->bytes + text->length, (size_t)n + 1, format, again);
        text->length += (size_t)n;
    }
    va_end(again);
    va_end(args);
}

void touchstone_print_char(struct touchstone_text *text, char c)
{
    if (reserve(text, 1))
        text->bytes[text->length++] = c;
}

void touchstone_print_number(struct touchstone_text *text, char before, double x)
{
    if (!reserve(text, 1 + TOUCHSTONE_DIGITS_SIZE))
        return;
    text->bytes[text->length++] = before;
    text->length += touchstone_digits(x, text->bytes + text->length);
}

enum lr_status touchstone_print_end(struct touchstone_text *text, const char *path,
                                    struct lr_error *err)
{
    enum lr_status status = text->failed
                                ? error_memory(err, "the text of a network file")
                                : file_write(path, text->bytes, text->length, err);
    free(text->bytes);
    *text = (struct touchstone_text){NULL, 0, 0, false};
    return status;
}

enum lr_status touchstone_print_check(const char *path, const struct net *net,
                                      struct lr_error *err)
{
    for (size_t k = 0; k < net->nf; k++) {
        if (!isfinite(net->freq[k]))
            return error_set(err, LR_EDOMAIN, "%s: frequency %zu is not finite", path,
                             k + 1);
        for (size_t i = 0; i < net->np; i++)
            for (size_t j = 0; j < net->np; j++) {
                const double complex s = *net_s(net, k, i, j);
                if (!isfinite(creal(s)) || !isfinite(cimag(s)))
                    return error_set(err, LR_EDOMAIN, "%s: S%zu,%zu at %g GHz is not "
                                     "finite", path, i + 1, j + 1,
                                     net->freq[k] / unit_ghz);
            }
    }
    return LR_OK;
}
