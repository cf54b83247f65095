#include "config.h"

#include "text/wrap.h"

#include <string.h>

size_t wrap_piece(const char **text, size_t width)
{
    const char *begin = *text;
    size_t length = 0, end = strcspn(begin, " ");
    while (begin[end] && end <= width) {
        length = end;
        end += strspn(begin + end, " ");
        end += strcspn(begin + end, " ");
    }
    if (!length || end <= width)
        length = end;
    *text = begin + length + strspn(begin + length, " ");
    return length;
}

void wrap_print(const char *text, size_t column, size_t indent, FILE *out)
{
    const size_t least = WRAP_WIDTH / 4;
    size_t room = column + least < WRAP_WIDTH ? WRAP_WIDTH - column : least;
    do {
        const char *begin = text;
        const int length = (int)wrap_piece(&text, room);
        fprintf(out, "%.*s", length, begin);
        if (*text)
            fprintf(out, "\n%*s", (int)indent, "");
        room = indent + least < WRAP_WIDTH ? WRAP_WIDTH - indent : least;
    } while (*text);
}
