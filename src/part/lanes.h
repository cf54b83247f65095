/* lanes.h -- lanes side by side on one frequency grid: what the parts of a link share
 * while they are asked for them. */
#ifndef PART_LANES_H
#define PART_LANES_H

#include "line/bundle.h"

enum { PART_MOST_LANES = 16 };

struct part_lines {             /* a cross-section made ready for any length   */
    const struct line_solution *of;     /* borrowed                            */
    struct line_bundle bundle;
    struct part_lines *next;
};

struct part_lanes {
    size_t n;                   /* lanes, PART_MOST_LANES at most              */
    size_t nf;
    const double *freq;         /* [Hz] borrowed                               */
    struct part_lines *lines;   /* those asked for so far; owned               */
};

void part_lanes_free(struct part_lanes *lanes);

struct line_solution;

/* The lines of a cross-section with 2n signals, made ready at first use.  Not
 * thread-safe. */
enum lr_status part_lanes_lines(struct part_lanes *lanes,
                                const struct line_solution *solution,
                                const struct line_bundle **out, struct lr_error *err);

#endif
