/* room.h -- where the taps of an FFE grid can be, in coordinates in which the cursor is
 * no tap of its own.  Internal to eq.
 *
 * A side of a column is the magnitude x >= 0 of its taps of one sign; c(0) = 1 - sum x.
 * A linear form in cursor and taps becomes f[0] + sum_i x_i f[i + 1], a quadratic one the
 * same with x_0 = 1. */
#ifndef EQ_ROOM_H
#define EQ_ROOM_H

#include "eq/pulse.h"

enum {
    EQ_SIDES = 2 * EQ_FFE_MOST,
    EQ_PAIRS = (EQ_SIDES + 1) * (EQ_SIDES + 2) / 2
};

struct eq_room {
    size_t n;                   /* sides that the grid has, in the order of columns */
    size_t column[EQ_SIDES];
    double sign[EQ_SIDES];      /* 1 or -1                                     */
    double end[EQ_SIDES];       /* the largest x                               */
    double total;               /* all x together are no more                  */
};

struct eq_room eq_room_of(const struct eq_problem *problem);

/* Which side a tap that is not 0 belongs to. */
size_t eq_room_side(const struct eq_room *room, size_t column, double tap);

void eq_room_linear(const struct eq_room *room, const double *form, double *out);
void eq_room_quadratic(const struct eq_room *room, const double (*form)[EQ_TERMS],
                       double (*out)[EQ_SIDES + 1]);

#endif
