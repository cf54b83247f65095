/* reach_rates.h -- reach at a glance: a row for each medium, a column for each lane rate.
 * Internal to cmd. */
#ifndef CMD_REACH_RATES_H
#define CMD_REACH_RATES_H

#include "text/tree.h"

#include <stdbool.h>
#include <stdio.h>

/* Whether rows[] of an answer has a medium at several lane rates. */
bool reach_rates_are_many(const struct tree *rows);

/* Whether one interface judges both in the same state of crosstalk. */
bool reach_rates_together(const struct tree *a, const struct tree *b);

/* The table, and below it by what each of its numbers is judged. */
void reach_rates_print(const struct tree *rows, FILE *out);

#endif
