#include "config.h"

#include "answer/eye_pattern.h"

#include "text/file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { MOST_FILE = 64 << 20 };
static const char digits[] = "0123456789abcdef";

static enum lr_status no_pattern(const char *text, struct lr_error *err)
{
    return error_set(err, LR_EUSAGE,
                     "--pattern '%s' is neither a sequence nor a file; write PRBS7, 9, "
                     "11, 13, 15, 23 or 31, with Q behind it for four levels, random, or "
                     "a file of symbols", text);
}

/* "PRBS13Q" is the sequence of order 13 on four levels. */
static enum lr_status read_prbs(const char *text, size_t levels, uint32_t seed,
                                struct pattern *out, struct lr_error *err)
{
    char *end;
    const long order = strtol(text + 4, &end, 10);
    const bool quaternary = !strcasecmp(end, "Q");
    if (end == text + 4 || (*end && !quaternary) || order < 1 || order > 64)
        return no_pattern(text, err);
    if (quaternary && levels != 4)
        return error_set(err, LR_EUSAGE,
                         "--pattern %s has four levels, and the link %zu; write %.*s",
                         text, levels, (int)(end - text), text);
    return pattern_prbs((unsigned)order, levels, seed, out, NULL) ? no_pattern(text, err)
                                                                  : LR_OK;
}

/* The symbols of a file, decoded in place. */
static enum lr_status decode(const char *path, char *text, size_t length, size_t levels,
                             size_t *n, struct lr_error *err)
{
    unsigned line = 1, column = 0;
    bool comment = false;
    *n = 0;
    for (size_t i = 0; i < length; i++) {
        const char c = (char)tolower((unsigned char)text[i]);
        const char *digit = c ? memchr(digits, c, levels) : NULL;
        column++;
        if (c == '\n') {
            line++;
            column = 0;
            comment = false;
        } else if (c == '#') {
            comment = true;
        } else if (!comment && digit) {
            text[(*n)++] = (char)(digit - digits);
        } else if (!comment && !isspace((unsigned char)c)) {
            return error_at(err, (struct mark){path, line, column},
                            "'%c' is no symbol; write 0 to %c", text[i],
                            digits[levels - 1]);
        }
    }
    return *n ? LR_OK
              : error_at(err, (struct mark){.file = path}, "has no symbols; write 0 to %c",
                         digits[levels - 1]);
}

static enum lr_status read_symbols(const char *path, size_t levels, struct arena *arena,
                                   struct pattern *out, struct lr_error *err)
{
    char *text = NULL;
    size_t length, n;
    enum lr_status status = file_read(path, MOST_FILE, &text, &length, err);
    if (!status)
        status = decode(path, text, length, levels, &n, err);
    uint8_t *symbol = status ? NULL : arena_alloc(arena, n);
    if (!status && !symbol)
        status = error_memory(err, "a pattern");
    if (!status) {
        memcpy(symbol, text, n);
        status = pattern_given(n, symbol, levels, out, err);
    }
    free(text);
    return status;
}

enum lr_status eye_pattern_read(const char *text, size_t levels, uint32_t seed,
                                struct arena *arena, struct pattern *out,
                                const char **name, struct lr_error *err)
{
    const bool power = !(levels & (levels - 1));
    const char *chosen = text          ? text
                         : !power      ? "random"
                         : levels == 4 ? "PRBS31Q" : "PRBS31";
    *name = chosen;
    if (levels < 2 || levels > PATTERN_LEVELS_MOST)
        return error_set(err, LR_EDOMAIN, "a pattern of %zu levels; 2 to %d", levels,
                         PATTERN_LEVELS_MOST);
    if (!strcmp(chosen, "random"))
        return pattern_random(levels, seed, out, err);
    const bool file = !access(chosen, R_OK);
    if (!file && !strncasecmp(chosen, "PRBS", 4))
        return read_prbs(chosen, levels, seed, out, err);
    if (!file)
        return no_pattern(chosen, err);
    return read_symbols(chosen, levels, arena, out, err);
}
