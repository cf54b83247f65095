#include "config.h"

#include "cmd/light_view.h"

#include "cmd/cmd.h"

#include <string.h>

static const struct column path_columns[] = {
    {"name", "passes", NULL},
    {"type", "type", NULL},
    {"loss_db", "loss dB", "%.2f"},
    {"return_loss_db", "return loss dB", "%.0f"},
    {"isolation_db", "isolation dB", "%.0f"},
    {"grade", "grade", NULL},
};

static bool has(const struct tree *at, const char *key)
{
    return tree_get(at, key) != NULL;
}

/* "2.3e-05", or what is left of it. */
static const char *ratio(double ber, char text[32])
{
    snprintf(text, 32, ber > 0.0 ? "%.2g" : "below 1e-13", ber);
    return text;
}

static void print_floors(const struct tree *d, FILE *out)
{
    char floor[32], alone[32];
    if (!has(d, "ber_floor") || !has(d, "ber_floor_back_to_back"))
        return;
    cmd_say(out, HEAD_INDENT,
            "           at any power %s of bits wrong, without fibre %s",
            ratio(tree_value(d, "ber_floor"), floor),
            ratio(tree_value(d, "ber_floor_back_to_back"), alone));
}

static void print_stressed(const struct tree *d, FILE *out)
{
    char limit[64] = "";
    if (!has(d, "stressed_sensitivity_dbm"))
        return;
    if (has(d, "stressed_sensitivity_max_dbm"))
        snprintf(limit, sizeof limit, ", the standard lets it need %.2f dBm",
                 tree_value(d, "stressed_sensitivity_max_dbm"));
    cmd_say(out, HEAD_INDENT,
            "           stressed by %.2f dB (a pole at %.2f GHz) it needs %.2f dBm%s",
            tree_value(d, "stressed_closure_db"), tree_value(d, "stressed_pole_ghz"),
            tree_value(d, "stressed_sensitivity_dbm"), limit);
}

static void print_chain(const struct tree *d, FILE *out)
{
    const struct tree *chain = tree_get(d, "laser_chain");
    char text[400];
    size_t n = 0;
    if (!chain)
        return;
    n +=
        (size_t)snprintf(text, sizeof text, "laser %.2f dBm", tree_value(d, "laser_dbm"));
    for (const struct tree *step = chain->first; step && n < sizeof text;
         step = step->next)
        n += (size_t)snprintf(text + n, sizeof text - n, ", %s -%.2f dB",
                              cmd_text(step, "what"), tree_value(step, "loss_db"));
    cmd_say(out, HEAD_INDENT, "           %s", text);
}

void light_device_view(const struct tree *d, FILE *out)
{
    print_floors(d, out);
    print_stressed(d, out);
    print_chain(d, out);
}

static void print_path(const struct tree *o, FILE *out)
{
    const struct tree *path = tree_get(o, "path");
    if (!path)
        return;
    cmd_say(
        out, HEAD_INDENT,
        tree_value(o, "bidirectional") > 0.0
            ? "           reflections cost %.2f dB, its own light's included, %.2f dB "
              "at most; neighbours %.2f dB, %.2f dB at most"
            : "           reflections cost %.2f dB, %.2f dB at most; neighbours %.2f "
              "dB, %.2f dB at most",
        tree_value(o, "mpi_db"), tree_value(o, "mpi_bound_db"),
        tree_value(o, "crosstalk_db"), tree_value(o, "crosstalk_bound_db"));
    fputc('\n', out);
    table_print(path, path_columns, sizeof path_columns / sizeof path_columns[0], out);
}

void light_view(const struct tree *o, FILE *out)
{
    char errors[32];
    fprintf(out, "\noptics     ");
    cmd_say(out, HEAD_INDENT, "%s, %s (%s) over %.7g m of %s: %s", cmd_text(o, "pmd"),
            cmd_text(o, "module"), cmd_text(o, "module_grade"), tree_value(o, "length_m"),
            cmd_text(o, "fibre"), tree_value(o, "pass") > 0.0 ? "pass" : "fail");
    if (tree_value(o, "open") > 0.0)
        fprintf(out, "           TECQ %.2f dB, TDECQ %.2f dB; ", tree_value(o, "tecq_db"),
                tree_value(o, "tdecq_db"));
    else
        fprintf(out, "           its eye is closed; ");
    fprintf(out, "sends %.2f dBm, loses %.2f dB\n", tree_value(o, "oma_dbm"),
            tree_value(o, "loss_db"));
    if (has(o, "power_margin_db"))
        cmd_say(out, HEAD_INDENT,
                "           power margin %.2f dB, sensitivity %.2f dBm (%.2f dBm without "
                "fibre); error ratio %s",
                tree_value(o, "power_margin_db"), tree_value(o, "sensitivity_dbm"),
                tree_value(o, "back_to_back_dbm"),
                ratio(tree_value(o, "ber_pre_fec"), errors));
    if (has(o, "eye_height_uw"))
        fprintf(out,
                "           its receiver's least eye is %.2f uW high and %.3f UI wide at "
                "%.3g\n",
                tree_value(o, "eye_height_uw"), tree_value(o, "eye_width_ui"),
                tree_value(o, "ber_limit"));
    light_device_view(o, out);
    if (has(o, "overload_margin_db"))
        fprintf(out, "           %.2f dB below overload, %.2f dBm\n",
                tree_value(o, "overload_margin_db"), tree_value(o, "overload_dbm"));
    if (has(o, "ledger_margin_db"))
        fprintf(out, "           %.2f dB left by the standard's budget (%s)\n",
                tree_value(o, "ledger_margin_db"), cmd_text(o, "grade"));
    print_path(o, out);
}
