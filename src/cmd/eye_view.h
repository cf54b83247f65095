/* eye_view.h -- what is told of one segment's eye.  Internal to cmd. */
#ifndef CMD_EYE_VIEW_H
#define CMD_EYE_VIEW_H

#include "text/tree.h"

#include <stdbool.h>
#include <stdio.h>

/* How the receiver is set, who chose it, and what it runs into. */
void eye_equaliser_view(const struct tree *segment, FILE *out);

void eye_openings_view(const struct tree *segment, FILE *out);

/* What is left behind the FEC of each span of an answer; with the tables of bursts and
 * codewords. */
void eye_spans_view(const struct tree *root, bool tables, FILE *out);

/* Of a segment that was simulated. */
void eye_time_domain_view(const struct tree *segment, FILE *out);

#endif
