/* keyword.h -- the keywords of COM configuration sheets that lanereach uses: name,
 * dimension, the unit that a sheet implies, and what holds when a sheet is silent.  One
 * table; model files use the same names with explicit units.  Those that a sheet may have
 * besides are in interface/unused.h. */
#ifndef INTERFACE_KEYWORD_H
#define INTERFACE_KEYWORD_H

#include "base/quantity.h"
#include "interface/matrix.h"

#include <stdbool.h>

enum key {
    KEY_F_B, KEY_L, KEY_M, KEY_DER_0, KEY_R_LM, KEY_F_MIN, KEY_DELTA_F, KEY_FLIM,
    KEY_A_V, KEY_A_FE, KEY_A_NE, KEY_SNR_TX, KEY_SNR_TXWC0, KEY_T_R, KEY_FORCE_TR,
    KEY_T_R_FILTER, KEY_PRESET,
    KEY_R_0, KEY_R_D, KEY_C_D, KEY_L_S, KEY_C_B, KEY_C_P, KEY_C_V, KEY_Z_P_SELECT,
    KEY_Z_P_TX, KEY_Z_P_NEXT, KEY_Z_P_FEXT, KEY_Z_P_RX,
    KEY_TL_CONSTANTS, KEY_TL_TAU, KEY_Z_C,
    KEY_INCLUDE_PCB, KEY_Z_BP_TX, KEY_Z_BP_NEXT, KEY_Z_BP_FEXT, KEY_Z_BP_RX,
    KEY_BOARD_C_0, KEY_BOARD_C_1, KEY_BOARD_CONSTANTS, KEY_BOARD_TAU, KEY_BOARD_Z_C,
    KEY_KAPPA1, KEY_KAPPA2, KEY_PORT_ORDER,
    KEY_C_0, KEY_C_M5, KEY_C_M4, KEY_C_M3, KEY_C_M2, KEY_C_M1, KEY_C_1, KEY_C_2, KEY_C_3,
    KEY_C_4, KEY_C_5,
    KEY_CTLE_TYPE, KEY_G_DC, KEY_G_DC_HP, KEY_F_Z, KEY_F_P1, KEY_F_P2, KEY_F_HP_PZ,
    KEY_F_HP_Z, KEY_F_HP_P, KEY_GDC_MIN, KEY_G_QUAL, KEY_G2_QUAL,
    KEY_F_R, KEY_BUTTERWORTH, KEY_BESSEL, KEY_BT_ORDER, KEY_RAISED_COSINE, KEY_RC_START,
    KEY_RC_END, KEY_TX_RX_FILTER, KEY_DISPLAY_FD,
    KEY_N_B, KEY_B_MAX_1, KEY_B_MAX_N, KEY_B_MIN_1, KEY_B_MIN_N, KEY_N_B_STEP,
    KEY_N_BG, KEY_N_BF, KEY_N_F, KEY_BMAXG, KEY_N_TAIL_START, KEY_B_FLOAT_RSS,
    KEY_FFE_PRE, KEY_FFE_POST, KEY_FFE_PRE1_MAX, KEY_FFE_POST1_MAX, KEY_FFE_TAPN_MAX,
    KEY_FFE_NOISE_UI,
    KEY_CDR, KEY_TS_ANCHOR, KEY_SAMPLE_ADJUSTMENT, KEY_TS_SRCH_MODE, KEY_LOCAL_SEARCH,
    KEY_SIGMA_RJ, KEY_A_DD, KEY_LIMIT_JITTER, KEY_ETA_0, KEY_F_2, KEY_CREST, KEY_BIN,
    KEY_FORCE_BIN, KEY_THRESHOLD, KEY_COM_PASS,
    KEY_PMD_TYPE, KEY_T_O, KEY_C2M_SAMPLES, KEY_WINDOW, KEY_SIGMA_R, KEY_QL, KEY_EW,
    KEY_MIN_VEO, KEY_EH_MIN, KEY_EH_MAX, KEY_VEC_PASS,
    KEY_F_1, KEY_F_V, KEY_F_F, KEY_F_N, KEY_A_FT, KEY_A_NT, KEY_N_V, KEY_D_P,
    KEY_RX_CALIBRATION, KEY_BBN_STEP, KEY_F_HP, KEY_FORCE_BBN_Q, KEY_BBN_Q,
    KEY_TDR, KEY_ERL, KEY_TR_TDR, KEY_ERL_N, KEY_N_BX, KEY_BETA_X, KEY_RHO_X, KEY_GRR,
    KEY_GX, KEY_FIXTURE, KEY_AUTO_TFX, KEY_Z_T, KEY_TUKEY, KEY_TDR_BUTTERWORTH,
    KEY_TDR_W_TXPKG, KEY_TDR_DURATION, KEY_ERL_PASS,
    KEY_COUNT
};

enum { KEYWORD_UNITS = 3 };

struct keyword {
    const char *name;
    enum dimension dim[KEYWORD_UNITS];  /* per column; the last one repeats    */
    const char *sheet_unit[KEYWORD_UNITS];      /* NULL: as the first          */
    const char *otherwise;      /* its default: a value in the sheet's syntax and
                                 * units, or words like f_b/4 where another keyword
                                 * decides; NULL: an interface without it is refused */
    const char *choices;        /* words that it takes, "A|B", the value being the
                                 * index of one; NULL: numbers                 */
};

const struct keyword *keyword_of(enum key key);

/* The keyword of that name, or of another that the tool knows it by ("N_bmax"), ignoring
 * case and blanks; KEY_COUNT when there is none. */
enum key keyword_find(const char *name);

/* Whether two names are the same but for case and blanks. */
bool keyword_same(const char *a, const char *b);

/* Reads a value into SI.  unit_required: every unit must be written (model files);
 * otherwise the sheet's units hold and none may be written. */
enum lr_status keyword_value(enum key key, const char *text, bool unit_required,
                             enum matrix_ranges ranges, struct mark mark,
                             struct arena *arena, struct matrix *out,
                             struct lr_error *err);

/* The default as a value in SI; false when it is no value but words. */
bool keyword_default(enum key key, struct arena *arena, struct matrix *out);

#endif
