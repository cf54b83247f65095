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

struct part_kept {              /* the lanes of a part, for others like it     */
    const void *of;             /* its model or cross-section, borrowed        */
    double size[2];             /* [m] of the part                             */
    struct net_bundle lanes;
    struct part_kept *next;
};

struct part_lanes {
    size_t n;                   /* lanes, PART_MOST_LANES at most              */
    size_t nf;
    const double *freq;         /* [Hz] borrowed                               */
    struct part_lines *lines;   /* those asked for so far; owned               */
    struct part_kept *kept;     /* owned                                       */
};

void part_lanes_free(struct part_lanes *lanes);

struct line_solution;

/* The lines of a cross-section with 2n signals, made ready at first use.  Not
 * thread-safe. */
enum lr_status part_lanes_lines(struct part_lanes *lanes,
                                const struct line_solution *solution,
                                const struct line_bundle **out, struct lr_error *err);

/* `length` [m] of lines as lanes side by side: of `wide`, the cross-section of them all,
 * or copies of `alone`, that of one lane, when it is NULL.  Lines of `wide` are kept. */
enum lr_status part_lanes_line(struct part_lanes *lanes,
                               const struct line_solution *alone,
                               const struct line_solution *wide, double length,
                               struct net_bundle *out, struct lr_error *err);

/* Puts `next`, which is given away, behind a cascade, which may be empty so far. */
enum lr_status part_lanes_append(struct net_bundle *cascade, struct net_bundle *next,
                                 struct lr_error *err);

/* The lanes of a part of that model and size when they were kept: borrowed, true.  And
 * keeps them: `lanes` is given away and lent again, but for a part that comes after
 * PART_MOST_KEPT others, so that one that varies leaves no more than that behind. */
enum { PART_MOST_KEPT = 8 };
bool part_lanes_find(const struct part_lanes *lanes, const void *of, const double size[2],
                     struct net_bundle *out);
enum lr_status part_lanes_keep(struct part_lanes *lanes, const void *of,
                               const double size[2], struct net_bundle *bundle,
                               struct lr_error *err);

#endif
