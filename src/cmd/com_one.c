#include "config.h"

#include "cmd/com_view.h"

#include <math.h>
#include <string.h>

const struct column com_case_columns[] = {
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
    {"steady_voltage_mv", NULL, NULL},
    {"peak_ratio", NULL, NULL},
    {"rise_time_ps", NULL, NULL},
    {"erl_db", NULL, NULL},
    {"erl11_db", NULL, NULL},
    {"erl22_db", NULL, NULL},
    {"fitted_il_nyquist_db", NULL, NULL},
    {"fom_ild_db", NULL, NULL},
    {"icn_mv", NULL, NULL},
    {"tx_ffe", NULL, NULL},
    {"tx_ffe_first", NULL, NULL},
    {"rx_ffe", NULL, NULL},
    {"rx_ffe_first", NULL, NULL},
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
    {"ew_ui", NULL, NULL},
    {"mdfext_mv", NULL, NULL},
    {"mdnext_mv", NULL, NULL},
    {"sample_shift", NULL, NULL},
    {"sigma_g_mv", NULL, NULL},
    {"sigma_mv.ne", NULL, NULL},
    {"thru", NULL, NULL},
    {"interface", NULL, NULL},
    {"pass", NULL, NULL},
    {"reason", NULL, NULL},
};
const size_t com_case_columns_n = sizeof com_case_columns / sizeof com_case_columns[0];

static const struct column noise_columns[] = {
    {"name", "noise, mV rms", NULL},
    {"sigma_mv.isi", "ISI", "%.3f"},
    {"sigma_mv.xtalk", "crosstalk", "%.3f"},
    {"sigma_mv.jitter", "jitter", "%.3f"},
    {"sigma_mv.tx", "transmitter", "%.3f"},
    {"sigma_mv.noise", "receiver", "%.3f"},
    {"sigma_mv.ne", "injected", "%.3f"},
};

static const double least_shown = 5e-5;         /* of "%.4f" */

static void print_taps(const struct tree *c, const char *key, const char *what, int first,
                       FILE *out)
{
    const struct tree *taps = tree_get(c, key);
    if (!taps || !taps->n)
        return;
    enum { PER_LINE = 7 };
    size_t n = 0;
    fprintf(out, "  %s from %+d:", what, first);
    for (const struct tree *tap = taps->first; tap; tap = tap->next, n++) {
        const bool none = fabs(tap->number) < least_shown;      /* no -0.0000  */
        fprintf(out, "%s%8.4f", n && n % PER_LINE == 0 ? "\n                   " : "",
                none ? 0.0 : tap->number);
    }
    fputc('\n', out);
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

static void print_calibration(const struct tree *root, FILE *out)
{
    if (tree_get(root, "calibration"))
        fprintf(out,
                "noise      %.4g mV at its source, %.4g mV at the slicer: COM %.3f dB\n",
                tree_value(root, "calibration.sigma_bn_mv"),
                tree_value(root, "calibration.sigma_ne_mv"), tree_value(root, "com_db"));
}

/* "VEC 11.86 dB" */
static int print_value(const struct tree *c, char *text, size_t size)
{
    const struct tree *value = tree_get(c, "value");
    const char *name = cmd_text(c, "name");
    if (value)
        return snprintf(text, size, strcmp(name, "COM") ? "%s %.2f %s" : "%s %.3f %s",
                        name, value->number, cmd_text(c, "unit"));
    /* A closed eye; nothing comes back. */
    const bool endless = !strcmp(name, "VEC") || tree_value(c, "pass") > 0.0;
    return snprintf(text, size, "%s %s", name, endless ? "without end" : "not computed");
}

static void print_verdict(const struct tree *channel, FILE *out)
{
    enum { WIDTH = 78, SIZE = 160 };
    const struct tree *criteria = tree_get(channel, "criteria");
    const size_t cases = tree_get(channel, "cases")->n;
    int column = fprintf(out, "%s", tree_value(channel, "pass") > 0.0 ? "PASS" : "FAIL");
    for (const struct tree *c = criteria->first; c; c = c->next) {
        char text[SIZE];
        int n = print_value(c, text, SIZE);
        if (c == criteria->first)
            n += snprintf(text + n, SIZE - (size_t)n, " (worst of %zu case%s)", cases,
                          cases == 1 ? "" : "s");
        snprintf(text + n, SIZE - (size_t)n, ", limit %.4g %s", tree_value(c, "limit"),
                 cmd_text(c, "unit"));
        const bool fits = column + 2 + (int)strlen(text) <= WIDTH;
        const char *before = c == criteria->first ? "  " : fits ? "; " : ";\n      ";
        column = (fits ? column : 4) + fprintf(out, "%s%s", before, text);
    }
    if (!criteria->n)
        fprintf(out, "  COM %.3f dB, no limit", tree_value(channel, "com_db"));
    fputc('\n', out);
}

static void print_case(const struct tree *c, FILE *out)
{
    const struct tree *eyes = tree_get(c, "eyes");
    fprintf(out, "\n%s\n", cmd_text(c, "name"));
    if (tree_value(c, "eye_open") == 0.0)
        fprintf(out,
                "  the eye is closed at DER_0: what disturbs it exceeds the signal by "
                "%.3f dB\n",
                -tree_value(c, "com_db"));
    if (tree_get(c, "peak_ratio"))
        fprintf(out, "  unequalised: v_f %.2f mV, peak %.4f of it, rise %.4g ps\n",
                tree_value(c, "steady_voltage_mv"), tree_value(c, "peak_ratio"),
                tree_value(c, "rise_time_ps"));
    print_taps(c, "tx_ffe", "FFE c(k)", (int)tree_value(c, "tx_ffe_first"), out);
    print_taps(c, "rx_ffe", "FFE w(k)", (int)tree_value(c, "rx_ffe_first"), out);
    print_taps(c, "dfe", "DFE b(n)", 1, out);
    for (const struct tree *e = eyes ? eyes->first : NULL; e; e = e->next)
        fprintf(out, "  %s eye: height %.2f mV, width %.2f UI\n",
                eyes->n == 1         ? "the"
                : e == eyes->first   ? "lowest"
                : e->next            ? "next"
                                     : "highest",
                tree_value(e, "height_mv"), tree_value(e, "width_ui"));
    for (const struct tree *flag = tree_get(c, "flags")->first; flag; flag = flag->next)
        fprintf(out, "  flag: %s\n", flag->text);
}

void com_print_interface(const struct tree *root, FILE *out)
{
    fprintf(out, "interface  %s (%s), dialect %s, release %s\n",
            cmd_text(root, "interface"), cmd_text(root, "grade"),
            cmd_text(root, "dialect"), cmd_text(root, "release"));
}

void com_print_baseline(const struct tree *root, FILE *out)
{
    const struct tree *b = tree_get(root, "baseline");
    if (b)
        fprintf(out, "baseline   %s: %.0f fell by more than %.4g dB\n",
                cmd_text(b, "path"), tree_value(b, "fell"), tree_value(b, "fall_db"));
    if (tree_find(root, "against.fell_db"))
        fprintf(out, "           %s fell by %.4g dB\n", cmd_text(root, "against.what"),
                tree_value(root, "against.fell_db"));
}

void com_print_one(const struct tree *root, FILE *out)
{
    const struct tree *cases = tree_get(root, "cases");
    print_verdict(root, out);
    cmd_say(out, HEAD_INDENT, "channel    %s, %s", cmd_text(root, "thru"),
            cmd_text(root, "crosstalk"));
    com_print_interface(root, out);
    fprintf(out, "grid       %s\n", cmd_text(root, "grid"));
    for (const struct tree *p = tree_get(root, "ports")->first; p; p = p->next)
        cmd_say(out, HEAD_INDENT, "ports      %s %s", cmd_text(p, "pairs"),
                cmd_text(p, "evidence"));
    print_metrics(tree_at(cases, 0), out);
    print_calibration(root, out);
    com_print_baseline(root, out);
    fprintf(out, "search     %.0f equaliser settings, %.3f s\n\n",
            tree_value(root, "search.candidates"), tree_value(root, "search.seconds"));
    table_print(cases, com_case_columns, com_case_columns_n, out);
    fputc('\n', out);
    table_print(cases, noise_columns, sizeof noise_columns / sizeof noise_columns[0],
                out);
    for (const struct tree *c = cases->first; c; c = c->next)
        print_case(c, out);
}
