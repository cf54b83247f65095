#include "config.h"

#include "cmd/com_view.h"

static const struct column setting_columns[] = {
    {"keyword", "keyword", NULL}, {"value", "value", NULL}, {"unit", "unit", NULL},
    {"read", "read as", NULL},    {"status", "status", NULL}, {"why", "why", NULL},
    {"place", "place", NULL},
};

static void print(const struct answer *answer, const struct request *request, FILE *out)
{
    const struct tree *root = answer->root;
    if (request->show_settings)
        com_print_settings(root, out);
    else if (tree_get(root, "cases"))
        com_print_one(root, out);
    else
        com_print_many(root, request->verbose, out);
}

static void print_csv(const struct answer *answer, const struct request *request,
                      FILE *out)
{
    struct arena arena;
    if (request->ieee) {
        com_print_ieee(answer->root, out);
        return;
    }
    arena_init(&arena);
    const struct tree *rows = com_rows(answer->root, &arena);
    if (rows)
        table_csv(rows, com_case_columns, com_case_columns_n, out);
    arena_free(&arena);
}

const struct command cmd_com = {
    .name = "com", .usage = "THRU|LINK|MANIFEST|DIR... [--interface NAME|--sheet FILE]",
    .summary = "Channel Operating Margin of channels", .print = print,
    .print_csv = print_csv, .rows = "cases", .more_rows = "settings",
    .more_columns = setting_columns,
    .nmore = sizeof setting_columns / sizeof setting_columns[0]};
