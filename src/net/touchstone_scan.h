/* touchstone_scan.h -- the words of a Touchstone file; private to its reader.
 *
 * One pass over a text in memory.  Words are parted by blanks and line ends; '!'
 * begins a comment wherever it stands, even glued to a word.  Places are counted
 * only when somebody asks for them, so that the pass stays cheap. */
#ifndef NET_TOUCHSTONE_SCAN_H
#define NET_TOUCHSTONE_SCAN_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct touchstone_scan {        /* every pointer is borrowed                   */
    const char *file;           /* for messages                                */
    const char *begin, *end;    /* the text, without its byte-order mark       */
    const char *at;             /* behind the last word                        */
    const char *word;           /* the last word, not terminated               */
    size_t length;              /* its length                                  */
    const char *impedance;      /* behind the words "Port Impedance" of the last
                                 * comment that begins with them, or NULL      */
};

enum touchstone_token {
    TOUCHSTONE_END,
    TOUCHSTONE_WORD,
    TOUCHSTONE_OPTION,          /* '#' first on its line; `at` is behind it    */
    TOUCHSTONE_KEYWORD          /* '[' first on its line; `at` is behind it    */
};

/* Blanks are all control characters but NUL, and the space: tabs, form feeds, the ^Z
 * that DOS put at the end. */
static inline bool touchstone_blank(char c)
{
    return (unsigned char)(c - 1) < ' ';
}

static inline bool touchstone_line_end(char c)
{
    return c == '\n' || c == '\r';
}

void touchstone_scan_init(struct touchstone_scan *scan, const char *file,
                          const char *text, size_t length);

/* The next word, wherever it stands. */
enum touchstone_token touchstone_scan_next(struct touchstone_scan *scan);

/* The next word of the same line; false when there is none. */
bool touchstone_scan_line_word(struct touchstone_scan *scan);

void touchstone_scan_skip_line(struct touchstone_scan *scan);

/* True when only blanks stand before the last word on its line. */
bool touchstone_scan_first_on_line(const struct touchstone_scan *scan);

/* True when the last word is `text`, in any case. */
bool touchstone_scan_is(const struct touchstone_scan *scan, const char *text);

/* Reads the last word as a decimal number; Fortran's D exponents are allowed.
 * False when it is none, or not finite. */
bool touchstone_scan_number(const struct touchstone_scan *scan, double *value);

/* True when the last word stands for a value that is not finite: nan, inf, 1.#IND,
 * 1e999. */
bool touchstone_scan_not_finite(const struct touchstone_scan *scan);

/* LR_EINPUT: why the last word is no number. */
enum lr_status touchstone_scan_refuse(const struct touchstone_scan *scan,
                                      struct lr_error *err);

/* The place of the last word, and of any character of the text. */
struct mark touchstone_scan_mark(const struct touchstone_scan *scan);
struct mark touchstone_scan_mark_at(const struct touchstone_scan *scan, const char *at);

/* The last word as printable text, cut when long. */
enum { TOUCHSTONE_WORD_SIZE = 40 };
const char *touchstone_scan_word(const struct touchstone_scan *scan,
                                 char text[TOUCHSTONE_WORD_SIZE]);

#endif
