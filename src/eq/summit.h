/* summit.h -- whether a quadratic form in the taps of an FFE gets above zero anywhere
 * where a grid's taps can be.  Internal to eq. */
#ifndef EQ_SUMMIT_H
#define EQ_SUMMIT_H

#include "eq/room.h"

/* False when the form, in the coordinates of the room, is proved to be negative in all of
 * it. */
bool eq_summit_reaches(const struct eq_room *room, const double (*form)[EQ_SIDES + 1]);

#endif
