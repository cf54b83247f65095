#include "config.h"

#include "cmd/cmd.h"
#include "cmd/parts_view.h"

static const struct column segment_columns[] = {
    {"name", "segment", NULL},
    {"interface", NULL, NULL},
    {"grade", NULL, NULL},
    {"crosstalk", NULL, NULL},
    {"com_db", "COM dB", "%.3f"},
    {"vec_db", "VEC dB", "%.2f"},
    {"veo_mv", "VEO mV", "%.2f"},
    {"margin_db", "margin dB", "%.3f"},
    {"worst_case", "case", "%.0f"},
    {"pass", "pass", NULL},
    {"fec_span", NULL, NULL},
    {"eye_ber", NULL, NULL},
    {"eye_height_mv", NULL, NULL},
    {"eye_width_ui", NULL, NULL},
};

static const struct column criteria_columns[] = {
    {"name", "criterion", NULL}, {"value", "value", "%.3f"}, {"limit", "limit", "%.3f"},
    {"unit", "unit", NULL},      {"margin_db", "margin dB", "%.3f"},
    {"pass", "pass", NULL},
};

static void print_com(const struct tree *s, FILE *out)
{
    fprintf(out, "COM %.3f dB, ", tree_value(s, "com_db"));
    if (tree_get(s, "vec_db"))
        fprintf(out, "VEC %.2f dB, VEO %.2f mV", tree_value(s, "vec_db"),
                tree_value(s, "veo_mv"));
    else
        fprintf(out, "the eye is closed by %.2f mV", -tree_value(s, "veo_mv"));
    fprintf(out, ", package case %.0f\n", tree_value(s, "worst_case"));
}

/* "the lowest of 3 eyes at 0.0001, eye 1, is 6.66 mV high; ...". */
static void print_eyes(const struct tree *s, FILE *out)
{
    const size_t n = tree_get(s, "eyes")->n;
    const double height = tree_value(s, "eye_height_mv");
    fprintf(out, "at an error ratio of %.3g ", tree_value(s, "eye_ber"));
    if (n > 1)
        fprintf(out, "the lowest of %zu eyes, %.0f, ", n, tree_value(s, "lowest_eye"));
    else
        fprintf(out, "the eye ");
    if (height > 0.0)
        fprintf(out, "is %.2f mV high\nand ", height);
    else
        fprintf(out, "is closed by %.2f mV\nand ", -height);
    if (n > 1)
        fprintf(out, "the narrowest, %.0f, ", tree_value(s, "narrowest_eye"));
    fprintf(out, "%.3f UI wide\n\n", tree_value(s, "eye_width_ui"));
}

/* What was simulated, beside what the statistics expect of the same. */
static void print_time_domain(const struct tree *s, FILE *out)
{
    const struct tree *w = tree_get(s, "time_domain");
    if (!w)
        return;
    const size_t lowest = (size_t)tree_value(w, "lowest_eye") - 1;
    const struct tree *eye = tree_at(tree_get(w, "eyes"), lowest);
    cmd_say(out, HEAD_INDENT,
            "simulated  %.10g symbols of %s: %.0f wrong, in %.0f bursts; the statistics "
            "expect %.1f bursts; error ratio %.3g of symbols, %.3g of bits",
            tree_value(w, "symbols"), cmd_text(w, "pattern"), tree_value(w, "errors"),
            tree_value(w, "bursts"), tree_value(w, "bursts_expected"),
            tree_value(w, "ser"), tree_value(w, "ber"));
    cmd_say(out, HEAD_INDENT,
            "           eye %zu at %.3g: %.2f mV high, %.2f mV by the statistics; the "
            "recovered clock %+.4f UI from the instant of COM, %.4f UI rms",
            lowest + 1, tree_value(w, "eye_ber"), tree_value(eye, "height_mv"),
            tree_value(eye, "expected_mv"), tree_value(w, "clock_mean_ui"),
            tree_value(w, "clock_rms_ui"));
    fputc('\n', out);
}

static void print_segment(const struct tree *root, const struct tree *s, double number,
                          FILE *out)
{
    if (tree_get(root, "segments")->n > 1)
        fprintf(out, "\nsegment %.0f, FEC span %.0f: %s, margin %.3f dB\n", number,
                tree_value(s, "fec_span"), tree_value(s, "pass") > 0.0 ? "pass" : "fail",
                tree_value(s, "margin_db"));
    fputc('\n', out);
    parts_print(root, number, out);
    fprintf(out, "between the packages, at %.8g GHz\n", tree_value(s, "freq_ghz"));
    fprintf(out, "\njudged by  %s (%s), %s\n", cmd_text(s, "interface"),
            cmd_text(s, "grade"), cmd_text(s, "crosstalk"));
    if (tree_get(s, "com_db")) {
        print_com(s, out);
        print_eyes(s, out);
        print_time_domain(s, out);
    } else {
        fputc('\n', out);
    }
    table_print(tree_get(s, "criteria"), criteria_columns,
                sizeof criteria_columns / sizeof criteria_columns[0], out);
}

static void print(const struct answer *answer, const struct request *request, FILE *out)
{
    const struct tree *root = answer->root, *segments = tree_get(root, "segments");
    double number = 0.0;
    (void)request;
    fprintf(out, "%s  %s", tree_value(root, "pass") > 0.0 ? "PASS" : "FAIL",
            cmd_text(root, "link"));
    if (segments->n > 1)
        fprintf(out, ", %zu segments; %.0f fails first", segments->n,
                tree_value(root, "tightest_segment"));
    fputc('\n', out);
    for (const struct tree *s = segments->first; s; s = s->next)
        print_segment(root, s, number += 1.0, out);
}

const struct command cmd_eye = {.name = "eye",
                                .usage = "LINK",
                                .summary = "a link's parts and its margins",
                                .print = print,
                                .rows = "segments",
                                .columns = segment_columns,
                                .ncolumn =
                                    sizeof segment_columns / sizeof segment_columns[0]};
