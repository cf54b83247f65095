#include "config.h"

#include "cmd/cmd.h"
#include "cmd/parts_view.h"

#include <math.h>

static const struct column criteria_columns[] = {
    {"name", "limit", NULL},       {"limit", "dB", "%.2f"},
    {"margin_db", "left", "%.2f"}, {"pass", "pass", NULL},
    {"grade", "grade", NULL},
};

/* The figures of a segment, or of the link when it is one. */
static void print_one(const struct tree *root, const struct tree *one, double number,
                      FILE *out)
{
    const struct tree *criteria = tree_get(one, "criteria");
    fprintf(out, "interface  %s (%s)\n", cmd_text(one, "interface"),
            cmd_text(one, "grade"));
    cmd_say(out, HEAD_INDENT,
            "loss       %.2f dB at %.7g GHz between the packages, %+.2f dB of it "
            "reflections",
            tree_value(one, "total_db"), tree_value(one, "freq_ghz"),
            round(100.0 * tree_value(one, "reflections_db")) / 100.0 + 0.0);
    fputc('\n', out);
    parts_print(root, number, out);
    fputc('\n', out);
    if (criteria && criteria->n)
        table_print(criteria, criteria_columns,
                    sizeof criteria_columns / sizeof criteria_columns[0], out);
    else
        fprintf(out, "%s\n", cmd_text(one, "reason"));
}

static void print(const struct answer *answer, const struct request *request, FILE *out)
{
    const struct tree *root = answer->root, *segments = tree_get(root, "segments");
    double number = 0.0;
    (void)request;
    fprintf(out, "link       %s\n", cmd_text(root, "link"));
    if (!segments)
        print_one(root, root, 0.0, out);
    for (const struct tree *s = segments ? segments->first : NULL; s; s = s->next) {
        fprintf(out, "\nsegment    %.0f of %zu\n", number += 1.0, segments->n);
        print_one(root, s, number, out);
    }
}

const struct command cmd_budget = {.name = "budget",
                                   .usage = "LINK",
                                   .summary = "where a link's loss goes, against the "
                                              "interface's budget",
                                   .print = print,
                                   .rows = "parts",
                                   .columns = parts_columns,
                                   .ncolumn = PARTS_COLUMNS};
