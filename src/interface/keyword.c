#include "config.h"

#include "interface/keyword.h"

#include <ctype.h>
#include <string.h>

#define NUMBER {DIM_NUMBER}, {""}

/* Units: the official sheets' own column of units. */
static const struct keyword keywords[KEY_COUNT] = {
    [KEY_F_B] = {"f_b", {DIM_BAUD}, {"GBd"}, 1},
    [KEY_L] = {"L", NUMBER, 1},
    [KEY_M] = {"M", NUMBER, 0},
    [KEY_DER_0] = {"DER_0", NUMBER, 1},
    [KEY_R_LM] = {"R_LM", NUMBER, 1},
    [KEY_A_V] = {"A_v", {DIM_VOLTAGE}, {"V"}, 1},
    [KEY_A_FE] = {"A_fe", {DIM_VOLTAGE}, {"V"}, 1},
    [KEY_A_NE] = {"A_ne", {DIM_VOLTAGE}, {"V"}, 1},
    [KEY_SNR_TX] = {"SNR_TX", {DIM_DECIBEL}, {"dB"}, 1},
    [KEY_T_R] = {"T_r", {DIM_TIME}, {"ns"}, 0},
    [KEY_FORCE_TR] = {"FORCE_TR", NUMBER, 0},
    [KEY_R_0] = {"R_0", {DIM_IMPEDANCE}, {"ohm"}, 0},
    [KEY_R_D] = {"R_d", {DIM_IMPEDANCE}, {"ohm"}, 1},
    [KEY_C_D] = {"C_d", {DIM_CAPACITANCE}, {"nF"}, 1},
    [KEY_L_S] = {"L_s", {DIM_INDUCTANCE}, {"nH"}, 0},
    [KEY_C_B] = {"C_b", {DIM_CAPACITANCE}, {"nF"}, 0},
    [KEY_C_P] = {"C_p", {DIM_CAPACITANCE}, {"nF"}, 1},
    [KEY_C_V] = {"C_v", {DIM_CAPACITANCE}, {"nF"}, 0},
    [KEY_Z_P_TX] = {"z_p (TX)", {DIM_LENGTH}, {"mm"}, 1},
    [KEY_Z_P_NEXT] = {"z_p (NEXT)", {DIM_LENGTH}, {"mm"}, 1},
    [KEY_Z_P_FEXT] = {"z_p (FEXT)", {DIM_LENGTH}, {"mm"}, 1},
    [KEY_Z_P_RX] = {"z_p (RX)", {DIM_LENGTH}, {"mm"}, 1},
    [KEY_TL_CONSTANTS] = {"package_tl_gamma0_a1_a2",
                          {DIM_LOSS_CONSTANT, DIM_LOSS_ROOT, DIM_DELAY},
                          {"1/mm", "ns^0.5/mm", "ns/mm"}, 0},
    [KEY_TL_TAU] = {"package_tl_tau", {DIM_DELAY}, {"ns/mm"}, 0},
    [KEY_Z_C] = {"package_Z_c", {DIM_IMPEDANCE}, {"ohm"}, 0},
    [KEY_C_0] = {"c(0)", NUMBER, 1},
    [KEY_C_M4] = {"c(-4)", NUMBER, 0},
    [KEY_C_M3] = {"c(-3)", NUMBER, 0},
    [KEY_C_M2] = {"c(-2)", NUMBER, 0},
    [KEY_C_M1] = {"c(-1)", NUMBER, 0},
    [KEY_C_1] = {"c(1)", NUMBER, 0},
    [KEY_C_2] = {"c(2)", NUMBER, 0},
    [KEY_C_3] = {"c(3)", NUMBER, 0},
    [KEY_G_DC] = {"g_DC", {DIM_DECIBEL}, {"dB"}, 1},
    [KEY_G_DC_HP] = {"g_DC_HP", {DIM_DECIBEL}, {"dB"}, 0},
    [KEY_F_Z] = {"f_z", {DIM_FREQUENCY}, {"GHz"}, 0},
    [KEY_F_P1] = {"f_p1", {DIM_FREQUENCY}, {"GHz"}, 0},
    [KEY_F_P2] = {"f_p2", {DIM_FREQUENCY}, {"GHz"}, 0},
    [KEY_F_HP_PZ] = {"f_HP_PZ", {DIM_FREQUENCY}, {"GHz"}, 0},
    [KEY_F_R] = {"f_r", NUMBER, 1},
    [KEY_N_B] = {"N_b", NUMBER, 1},
    [KEY_B_MAX_1] = {"b_max(1)", NUMBER, 0},
    [KEY_B_MAX_N] = {"b_max(2..N_b)", NUMBER, 0},
    [KEY_B_MIN_1] = {"b_min(1)", NUMBER, 0},
    [KEY_B_MIN_N] = {"b_min(2..N_b)", NUMBER, 0},
    [KEY_N_B_STEP] = {"N_b_step", NUMBER, 0},
    [KEY_N_BG] = {"N_bg", NUMBER, 0},
    [KEY_N_BF] = {"N_bf", NUMBER, 0},
    [KEY_N_F] = {"N_f", NUMBER, 0},
    [KEY_BMAXG] = {"bmaxg", NUMBER, 0},
    [KEY_N_TAIL_START] = {"N_tail_start", NUMBER, 0},
    [KEY_B_FLOAT_RSS] = {"B_float_RSS_MAX", NUMBER, 0},
    [KEY_LOCAL_SEARCH] = {"Local Search", NUMBER, 0},
    [KEY_SIGMA_RJ] = {"sigma_RJ", {DIM_UI}, {"UI"}, 1},
    [KEY_A_DD] = {"A_DD", {DIM_UI}, {"UI"}, 1},
    [KEY_ETA_0] = {"eta_0", {DIM_VOLTAGE_PSD}, {"V^2/GHz"}, 1},
    [KEY_F_2] = {"f_2", {DIM_FREQUENCY}, {"GHz"}, 0},
    [KEY_COM_PASS] = {"COM Pass threshold", {DIM_DECIBEL}, {"dB"}, 1},
};

const struct keyword *keyword_of(enum key key)
{
    return &keywords[key];
}

static const char *skip_blanks(const char *s)
{
    while (isspace((unsigned char)*s))
        s++;
    return s;
}

static int same(const char *a, const char *b)
{
    for (a = skip_blanks(a), b = skip_blanks(b); *a && *b;
         a = skip_blanks(a + 1), b = skip_blanks(b + 1))
        if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return 0;
    return !*a && !*b;
}

enum key keyword_find(const char *name)
{
    size_t key = 0;
    while (key < KEY_COUNT && !same(name, keywords[key].name))
        key++;
    return (enum key)key;
}

/* The next word of a unit text such as "1/mm ns^0.5/mm ns/mm". */
static const char *next_unit(const char *text, char *unit, size_t size)
{
    text = skip_blanks(text);
    size_t n = 0;
    while (*text && !isspace((unsigned char)*text) && n + 1 < size)
        unit[n++] = *text++;
    unit[n] = '\0';
    return text;
}

enum lr_status keyword_value(enum key key, const char *text, int unit_required,
                             struct mark mark, struct arena *arena, struct matrix *out,
                             struct lr_error *err)
{
    const struct keyword *k = &keywords[key];
    const char *written;
    struct matrix raw;
    enum lr_status status = matrix_read(text, k->name, mark, arena, &raw, &written, err);
    if (status)
        return status;
    double factor[KEYWORD_UNITS];
    for (size_t i = 0; i < KEYWORD_UNITS; i++) {
        const char *sheet = k->sheet_unit[i];
        if (i && !sheet) {
            factor[i] = factor[i - 1];
            continue;
        }
        char unit[32];
        if (unit_required)
            written = next_unit(written, unit, sizeof unit);
        else
            strcpy(unit, sheet);
        factor[i] = k->dim[i] == DIM_NUMBER && !*unit ? 1.0
                                                      : quantity_unit(unit, k->dim[i]);
        if (!(factor[i] > 0.0))
            return error_at(err, mark, "%s: '%s' has %s unit%s%s; write %s", k->name,
                            text, *unit ? "the" : "no", *unit ? " " : "", unit,
                            *sheet ? sheet : "a pure number");
    }
    if (*skip_blanks(written))
        return error_at(err, mark, "%s: '%s' behind the value of '%s' is not understood",
                        k->name, skip_blanks(written), text);
    double *x = arena_alloc(arena, (raw.rows * raw.cols + 1) * sizeof *x);
    if (!x)
        return error_memory(err, k->name);
    for (size_t i = 0; i < raw.rows; i++)
        for (size_t j = 0; j < raw.cols; j++)
            x[i * raw.cols + j] = raw.x[i * raw.cols + j] *
                                  factor[j < KEYWORD_UNITS ? j : KEYWORD_UNITS - 1];
    *out = (struct matrix){raw.rows, raw.cols, x};
    return LR_OK;
}
