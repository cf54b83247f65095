#include "config.h"

#include "base/quantity.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const double unit_ghz = 1e9, unit_gbd = 1e9, unit_gbps = 1e9, unit_mm = 1e-3,
             unit_um = 1e-6, unit_inch = 25.4e-3, unit_ns = 1e-9, unit_ps = 1e-12,
             unit_mv = 1e-3, unit_percent = 1e-2, zero_celsius = 273.15;
const double reference_celsius = 20.0;

static const struct {
    enum dimension dim;
    const char *name, *example;
} dimensions[] = {
    {DIM_NUMBER, "a pure number", ""},
    {DIM_LENGTH, "a length", "mm"},
    {DIM_FREQUENCY, "a frequency", "GHz"},
    {DIM_BAUD, "a symbol rate", "GBd"},
    {DIM_BIT_RATE, "a bit rate", "Gb/s"},
    {DIM_TIME, "a time", "ps"},
    {DIM_VOLTAGE, "a voltage", "mV"},
    {DIM_IMPEDANCE, "an impedance", "ohm"},
    {DIM_CAPACITANCE, "a capacitance", "fF"},
    {DIM_INDUCTANCE, "an inductance", "pH"},
    {DIM_RESISTIVITY, "a resistivity", "ohm*m"},
    {DIM_TEMPERATURE, "a temperature", "degC"},
    {DIM_DECIBEL, "a ratio in dB", "dB"},
    {DIM_UI, "a time in unit intervals", "UI"},
    {DIM_VOLTAGE_PSD, "a noise density", "V^2/GHz"},
    {DIM_LOSS_CONSTANT, "a loss constant", "1/mm"},
    {DIM_LOSS_ROOT, "a skin-loss constant", "ns^0.5/mm"},
    {DIM_POWER, "a power", "W"},
    {DIM_DBM, "a power in dBm", "dBm"},
    {DIM_DECIBEL_PSD, "a noise in dB/Hz", "dB/Hz"},
    {DIM_DECIBEL_DENSITY, "a loss per length", "dB/km"},
    {DIM_CURRENT_DENSITY, "a noise current density", "pA/Hz^0.5"},
    {DIM_CURRENT, "a current", "nA"},
    {DIM_RESPONSIVITY, "a responsivity", "A/W"},
    {DIM_MODAL_BANDWIDTH, "a modal bandwidth", "MHz*km"},
    {DIM_DISPERSION_SLOPE, "a dispersion slope", "ps/nm^2/km"},
    {DIM_DELAY, "a delay per length", "ns/mm"},
};

/* One text may stand for one dimension only; temperature has an offset. */
static const struct {
    const char *text;
    double factor;
    enum dimension dim;
} units[] = {
    {"mm", 1e-3, DIM_LENGTH},        {"um", 1e-6, DIM_LENGTH},
    {"nm", 1e-9, DIM_LENGTH},        {"cm", 1e-2, DIM_LENGTH},
    {"m", 1.0, DIM_LENGTH},          {"km", 1e3, DIM_LENGTH},
    {"mil", 25.4e-6, DIM_LENGTH},    {"in", 25.4e-3, DIM_LENGTH},
    {"inch", 25.4e-3, DIM_LENGTH},   {"ft", 0.3048, DIM_LENGTH},
    {"GHz", 1e9, DIM_FREQUENCY},     {"MHz", 1e6, DIM_FREQUENCY},
    {"kHz", 1e3, DIM_FREQUENCY},     {"Hz", 1.0, DIM_FREQUENCY},
    {"THz", 1e12, DIM_FREQUENCY},
    {"GBd", 1e9, DIM_BAUD},          {"MBd", 1e6, DIM_BAUD},
    {"Bd", 1.0, DIM_BAUD},
    {"Gb/s", 1e9, DIM_BIT_RATE},     {"Mb/s", 1e6, DIM_BIT_RATE},
    {"Tb/s", 1e12, DIM_BIT_RATE},
    {"ps", 1e-12, DIM_TIME},         {"ns", 1e-9, DIM_TIME},
    {"fs", 1e-15, DIM_TIME},         {"us", 1e-6, DIM_TIME},
    {"s", 1.0, DIM_TIME},
    {"mV", 1e-3, DIM_VOLTAGE},       {"uV", 1e-6, DIM_VOLTAGE},
    {"V", 1.0, DIM_VOLTAGE},
    {"ohm", 1.0, DIM_IMPEDANCE},     {"mohm", 1e-3, DIM_IMPEDANCE},
    {"kohm", 1e3, DIM_IMPEDANCE},
    {"fF", 1e-15, DIM_CAPACITANCE},  {"pF", 1e-12, DIM_CAPACITANCE},
    {"nF", 1e-9, DIM_CAPACITANCE},   {"uF", 1e-6, DIM_CAPACITANCE},
    {"pH", 1e-12, DIM_INDUCTANCE},   {"nH", 1e-9, DIM_INDUCTANCE},
    {"ohm*m", 1.0, DIM_RESISTIVITY}, {"dB", 1.0, DIM_DECIBEL},
    {"UI", 1.0, DIM_UI},             {"mUI", 1e-3, DIM_UI},
    {"V^2/GHz", 1e-9, DIM_VOLTAGE_PSD}, {"V^2/Hz", 1.0, DIM_VOLTAGE_PSD},
    {"1/mm", 1e3, DIM_LOSS_CONSTANT},   {"1/m", 1.0, DIM_LOSS_CONSTANT},
    /* sqrt(1e-9 s) per 1e-3 m */
    {"ns^0.5/mm", 3.1622776601683794e-2, DIM_LOSS_ROOT},
    {"ns/mm", 1e-6, DIM_DELAY},      {"ps/mm", 1e-9, DIM_DELAY},
    {"ns/m", 1e-9, DIM_DELAY},     {"ps/m", 1e-12, DIM_DELAY},
    {"W", 1.0, DIM_POWER},           {"mW", 1e-3, DIM_POWER},
    {"dBm", 1.0, DIM_DBM},           {"dB/Hz", 1.0, DIM_DECIBEL_PSD},
    {"dB/km", 1e-3, DIM_DECIBEL_DENSITY},
    {"pA/Hz^0.5", 1e-12, DIM_CURRENT_DENSITY},
    {"nA", 1e-9, DIM_CURRENT},       {"uA", 1e-6, DIM_CURRENT},
    {"A/W", 1.0, DIM_RESPONSIVITY},  {"MHz*km", 1e9, DIM_MODAL_BANDWIDTH},
    /* 1e-12 s per 1e-18 m^2 and 1e3 m */
    {"ps/nm^2/km", 1e3, DIM_DISPERSION_SLOPE},
    {"degC", 1.0, DIM_TEMPERATURE},  {"K", 1.0, DIM_TEMPERATURE},
};
enum { NUNIT = sizeof units / sizeof units[0] };

static const char *name_of(enum dimension dim)
{
    for (size_t i = 0; i < sizeof dimensions / sizeof dimensions[0]; i++)
        if (dimensions[i].dim == dim)
            return dimensions[i].name;
    return "a quantity";
}

static const char *example_of(enum dimension dim)
{
    for (size_t i = 0; i < sizeof dimensions / sizeof dimensions[0]; i++)
        if (dimensions[i].dim == dim)
            return dimensions[i].example;
    return "";
}

double quantity_unit(const char *unit, enum dimension dim)
{
    for (size_t i = 0; i < NUNIT; i++)
        if (units[i].dim == dim && !strcmp(unit, units[i].text))
            return units[i].factor;
    return 0.0;
}

const char *quantity_units(enum dimension dim)
{
    switch (dim) {
    case DIM_LENGTH: return "nm, um, mm, cm, m, km, mil, in, ft";
    case DIM_FREQUENCY: return "Hz, kHz, MHz, GHz, THz";
    case DIM_BAUD: return "MBd, GBd";
    case DIM_BIT_RATE: return "Mb/s, Gb/s, Tb/s";
    case DIM_TIME: return "fs, ps, ns, us, s";
    case DIM_VOLTAGE: return "uV, mV, V";
    case DIM_IMPEDANCE: return "mohm, ohm, kohm";
    case DIM_CAPACITANCE: return "fF, pF, nF, uF";
    case DIM_INDUCTANCE: return "pH, nH";
    case DIM_TEMPERATURE: return "degC, K";
    default: return example_of(dim);
    }
}

/* The unit starts behind the number; blanks between and after are skipped. */
static const char *find_unit(const char *text, char *unit, size_t size)
{
    while (isspace((unsigned char)*text))
        text++;
    size_t n = strlen(text);
    while (n && isspace((unsigned char)text[n - 1]))
        n--;
    n = n < size ? n : size - 1;
    memcpy(unit, text, n);
    unit[n] = '\0';
    return unit;
}

enum lr_status quantity_read(const char *text, enum dimension dim, const char *what,
                             struct mark mark, double *si, struct lr_error *err)
{
    const char *colon = what ? ": " : "";
    char *end, unit[32];
    const double value = strtod(text, &end);
    what = what ? what : "";
    /* strtod would also take names and hexadecimal. */
    if (end == text || strspn(text, "+-.0123456789eE \t") == 0 ||
        memchr(text, 'x', (size_t)(end - text)) ||
        memchr(text, 'X', (size_t)(end - text)))
        return error_at(err, mark, "%s%s'%s' is not a number; write %s like 4%s%s", what,
                        colon, text, name_of(dim), *example_of(dim) ? " " : "",
                        example_of(dim));
    if (!isfinite(value))
        return error_at(err, mark, "%s%s'%s' is not a finite number", what, colon, text);
    const int digits = (int)(end - text);
    find_unit(end, unit, sizeof unit);

    if (!*unit) {
        if (dim != DIM_NUMBER)
            return error_at(err, mark, "%s%s%s has no unit; write %.*s %s (%s)", what,
                            colon, text, digits, text, example_of(dim),
                            quantity_units(dim));
        *si = value;
        return LR_OK;
    }
    for (size_t i = 0; i < NUNIT; i++) {
        if (strcmp(unit, units[i].text))
            continue;
        if (dim == DIM_NUMBER)
            return error_at(err, mark, "%s%s'%s' is %s; write a pure number", what, colon,
                            text, name_of(units[i].dim));
        if (units[i].dim != dim)
            return error_at(err, mark, "%s%s'%s' is %s; write %s with %s", what, colon,
                            text, name_of(units[i].dim), name_of(dim),
                            quantity_units(dim));
        *si = value * units[i].factor +
              (dim == DIM_TEMPERATURE && !strcmp(unit, "degC") ? zero_celsius : 0.0);
        return LR_OK;
    }
    if (dim == DIM_NUMBER)
        return error_at(err, mark, "%s%s'%s' is not a pure number", what, colon, text);
    return error_at(err, mark, "%s%sunknown unit '%s'; write %s with %s", what, colon,
                    unit, name_of(dim), quantity_units(dim));
}

double db_of(double ratio)
{
    return 20.0 * log10(ratio);
}

double ratio_of(double db)
{
    return pow(10.0, db / 20.0);
}
