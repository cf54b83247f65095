#include "config.h"

#include "cmd/cmd.h"

#include <math.h>

static const struct column columns[] = {
    {"freq_ghz", "GHz", "%.9g"},
    {"sdd21_db", "SDD21 dB", "%.3f"},
    {"sdd11_db", "SDD11 dB", "%.2f"},
    {"sdd22_db", "SDD22 dB", "%.2f"},
    {"scd21_db", "SCD21 dB", "%.2f"},
    {"s21_db", "S21 dB", "%.3f"},
    {"s11_db", "S11 dB", "%.2f"},
    {"s22_db", "S22 dB", "%.2f"},
};

static void print(const struct answer *answer, const struct request *request, FILE *out)
{
    const struct tree *root = answer->root;
    (void)request;
    if (tree_get(root, "file"))
        fprintf(out, "file       %s, %.0f ports, %.6g ohm\n", cmd_text(root, "file"),
                tree_value(root, "file_ports"), tree_value(root, "zref_ohm"));
    else
        fprintf(out, "link       %s\n", cmd_text(root, "link"));
    if (tree_get(root, "ports"))
        fprintf(out, "ports      %s, %s\n", cmd_text(root, "ports"),
                cmd_text(root, "ports_evidence"));
    fprintf(out, "band       %.8g to %.8g GHz, %.0f points\n",
            tree_value(root, "f_min_ghz"), tree_value(root, "f_max_ghz"),
            tree_value(root, "frequencies"));
    if (isfinite(tree_value(root, "il_nyquist_db")))
        fprintf(out, "loss       %.3f dB at Nyquist, %.9g GHz (%s)\n",
                tree_value(root, "il_nyquist_db"), tree_value(root, "f_nyquist_ghz"),
                cmd_text(root, "interface"));
    fputc('\n', out);
    table_print(tree_get(root, "points"), columns, sizeof columns / sizeof columns[0],
                out);
}

const struct command cmd_loss = {
    "loss", "LINK|FILE.sNp", "insertion loss, return loss and mode conversion", print,
    "points", columns, sizeof columns / sizeof columns[0]};
