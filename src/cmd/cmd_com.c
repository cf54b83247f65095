#include "config.h"

#include "cmd/cmd.h"

#include <string.h>

static const struct column columns[] = {
    {"name", "case", NULL},
    {"com_db", "COM dB", "%.3f"},
    {"fom_db", "FOM dB", "%.3f"},
    {"a_s_mv", "A_s mV", "%.3f"},
    {"a_ni_mv", "A_ni mV", "%.3f"},
    {"vec_db", "VEC dB", "%.2f"},
    {"veo_mv", "VEO mV", "%.2f"},
    {"g_dc_db", "g_DC", "%.4g"},
    {"g_dc_hp_db", "g_HP", "%.4g"},
    {"il_nyquist_db", "loss dB", "%.2f"},
    {"peak_mv", NULL, NULL},
    {"erl_db", NULL, NULL},
    {"erl11_db", NULL, NULL},
    {"erl22_db", NULL, NULL},
    {"fitted_il_nyquist_db", NULL, NULL},
    {"fom_ild_db", NULL, NULL},
    {"icn_mv", NULL, NULL},
    {"tx_ffe", NULL, NULL},
    {"tx_ffe_first", NULL, NULL},
    {"dfe", NULL, NULL},
    {"sigma_mv.isi", NULL, NULL},
    {"sigma_mv.xtalk", NULL, NULL},
    {"sigma_mv.jitter", NULL, NULL},
    {"sigma_mv.tx", NULL, NULL},
    {"sigma_mv.noise", NULL, NULL},
    {"budget_mv.isi", NULL, NULL},
    {"budget_mv.xtalk", NULL, NULL},
    {"budget_mv.jitter", NULL, NULL},
    {"budget_mv.noise", NULL, NULL},
    {"eye_open", NULL, NULL},
    {"flags", NULL, NULL},
};

static const struct column setting_columns[] = {
    {"keyword", "keyword", NULL}, {"value", "value", NULL}, {"unit", "unit", NULL},
    {"read", "read as", NULL},    {"status", "status", NULL}, {"why", "why", NULL},
    {"place", "place", NULL},
};

static const struct column noise_columns[] = {
    {"name", "noise, mV rms", NULL},
    {"sigma_mv.isi", "ISI", "%.3f"},
    {"sigma_mv.xtalk", "crosstalk", "%.3f"},
    {"sigma_mv.jitter", "jitter", "%.3f"},
    {"sigma_mv.tx", "transmitter", "%.3f"},
    {"sigma_mv.noise", "receiver", "%.3f"},
};

static void print_taps(const struct tree *c, const char *key, const char *what, int first,
                       FILE *out)
{
    const struct tree *taps = tree_get(c, key);
    if (!taps || !taps->n)
        return;
    enum { PER_LINE = 7 };
    size_t n = 0;
    fprintf(out, "  %s from %+d:", what, first);
    for (const struct tree *tap = taps->first; tap; tap = tap->next, n++)
        fprintf(out, "%s%8.4f", n && n % PER_LINE == 0 ? "\n                   " : "",
                tap->number);
    fputc('\n', out);
}

/* Aligned by hand where a table would be too wide: the place goes to CSV and JSON. */
static void print_settings(const struct tree *root, FILE *out)
{
    static const char *const groups[] = {"used", "default", "refused", "ignored",
                                         "unknown", "absent"};
    fprintf(out, "interface  %s (%s), release %s\n", cmd_text(root, "interface"),
            cmd_text(root, "grade"), cmd_text(root, "release"));
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        bool any = false;
        for (const struct tree *s = tree_get(root, "settings")->first; s; s = s->next) {
            if (strcmp(cmd_text(s, "status"), groups[i]))
                continue;
            if (!any)
                fprintf(out, "\n%s\n", groups[i]);
            any = true;
            const char *read = cmd_text(s, "read"), *why = cmd_text(s, "why");
            fprintf(out, "  %-24s %s%s%s%s%s%s%s\n", cmd_text(s, "keyword"),
                    cmd_text(s, "value"), *cmd_text(s, "unit") ? " " : "",
                    cmd_text(s, "unit"), *read ? "  = " : "", read, *why ? "  -- " : "",
                    why);
        }
    }
}

/* What is the same in every case. */
static void print_metrics(const struct tree *c, FILE *out)
{
    static const struct { const char *key, *format; } figures[] = {
        {"icn_mv", "ICN %.3f mV"},
        {"fom_ild_db", "FOM_ILD %.3f dB"},
        {"fitted_il_nyquist_db", "fitted loss %.2f dB"}};
    const char *before = "figures    ";
    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++) {
        if (!(tree_value(c, figures[i].key) > 0.0))      /* absent, or no crosstalk */
            continue;
        fprintf(out, "%s", before);
        fprintf(out, figures[i].format, tree_value(c, figures[i].key));
        before = ", ";
    }
    if (*before == ',')
        fputc('\n', out);
    if (tree_get(c, "erl11_db") && tree_get(c, "erl22_db"))
        fprintf(out, "ERL        %.2f dB at port 1, %.2f dB at port 2\n",
                tree_value(c, "erl11_db"), tree_value(c, "erl22_db"));
}

static void print(const struct answer *answer, const struct request *request, FILE *out)
{
    const struct tree *root = answer->root, *cases = tree_get(root, "cases");
    if (request->show_settings) {
        print_settings(root, out);
        return;
    }
    fprintf(out, "%s  COM %.3f dB (worst of %zu case%s), limit %.4g dB%s",
            answer->missed ? "FAIL" : "PASS", tree_value(root, "com_db"), cases->n,
            cases->n == 1 ? "" : "s", tree_value(root, "target_db"),
            tree_find(root, "criteria[1]") ? "" : "\n");
    if (tree_find(root, "criteria[1].value"))
        fprintf(out, "; ERL %.2f dB, limit %.4g dB\n",
                tree_value(root, "criteria[1].value"),
                tree_value(root, "criteria[1].limit"));
    else if (tree_find(root, "criteria[1]"))
        fprintf(out, "; ERL %s, limit %.4g dB\n",
                tree_value(root, "criteria[1].pass") > 0.0 ? "without end"
                                                           : "not computed",
                tree_value(root, "criteria[1].limit"));
    fprintf(out, "channel    %s, %s\n", cmd_text(root, "thru"),
            cmd_text(root, "crosstalk"));
    fprintf(out, "interface  %s (%s), dialect %s, release %s\n",
            cmd_text(root, "interface"), cmd_text(root, "grade"),
            cmd_text(root, "dialect"), cmd_text(root, "release"));
    fprintf(out, "grid       %s\n", cmd_text(root, "grid"));
    for (const struct tree *p = tree_get(root, "ports")->first; p; p = p->next)
        fprintf(out, "ports      %s %s\n", cmd_text(p, "pairs"), cmd_text(p, "evidence"));
    print_metrics(tree_at(cases, 0), out);
    fprintf(out, "search     %.0f equaliser settings, %.3f s\n\n",
            tree_value(root, "search.candidates"), tree_value(root, "search.seconds"));
    table_print(cases, columns, sizeof columns / sizeof columns[0], out);
    fputc('\n', out);
    table_print(cases, noise_columns, sizeof noise_columns / sizeof noise_columns[0],
                out);
    for (const struct tree *c = cases->first; c; c = c->next) {
        fprintf(out, "\n%s\n", cmd_text(c, "name"));
        if (tree_value(c, "eye_open") == 0.0)
            fprintf(out, "  the eye is closed at DER_0: A_ni exceeds A_s by %.3f dB\n",
                    -tree_value(c, "com_db"));
        print_taps(c, "tx_ffe", "FFE c(k)", (int)tree_value(c, "tx_ffe_first"), out);
        print_taps(c, "dfe", "DFE b(n)", 1, out);
        for (const struct tree *flag = tree_get(c, "flags")->first; flag;
             flag = flag->next)
            fprintf(out, "  flag: %s\n", flag->text);
    }
}

const struct command cmd_com = {
    .name = "com", .usage = "THRU --interface NAME | THRU --sheet FILE.xlsx | LINK",
    .summary = "Channel Operating Margin of a channel", .print = print, .rows = "cases",
    .columns = columns, .ncolumn = sizeof columns / sizeof columns[0],
    .more_rows = "settings", .more_columns = setting_columns,
    .nmore = sizeof setting_columns / sizeof setting_columns[0]};
