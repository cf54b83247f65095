#include "config.h"

#include "cmd/cmd.h"
#include "cmd/light_view.h"
#include "cmd/parts_view.h"

#include <math.h>
#include <string.h>

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

static const struct column ledger_columns[] = {
    {"line", "line", NULL}, {"dbm", "dBm", "%.2f"}, {"db", "dB", "%.2f"},
    {"from", "from", NULL}, {"grade", "grade", NULL}, {"source", NULL, NULL},
};
static const struct column pmd_criteria_columns[] = {
    {"name", "criterion", NULL},   {"value", "value", "%.2f"},
    {"limit", "limit", "%.2f"},    {"unit", "unit", NULL},
    {"margin_db", "left", "%.2f"}, {"pass", "pass", NULL},
};
enum {
    LEDGER_COLUMNS = sizeof ledger_columns / sizeof ledger_columns[0],
    PMD_CRITERIA = sizeof pmd_criteria_columns / sizeof pmd_criteria_columns[0]
};

/* What a device model says beside the standard. */
static void print_device(const struct tree *d, bool nrz, FILE *out)
{
    cmd_say(out, HEAD_INDENT, "device     %s, %s (%s), over %.7g m of %s",
            cmd_text(d, "module"), cmd_text(d, "title"), cmd_text(d, "grade"),
            tree_value(d, "length_m"), cmd_text(d, "fibre"));
    if (tree_get(d, "tdecq_db"))
        fprintf(out, nrz ? "           TEC %.2f dB, TDEC %.2f dB; "
                         : "           TECQ %.2f dB, TDECQ %.2f dB; ",
                tree_value(d, "tecq_db"), tree_value(d, "tdecq_db"));
    else
        fprintf(out, "           its eye is closed; ");
    fprintf(out, "sends %.2f dBm\n", tree_value(d, "oma_dbm"));
    if (tree_value(d, "reaches") > 0.0)
        fprintf(out, "           its own receiver needs %.2f dBm",
                tree_value(d, "sensitivity_dbm"));
    else
        fprintf(out, "           no power is enough for its own receiver");
    if (tree_get(d, "margin_db"))
        fprintf(out, ": %.2f dB left by this model", tree_value(d, "margin_db"));
    fputc('\n', out);
    light_device_view(d, out);
}

/* An optical standard. */
static void print_pmd(const struct tree *root, FILE *out)
{
    const struct tree *criteria = tree_get(root, "criteria");
    cmd_say(out, HEAD_INDENT, "standard   %s, %s (%s)", cmd_text(root, "title"),
            cmd_text(root, "standard"), cmd_text(root, "grade"));
    cmd_say(out, HEAD_INDENT, "lanes      %s at %.7g GBd %s, %s", cmd_text(root, "lanes"),
            tree_value(root, "baud_gbd"), cmd_text(root, "modulation"),
            cmd_text(root, "fec"));
    cmd_say(out, HEAD_INDENT, "light      %s", cmd_text(root, "wavelength"));
    fprintf(out, "fibre      %s", cmd_text(root, "fibre"));
    const struct tree *reach = tree_get(root, "reach");
    for (const struct tree *r = reach->first; r; r = r->next)
        fprintf(out, "%s %s %.7g m", r == reach->first ? ";" : ",", cmd_text(r, "fibre"),
                tree_value(r, "length_m"));
    fputc('\n', out);
    if (tree_get(root, "device"))
        print_device(tree_get(root, "device"),
                     !strcmp(cmd_text(root, "modulation"), "NRZ"), out);
    fputc('\n', out);
    table_print(tree_get(root, "ledger"), ledger_columns, LEDGER_COLUMNS, out);
    if (tree_get(root, "reason")) {
        fputc('\n', out);
        cmd_say(out, 2, "%s", cmd_text(root, "reason"));
    }
    if (criteria && criteria->n) {
        fputc('\n', out);
        table_print(criteria, pmd_criteria_columns, PMD_CRITERIA, out);
    }
}

static void print(const struct answer *answer, const struct request *request, FILE *out)
{
    const struct tree *root = answer->root, *segments = tree_get(root, "segments");
    double number = 0.0;
    (void)request;
    if (tree_get(root, "pmd")) {
        print_pmd(root, out);
        return;
    }
    fprintf(out, "link       %s\n", cmd_text(root, "link"));
    if (!segments)
        print_one(root, root, 0.0, out);
    for (const struct tree *s = segments ? segments->first : NULL; s; s = s->next) {
        const struct tree *light = tree_get(s, "optical");
        if (light) {
            light_view(light, out);
            fputc('\n', out);
            table_print(tree_get(light, "ledger"), ledger_columns, LEDGER_COLUMNS, out);
        }
        fprintf(out, "\nsegment    %.0f of %zu\n", number += 1.0, segments->n);
        print_one(root, s, number, out);
    }
}

const struct command cmd_budget = {.name = "budget",
                                   .usage = "LINK|PMD",
                                   .summary = "where a link's loss goes, or an optical "
                                              "standard's power",
                                   .print = print,
                                   .rows = "parts",
                                   .columns = parts_columns,
                                   .ncolumn = PARTS_COLUMNS,
                                   .more_rows = "ledger",
                                   .more_columns = ledger_columns,
                                   .nmore = LEDGER_COLUMNS};
