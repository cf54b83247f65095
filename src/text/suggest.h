/* suggest.h -- what the writer of a wrong word may have meant. */
#ifndef TEXT_SUGGEST_H
#define TEXT_SUGGEST_H

#include <stddef.h>

enum { SUGGEST_SIZE = 512 };

/* Into text: "length, vary; did you mean 'length'?".  At most twelve of the n
 * names are listed; "..." stands for the rest.  The nearest of all n is named
 * when it is at most two edits away, or a quarter of the letters of a long word;
 * an edit inserts, drops or replaces a letter.  "none" for n == 0. */
void suggest_print(const char *word, const char *const *names, size_t n,
                   char text[SUGGEST_SIZE]);

#endif
