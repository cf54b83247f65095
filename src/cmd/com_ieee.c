#include "config.h"

#include "cmd/com_view.h"

#include <math.h>

/* How a column is made of a row: a number, a vector, or the range of taps whose root sum
 * square counts. */
enum shape { PLAIN, VECTOR, RSS };

struct source {
    const char *name, *path;    /* the tool's name; where the row has it       */
    enum shape shape;
    size_t first;               /* RSS: from this tap on, counting from 1      */
};

/* In the order of the tool's report, as far as a row has them. */
static const struct source sources[] = {
    {"file_names", "thru", PLAIN, 0},
    {"config_file", "interface", PLAIN, 0},
    {"package_case", "name", PLAIN, 0},
    {"levels", "levels", PLAIN, 0},
    {"baud_rate_GHz", "baud_gbd", PLAIN, 0},
    {"f_Nyquist_GHz", "f_nyquist_ghz", PLAIN, 0},
    {"BER", "der_0", PLAIN, 0},
    {"FOM", "fom_db", PLAIN, 0},
    {"DFE4_RSS", "dfe", RSS, 4},
    {"DFE2_RSS", "dfe", RSS, 2},
    {"channel_operating_margin_dB", "com_db", PLAIN, 0},
    {"available_signal_after_eq_mV", "a_s_mv", PLAIN, 0},
    {"peak_uneq_pulse_mV", "peak_mv", PLAIN, 0},
    {"steady_state_voltage_mV", "steady_voltage_mv", PLAIN, 0},
    {"Peak_ISI_XTK_and_Noise_interference_at_BER_mV", "a_ni_mv", PLAIN, 0},
    {"peak_ISI_interference_at_BER_mV", "budget_mv.isi", PLAIN, 0},
    {"peak_MDXTK_interference_at_BER_mV", "budget_mv.xtalk", PLAIN, 0},
    {"Pmax_by_Vf_est", "peak_ratio", PLAIN, 0},
    {"Tr_measured_from_step_ps", "rise_time_ps", PLAIN, 0},
    {"ICN_mV", "icn_mv", PLAIN, 0},
    {"MDNEXT_ICN_92_46_mV", "mdnext_mv", PLAIN, 0},
    {"MDFEXT_ICN_92_47_mV", "mdfext_mv", PLAIN, 0},
    {"FOM_ILD", "fom_ild_db", PLAIN, 0},
    {"IL_dB_channel_only_at_Fnq", "il_nyquist_db", PLAIN, 0},
    {"fitted_IL_dB_at_Fnq", "fitted_il_nyquist_db", PLAIN, 0},
    {"ERL11", "erl11_db", PLAIN, 0},
    {"ERL22", "erl22_db", PLAIN, 0},
    {"ERL", "erl_db", PLAIN, 0},
    {"CTLE_DC_gain_dB", "g_dc_db", PLAIN, 0},
    {"g_DC_HP", "g_dc_hp_db", PLAIN, 0},
    {"TXLE_taps", "tx_ffe", VECTOR, 0},
    {"RxFFE", "rx_ffe", VECTOR, 0},
    {"DFE_taps", "dfe", VECTOR, 0},
    {"floating_tap_locations", "floating_positions", VECTOR, 0},
    {"itick", "sample_shift", PLAIN, 0},
    {"sgm_G", "sigma_g_v", PLAIN, 0},
    {"sgm_N", "sigma_n_v", PLAIN, 0},
    {"sgm_TX", "sigma_tx_v", PLAIN, 0},
    {"VEC_dB", "vec_db", PLAIN, 0},
    {"VEO_mV", "veo_mv", PLAIN, 0},
    {"EW_UI_est", "ew_ui", VECTOR, 0},
    {"COM_dB", "com_db", PLAIN, 0},
};
enum { SOURCES = sizeof sources / sizeof sources[0], VECTOR_SIZE = 8192 };

/* "[0.02 -0.12 0.86 0]"; a single element stands alone. */
static void add_vector(struct tree *row, const char *name, const struct tree *list)
{
    char text[VECTOR_SIZE], number[32];
    size_t at = 0;
    if (!list->n)
        return;
    for (const struct tree *x = list->first; x && at + 40 < sizeof text; x = x->next) {
        number_print(x->number, number);
        at += (size_t)snprintf(text + at, sizeof text - at, "%s%s",
                               x != list->first ? " "
                               : list->n > 1    ? "["
                                                : "",
                               number);
    }
    tree_text(row, name, "%s%s", text, list->n > 1 ? "]" : "");
}

static void add_rss(struct tree *row, const char *name, const struct tree *list,
                    size_t first)
{
    double sum = 0.0;
    size_t i = 1;
    for (const struct tree *x = list->first; x; x = x->next)
        if (i++ >= first)
            sum = hypot(sum, x->number);
    tree_number(row, name, sum);
}

/* What the tool prints in other units, or counts otherwise. */
static void complete(struct tree *row)
{
    const struct tree *floating = tree_get(row, "floating_taps");
    struct tree *positions = floating ? tree_list(row, "floating_positions") : NULL;
    for (const struct tree *tap = floating ? floating->first : NULL; tap; tap = tap->next)
        tree_number(positions, NULL, tree_value(tap, "position"));
    tree_number(row, "f_nyquist_ghz", 0.5 * tree_value(row, "baud_gbd"));
    tree_number(row, "sigma_g_v", tree_value(row, "sigma_g_mv") * unit_mv);
    tree_number(row, "sigma_n_v", tree_value(row, "sigma_mv.noise") * unit_mv);
    tree_number(row, "sigma_tx_v", tree_value(row, "sigma_mv.tx") * unit_mv);
}

static void rename_all(const struct tree *from, struct tree *to)
{
    for (size_t i = 0; i < SOURCES; i++) {
        const struct source *s = &sources[i];
        const struct tree *value = tree_find(from, s->path);
        if (value && s->shape == VECTOR)
            add_vector(to, s->name, value);
        else if (value && s->shape == RSS)
            add_rss(to, s->name, value, s->first);
        else if (value)
            tree_copy(to, s->name, value);
    }
}

void com_print_ieee(const struct tree *root, FILE *out)
{
    struct arena arena;
    struct column columns[SOURCES] = {{NULL, NULL, NULL}};
    arena_init(&arena);
    for (size_t i = 0; i < SOURCES; i++)
        columns[i].key = sources[i].name;
    const struct tree *rows = com_rows(root, &arena);
    struct tree *top = tree_new(&arena), *list = top ? tree_list(top, "rows") : NULL;
    for (const struct tree *r = rows && list ? rows->first : NULL; r; r = r->next) {
        struct tree *row = tree_new(&arena);
        if (!row)
            break;
        for (const struct tree *k = r->first; k; k = k->next)
            tree_copy(row, k->key, k);
        complete(row);
        rename_all(row, tree_object(list, NULL));
    }
    if (list)
        table_csv(list, columns, SOURCES, out);
    arena_free(&arena);
}
