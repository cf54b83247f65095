#include "config.h"

#include "cmd/cmd.h"
#include "cmd/reach_rates.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

static const struct column columns[] = {
    {"medium", "medium", NULL},
    {"reach_m", "reach m", "%.3f"},
    {"reach_in", "in", "%.2f"},
    {"reach_mm", "reach mm", "%.3f"},
    {"reach_db", "reach dB", "%.2f"},
    {"reach_ps", "reach ps", "%.2f"},
    {"com_at_reach_db", "COM dB", "%.2f"},
    {"il_nyquist_at_reach_db", "loss dB", "%.2f"},
    {"loss_at_reach_db", "optical dB", "%.2f"},
    {"limited_by", "limited by", NULL},
    {"reason", "why", NULL},
    {"reach_last_m", "passes again at m", "%.3f"},
    {"reach_last_db", "passes again at dB", "%.2f"},
    {"reach_last_ps", "passes again at ps", "%.2f"},
    {"link", NULL, NULL},
    {"lane", NULL, NULL},
    {"interface", NULL, NULL},
    {"grade", NULL, NULL},
    {"criterion", NULL, NULL},
    {"lane_rate_gbps", NULL, NULL},
    {"baud_gbd", NULL, NULL},
    {"modulation", NULL, NULL},
    {"varied", NULL, NULL},
    {"crosstalk", NULL, NULL},
    {"margin_at_reach_db", NULL, NULL},
    {"margin_beyond_db", NULL, NULL},
};

/* What the table shows of a number must pass when it is typed in again: rounded down. */
static void round_down(struct tree *row, const char *key, double steps)
{
    const struct tree *value = tree_get(row, key);
    if (value && value->kind == TREE_NUMBER)
        tree_number(row, key, floor(value->number * steps) / steps);
}

/* The reason in words. */
static void say_reason(struct tree *row)
{
    const char *reason = cmd_text(row, "reason");
    if (!strcmp(reason, "fails_at_minimum"))
        tree_text(row, "reason", strcmp(cmd_text(row, "varied"), "length")
                                     ? "fails at the least value"
                                     : "fails at the least length");
    if (!strcmp(reason, "not_modelled"))
        tree_text(row, "reason", "its receiver is not modelled");
}

static void add_row(struct tree *group, const struct tree *row)
{
    struct tree *copy = tree_copy(group, NULL, row);
    if (!copy)
        return;
    if (tree_get(copy, "reach_mm"))
        tree_null(copy, "reach_m");     /* of so short a length it has no digits */
    round_down(copy, "reach_m", 1000.0);
    round_down(copy, "reach_mm", 1000.0);
    round_down(copy, "reach_in", 100.0);
    round_down(copy, "reach_db", 100.0);
    round_down(copy, "reach_ps", 100.0);
    say_reason(copy);
}

static void print_group(const struct tree *rows, const struct tree *head, FILE *out)
{
    struct arena arena;
    arena_init(&arena);
    struct tree *group = tree_list(tree_new(&arena), "rows");
    for (const struct tree *row = rows->first; row; row = row->next)
        if (reach_rates_together(row, head))
            add_row(group, row);
    fprintf(out, "\n%s, %.8g GBd, judged by %s (%s)\n%s, %s\n", cmd_text(head, "lane"),
            tree_value(head, "baud_gbd"), cmd_text(head, "interface"),
            cmd_text(head, "grade"), cmd_text(head, "criterion"),
            cmd_text(head, "crosstalk"));
    if (group)
        table_print(group, columns, sizeof columns / sizeof columns[0], out);
    arena_free(&arena);
}

static void print(const struct answer *answer, const struct request *request, FILE *out)
{
    const struct tree *rows = tree_get(answer->root, "rows");
    const bool detail = request->view ? !strcmp(request->view, "detail")
                                      : !reach_rates_are_many(rows);
    if (!detail) {
        fprintf(out, "Maximum reach in metres at each interface's own criterion\n\n");
        reach_rates_print(rows, out);
        return;
    }
    fprintf(out, "Maximum reach at each interface's own criterion; loss between the "
                 "packages at\nNyquist\n");
    for (const struct tree *row = rows->first; row; row = row->next) {
        bool first = true;
        for (const struct tree *old = rows->first; old != row; old = old->next)
            first &= !reach_rates_together(old, row);
        if (first)
            print_group(rows, row, out);
    }
}

const struct command cmd_reach = {.name = "reach",
                                  .usage = "[LINK...]",
                                  .summary = "how far each medium carries each lane rate",
                                  .print = print,
                                  .rows = "rows",
                                  .columns = columns,
                                  .ncolumn = sizeof columns / sizeof columns[0]};
