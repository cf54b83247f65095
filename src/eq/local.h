/* local.h -- the Local Search of the IEEE COM tool: settings that lie more than R grid
 * steps off the best so far are passed over.  A heuristic: it can miss the optimum, and
 * depends on the order in which settings are looked at.  Internal to eq. */
#ifndef EQ_LOCAL_H
#define EQ_LOCAL_H

#include "eq/search.h"

#include <stdbool.h>

/* Whether the tool passes over a whole CTLE setting, or one FFE setting behind it, when
 * `best` is the best so far. */
bool eq_local_skips_ctle(const struct eq_problem *problem,
                         const struct eq_candidate *best, size_t ctle);
bool eq_local_skips(const struct eq_problem *problem, const struct eq_candidate *best,
                    size_t ctle, const struct eq_ffe *ffe);

#endif
