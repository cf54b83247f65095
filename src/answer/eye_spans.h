/* eye_spans.h -- what forward error correction makes of the errors of segments: those of
 * a span add up, and codewords and frames are lost.  Internal to answer. */
#ifndef ANSWER_EYE_SPANS_H
#define ANSWER_EYE_SPANS_H

#include "answer/answer.h"
#include "interface/interface.h"

struct eye_errors {             /* of one segment                              */
    const struct interface *interface;
    size_t span;
    double ser;                 /* how often a symbol is the first wrong one; NaN: it was
                                 * judged by its loss or eye                   */
    double b;                   /* DFE's first tap over the cursor             */
    double light;               /* wrong bits of the optical path that it begins behind;
                                 * NaN: not known                              */
};

/* Frames lost if the segment were alone, or NaN: no code, or no error ratio. */
double eye_spans_alone(const struct eye_errors *of);

/* fec_spans[] of segments[n].  A segment without an error ratio counts with what its
 * interface is let to have. */
enum lr_status eye_spans_add(size_t n, const struct eye_errors *of, struct tree *root,
                             struct lr_error *err);

/* The picture of `fec`: frames lost over wrong bits before, of the span that `segment` is
 * in.  LR_EUSAGE: it has no code, or its errors are not known. */
enum lr_status eye_spans_draw(size_t n, const struct eye_errors *of, size_t segment,
                              struct answer *answer, struct lr_error *err);

#endif
