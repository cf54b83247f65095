#include "config.h"

#include "base/quantity.h"

#include "tests/tap.h"

#include <math.h>
#include <string.h>

static const struct mark place = {"dac.yaml", 14, 11};

static void every_unit_has_its_factor(void)
{
    /* SI prefixes; 1 in = 25.4 mm and 1 ft = 12 in exactly, by definition; the
     * loss constants of IEEE 802.3 are per mm and in ns. */
    static const struct {
        const char *text;
        enum dimension dim;
        double si;
    } cases[] = {
        {"72.3 mm", DIM_LENGTH, 0.0723},
        {"8in", DIM_LENGTH, 0.2032},
        {"4.7 mil", DIM_LENGTH, 4.7 * 0.0000254},
        {"3 ft", DIM_LENGTH, 0.9144},
        {"1.7km", DIM_LENGTH, 1700.0},
        {"0.35 um", DIM_LENGTH, 0.00000035},
        {"1310 nm", DIM_LENGTH, 0.00000131},
        {"13.28GHz", DIM_FREQUENCY, 13280000000.0},
        {"193.1 THz", DIM_FREQUENCY, 193100000000000.0},
        {"53.125GBd", DIM_BAUD, 53125000000.0},
        {"106.25 Gb/s", DIM_BIT_RATE, 106250000000.0},
        {"  -6.16 ps ", DIM_TIME, -0.00000000000616},
        {"413 mV", DIM_VOLTAGE, 0.413},
        {"46.25 ohm", DIM_IMPEDANCE, 46.25},
        {"130 fF", DIM_CAPACITANCE, 0.00000000000013},
        {"120 pH", DIM_INDUCTANCE, 0.00000000012},
        {"1.72e-8 ohm*m", DIM_RESISTIVITY, 0.0000000172},
        {"85 degC", DIM_TEMPERATURE, 358.15},
        {"300 K", DIM_TEMPERATURE, 300.0},
        {"-12.5 dB", DIM_DECIBEL, -12.5},
        {"20 mUI", DIM_UI, 0.02},
        {"8.2e-9 V^2/GHz", DIM_VOLTAGE_PSD, 8.2e-18},
        {"0.0005 1/mm", DIM_LOSS_CONSTANT, 0.5},
        {"0.00089 ns^0.5/mm", DIM_LOSS_ROOT, 0.00089 * 0.031622776601683793},
        {"0.006141 ns/mm", DIM_DELAY, 0.000000006141},
        {"750 mW", DIM_POWER, 0.75},
        {"0.0173", DIM_NUMBER, 0.0173},
        {"-3e-4", DIM_NUMBER, -0.0003},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct lr_error err = {.status = LR_OK};
        double si = (double)NAN;
        CU_ASSERT_EQUAL(quantity_read(cases[i].text, cases[i].dim, "x", place, &si, &err),
                        LR_OK);
        SAME_TEXT(err.text, "");
        /* Two roundings: of the factor and of the product. */
        CLOSE(si / cases[i].si, 1.0, 5e-16);
    }
}

static void what_is_no_such_quantity_is_refused(void)
{
    static const struct {
        const char *text;
        enum dimension dim;
        const char *message;
    } cases[] = {
        {"300", DIM_TIME, "length: 300 has no unit; write 300 ps (fs, ps, ns, us, s)"},
        {"4 GHz", DIM_LENGTH, "length: '4 GHz' is a frequency; write a length with nm, "
                              "um, mm, cm, m, km, mil, in, ft"},
        {"4 furlong", DIM_IMPEDANCE, "length: unknown unit 'furlong'; write an impedance "
                                     "with mohm, ohm, kohm"},
        {"long", DIM_LENGTH, "length: 'long' is not a number; write a length like 4 mm"},
        {"", DIM_NUMBER, "length: '' is not a number; write a pure number like 4"},
        {"nan in", DIM_LENGTH,
         "length: 'nan in' is not a number; write a length like 4 mm"},
        {"-nan mm", DIM_LENGTH, "length: '-nan mm' is not a finite number"},
        {"1e999 m", DIM_LENGTH, "length: '1e999 m' is not a finite number"},
        {"4 mm", DIM_NUMBER, "length: '4 mm' is a length; write a pure number"},
        {"4 x", DIM_NUMBER, "length: '4 x' is not a pure number"},
        {"4,5 mm", DIM_TIME, "length: unknown unit ',5 mm'; write a time with fs, ps, "
                             "ns, us, s"},
        {"4 MM", DIM_VOLTAGE,
         "length: unknown unit 'MM'; write a voltage with uV, mV, V"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct lr_error err = {.status = LR_OK};
        double si = 13.28;
        CU_ASSERT_EQUAL(quantity_read(cases[i].text, cases[i].dim, "length", place, &si,
                                      &err), LR_EINPUT);
        CU_ASSERT_EQUAL(strncmp(err.text, "dac.yaml:14:11: ", 16), 0);
        SAME_TEXT(err.text + 16, cases[i].message);
        CLOSE(si, 13.28, 0.0);
    }
}

static void every_unit_that_is_offered_is_taken(void)
{
    for (enum dimension dim = DIM_LENGTH; dim <= DIM_DELAY; dim++) {
        char list[128], text[64];
        size_t n = 0;
        CU_ASSERT(strlen(quantity_units(dim)) < sizeof list);
        strcpy(list, quantity_units(dim));
        for (char *unit = strtok(list, ", "); unit; unit = strtok(NULL, ", "), n++) {
            double si;
            CU_ASSERT(quantity_unit(unit, dim) > 0.0);
            snprintf(text, sizeof text, "7.3 %s", unit);
            CU_ASSERT_EQUAL(quantity_read(text, dim, "x", place, &si, NULL), LR_OK);
        }
        CU_ASSERT(n > 0);
    }
    SAME_TEXT(quantity_units(DIM_NUMBER), "");
    CLOSE(quantity_unit("GHz", DIM_LENGTH), 0.0, 0.0);
    CLOSE(quantity_unit("parsec", DIM_LENGTH), 0.0, 0.0);
}

static void decibels_are_of_amplitudes(void)
{
    /* A factor of ten in amplitude is 20 dB, by definition of the bel for power. */
    CLOSE(db_of(10.0), 20.0, 1e-14);
    CLOSE(ratio_of(-46.0), 0.005011872336272725, 1e-17);
    CLOSE(db_of(ratio_of(-13.28)), -13.28, 1e-14);
}

static const struct tap_case cases[] = {
    {"every unit has its factor", every_unit_has_its_factor},
    {"what is no such quantity is refused, saying what would be right",
     what_is_no_such_quantity_is_refused},
    {"every unit that is offered is taken", every_unit_that_is_offered_is_taken},
    {"decibels are of amplitudes", decibels_are_of_amplitudes},
};
TAP_MAIN("base/quantity", cases)
