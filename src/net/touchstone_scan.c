#include "config.h"

#include "net/touchstone_scan.h"

#include "base/decimal.h"

#include <math.h>
#include <string.h>
#include <strings.h>

void touchstone_scan_init(struct touchstone_scan *scan, const char *file,
                          const char *text, size_t length)
{
    static const char mark[] = "\xEF\xBB\xBF";
    const size_t skip = length >= 3 && !memcmp(text, mark, 3) ? 3 : 0;
    *scan = (struct touchstone_scan){
        .file = file, .begin = text + skip, .end = text + length, .at = text + skip,
        .word = text + skip};
}

bool touchstone_scan_first_on_line(const struct touchstone_scan *scan)
{
    const char *c = scan->word;
    while (c > scan->begin && touchstone_blank(c[-1]) && !touchstone_line_end(c[-1]))
        c--;
    return c == scan->begin || touchstone_line_end(c[-1]);
}

static void take_word(struct touchstone_scan *scan)
{
    const char *c = scan->word = scan->at;
    while (c < scan->end && !touchstone_blank(*c) && *c != '!')
        c++;
    scan->at = c;
    scan->length = (size_t)(c - scan->word);
}

/* `at` stands on the '!'. */
static void skip_comment(struct touchstone_scan *scan)
{
    static const char words[] = "Port Impedance";
    const size_t length = sizeof words - 1;
    const char *c = scan->at + 1;
    while (c < scan->end && (*c == ' ' || *c == '\t'))
        c++;
    if ((size_t)(scan->end - c) > length && !strncasecmp(c, words, length))
        scan->impedance = c + length;
    while (c < scan->end && !touchstone_line_end(*c))
        c++;
    scan->at = c;
}

enum touchstone_token touchstone_scan_next(struct touchstone_scan *scan)
{
    for (;;) {
        while (scan->at < scan->end && touchstone_blank(*scan->at))
            scan->at++;
        if (scan->at == scan->end || *scan->at != '!')
            break;
        skip_comment(scan);
    }
    take_word(scan);
    if (!scan->length)
        return TOUCHSTONE_END;
    if ((*scan->word != '#' && *scan->word != '[') ||
        !touchstone_scan_first_on_line(scan))
        return TOUCHSTONE_WORD;
    scan->at = scan->word + 1;
    return *scan->word == '#' ? TOUCHSTONE_OPTION : TOUCHSTONE_KEYWORD;
}

bool touchstone_scan_line_word(struct touchstone_scan *scan)
{
    while (scan->at < scan->end && touchstone_blank(*scan->at) &&
           !touchstone_line_end(*scan->at))
        scan->at++;
    if (scan->at == scan->end || touchstone_line_end(*scan->at) || *scan->at == '!')
        return false;
    take_word(scan);
    return true;
}

void touchstone_scan_skip_line(struct touchstone_scan *scan)
{
    while (touchstone_scan_line_word(scan))
        ;
}

bool touchstone_scan_is(const struct touchstone_scan *scan, const char *text)
{
    return strlen(text) == scan->length && !strncasecmp(text, scan->word, scan->length);
}

static bool convert(const struct touchstone_scan *scan, double *value)
{
    const char *end = scan->word + scan->length;
    return scan->length && decimal_read(scan->word, end, value) == end;
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

bool touchstone_scan_not_finite(const struct touchstone_scan *scan)
{
    char text[TOUCHSTONE_WORD_SIZE];
    double value;
    return convert(scan, &value) ? !isfinite(value)
                                 : not_finite_by_name(touchstone_scan_word(scan, text));
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
        return error_at(err, mark, "'%s' is not a finite number; lanereach net convert "
                        "--repair drops such points", text);
    return error_at(err, mark, "'%s' is not a number; data rows hold numbers only, "
                    "comments begin with '!'", text);
}

struct mark touchstone_scan_mark_at(const struct touchstone_scan *scan, const char *at)
{
    struct mark mark = {scan->file, 1, 1};
    const char *line = scan->begin;
    for (const char *c = scan->begin; c < at; c++)
        if (*c == '\n' || (*c == '\r' && (c + 1 == scan->end || c[1] != '\n'))) {
            mark.line++;
            line = c + 1;
        }
    mark.column += (size_t)(at - line);
    return mark;
}

struct mark touchstone_scan_mark(const struct touchstone_scan *scan)
{
    return touchstone_scan_mark_at(scan, scan->word);
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
