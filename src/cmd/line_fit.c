#include "config.h"

#include "cmd/line_fit.h"

#include <string.h>

static const struct column columns[] = {
    {"freq_ghz", "GHz", "%.6g"},
    {"measured_db", "measured dB", "%.4f"},
    {"model_db", "model dB", "%.4f"},
    {"off_db", "off dB", "%.4f"},
    {"loss_db_per_m", NULL, NULL},
    {"measured_eps_eff", "eps_eff", "%.4f"},
    {"eps_eff", "model", "%.4f"},
    {"eps_eff_off_pct", "off %", "%.3f"},
    {"dk", "dk", "%.4f"},
    {"df", "df", "%.5f"},
};
enum { NCOLUMN = sizeof columns / sizeof columns[0] };

static void print_key(const struct tree *key, double freq_ghz, FILE *out)
{
    const char *name = cmd_text(key, "key"), *unit = cmd_text(key, "unit");
    const double value = tree_value(key, "value");
    fprintf(out, "%-11s%.5g", name, value);
    if (tree_get(key, "std_error"))
        fprintf(out, " +- %.2g", tree_value(key, "std_error"));
    fprintf(out, "%s%s", *unit ? " " : "", unit);
    if (!strcmp(name, "dk") || !strcmp(name, "df"))
        fprintf(out, " at %g GHz", freq_ghz);
    fprintf(out, tree_value(key, "held") > 0.0 ? ", held there\n" : ", from %.5g\n",
            tree_value(key, "start"));
}

void line_fit_print(const struct tree *root, FILE *out)
{
    const struct tree *fit = tree_get(root, "fit"), *keys = tree_get(fit, "keys");
    for (const struct tree *key = keys->first; key; key = key->next)
        print_key(key, tree_value(fit, "freq_ghz"), out);
    const struct tree *pairs = tree_get(fit, "correlations");
    for (const struct tree *pair = pairs->first; pair; pair = pair->next)
        fprintf(out, "%s%s %.2f%s", pair == pairs->first ? "correlated " : ", ",
                cmd_text(pair, "keys"), tree_value(pair, "correlation"),
                pair->next ? "" : "\n");
    fprintf(out, "fitted to  %.6g mm, %.4g ns, from %.4g to %.4g GHz, %.0f points\n",
            tree_value(fit, "extra_length_m") / unit_mm,
            tree_value(fit, "extra_delay_ns"), tree_value(fit, "band_min_ghz"),
            tree_value(fit, "band_max_ghz"), tree_value(fit, "points"));
    fprintf(out, "loss       within %.3f dB rms, %.3f dB at worst (%.4g GHz)\n",
            tree_value(fit, "loss_rms_db"), tree_value(fit, "loss_max_db"),
            tree_value(fit, "loss_max_freq_ghz"));
    fprintf(out, "eps_eff    within %.3f %% rms, %.3f %% at worst (%.4g GHz)\n\n",
            tree_value(fit, "eps_eff_rms_pct"), tree_value(fit, "eps_eff_max_pct"),
            tree_value(fit, "eps_eff_max_freq_ghz"));
    table_print(tree_get(root, "comparison"), columns, NCOLUMN, out);
    if (tree_get(root, "material_file"))
        fprintf(out, "\nwritten    %s\n", cmd_text(root, "material_file"));
}

void line_fit_csv(const struct tree *root, FILE *out)
{
    table_csv(tree_get(root, "comparison"), columns, NCOLUMN, out);
}
