/* The views of the questions about network files. */
#include "config.h"

#include "cmd/cmd.h"

#define COUNT(columns) (sizeof(columns) / sizeof(columns)[0])

static const struct column info_columns[] = {
    {"name", "file", NULL},
    {"path", NULL, NULL},
    {"file_ports", "ports", "%.0f"},
    {"points", "points", "%.0f"},
    {"f_min_ghz", "from GHz", "%.6g"},
    {"f_max_ghz", "to GHz", "%.6g"},
    {"zref_ohm", "ohm", NULL},
    {"dc", "DC", NULL},
    {"max_reflection_db", "|Sii| dB", "%.2f"},
    {"max_transfer_db", "|Sij| dB", "%.2f"},
    {"ports", NULL, NULL},
    {"ports_evidence", NULL, NULL},
};

/* The port order of the files that have one, and how it is known. */
static void print_ports(const struct tree *files, FILE *out)
{
    bool first = true;
    for (const struct tree *f = files->first; f; f = f->next) {
        if (!tree_get(f, "ports_evidence"))
            continue;
        if (first)
            fputc('\n', out);
        cmd_say(out, 2, "%s%s%s%s, %s", cmd_text(f, "name"),
                tree_get(f, "ports") ? ": ports " : "", cmd_text(f, "ports"),
                tree_get(f, "ports") ? "" : ": no ports", cmd_text(f, "ports_evidence"));
        first = false;
    }
}

static void print_info(const struct answer *answer, const struct request *request,
                       FILE *out)
{
    const struct tree *files = tree_get(answer->root, "files");
    (void)request;
    table_print(files, info_columns, COUNT(info_columns), out);
    print_ports(files, out);
}

const struct command cmd_net_info = {
    .name = "net info", .usage = "FILE.sNp...",
    .summary = "ports, band, references and port order of files",
    .print = print_info, .rows = "files",
    .columns = info_columns, .ncolumn = COUNT(info_columns)};

static const struct column check_columns[] = {
    {"name", "file", NULL},
    {"path", NULL, NULL},
    {"quality.passivity_pct", "pass. %", "%.4f"},
    {"quality.reciprocity_pct", "recip. %", "%.4f"},
    {"quality.causality_pct", "caus. %", "%.4f"},
    {"quality.verdict", "verdict", NULL},
    {"application.passivity_mv", NULL, NULL},
    {"application.reciprocity_mv", NULL, NULL},
    {"application.causality_mv", NULL, NULL},
    {"application.causality_element", NULL, NULL},
    {"application.verdict", NULL, NULL},
    {"application.baud_gbd", NULL, NULL},
    {"application_reason", NULL, NULL},
    {"ports", NULL, NULL},
    {"points", NULL, NULL},
    {"f_min_ghz", NULL, NULL},
    {"f_max_ghz", NULL, NULL},
    {"step_min_ghz", NULL, NULL},
    {"step_max_ghz", NULL, NULL},
    {"dc", NULL, NULL},
    {"dc_imaginary", NULL, NULL},
    {"phase_step_deg", NULL, NULL},
    {"band_per_nyquist", NULL, NULL},
    {"max_singular", NULL, NULL},
    {"max_singular_freq_ghz", NULL, NULL},
    {"max_asymmetry", NULL, NULL},
    {"max_asymmetry_freq_ghz", NULL, NULL},
    {"pass", NULL, NULL},
};

static const struct column application_columns[] = {
    {"name", "1 V pulses", NULL},
    {"application.baud_gbd", "GBd", "%.5g"},
    {"application.passivity_mv", "pass. mV", "%.3f"},
    {"application.reciprocity_mv", "recip. mV", "%.3f"},
    {"application.causality_mv", "caus. mV", "%.3f"},
    {"application.causality_element", "by", NULL},
    {"application.verdict", "verdict", NULL},
};

static const struct column band_columns[] = {
    {"name", "data", NULL},
    {"f_min_ghz", "from GHz", "%.6g"},
    {"f_max_ghz", "to GHz", "%.6g"},
    {"points", "points", "%.0f"},
    {"dc", "DC", NULL},
    {"phase_step_deg", "deg/step", "%.1f"},
    {"max_singular", "max gain", "%.6f"},
    {"max_asymmetry", "|Sij-Sji|", "%.2g"},
};

static void print_check(const struct answer *answer, const struct request *request,
                        FILE *out)
{
    const struct tree *files = tree_get(answer->root, "files");
    (void)request;
    fprintf(out, "%s\n\n", answer->missed ? "POOR" : "PASS");
    table_print(files, check_columns, COUNT(check_columns), out);
    fputc('\n', out);
    table_print(files, application_columns, COUNT(application_columns), out);
    for (const struct tree *f = files->first; f; f = f->next)
        if (tree_get(f, "application_reason"))
            fprintf(out, "no pulses  %s\n", cmd_text(f, "application_reason"));
    fputc('\n', out);
    table_print(files, band_columns, COUNT(band_columns), out);
    print_ports(files, out);
}

const struct command cmd_net_check = {
    .name = "net check", .usage = "FILE.sNp...",
    .summary = "IEEE 370 quality: passivity, reciprocity, causality",
    .print = print_check, .rows = "files",
    .columns = check_columns, .ncolumn = COUNT(check_columns)};

static const struct column output_columns[] = {
    {"path", "written", NULL},
    {"kind", "path", NULL},
    {"file_ports", "ports", "%.0f"},
    {"points", "points", "%.0f"},
    {"f_min_ghz", "from GHz", "%.6g"},
    {"f_max_ghz", "to GHz", "%.6g"},
    {"zref_ohm", "ohm", NULL},
    {"format", "format", NULL},
};

static void print_output(const struct answer *answer, const struct request *request,
                         FILE *out)
{
    const struct tree *root = answer->root;
    (void)request;
    table_print(tree_get(root, "outputs"), output_columns, COUNT(output_columns), out);
    if (tree_get(root, "files"))
        print_ports(tree_get(root, "files"), out);
}

const struct command cmd_net_convert = {
    .name = "net convert", .usage = "FILE.sNp -o OUT",
    .summary = "other formats, units and versions; CSV",
    .print = print_output, .rows = "outputs",
    .columns = output_columns, .ncolumn = COUNT(output_columns)};

const struct command cmd_net_cascade = {
    .name = "net cascade", .usage = "FILE.sNp FILE.sNp... -o OUT",
    .summary = "networks one behind the other",
    .print = print_output, .rows = "outputs",
    .columns = output_columns, .ncolumn = COUNT(output_columns)};

const struct command cmd_net_reorder = {
    .name = "net reorder", .usage = "FILE.sNp --order P1,P2... -o OUT",
    .summary = "ports in another order, or some of them",
    .print = print_output, .rows = "outputs",
    .columns = output_columns, .ncolumn = COUNT(output_columns)};

const struct command cmd_net_mixed = {
    .name = "net mixed", .usage = "FILE.sNp -o OUT",
    .summary = "to mixed mode, and back",
    .print = print_output, .rows = "outputs",
    .columns = output_columns, .ncolumn = COUNT(output_columns)};

const struct command cmd_net_renormalise = {
    .name = "net renormalise", .usage = "FILE.sNp --zref Z -o OUT",
    .summary = "to other reference impedances",
    .print = print_output, .rows = "outputs",
    .columns = output_columns, .ncolumn = COUNT(output_columns)};

const struct command cmd_net_extract = {
    .name = "net extract", .usage = "FILE.sNp -o NAME.sNp",
    .summary = "a victim lane and its aggressors from any sNp",
    .print = print_output, .rows = "outputs",
    .columns = output_columns, .ncolumn = COUNT(output_columns)};

const struct command cmd_net_resample = {
    .name = "net resample", .usage = "FILE.sNp --step FREQ -o OUT",
    .summary = "to another grid, with DC",
    .print = print_output, .rows = "outputs",
    .columns = output_columns, .ncolumn = COUNT(output_columns)};

static void print_passivate(const struct answer *answer, const struct request *request,
                            FILE *out)
{
    const struct tree *root = answer->root;
    print_output(answer, request, out);
    fprintf(out, "\nchanged    %.0f of %.0f points; largest gain before %.6f\n",
            tree_value(root, "points_changed"), tree_value(root, "files[0].points"),
            tree_value(root, "max_singular"));
    if (tree_get(root, "max_change"))
        fprintf(out, "largest    |change| %.3g, %s at %.6g GHz\n",
                tree_value(root, "max_change"), cmd_text(root, "max_change_element"),
                tree_value(root, "max_change_freq_ghz"));
}

const struct command cmd_net_passivate = {
    .name = "net passivate", .usage = "FILE.sNp -o OUT",
    .summary = "clip what makes it active",
    .print = print_passivate, .rows = "outputs",
    .columns = output_columns, .ncolumn = COUNT(output_columns)};

static const struct column fixture_columns[] = {
    {"mode", "2x-thru", NULL},
    {"z_mid_ohm", "middle ohm", "%.2f"},
    {"delay_ns", "delay ns", "%.4f"},
    {"f_valid_ghz", "valid to GHz", "%.4g"},
    {"fer1", "FER1", "%.4g"},
    {"fer2", "FER2", "%.4g"},
    {"fer3", "FER3", "%.4g"},
    {"verdict", "quality", NULL},
    {"reason", "because", NULL},
};

static void print_deembed(const struct answer *answer, const struct request *request,
                          FILE *out)
{
    const struct tree *root = answer->root;
    print_output(answer, request, out);
    if (tree_get(root, "fixtures")) {
        fputc('\n', out);
        table_print(tree_get(root, "fixtures"), fixture_columns, COUNT(fixture_columns),
                    out);
    }
    fprintf(out, "\ncondition  at most %.4g, at %.6g GHz\n",
            tree_value(root, "condition"), tree_value(root, "condition_freq_ghz"));
    fprintf(out, "errors     of the measurement grow by at most %.4g, at %.6g GHz\n",
            tree_value(root, "error_gain"), tree_value(root, "error_gain_freq_ghz"));
}

const struct command cmd_net_deembed = {
    .name = "net deembed", .usage = "FILE.sNp --thru 2X.sNp -o OUT",
    .summary = "fixtures off, by 2x-thru or known",
    .print = print_deembed, .rows = "outputs",
    .columns = output_columns, .ncolumn = COUNT(output_columns)};

static const struct column diff_columns[] = {
    {"quantity", "worst", NULL},
    {"value", "difference", "%.4g"},
    {"unit", "", NULL},
    {"element", "of", NULL},
    {"freq_ghz", "at GHz", "%.6g"},
};

static void print_diff(const struct answer *answer, const struct request *request,
                       FILE *out)
{
    const struct tree *root = answer->root;
    (void)request;
    fprintf(out, "%s\ncompared   %.0f points, %.6g to %.6g GHz%s\n",
            answer->missed                        ? "FAIL"
            : tree_get(root, "pass")              ? "PASS"
            : tree_value(root, "identical") > 0.0 ? "identical"
                                                  : "different",
            tree_value(root, "points"), tree_value(root, "f_min_ghz"),
            tree_value(root, "f_max_ghz"),
            tree_value(root, "resampled") > 0.0 ? ", the second resampled" : "");
    fprintf(out, "rms        %.4g\n", tree_value(root, "rms"));
    fprintf(out, "floor      dB and degrees where both exceed %.4g dB\n\n",
            tree_value(root, "floor_db"));
    table_print(tree_get(root, "differences"), diff_columns, COUNT(diff_columns), out);
}

const struct command cmd_net_diff = {
    .name = "net diff", .usage = "A.sNp B.sNp",
    .summary = "the worst difference, in dB and degrees, and where",
    .print = print_diff, .rows = "differences",
    .columns = diff_columns, .ncolumn = COUNT(diff_columns)};
