/* reach_varied.h -- what an answer calls the quantity that a reach is solved for, and in
 * which unit it tells it.  Internal to answer. */
#ifndef ANSWER_REACH_VARIED_H
#define ANSWER_REACH_VARIED_H

#include "base/quantity.h"

struct reach_varied {
    enum dimension dim;
    const char *unit;
    const char *reach, *last, *value;   /* keys of a row, and of its points    */
};

/* Of a length, a loss or a time. */
const struct reach_varied *reach_varied(enum dimension dim);

#endif
