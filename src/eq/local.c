#include "config.h"

#include "eq/local.h"

#include <stdlib.h>

static bool far(size_t a, size_t b, size_t radius)
{
    return a > b ? a - b > radius : b - a > radius;
}

/* From the second g_DC on g_DC_HP is limited. */
bool eq_local_skips_ctle(const struct eq_problem *problem,
                         const struct eq_candidate *best, size_t ctle)
{
    const size_t nhp = problem->nhp;
    return ctle / nhp > 0 && far(ctle % nhp, best->ctle % nhp, problem->local);
}

/* Every loop is complete in the first pass of the loop around it and limited in later
 * ones: column v from the second value of column v - 1 on, the first column from the
 * second g_DC_HP on.  A column of one value around it, used or not, never gets there. */
bool eq_local_skips(const struct eq_problem *problem, const struct eq_candidate *best,
                    size_t ctle, const struct eq_ffe *ffe, size_t columns)
{
    size_t around = ctle % problem->nhp;
    for (size_t v = 0; v < columns; v++) {
        if (problem->ffe.follows_single[v])
            around = 0;
        if (around > 0 && far(ffe->index[v], best->ffe.index[v], problem->local))
            return true;
        around = ffe->index[v];
    }
    return false;
}

/* Whether a move is of that sign. */
static bool on_side(int move, size_t side)
{
    return side ? move >= 0 : move <= 0;
}

bool eq_local_skips_move(const struct eq_problem *problem,
                         const struct eq_local_moves *moves, int move)
{
    for (size_t side = 0; side < 2; side++)
        if (on_side(move, side) && moves->any[side] &&
            (size_t)abs(moves->move[side] - move) >= problem->local)
            return true;
    return false;
}

void eq_local_saw_move(struct eq_local_moves *moves, int move, double value)
{
    for (size_t side = 0; side < 2; side++)
        if (on_side(move, side) && (!moves->any[side] || value > moves->value[side])) {
            moves->any[side] = true;
            moves->value[side] = value;
            moves->move[side] = move;
        }
}
