/* quality.h -- the quality of a network as every answer tells it.  Internal to answer. */
#ifndef ANSWER_QUALITY_H
#define ANSWER_QUALITY_H

#include "net/quality.h"
#include "text/tree.h"

/* Adds quality{passivity_pct, reciprocity_pct, causality_pct, passivity, reciprocity,
 * causality, verdict} below `object`: the initial metrics of IEEE 370-2020. */
void quality_add(struct tree *object, const struct net_quality *quality);

#endif
