#include "config.h"

#include "cmd/cmd.h"
#include "cmd/line_fit.h"

#include <math.h>
#include <string.h>

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

static const struct column quantities[] = {
    {"key", "quantity", NULL},
    {"nominal", "nominal", "%.4g"},
    {"tolerance", "+-", "%.3g"},
    {"unit", "unit", NULL},
    {"z_down_ohm", "-ohm", "%+.2f"},
    {"z_up_ohm", "+ohm", "%+.2f"},
    {"z_share_pct", "%", "%.0f"},
    {"loss_down_db_per_m", "-dB/m", "%+.2f"},
    {"loss_up_db_per_m", "+dB/m", "%+.2f"},
    {"loss_share_pct", "%", "%.0f"},
};

static const struct column ranges[] = {
    {"figure", "figure", NULL},
    {"freq_ghz", "GHz", NULL},
    {"nominal", "nominal", "%.3f"},
    {"least", "least", "%.3f"},
    {"most", "most", "%.3f"},
    {"rss", "rss +-", "%.3f"},
};

static const struct column crosstalk[] = {
    {"pitch_mm", "mm", "%.3f"},       {"length_m", NULL, NULL},
    {"length_in", "in", "%.4g"},      {"freq_ghz", "GHz", "%.6g"},
    {"next_db", "NEXT dB", "%.1f"},   {"fext_db", "FEXT dB", "%.1f"},
    {"psnext_db", "PSNEXT", "%.1f"},  {"psfext_db", "PSFEXT", "%.1f"},
    {"kb_pct", "kb %", "%.3f"},       {"kf_ps_per_m", "kf ps/m", "%.1f"},
    {"near_peak_pct", "near %", "%.2f"}, {"far_peak_pct", "far %", "%.1f"},
};
enum { CROSSTALK = sizeof crosstalk / sizeof crosstalk[0] };

/* One more word of the section, on a line of its own when this one is full. */
static void print_word(const char *word, size_t *column, FILE *out)
{
    const size_t width = 78, indent = strlen("section    ");
    if (!*column) {
        *column = (size_t)fprintf(out, "section    %s", word);
    } else if (*column + strlen(", ,") + strlen(word) > width) {
        fprintf(out, ",\n           %s", word);
        *column = indent + strlen(word);
    } else {
        *column += (size_t)fprintf(out, ", %s", word);
    }
}

/* "width 105.5, gap 170 ... um": all that was solved. */
static void print_values(const struct tree *root, FILE *out)
{
    static const char length[] = "_um";
    const struct tree *values = tree_get(root, "values");
    size_t column = 0;
    char word[80];
    for (const struct tree *v = values ? values->first : NULL; v; v = v->next) {
        const char *unit = strstr(v->key, length);
        if (!strcmp(v->key, "resistivity_ohm_m"))
            continue;
        if (!strcmp(v->key, "freq_ghz"))
            snprintf(word, sizeof word, "at %.5g GHz", v->number);
        else
            snprintf(word, sizeof word, "%.*s %.5g",
                     (int)(unit ? unit - v->key : (ptrdiff_t)strlen(v->key)), v->key,
                     v->number);
        print_word(word, &column, out);
    }
    if (!column)
        return;
    snprintf(word, sizeof word, "all in um; %s, %g degC",
             tree_get(root, "roughness")->text, tree_value(root, "temperature_degc"));
    print_word(word, &column, out);
    fprintf(out, "\n");
}

static void print_impedance(const struct tree *root, FILE *out)
{
    const bool pair = tree_get(root, "zdiff_ohm");
    const struct tree *bar = tree_get(root, "error_bar_pct");
    if (pair)
        fprintf(out, "impedance  %.2f ohm differential, %.2f ohm common (odd %.2f, even "
                     "%.2f)\n           ",
                tree_value(root, "zdiff_ohm"), tree_value(root, "zcomm_ohm"),
                tree_value(root, "zodd_ohm"), tree_value(root, "zeven_ohm"));
    else
        fprintf(out, "impedance  %.2f ohm ", tree_value(root, "z0_ohm"));
    fprintf(out, "at %g GHz, %.3f ps/mm", tree_value(root, "freq_ghz"),
            tree_value(root, "delay_ps_per_mm"));
    if (bar)
        fprintf(out, "; of C and L +-%.2g %%", bar->number);
    fputc('\n', out);
}

/* With --fast the formula that was used, else what it says of the first impedance. */
static void print_closed_form(const struct tree *form, FILE *out)
{
    const bool pair = tree_get(form, "accuracy_even_pct");
    const double z = tree_value(form, pair ? "zdiff_ohm" : "z0_ohm");
    if (!isnan(z)) {
        fprintf(out, "formula    %.2f ohm (%+.1f %%), %s\n", z,
                tree_value(form, "difference_pct"), cmd_text(form, "formula"));
        return;
    }
    fprintf(out, "formula    %s\n           ", cmd_text(form, "formula"));
    fprintf(out, "impedance within %g %%", tree_value(form, "accuracy_pct"));
    if (pair)
        fprintf(out, ", of the even mode %g %%", tree_value(form, "accuracy_even_pct"));
    fputc('\n', out);
}

static void print_solved(const struct tree *solved, FILE *out)
{
    fprintf(out, "solved     %s %.2f um (%.3f mil) gives %s %.2f ohm\n",
            cmd_text(solved, "key"), tree_value(solved, "value_um"),
            tree_value(solved, "value_mil"), cmd_text(solved, "target"),
            tree_value(solved, "value_ohm"));
}

static void print_tolerances(const struct tree *all, FILE *out)
{
    fprintf(out, "\ntolerances: each quantity alone down (-) and up (+), its share (%%)"
                 " of all\nsquares of the changes; loss at %g GHz\n",
            tree_value(all, "loss_freq_ghz"));
    table_print(tree_get(all, "quantities"), quantities,
                sizeof quantities / sizeof quantities[0], out);
    fprintf(out, "\nranges of %g solutions, %s\n",
            tree_value(all, "solutions"), cmd_text(all, "method"));
    table_print(tree_get(all, "ranges"), ranges, sizeof ranges / sizeof ranges[0], out);
}

static void print(const struct answer *answer, const struct request *request, FILE *out)
{
    const struct tree *root = answer->root, *solved = tree_get(root, "solved");
    const struct tree *form = tree_get(root, "closed_form");
    const struct tree *tolerances = tree_get(root, "tolerances");
    (void)request;
    fprintf(out, "%s: %s\n%s in %s\n", cmd_text(root, "name"), cmd_text(root, "title"),
            cmd_text(root, "type"), cmd_text(root, "material"));
    if (tree_get(root, "fit")) {
        line_fit_print(root, out);
        return;
    }
    print_values(root, out);
    if (solved)
        print_solved(solved, out);
    print_impedance(root, out);
    if (form)
        print_closed_form(form, out);
    fputc('\n', out);
    if (tree_get(root, "crosstalk")) {
        fprintf(out, "crosstalk of %g neighbour%s by pitch and length, all ends 50 ohm a "
                     "leg;\nnear and far: peaks for a step of %g ps, of the nearest "
                     "one\n",
                tree_value(root, "neighbours"),
                tree_value(root, "neighbours") > 1.0 ? "s" : "",
                tree_value(root, "rise_ps"));
        table_print(tree_get(root, "crosstalk"), crosstalk, CROSSTALK, out);
        return;
    }
    table_print(tree_get(root, "points"), columns, sizeof columns / sizeof columns[0],
                out);
    if (tolerances)
        print_tolerances(tolerances, out);
    cmd_print_written(root, out);
}

/* The crosstalk, or the ranges, when they were asked for. */
static void print_csv(const struct answer *answer, const struct request *request,
                      FILE *out)
{
    const struct tree *points = tree_get(answer->root, "points");
    const struct tree *within = tree_find(answer->root, "tolerances.ranges");
    const struct tree *lanes = tree_get(answer->root, "crosstalk");
    (void)request;
    if (lanes)
        table_csv(lanes, crosstalk, CROSSTALK, out);
    else if (within)
        table_csv(within, ranges, sizeof ranges / sizeof ranges[0], out);
    else if (points)
        table_csv(points, columns, sizeof columns / sizeof columns[0], out);
    else
        line_fit_csv(answer->root, out);
}

const struct command cmd_line = {
    .name = "line", .usage = "STACKUP",
    .summary = "impedance, delay and loss of a cross-section, by a field solver",
    .print = print, .rows = "points", .columns = columns,
    .ncolumn = sizeof columns / sizeof columns[0], .print_csv = print_csv};
