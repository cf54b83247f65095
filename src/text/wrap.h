/* wrap.h -- text for people in lines of a terminal's 80 columns. */
#ifndef TEXT_WRAP_H
#define TEXT_WRAP_H

#include <stddef.h>
#include <stdio.h>

enum { WRAP_WIDTH = 80 };

/* Cuts the next piece of at most `width` letters off *text, at a blank; a longer word
 * stays whole.  Returns its length; *text then points behind it and its blanks. */
size_t wrap_piece(const char **text, size_t width);

/* Writes `text` from `column` on, and further lines from `indent` on; no new line behind
 * the last one. */
void wrap_print(const char *text, size_t column, size_t indent, FILE *out);

#endif
