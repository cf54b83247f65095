#include "config.h"

#include "cmd/cmd.h"
#include "cmd/loss_figures.h"

#include <math.h>
#include <string.h>

static const struct column columns[] = {
    {"channel", "channel", NULL},
    {"freq_ghz", "GHz", "%.9g"},
    {"sdd21_db", "SDD21 dB", "%.3f"},
    {"sdd11_db", "SDD11 dB", "%.2f"},
    {"sdd22_db", "SDD22 dB", "%.2f"},
    {"scd21_db", "SCD21 dB", "%.2f"},
    {"sdc21_db", NULL, NULL},
    {"scc21_db", NULL, NULL},
    {"scd11_db", NULL, NULL},
    {"scc11_db", NULL, NULL},
    {"s21_db", "S21 dB", "%.3f"},
    {"s11_db", "S11 dB", "%.2f"},
    {"s22_db", "S22 dB", "%.2f"},
    {"il_db", "loss dB", "%.3f"},
    {"fitted_il_db", "fitted dB", "%.3f"},
    {"ild_db", "ILD dB", "%.3f"},
    {"psxt_db", "PSXT dB", "%.2f"},
    {"icr_db", "ICR dB", "%.2f"},
    {"end", NULL, NULL},
    {"time_ns", NULL, NULL},
    {"rho", NULL, NULL},
    {"z_ohm", NULL, NULL},
    {"z_peeled_ohm", NULL, NULL},
    {"v", NULL, NULL},
    {"reflected_mv", NULL, NULL},
};

static const struct column aggressor_columns[] = {
    {"channel", NULL, NULL}, {"name", NULL, NULL},      {"kind", NULL, NULL},
    {"icn_mv", NULL, NULL},  {"power_pct", NULL, NULL}, {"file", NULL, NULL},
};

static const struct column summary_columns[] = {
    {"name", "channel", NULL},
    {"il_nyquist_db", "loss dB", "%.3f"},
    {"rl_min_db", "least RL dB", "%.2f"},
    {"rl_min_freq_ghz", "at GHz", "%.4g"},
    {"scd21_max_db", "SCD21 dB", "%.2f"},
    {"scd21_max_freq_ghz", "at GHz", "%.4g"},
    {"quality.verdict", "quality", NULL},
};

static const struct column criteria_columns[] = {
    {"name", "criterion", NULL},
    {"value", "dB", "%.3f"},
    {"limit", "limit", "%.3f"},
    {"freq_ghz", "at GHz", "%.6g"},
    {"margin_db", "margin", "%.3f"},
    {"margin_nyquist_db", "Nyquist", "%.3f"},
    {"judged_to_ghz", "to GHz", "%.6g"},
    {"pass", "pass", NULL},
    {"grade", "grade", NULL},
    {"reason", "", NULL},
};

static const struct column lane_columns[] = {
    {"lane", "lane", "%.0f"},
    {"ports", "ports", NULL},
    {"fext_max_db", "FEXT dB", "%.2f"},
    {"fext_max_freq_ghz", "at GHz", "%.4g"},
    {"next_max_db", "NEXT dB", "%.2f"},
    {"next_max_freq_ghz", "at GHz", "%.4g"},
};

static const struct column tdr_columns[] = {
    {"channel", "TDR", NULL},
    {"end", "end", "%.0f"},
    {"z_min_ohm", "least ohm", "%.2f"},
    {"z_min_ns", "at ns", "%.4f"},
    {"z_max_ohm", "most ohm", "%.2f"},
    {"z_max_ns", "at ns", "%.4f"},
};

static const struct column step_columns[] = {
    {"channel", "step of 1 V", NULL},
    {"final_v", "end V", "%.4f"},
    {"t50_ns", "half at ns", "%.4f"},
    {"rise_20_80_ps", "20-80 % ps", "%.2f"},
    {"overshoot_pct", "overshoot %", "%.2f"},
};

static const struct column pulse_columns[] = {
    {"channel", "pulse of 1 V", NULL},
    {"baud_gbd", "GBd", "%.8g"},
    {"pre1_v", "pre V", "%.4f"},
    {"peak_v", "peak V", "%.4f"},
    {"post1_v", "post V", "%.4f"},
    {"post2_v", "post2 V", "%.4f"},
    {"isi_sum_v", "sum|ISI| V", "%.4f"},
};

#define COUNT(columns) (sizeof(columns) / sizeof(columns)[0])

/* What one channel is. */
static void print_head(const struct tree *root, FILE *out)
{
    if (tree_get(root, "file"))
        fprintf(out, "file       %s, %.0f ports, %.6g ohm\n", cmd_text(root, "file"),
                tree_value(root, "file_ports"), tree_value(root, "zref_ohm"));
    else
        fprintf(out, "link       %s\n", cmd_text(root, "link"));
    if (tree_get(root, "ports"))
        cmd_say(out, HEAD_INDENT, "ports      %s, %s", cmd_text(root, "ports"),
                cmd_text(root, "ports_evidence"));
    if (tree_get(root, "victim"))
        fprintf(out, "victim     lane %.0f of %zu\n", tree_value(root, "victim"),
                tree_get(root, "lanes")->n + 1);
    fprintf(out, "band       %.8g to %.8g GHz, %.0f points\n",
            tree_value(root, "f_min_ghz"), tree_value(root, "f_max_ghz"),
            tree_value(root, "frequencies"));
    if (tree_get(root, "quality"))
        fprintf(out,
                "quality    passivity %.2f %%, reciprocity %.2f %%, causality %.2f %%"
                ": %s\n",
                tree_value(root, "quality.passivity_pct"),
                tree_value(root, "quality.reciprocity_pct"),
                tree_value(root, "quality.causality_pct"),
                cmd_text(root, "quality.verdict"));
    if (isfinite(tree_value(root, "il_nyquist_db")))
        fprintf(out, "loss       %.3f dB at Nyquist, %.9g GHz%s%s%s\n",
                tree_value(root, "il_nyquist_db"), tree_value(root, "f_nyquist_ghz"),
                tree_get(root, "interface") ? " (" : "", cmd_text(root, "interface"),
                tree_get(root, "interface") ? ")" : "");
    loss_figures_head(root, out);
}

/* What other lanes of the file bring at most. */
static void print_lanes(const struct tree *lanes, FILE *out)
{
    if (!lanes || !lanes->n)
        return;
    fputc('\n', out);
    table_print(lanes, lane_columns, COUNT(lane_columns), out);
}

static void print_limits(const struct tree *channels, FILE *out)
{
    for (const struct tree *c = channels->first; c; c = c->next) {
        const struct tree *criteria = tree_get(c, "criteria");
        if (!criteria || !criteria->n)
            continue;
        fputc('\n', out);
        if (channels->n > 1)
            fprintf(out, "%s\n", cmd_text(c, "name"));
        table_print(criteria, criteria_columns, COUNT(criteria_columns), out);
    }
}

static void print(const struct answer *answer, const struct request *request, FILE *out)
{
    static const struct { const char *view; const struct column *columns; size_t n; }
        views[] = {{"tdr", tdr_columns, COUNT(tdr_columns)},
                   {"step", step_columns, COUNT(step_columns)},
                   {"pulse", pulse_columns, COUNT(pulse_columns)}};
    const struct tree *root = answer->root, *channels = tree_get(root, "channels");
    const char *view = cmd_text(root, "view");
    const bool loss = !strcmp(view, "loss"), one = channels->n == 1;
    const bool over = loss || !strcmp(view, "ild") || !strcmp(view, "icr");
    if (one)
        print_head(root, out);
    else if (loss)
        table_print(channels, summary_columns, COUNT(summary_columns), out);
    if (!one && over)
        loss_figures_channels(channels, out);
    /* Points of several channels fill a screen: only when they were asked for. */
    const bool points = over && (one || request->at);
    if (one || points)
        fputc('\n', out);
    if (points)
        table_print(tree_get(root, "points"), columns, COUNT(columns), out);
    if (one && loss)
        print_lanes(tree_get(root, "lanes"), out);
    for (size_t i = 0; i < COUNT(views); i++)
        if (!strcmp(view, views[i].view))
            table_print(tree_get(root, view), views[i].columns, views[i].n, out);
    loss_figures_view(root, view, out);
    print_limits(channels, out);
    cmd_print_written(root, out);
}

const struct command cmd_loss = {
    .name = "loss", .usage = "LINK|FILE.sNp... | THRU --fext F... --next N...",
    .summary = "insertion and return loss, ILD, ICN, ERL, conversion, TDR, pulses",
    .print = print, .rows = "points", .columns = columns, .ncolumn = COUNT(columns),
    .more_rows = "aggressors", .more_columns = aggressor_columns,
    .nmore = COUNT(aggressor_columns)};
