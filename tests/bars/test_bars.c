#include "config.h"

#include "tests/bars/bars.h"

#include <stdio.h>

static void print(const struct bar *bar, const char *value, const char *verdict)
{
    char limit[32];
    snprintf(limit, sizeof limit, "%.3g%s%s", bar->limit, *bar->unit ? " " : "",
             bar->unit);
    printf("# %-36s | %s | %8s | %10s | %s\n", bar->what, bar->golden, limit, value,
           verdict);
}

static void show(const struct bar *bar, double measured)
{
    char value[32];
    snprintf(value, sizeof value, "%.2g%s%s", measured, *bar->unit ? " " : "", bar->unit);
    print(bar, value, measured <= bar->limit ? "met" : "missed");
}

void bars_show(const struct bar *bar, double measured)
{
    show(bar, measured);
    CU_ASSERT(measured <= bar->limit);
}

void bars_show_skipped(const struct bar *bar)
{
    print(bar, "", "skipped");
}

void bars_show_missed(const struct bar *bar, double measured, double least, double most)
{
    show(bar, measured);
    CU_ASSERT(measured > bar->limit && measured >= least && measured <= most);
}

static const struct tap_case cases[] = {
    {"exact coupled stripline", bars_stripline},
    {"coupled microstrip", bars_coupled_microstrip},
    {"microstrip as Qucs and ADS have it", bars_microstrip},
    {"conductor-loss factor by two routes", bars_current_factor},
    {"twinax", bars_twinax},
    {"dB per inch of ten laminates", bars_laminates},
    {"wideband Debye", bars_debye},
    {"silence before the front", bars_precursor},
    {"causal Huray", bars_huray},
    {"8-port lines", bars_eight_ports},
    {"via stubs", bars_stub},
    {"lines of Annex 93A", bars_annex_93a},
    {"a measured board", bars_measured_board},
};
TAP_MAIN("bars", cases)
