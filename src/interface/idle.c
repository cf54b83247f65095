#include "config.h"

#include "interface/idle.h"

/* The first number of a value, given or by default; 0 of none. */
static double number(const struct interface *interface, enum key key)
{
    const struct matrix *m = &interface->value[key];
    return m->rows && m->cols ? m->x[0] : 0.0;
}

static bool no_boards(const struct interface *i)
{
    return number(i, KEY_INCLUDE_PCB) <= 0.0;
}

static bool no_edge(const struct interface *i)
{
    return number(i, KEY_FORCE_TR) <= 0.0 && number(i, KEY_T_R_FILTER) <= 0.0;
}

static bool no_second_stage(const struct interface *i)
{
    return !i->set[KEY_G_DC_HP];
}

static bool other_ctle(const struct interface *i)
{
    return !i->set[KEY_CTLE_TYPE] || number(i, KEY_CTLE_TYPE) < 2.0;
}

static bool first_ctle(const struct interface *i)
{
    return i->set[KEY_CTLE_TYPE] && number(i, KEY_CTLE_TYPE) <= 0.0;
}

static bool no_bessel(const struct interface *i)
{
    return number(i, KEY_BESSEL) <= 0.0;
}

static bool no_cosine(const struct interface *i)
{
    return number(i, KEY_RAISED_COSINE) <= 0.0;
}

static bool no_dfe(const struct interface *i)
{
    return number(i, KEY_N_B) <= 0.0;
}

static bool no_floating(const struct interface *i)
{
    return number(i, KEY_N_BG) <= 0.0;
}

static bool no_rx_ffe(const struct interface *i)
{
    return !i->com.rx_ffe.n;
}

static bool no_tail(const struct interface *i)
{
    return number(i, KEY_N_TAIL_START) <= 0.0;
}

static bool no_eye(const struct interface *i)
{
    return !i->com.eye;
}

static bool no_module(const struct interface *i)
{
    return !i->chip_to_module;
}

static bool no_window(const struct interface *i)
{
    return i->com.c2m.t_o <= 0.0;
}

static bool no_steady(const struct interface *i)
{
    return !i->com.steady.behind;
}

static bool has_window(const struct interface *i)
{
    return !no_window(i);
}

static bool even_window(const struct interface *i)
{
    return i->com.c2m.window == C2M_RECTANGLE || i->com.c2m.window == C2M_TRIANGLE;
}

static bool width_by_ql(const struct interface *i)
{
    return i->set[KEY_QL];
}

static bool no_calibration(const struct interface *i)
{
    return !i->calibrates;
}

static bool no_forced_crest(const struct interface *i)
{
    return i->com.injection.crest <= 0.0;
}

static bool no_erl(const struct interface *i)
{
    return !i->wants_erl;
}

static bool reaches_cursor(const struct interface *interface, enum key key)
{
    /* Taps count outwards from the cursor up to the first that is missing. */
    const bool before = key <= KEY_C_M1;
    const enum key nearest = before ? KEY_C_M1 : KEY_C_1;
    for (size_t k = nearest; k != (size_t)key; k = before ? k - 1 : k + 1)
        if (!interface->set[k])
            return false;
    return true;
}

struct rule {
    enum key first, last;       /* keywords of the table in a row              */
    bool (*idle)(const struct interface *interface);
    const char *why;
};

static const struct rule rules[] = {
    {KEY_T_R, KEY_T_R, no_edge, "FORCE_TR and T_r_filter_type are 0"},
    {KEY_Z_BP_TX, KEY_BOARD_Z_C, no_boards, "Include PCB is 0"},
    {KEY_G_DC_HP, KEY_G_DC_HP, first_ctle, "CTLE_type is CL93"},
    {KEY_F_HP_PZ, KEY_F_HP_PZ, no_second_stage, "there is no g_DC_HP"},
    {KEY_F_HP_PZ, KEY_F_HP_PZ, first_ctle, "CTLE_type is CL93"},
    {KEY_F_HP_Z, KEY_F_HP_P, other_ctle, "CTLE_type is not CL120e"},
    {KEY_BT_ORDER, KEY_BT_ORDER, no_bessel, "Bessel_Thomson is 0"},
    {KEY_RC_START, KEY_RC_END, no_cosine, "Raised_Cosine is 0"},
    {KEY_B_MAX_1, KEY_N_B_STEP, no_dfe, "N_b is 0"},
    {KEY_N_BF, KEY_BMAXG, no_floating, "N_bg is 0"},
    {KEY_B_FLOAT_RSS, KEY_B_FLOAT_RSS, no_tail, "N_tail_start is 0"},
    {KEY_FFE_PRE1_MAX, KEY_FFE_NOISE_UI, no_rx_ffe, "there is no receiver FFE"},
    {KEY_T_O, KEY_T_O, no_module, "PMD_type is C2C"},
    {KEY_C2M_SAMPLES, KEY_C2M_SAMPLES, no_eye, "there is no eye, EW is 0"},
    {KEY_WINDOW, KEY_QL, no_window, "there is no window T_O"},
    {KEY_SIGMA_R, KEY_QL, even_window, "the window has no width of its own"},
    {KEY_SIGMA_R, KEY_SIGMA_R, width_by_ql, "QL is given"},
    {KEY_EW, KEY_EW, has_window, "a window T_O asks for the eye"},
    {KEY_MIN_VEO, KEY_MIN_VEO, no_window, "there is no window T_O"},
    {KEY_EH_MIN, KEY_VEC_PASS, no_module, "PMD_type is C2C"},
    {KEY_D_P, KEY_D_P, no_steady, "N_v is 0"},
    {KEY_BBN_STEP, KEY_BBN_Q, no_calibration, "RX_CALIBRATION is 0"},
    {KEY_BBN_Q, KEY_BBN_Q, no_forced_crest, "Force BBN Q factor is 0"},
    {KEY_TR_TDR, KEY_ERL_PASS, no_erl, "TDR and ERL are not both 1"},
};

const char *idle_reason(const struct interface *interface, enum key key)
{
    if (!interface->set[key])
        return NULL;
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        if (key >= rules[i].first && key <= rules[i].last && rules[i].idle(interface))
            return rules[i].why;
    if (key >= KEY_C_M5 && key <= KEY_C_5 && !reaches_cursor(interface, key))
        return "a tap between it and the cursor is missing";
    return NULL;
}
