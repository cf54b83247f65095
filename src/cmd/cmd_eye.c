#include "config.h"

#include "cmd/cmd.h"
#include "cmd/eye_view.h"
#include "cmd/light_view.h"
#include "cmd/parts_view.h"

#include <string.h>

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

static void print_segment(const struct tree *root, const struct tree *s, double number,
                          FILE *out)
{
    if (tree_get(s, "optical"))
        light_view(tree_get(s, "optical"), out);
    const bool judged = !tree_get(s, "reason");
    if (tree_get(root, "segments")->n > 1 && judged)
        fprintf(out, "\nsegment %.0f, FEC span %.0f: %s, margin %.3f dB\n", number,
                tree_value(s, "fec_span"), tree_value(s, "pass") > 0.0 ? "pass" : "fail",
                tree_value(s, "margin_db"));
    else if (!judged)
        fprintf(out, "\nsegment %.0f, FEC span %.0f: not modelled\n", number,
                tree_value(s, "fec_span"));
    fputc('\n', out);
    parts_print(root, number, out);
    fprintf(out, "between the packages, at %.8g GHz\n", tree_value(s, "freq_ghz"));
    fprintf(out, "\njudged by  %s (%s), %s\n", cmd_text(s, "interface"),
            cmd_text(s, "grade"), cmd_text(s, "crosstalk"));
    if (tree_get(s, "com_db")) {
        print_com(s, out);
        eye_equaliser_view(s, out);
        eye_openings_view(s, out);
        eye_time_domain_view(s, out);
    }
    if (!judged) {
        fprintf(out, "           ");
        cmd_say(out, HEAD_INDENT, "not at all: %s", cmd_text(s, "note"));
        return;
    }
    fputc('\n', out);
    table_print(tree_get(s, "criteria"), criteria_columns,
                sizeof criteria_columns / sizeof criteria_columns[0], out);
}

static void print(const struct answer *answer, const struct request *request, FILE *out)
{
    const struct tree *root = answer->root, *segments = tree_get(root, "segments");
    double number = 0.0;
    fprintf(out, "%s  %s", tree_value(root, "pass") > 0.0 ? "PASS" : "FAIL",
            cmd_text(root, "link"));
    if (segments->n > 1)
        fprintf(out, ", %zu segments", segments->n);
    if (segments->n > 1 && tree_get(root, "tightest_segment"))
        fprintf(out, "; %.0f fails first", tree_value(root, "tightest_segment"));
    if (tree_get(root, "not_modelled_segments"))
        fprintf(out, "; %.0f not modelled", tree_value(root, "not_modelled_segments"));
    fputc('\n', out);
    for (const struct tree *s = segments->first; s; s = s->next)
        print_segment(root, s, number += 1.0, out);
    eye_spans_view(root, request->view && !strcmp(request->view, "fec"), out);
}

const struct command cmd_eye = {.name = "eye",
                                .usage = "LINK|THRU.sNp",
                                .summary = "a link's parts, its margins and its eye",
                                .print = print,
                                .rows = "segments",
                                .columns = segment_columns,
                                .ncolumn =
                                    sizeof segment_columns / sizeof segment_columns[0]};
