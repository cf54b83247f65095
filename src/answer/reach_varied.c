#include "config.h"

#include "answer/reach_varied.h"

static const struct reach_varied all[] = {
    {DIM_LENGTH, "m", "reach_m", "reach_last_m", "length_m"},
    {DIM_DECIBEL, "dB", "reach_db", "reach_last_db", "value_db"},
    {DIM_TIME, "ps", "reach_ps", "reach_last_ps", "value_ps"}};

const struct reach_varied *reach_varied(enum dimension dim)
{
    size_t i = 0;
    while (i + 1 < sizeof all / sizeof all[0] && all[i].dim != dim)
        i++;
    return &all[i];
}
