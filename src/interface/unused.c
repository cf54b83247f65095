#include "config.h"

#include "interface/unused.h"

#include "interface/keyword.h"

#define OUTPUT NULL, "the tool's own output"
#define SPEED NULL, "the tool's speed"

static const struct unused_keyword keywords[] = {
    {"DIAGNOSTICS", OUTPUT}, {"DISPLAY_WINDOW", OUTPUT}, {"CSV_REPORT", OUTPUT},
    {"RESULT_DIR", OUTPUT}, {"RUNTAG", OUTPUT}, {"SAVE_FIGURES", OUTPUT},
    {"SAVE_FIGURE_to_CSV", OUTPUT}, {"SAVE_TD", OUTPUT}, {"SAVE_RESP", OUTPUT},
    {"SAVE_CONFIG2MAT", OUTPUT}, {"BREAD_CRUMBS", OUTPUT}, {"COM_CONTRIBUTION", OUTPUT},
    {"PLOT_CM", OUTPUT},

    {"SHOW_BRD", "0", "ERL with boards"}, {"ERL_FOM", "1", "another phase of ERL"},

    {"ffe_main_cursor_min", NULL, "zero forcing"},
    {"RXFFE FLOAT CTL", NULL, "a receiver FFE's floating taps, which are off"},
    {"FFE_OPT_METHOD", "MMSE", "a receiver FFE by another method"},
    {"ffe_tap_step_size", "0", "a receiver FFE in steps"},
    {"RXFFE TAP CONSTRAINT", "Unity Cursor", "a receiver FFE of another form"},
    {"S_tn_w_AM", "1", "transmitter noise without the power of the levels"},
    {"P_qc", NULL, "the quantiser, which is off"},
    {"Clip Method", NULL, "the quantiser, which is off"},
    {"trunc", NULL, "MLSE, which is off"}, {"N_tc", NULL, "MLSE, which is off"},
    {"DER_CDR", NULL, "MLSE, which is off"}, {"add_rx_noise", NULL, "MLSE, which is off"},
    {"Q_budget_adj", NULL, "MLSE, which is off"},
    {"ACCM_MAX_Freq", NULL, "common-mode noise, which is off"},
    {"EXE_MODE", SPEED}, {"Optimize_loop_speed_up", SPEED}, {"FT_COOP", SPEED},

    {"ERL_ONLY", "0", "a sheet for ERL alone"},
    {"MLSE", "0", "MLSE"},
    {"N_qb", "0", "a receiver's quantiser"},
    {"AC_CM_RMS", "0", "common-mode noise"},
    {"Txpskew", "0", "skew inside a pair"}, {"Txnskew", "0", "skew inside a pair"},
    {"Rxpskew", "0", "skew inside a pair"}, {"Rxnskew", "0", "skew inside a pair"},
    {"IDEAL_TX_TERM", "0", "ideal terminations"},
    {"IDEAL_RX_TERM", "0", "ideal terminations"},
    {"INC_PACKAGE", "1", "dies without packages"},
    {"INCLUDE_CTLE", "1", "receivers without CTLE"},
    {"T_r_meas_point", "0", "an edge that is measured elsewhere"},
    {"Enforce Causality", "0", "responses made causal"},
    {"ZERO_PAD", "0", "spectra that end in zeros"},
    {"Non-zero Local Search Method", "0", "the adaptive local search"},
    {"S-parameter magnitude extrapolation policy", "linear_trend_to_DC",
     "another extrapolation"},
    {"S-parameter phase extrapolation policy", "extrap_cubic_to_dc_linear_to_inf",
     "another extrapolation"},
    {"PKG_NAME", "", "packages by name"},
};

const struct unused_keyword *unused_find(const char *name)
{
    for (size_t i = 0; i < sizeof keywords / sizeof keywords[0]; i++)
        if (keyword_same(name, keywords[i].name))
            return &keywords[i];
    return NULL;
}

/* 0, 0.0, [0 0] and 0.000 are all zero. */
static bool same_numbers(const char *text, const char *number)
{
    struct arena arena;
    struct matrix a, b;
    const char *unit;
    arena_init(&arena);
    const struct mark nowhere = {0};
    bool same = !matrix_read(text, "", MATRIX_RANGES_STEP, nowhere, &arena, &a, &unit,
                             NULL) &&
                !*unit && a.rows &&
                !matrix_read(number, "", MATRIX_RANGES_STEP, nowhere, &arena, &b, &unit,
                             NULL) &&
                b.rows * b.cols == 1;
    for (size_t i = 0; same && i < a.rows * a.cols; i++)
        same = a.x[i] == b.x[0];
    arena_free(&arena);
    return same;
}

static bool is_one_of(const struct unused_keyword *keyword, size_t n,
                      const char *const *names)
{
    for (size_t i = 0; i < n; i++)
        if (keyword_same(keyword->name, names[i]))
            return true;
    return false;
}

static bool belongs_to_rx_ffe(const struct unused_keyword *keyword)
{
    static const char *const names[] = {"FFE_OPT_METHOD", "ffe_tap_step_size",
                                        "RXFFE TAP CONSTRAINT", "S_tn_w_AM"};
    return is_one_of(keyword, sizeof names / sizeof names[0], names);
}

bool unused_is_neutral(const struct unused_keyword *keyword, const char *text,
                       bool rx_ffe)
{
    return !keyword->neutral || (!rx_ffe && belongs_to_rx_ffe(keyword)) ||
           keyword_same(keyword->neutral, text) || same_numbers(text, keyword->neutral);
}

bool unused_changes_figures(const struct unused_keyword *keyword)
{
    static const char *const names[] = {"SHOW_BRD", "ERL_FOM",  "Txpskew",
                                        "Txnskew",  "Rxpskew",  "Rxnskew",
                                        "ZERO_PAD", "Enforce Causality"};
    return is_one_of(keyword, sizeof names / sizeof names[0], names);
}
