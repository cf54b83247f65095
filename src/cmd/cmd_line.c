#include "config.h"

#include "cmd/cmd.h"
#include "cmd/line_fit.h"

static const struct column columns[] = {
    {"freq_ghz", "GHz", NULL},
    {"loss_db_per_m", "dB/m", "%.2f"},
    {"loss_db_per_inch", "dB/inch", "%.3f"},
    {"conductor_db_per_m", "conductor", "%.2f"},
    {"roughness_db_per_m", "roughness", "%.2f"},
    {"dielectric_db_per_m", "dielectric", "%.2f"},
    {"eps_eff", "eps_eff", "%.4f"},
    {"z_ohm", "ohm", "%.2f"},
};

static void print(const struct answer *answer, const struct request *request, FILE *out)
{
    const struct tree *root = answer->root;
    (void)request;
    fprintf(out, "%s: %s\n%s in %s\n", cmd_text(root, "name"), cmd_text(root, "title"),
            cmd_text(root, "type"), cmd_text(root, "material"));
    if (tree_get(root, "fit")) {
        line_fit_print(root, out);
        return;
    }
    if (tree_get(root, "z0_ohm"))
        fprintf(out, "impedance  %.2f ohm", tree_value(root, "z0_ohm"));
    else
        fprintf(out, "impedance  %.2f ohm differential, %.2f ohm common (odd %.2f, even "
                     "%.2f)\n           ",
                tree_value(root, "zdiff_ohm"), tree_value(root, "zcomm_ohm"),
                tree_value(root, "zodd_ohm"), tree_value(root, "zeven_ohm"));
    fprintf(out, "%sat %g GHz, %.3f ps/mm; of C and L +-%.2g %%\n\n",
            tree_get(root, "z0_ohm") ? " " : "", tree_value(root, "freq_ghz"),
            tree_value(root, "delay_ps_per_mm"), tree_value(root, "error_bar_pct"));
    table_print(tree_get(root, "points"), columns, sizeof columns / sizeof columns[0],
                out);
    const struct tree *written = tree_get(root, "outputs");
    for (const struct tree *f = written ? written->first : NULL; f; f = f->next)
        fprintf(out, "\nwritten    %s\n", cmd_text(f, "path"));
}

static void print_csv(const struct answer *answer, const struct request *request,
                      FILE *out)
{
    const struct tree *points = tree_get(answer->root, "points");
    (void)request;
    if (points)
        table_csv(points, columns, sizeof columns / sizeof columns[0], out);
    else
        line_fit_csv(answer->root, out);
}

const struct command cmd_line = {
    .name = "line", .usage = "STACKUP",
    .summary = "impedance, delay and loss of a cross-section, by a field solver",
    .print = print, .rows = "points", .columns = columns,
    .ncolumn = sizeof columns / sizeof columns[0], .print_csv = print_csv,
    .writes_network = true};
