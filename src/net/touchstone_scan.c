#include "config.h"

#include "net/touchstone_scan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Longer than any number a program prints; a longer word is none. */
enum { NUMBER_SIZE = 64 };

/* Blanks are all control characters and the space: tabs, form feeds, the ^Z that
 * DOS put at the end. */
static bool blank(char c)
{
    return (unsigned char)c <= ' ';
}

static bool line_end(char c)
{
    return c == '\n' || c == '\r';
}

void touchstone_scan_init(struct touchstone_scan *scan, const char *file,
                          const char *text, size_t length)
{
    static const char mark[] = "\xEF\xBB\xBF";
    const size_t skip = length >= 3 && !memcmp(text, mark, 3) ? 3 : 0;
    *scan = (struct touchstone_scan){file, text + skip, text + length, text + skip,
                                     text + skip, 0};
}

static bool first_on_line(const struct touchstone_scan *scan)
{
    const char *c = scan->word;
    while (c > scan->begin && blank(c[-1]) && !line_end(c[-1]))
        c--;
    return c == scan->begin || line_end(c[-1]);
}

static void take_word(struct touchstone_scan *scan)
{
    const char *c = scan->word = scan->at;
    while (c < scan->end && !blank(*c) && *c != '!')
        c++;
    scan->at = c;
    scan->length = (size_t)(c - scan->word);
}

enum touchstone_token touchstone_scan_next(struct touchstone_scan *scan)
{
    for (;;) {
        while (scan->at < scan->end && blank(*scan->at))
            scan->at++;
        if (scan->at == scan->end || *scan->at != '!')
            break;
        while (scan->at < scan->end && !line_end(*scan->at))
            scan->at++;
    }
    take_word(scan);
    if (!scan->length)
        return TOUCHSTONE_END;
    if (*scan->word == '#' && first_on_line(scan)) {
        scan->at = scan->word + 1;
        return TOUCHSTONE_OPTION;
    }
    return *scan->word == '[' && first_on_line(scan) ? TOUCHSTONE_KEYWORD
                                                     : TOUCHSTONE_WORD;
}

bool touchstone_scan_line_word(struct touchstone_scan *scan)
{
    while (scan->at < scan->end && blank(*scan->at) && !line_end(*scan->at))
        scan->at++;
    if (scan->at == scan->end || line_end(*scan->at) || *scan->at == '!')
        return false;
    take_word(scan);
    return true;
}

/* The copy gives strtod its NUL, and keeps the words it knows besides decimal
 * numbers (nan, inf, 0x1p3) away from it. */
static bool convert(const struct touchstone_scan *scan, double *value)
{
    char text[NUMBER_SIZE];
    if (scan->length >= sizeof text)
        return false;
    for (size_t i = 0; i < scan->length; i++) {
        const char c = scan->word[i];
        if ((c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+')
            text[i] = c;
        else if (c == 'e' || c == 'E' || c == 'd' || c == 'D')
            text[i] = 'e';
        else
            return false;
    }
    text[scan->length] = '\0';
    char *end;
    *value = strtod(text, &end);
    return end == text + scan->length && end > text;
}

bool touchstone_scan_number(const struct touchstone_scan *scan, double *value)
{
    return convert(scan, value) && isfinite(*value);
}

static bool not_finite_by_name(const char *word)
{
    static const char *const names[] = {"nan", "inf", "infinity", "1.#INF", "1.#IND",
                                        "1.#QNAN"};
    word += *word == '-' || *word == '+';
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (!strcasecmp(word, names[i]))
            return true;
    return false;
}

enum lr_status touchstone_scan_refuse(const struct touchstone_scan *scan,
                                      struct lr_error *err)
{
    char text[TOUCHSTONE_WORD_SIZE];
    double value;
    touchstone_scan_word(scan, text);
    const struct mark mark = touchstone_scan_mark(scan);
    if (convert(scan, &value))
        return error_at(err, mark, "'%s' is too large for a number", text);
    if (not_finite_by_name(text))
        return error_at(err, mark, "'%s' is not a finite number", text);
    return error_at(err, mark, "'%s' is not a number; data rows hold numbers only, "
                    "comments begin with '!'", text);
}

struct mark touchstone_scan_mark(const struct touchstone_scan *scan)
{
    struct mark mark = {scan->file, 1, 1};
    const char *line = scan->begin;
    for (const char *c = scan->begin; c < scan->word; c++)
        if (*c == '\n' || (*c == '\r' && (c + 1 == scan->end || c[1] != '\n'))) {
            mark.line++;
            line = c + 1;
        }
    mark.column += (size_t)(scan->word - line);
    return mark;
}

const char *touchstone_scan_word(const struct touchstone_scan *scan,
                                 char text[TOUCHSTONE_WORD_SIZE])
{
    static const char dots[] = "...";
    const size_t most = TOUCHSTONE_WORD_SIZE - sizeof dots;
    const size_t n = scan->length < most ? scan->length : most;
    for (size_t i = 0; i < n; i++) {
        const char c = scan->word[i];
        text[i] = c > ' ' && c < 0x7f ? c : '?';
    }
    memcpy(text + n, dots, sizeof dots);
    if (n == scan->length)
        text[n] = '\0';
    return text;
}
