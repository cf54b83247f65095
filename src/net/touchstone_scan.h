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
};

enum touchstone_token {
    TOUCHSTONE_END,
    TOUCHSTONE_WORD,
    TOUCHSTONE_OPTION,          /* '#' first on its line; `at` is behind it    */
    TOUCHSTONE_KEYWORD          /* '[' first on its line                       */
};

void touchstone_scan_init(struct touchstone_scan *scan, const char *file,
                          const char *text, size_t length);

/* The next word, wherever it stands. */
enum touchstone_token touchstone_scan_next(struct touchstone_scan *scan);

/* The next word of the same line; false when there is none. */
bool touchstone_scan_line_word(struct touchstone_scan *scan);

/* Reads the last word as a decimal number; Fortran's D exponents are allowed.
 * False when it is none, or not finite. */
bool touchstone_scan_number(const struct touchstone_scan *scan, double *value);

/* LR_EINPUT: why the last word is no number. */
enum lr_status touchstone_scan_refuse(const struct touchstone_scan *scan,
                                      struct lr_error *err);

/* The place of the last word. */
struct mark touchstone_scan_mark(const struct touchstone_scan *scan);

/* The last word as printable text, cut when long. */
enum { TOUCHSTONE_WORD_SIZE = 40 };
const char *touchstone_scan_word(const struct touchstone_scan *scan,
                                 char text[TOUCHSTONE_WORD_SIZE]);

#endif
