/* eye_segment.h -- what an answer tells of one segment.  Internal to answer. */
#ifndef ANSWER_EYE_SEGMENT_H
#define ANSWER_EYE_SEGMENT_H

#include "answer/eye_spans.h"
#include "answer/eye_witness.h"

/* How often symbols are wrong in the worst package case, without the errors that a DFE
 * makes of one. */
struct eye_errors eye_segment_errors(const struct com_channel *channel);

/* The margins of a segment, those of its worst package case, into an element of
 * segments[]. */
void eye_segment_add(const struct link *link, const struct com_channel *channel,
                     const struct eye_statistical *statistical,
                     const struct eye_witness *witness, struct tree *at);

#endif
