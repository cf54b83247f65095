#include "config.h"

#include "cmd/cmd.h"
#include "cmd/parts_view.h"

static const struct column criteria_columns[] = {
    {"name", "limit", NULL},       {"limit", "dB", "%.2f"},
    {"margin_db", "left", "%.2f"}, {"pass", "pass", NULL},
    {"grade", "grade", NULL},
};

static void print(const struct answer *answer, const struct request *request, FILE *out)
{
    const struct tree *root = answer->root, *criteria = tree_get(root, "criteria");
    (void)request;
    fprintf(out, "link       %s\ninterface  %s (%s)\n", cmd_text(root, "link"),
            cmd_text(root, "interface"), cmd_text(root, "grade"));
    cmd_say(out, HEAD_INDENT,
            "loss       %.2f dB at %.7g GHz between the packages, %+.2f dB of it "
            "reflections",
            tree_value(root, "total_db"), tree_value(root, "freq_ghz"),
            tree_value(root, "reflections_db"));
    fputc('\n', out);
    table_print(tree_get(root, "parts"), parts_columns, PARTS_COLUMNS, out);
    fputc('\n', out);
    if (criteria && criteria->n)
        table_print(criteria, criteria_columns,
                    sizeof criteria_columns / sizeof criteria_columns[0], out);
    else
        fprintf(out, "%s\n", cmd_text(root, "reason"));
}

const struct command cmd_budget = {.name = "budget",
                                   .usage = "LINK",
                                   .summary = "where a link's loss goes, against the "
                                              "interface's budget",
                                   .print = print,
                                   .rows = "parts",
                                   .columns = parts_columns,
                                   .ncolumn = PARTS_COLUMNS};
