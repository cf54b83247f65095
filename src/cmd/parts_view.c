#include "config.h"

#include "cmd/parts_view.h"

const struct column parts_columns[PARTS_COLUMNS] = {
    {"part", "part", "%.0f"},
    {"kind", "kind", NULL},
    {"name", "name", NULL},
    {"length_m", NULL, NULL},
    {"length_in", "in", "%.2f"},
    {"loss_db", "dB", "%.2f"},
    {"cumulative_db", "sum dB", "%.2f"},
    {"delay_ns", "ns", "%.3f"},
    {"cumulative_delay_ns", "sum ns", "%.3f"},
};
