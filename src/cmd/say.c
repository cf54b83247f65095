#include "config.h"

#include "cmd/cmd.h"

#include "base/array.h"
#include "text/wrap.h"

#include <stdarg.h>

void cmd_say(FILE *out, size_t indent, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, arguments);
    char *text = length < 0 ? NULL : array_alloc((size_t)length + 1, 1);
    if (text) {
        vsnprintf(text, (size_t)length + 1, format, again);
        wrap_print(text, 0, indent, out);
        fputc('\n', out);
        array_free(text);
    } else {
        vfprintf(out, format, again);
        fputc('\n', out);
    }
    va_end(again);
    va_end(arguments);
}
