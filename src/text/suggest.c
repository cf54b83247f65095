#include "config.h"

#include "text/suggest.h"

#include <stdio.h>
#include <string.h>

/* LISTED names of up to NAME_WIDTH letters and the question fit SUGGEST_SIZE. */
enum { LISTED = 12, NAME_WIDTH = 32, LONGEST = 64 };

/* Levenshtein's distance, by its recurrence kept to one row: after step i, row[j]
 * is the distance of the first i letters of a to the first j of b. */
static size_t distance(const char *a, const char *b)
{
    const size_t na = strlen(a), nb = strlen(b);
    size_t row[LONGEST + 1];
    if (na > LONGEST || nb > LONGEST)
        return LONGEST;
    for (size_t j = 0; j <= nb; j++)
        row[j] = j;
    for (size_t i = 1; i <= na; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            const size_t replaced = diagonal + (a[i - 1] != b[j - 1]);
            const size_t edited = 1 + (row[j] < row[j - 1] ? row[j] : row[j - 1]);
            diagonal = row[j];
            row[j] = replaced < edited ? replaced : edited;
        }
    }
    return row[nb];
}

static const char *nearest(const char *word, const char *const *names, size_t n)
{
    const size_t length = strlen(word);
    const char *found = NULL;
    size_t least = length / 4 > 2 ? length / 4 : 2;
    /* Every one-letter word is one edit from every other. */
    if (least >= length)
        least = length ? length - 1 : 0;
    for (size_t i = 0; i < n; i++) {
        const size_t d = distance(word, names[i]);
        if (d < least || (d == least && !found)) {
            found = names[i];
            least = d;
        }
    }
    return found;
}

void suggest_print(const char *word, const char *const *names, size_t n,
                   char text[SUGGEST_SIZE])
{
    size_t used = (size_t)snprintf(text, SUGGEST_SIZE, "%s", n ? "" : "none");
    for (size_t i = 0; i < n && i < LISTED; i++)
        used += (size_t)snprintf(text + used, SUGGEST_SIZE - used, "%s%.*s",
                                 i ? ", " : "", NAME_WIDTH - 2, names[i]);
    if (n > LISTED)
        used += (size_t)snprintf(text + used, SUGGEST_SIZE - used, ", ...");
    const char *found = nearest(word, names, n);
    if (found)
        snprintf(text + used, SUGGEST_SIZE - used, "; did you mean '%.*s'?",
                 LONGEST, found);
}
