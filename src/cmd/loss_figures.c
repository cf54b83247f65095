#include "config.h"

#include "cmd/loss_figures.h"

#include "cmd/cmd.h"

#include <string.h>

#define COUNT(columns) (sizeof(columns) / sizeof(columns)[0])

static const struct column channel_columns[] = {
    {"name", "channel", NULL},
    {"icn_mv", "ICN mV", "%.3f"},
    {"icr_db", "ICR dB", "%.2f"},
    {"fom_ild_db", "FOM_ILD dB", "%.3f"},
    {"fitted_il_nyquist_db", "fitted dB", "%.3f"},
    {"erl11_db", "ERL11 dB", "%.2f"},
    {"erl22_db", "ERL22 dB", "%.2f"},
    {"erl_db", "ERL dB", "%.2f"},
};

static const struct column aggressor_columns[] = {
    {"channel", "channel", NULL},
    {"name", "aggressor", NULL},
    {"kind", "kind", NULL},
    {"icn_mv", "ICN mV", "%.3f"},
    {"power_pct", "% of power", "%.1f"},
};

static const struct column erl_columns[] = {
    {"channel", "channel", NULL},
    {"end", "end", "%.0f"},
    {"erl_db", "ERL dB", "%.3f"},
    {"e_mv", "e mV/V", "%.1f"},
    {"gate_ns", "gate at ns", "%.4g"},
    {"window_ns", "window to ns", "%.4g"},
    {"stop_ns", "ends at ns", "%.4g"},
    {"z_average_ohm", "average ohm", "%.2f"},
};

void loss_figures_head(const struct tree *channel, FILE *out)
{
    char icr[32] = "";
    if (tree_get(channel, "icr_db"))
        snprintf(icr, sizeof icr, ", ICR %.2f dB", tree_value(channel, "icr_db"));
    if (tree_get(channel, "icn_mv"))
        cmd_say(out, HEAD_INDENT,
                "crosstalk  %s: ICN %.3f mV (MDFEXT %.3f, MDNEXT %.3f)%s",
                cmd_text(channel, "crosstalk"), tree_value(channel, "icn_mv"),
                tree_value(channel, "mdfext_mv"), tree_value(channel, "mdnext_mv"), icr);
    if (tree_get(channel, "fom_ild_db"))
        fprintf(out, "smooth     FOM_ILD %.3f dB", tree_value(channel, "fom_ild_db"));
    if (tree_get(channel, "fitted_il_nyquist_db"))
        fprintf(out, ", fitted loss %.3f dB at Nyquist",
                tree_value(channel, "fitted_il_nyquist_db"));
    if (tree_get(channel, "fom_ild_db"))
        fputc('\n', out);
    const char *before = "ERL        ";
    for (size_t port = 1; port <= 2; port++) {
        const char *key = port == 1 ? "erl11_db" : "erl22_db";
        if (!tree_get(channel, key))
            continue;
        fprintf(out, "%s%.3f dB at port %zu", before, tree_value(channel, key), port);
        before = ", ";
    }
    if (*before == ',')
        fputc('\n', out);
}

void loss_figures_channels(const struct tree *channels, FILE *out)
{
    bool any = false;
    for (const struct tree *c = channels->first; c; c = c->next)
        any = any || tree_get(c, "fom_ild_db") || tree_get(c, "erl_db");
    if (!any)
        return;
    fputc('\n', out);
    table_print(channels, channel_columns, COUNT(channel_columns), out);
}

/* What the aggressors of each kind, and all, add up to. */
static void print_sums(const struct tree *channels, FILE *out)
{
    for (const struct tree *c = channels->first; c; c = c->next)
        fprintf(out, "%s%s%sMDFEXT %.3f mV, MDNEXT %.3f mV, ICN %.3f mV\n",
                c == channels->first ? "\n" : "",
                channels->n > 1 ? cmd_text(c, "name") : "", channels->n > 1 ? ": " : "",
                tree_value(c, "mdfext_mv"), tree_value(c, "mdnext_mv"),
                tree_value(c, "icn_mv"));
}

void loss_figures_view(const struct tree *root, const char *view, FILE *out)
{
    if (!strcmp(view, "erl"))
        table_print(tree_get(root, "erl"), erl_columns, COUNT(erl_columns), out);
    if (strcmp(view, "icn"))
        return;
    table_print(tree_get(root, "aggressors"), aggressor_columns, COUNT(aggressor_columns),
                out);
    print_sums(tree_get(root, "channels"), out);
}
