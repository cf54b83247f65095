#include "config.h"

#include "answer/quality.h"

void quality_add(struct tree *object, const struct net_quality *q)
{
    struct tree *quality = tree_object(object, "quality");
    tree_number(quality, "passivity_pct", q->passivity_pct);
    tree_number(quality, "reciprocity_pct", q->reciprocity_pct);
    tree_number(quality, "causality_pct", q->causality_pct);
    tree_text(quality, "passivity", "%s", quality_verdict_name(q->passivity));
    tree_text(quality, "reciprocity", "%s", quality_verdict_name(q->reciprocity));
    tree_text(quality, "causality", "%s", quality_verdict_name(q->causality));
    tree_text(quality, "verdict", "%s", quality_verdict_name(q->verdict));
}
