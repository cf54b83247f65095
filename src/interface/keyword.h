/* keyword.h -- the keywords of COM configuration sheets that lanereach uses: name,
 * dimension and the unit that a sheet implies.  One table; model files use the same
 * names with explicit units. */
#ifndef INTERFACE_KEYWORD_H
#define INTERFACE_KEYWORD_H

#include "base/quantity.h"
#include "interface/matrix.h"

enum key {
    KEY_F_B, KEY_L, KEY_M, KEY_DER_0, KEY_R_LM,
    KEY_A_V, KEY_A_FE, KEY_A_NE, KEY_SNR_TX, KEY_T_R, KEY_FORCE_TR,
    KEY_R_0, KEY_R_D, KEY_C_D, KEY_L_S, KEY_C_B, KEY_C_P, KEY_C_V,
    KEY_Z_P_TX, KEY_Z_P_NEXT, KEY_Z_P_FEXT, KEY_Z_P_RX,
    KEY_TL_CONSTANTS, KEY_TL_TAU, KEY_Z_C,
    KEY_C_0, KEY_C_M4, KEY_C_M3, KEY_C_M2, KEY_C_M1, KEY_C_1, KEY_C_2, KEY_C_3,
    KEY_G_DC, KEY_G_DC_HP, KEY_F_Z, KEY_F_P1, KEY_F_P2, KEY_F_HP_PZ, KEY_F_R,
    KEY_N_B, KEY_B_MAX_1, KEY_B_MAX_N, KEY_B_MIN_1, KEY_B_MIN_N,
    KEY_N_B_STEP, KEY_N_BG, KEY_N_BF, KEY_N_F, KEY_BMAXG,
    KEY_N_TAIL_START, KEY_B_FLOAT_RSS, KEY_LOCAL_SEARCH,
    KEY_SIGMA_RJ, KEY_A_DD, KEY_ETA_0, KEY_F_2, KEY_COM_PASS,
    KEY_COUNT
};

enum { KEYWORD_UNITS = 3 };

struct keyword {
    const char *name;
    enum dimension dim[KEYWORD_UNITS];  /* per column; the last one repeats    */
    const char *sheet_unit[KEYWORD_UNITS];      /* NULL: as the first          */
    int needed;                 /* an interface without it is refused          */
};

const struct keyword *keyword_of(enum key key);

/* The keyword of that name, ignoring case and blanks, or KEY_COUNT. */
enum key keyword_find(const char *name);

/* Reads a value into SI.  unit_required: every unit must be written (model files);
 * otherwise the sheet's units hold and none may be written. */
enum lr_status keyword_value(enum key key, const char *text, int unit_required,
                             struct mark mark, struct arena *arena, struct matrix *out,
                             struct lr_error *err);

#endif
