/* plot.h -- pictures: columns and labels for a gnuplot template, no physics.
 *
 * A figure is a set of blocks of equal columns and a set of named labels; its
 * template, plots/<template>.gp, decides everything about its looks.  The template
 * sees DATA (the data file; block i is `index i`), every label as a string or number
 * variable, and BLOCKS and the array NAME[1..BLOCKS] of the blocks' names; terminal
 * and output are set before it. */
#ifndef PLOT_PLOT_H
#define PLOT_PLOT_H

#include "base/arena.h"
#include "base/error.h"

#include <stddef.h>

enum { PLOT_BLOCKS = 32, PLOT_LABELS = 32 };

struct plot_block {
    const char *name;           /* what a legend calls it                      */
    size_t rows, cols;
    const double *x;            /* [rows][cols]; NaN leaves a gap              */
};

struct plot_label {
    const char *name;           /* a gnuplot variable: "TITLE", "FN"           */
    const char *text;           /* NULL: `number` holds                        */
    double number;
};

struct plot_figure {            /* arrays live in the caller's arena           */
    const char *template;       /* "reach"                                     */
    const char *columns;        /* CSV header of the data file: units in names */
    size_t nblock, nlabel;
    struct plot_block block[PLOT_BLOCKS];
    struct plot_label label[PLOT_LABELS];
};

/* Building one: silently leave out what is beyond the limits; data are copied.  Memory
 * that ran out is reported by plot_run. */
void plot_add_block(struct plot_figure *figure, const char *name, size_t rows,
                    size_t cols, const double *x, struct arena *arena);
void plot_add_text(struct plot_figure *figure, const char *name, struct arena *arena,
                   const char *format, ...) __attribute__((format(printf, 4, 5)));
void plot_add_number(struct plot_figure *figure, const char *name, double number);

/* LR_EUSAGE unless `path` ends in .svg, .png or .pdf: to be asked before the work. */
enum lr_status plot_check(const char *path, struct lr_error *err);

/* Draws `figure` with the gnuplot script `template_path` to `path`, whose extension is
 * svg, png or pdf.  With keep (a folder, made when absent) the finished script and its
 * data stay there as <template>.gp and <template>.csv and can be run again by hand.
 * gnuplot is $LANEREACH_GNUPLOT, else found in PATH, and is run with an argument
 * vector.  `path` is only replaced when gnuplot succeeded.  LR_EUSAGE for another
 * extension, LR_ESYSTEM when gnuplot is absent or fails (its first message is
 * quoted). */
enum lr_status plot_run(const struct plot_figure *figure, const char *template_path,
                        const char *path, const char *keep, struct lr_error *err);

#endif
