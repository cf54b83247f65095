/* local.h -- the Local Search of the IEEE COM tool: settings that lie more than R grid
 * steps off the best so far are passed over.  A heuristic: it can miss the optimum, and
 * depends on the order in which settings are looked at.  Internal to eq. */
#ifndef EQ_LOCAL_H
#define EQ_LOCAL_H

#include "eq/search.h"

#include <stdbool.h>

/* Whether the tool passes over a whole CTLE setting, or one FFE setting behind it, when
 * `best` is the best so far; of the latter only the first `columns` count, so that a true
 * is one for all that have these in common. */
bool eq_local_skips_ctle(const struct eq_problem *problem,
                         const struct eq_candidate *best, size_t ctle);
bool eq_local_skips(const struct eq_problem *problem, const struct eq_candidate *best,
                    size_t ctle, const struct eq_ffe *ffe, size_t columns);

/* The same for the instants of one setting, in the order of eq_timing.middle: those R or
 * more samples off the best so far of their sign, 0 being of either. */
struct eq_local_moves {         /* {0} before the first                        */
    bool any[2];                /* of those <= 0, of those >= 0                */
    double value[2];
    int move[2];
};
bool eq_local_skips_move(const struct eq_problem *problem,
                         const struct eq_local_moves *moves, int move);
void eq_local_saw_move(struct eq_local_moves *moves, int move, double value);

#endif
