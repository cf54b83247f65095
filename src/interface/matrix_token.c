#include "config.h"

#include "interface/matrix_token.h"

#include "base/decimal.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { SHOWN = 120 };           /* bytes of the text in a message              */

/* Two characters before one: ".*" is no point. */
static const struct { const char *text; enum matrix_token_kind kind; } signs[] = {
    {".*", MATRIX_EACH_TIMES}, {"./", MATRIX_EACH_OVER}, {".^", MATRIX_EACH_POWER},
    {".'", MATRIX_TRANSPOSE},  {"'", MATRIX_TRANSPOSE},  {"+", MATRIX_PLUS},
    {"-", MATRIX_MINUS},       {"*", MATRIX_TIMES},      {"/", MATRIX_OVER},
    {"^", MATRIX_POWER},       {":", MATRIX_COLON},      {",", MATRIX_COMMA},
    {";", MATRIX_SEMICOLON},   {"(", MATRIX_OPEN},       {")", MATRIX_CLOSE},
    {"[", MATRIX_OPEN_ROWS},   {"]", MATRIX_CLOSE_ROWS},
};

/* In UTF-8. */
static bool begins_character(char c)
{
    return ((unsigned char)c & 0xc0) != 0x80;
}

enum lr_status matrix_fault(const struct matrix_text *text, const char *at,
                            const char *format, ...)
{
    char shown[SHOWN + 1], sentence[256];
    size_t n = 0;
    while (n < SHOWN && text->begin + n < text->end) {
        const char c = text->begin[n];
        shown[n++] = iscntrl((unsigned char)c) ? ' ' : c;
    }
    const bool cut = text->begin + n < text->end;
    while (cut && n && !begins_character(text->begin[n]))
        n--;
    shown[n] = '\0';
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    /* Bytes are characters: one of several bytes is a fault itself, or the unit. */
    return error_at(text->err, text->mark, "%s: '%s%s', character %zu: %s", text->what,
                    shown, cut ? "..." : "", (size_t)(at - text->begin) + 1, sentence);
}

static bool is_blank(const struct matrix_text *text, const char *at, bool lines)
{
    return at < text->end && isspace((unsigned char)*at) && !(lines && *at == '\n');
}

/* False when there is no number at out->begin. */
static bool read_number(const struct matrix_text *text, struct matrix_token *out)
{
    if (!isdigit((unsigned char)*out->begin) && *out->begin != '.')
        return false;
    const char *end = decimal_read(out->begin, text->end, &out->number);
    if (!end)
        return false;
    /* The point of 2.*x belongs to the operator; it changes no number. */
    if (end[-1] == '.' && *end && strchr("*/^'", *end))
        end--;
    out->kind = MATRIX_NUMBER;
    out->end = end;
    return true;
}

static enum lr_status check_number(const struct matrix_text *text,
                                   const struct matrix_token *token)
{
    if (!isfinite(token->number))
        return matrix_fault(text, token->begin,
                            "the number is too large; write a finite one");
    if (*token->begin == '0' && (*token->end == 'x' || *token->end == 'X') &&
        isxdigit((unsigned char)token->end[1]))
        return matrix_fault(text, token->begin,
                            "hexadecimal numbers are not read; write it in decimals");
    return LR_OK;
}

static bool read_name(struct matrix_token *out)
{
    if (!isalpha((unsigned char)*out->begin))
        return false;
    out->kind = MATRIX_NAME;
    for (out->end = out->begin; isalnum((unsigned char)*out->end) || *out->end == '_';)
        out->end++;
    return true;
}

static void read_sign(struct matrix_token *out)
{
    out->kind = MATRIX_UNKNOWN;
    out->end = out->begin + 1;
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        const size_t length = strlen(signs[i].text);
        if (!strncmp(out->begin, signs[i].text, length)) {
            out->kind = signs[i].kind;
            out->end = out->begin + length;
            return;
        }
    }
}

enum lr_status matrix_token_read(const struct matrix_text *text, const char *at,
                                 bool lines, struct matrix_token *out)
{
    enum lr_status status = LR_OK;
    const char *begin = at;
    while (is_blank(text, begin, lines))
        begin++;
    *out = (struct matrix_token){.kind = MATRIX_END, .begin = begin, .end = begin,
                                 .blank_before = begin > at};
    if (begin == text->end)
        return LR_OK;
    if (*begin == '\n') {
        out->kind = MATRIX_ROW_END;
        out->end = begin + 1;
    } else if (read_number(text, out)) {
        status = check_number(text, out);
    } else if (!read_name(out)) {
        read_sign(out);
    }
    out->blank_behind = is_blank(text, out->end, false);
    return status;
}
