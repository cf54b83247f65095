/* script.h -- a figure as the two files that gnuplot reads; for plot/. */
#ifndef PLOT_SCRIPT_H
#define PLOT_SCRIPT_H

#include "plot/plot.h"

#include <stdio.h>

/* Both write to `out`, whose errors are the caller's to check.
 *
 * The data: the header line behind a '#', then the blocks, each behind its name in a
 * comment of its own, parted by two blank lines; commas between full-precision
 * numbers.  What is not finite is NaN; an empty block is one row of NaN, without
 * which gnuplot would count the later blocks wrongly. */
void script_data(const struct plot_figure *figure, FILE *out);

/* The script: what the template relies on (plot.h), then the template itself.  All
 * file names are relative, so that it runs wherever its data are.  `terminal` is
 * the argument of `set terminal`, `picture` the file that is drawn. */
void script_text(const struct plot_figure *figure, const char *template_text,
                 const char *terminal, const char *picture, FILE *out);

/* `text` as a string of gnuplot.  In single quotes it substitutes nothing, neither
 * `command` nor @macro; control characters, which no quoting saves, become blanks. */
void script_quote(const char *text, FILE *out);

#endif
