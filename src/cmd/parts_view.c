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
    {"segment", NULL, NULL},
};

void parts_print(const struct tree *root, double segment, FILE *out)
{
    struct arena arena;
    arena_init(&arena);
    struct tree *own = tree_list(tree_new(&arena), "parts");
    for (const struct tree *row = tree_get(root, "parts")->first; row; row = row->next)
        if (!(segment > 0.0) || (!(tree_value(row, "segment") < segment) &&
                                 !(tree_value(row, "segment") > segment)))
            tree_copy(own, NULL, row);
    if (own)
        table_print(own, parts_columns, PARTS_COLUMNS, out);
    arena_free(&arena);
}
