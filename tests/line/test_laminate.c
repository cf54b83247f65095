#include "config.h"

#include "base/quantity.h"
#include "line/laminate.h"
#include "tests/tap.h"

#include <math.h>

static const struct line_laminate fr4 = {.dk = 4.2, .df = 0.0203, .freq = 9.7e9,
                                         .f_low = 1e4, .f_high = 1e12,
                                         .dk_rise = 0.0004, .df_rise = 0.0041};

static double complex at(double celsius, const struct line_laminate *laminate)
{
    struct line_debye debye = {0};
    CU_ASSERT_EQUAL(line_laminate_debye(laminate, celsius + zero_celsius, &debye, NULL),
                    LR_OK);
    return line_debye_eval(&debye, laminate->freq);
}

static void a_data_sheet_holds_at_20_degrees(void)
{
    const double complex er = at(20.0, &fr4);
    CLOSE(creal(er), 4.2, 1e-12);
    CLOSE(-cimag(er) / creal(er), 0.0203, 1e-14);
}

static void a_hot_board_loses_by_its_coefficients(void)
{
    /* 1 + 0.0041 * 63 and 1 + 0.0004 * 63 */
    const double complex er = at(83.0, &fr4);
    CLOSE(creal(er), 4.2 * 1.0252, 1e-12);
    CLOSE(-cimag(er) / creal(er), 0.0203 * 1.2583, 1e-14);
}

static void without_coefficients_temperature_changes_nothing(void)
{
    struct line_laminate plain = fr4;
    plain.dk_rise = plain.df_rise = 0.0;
    CLOSE(cabs(at(-40.0, &plain) - at(125.0, &plain)), 0.0, 0.0);
}

static void a_line_too_long_in_temperature_is_refused(void)
{
    struct line_laminate odd = fr4;
    struct line_debye debye = {-1.0, 0.0, 0.0, 0.0, 0.0};
    struct lr_error err = {0};
    odd.df_rise = -0.02;
    CU_ASSERT_EQUAL(line_laminate_debye(&odd, 85.0 + zero_celsius, &debye, &err),
                    LR_EDOMAIN);
    SAME_TEXT(err.text,
              "loss tangent 0.0203 with -0.02 per kelvin is negative at 85 degC");
    odd.df = NAN;
    CU_ASSERT_EQUAL(line_laminate_debye(&odd, 85.0 + zero_celsius, &debye, &err),
                    LR_EDOMAIN);
    SAME_TEXT(err.text, "loss tangent nan is negative");
    CLOSE(debye.er_inf, -1.0, 0.0);
}

static const struct tap_case cases[] = {
    {"a data sheet holds at 20 degC", a_data_sheet_holds_at_20_degrees},
    {"a hot board loses by its coefficients", a_hot_board_loses_by_its_coefficients},
    {"without coefficients temperature changes nothing",
     without_coefficients_temperature_changes_nothing},
    {"a straight line that leaves the physical is refused",
     a_line_too_long_in_temperature_is_refused},
};
TAP_MAIN("line/laminate", cases)
