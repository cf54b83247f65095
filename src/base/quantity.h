/* quantity.h -- numbers with units: the only place that converts.
 *
 * Inside lanereach a bare number is SI.  Text that comes in carries its unit
 * ("8in", "26.5625 GBd", "85degC"); numbers that go out are divided by the
 * unit that the output names. */
#ifndef BASE_QUANTITY_H
#define BASE_QUANTITY_H

#include "base/error.h"

enum dimension {
    DIM_NUMBER,                 /* pure number: no unit may stand behind it    */
    DIM_LENGTH,                 /* m                                           */
    DIM_FREQUENCY,              /* Hz                                          */
    DIM_BAUD,                   /* symbols/s                                   */
    DIM_BIT_RATE,               /* bit/s                                       */
    DIM_TIME,                   /* s                                           */
    DIM_VOLTAGE,                /* V                                           */
    DIM_IMPEDANCE,              /* ohm                                         */
    DIM_CAPACITANCE,            /* F                                           */
    DIM_INDUCTANCE,             /* H                                           */
    DIM_RESISTIVITY,            /* ohm m                                       */
    DIM_TEMPERATURE,            /* K                                           */
    DIM_DECIBEL,                /* dB, kept as dB                              */
    DIM_UI,                     /* unit intervals, kept as UI                  */
    DIM_VOLTAGE_PSD,            /* V^2/Hz, one-sided                           */
    DIM_LOSS_CONSTANT,          /* 1/m: gamma_0 of IEEE 802.3 eq. 93A-9..14    */
    DIM_LOSS_ROOT,              /* s^0.5/m: a_1 of the same                    */
    DIM_POWER,                  /* W                                           */
    DIM_DBM,                    /* dBm, kept as dBm                            */
    DIM_DECIBEL_PSD,            /* dB/Hz, kept as dB/Hz                        */
    DIM_DECIBEL_DENSITY,        /* dB/m                                        */
    DIM_CURRENT_DENSITY,        /* A/Hz^0.5                                    */
    DIM_CURRENT,                /* A                                           */
    DIM_RESPONSIVITY,           /* A/W                                         */
    DIM_MODAL_BANDWIDTH,        /* Hz m                                        */
    DIM_DISPERSION_SLOPE,       /* s/m^3                                       */
    DIM_DELAY                   /* s/m: a_2 and tau of the same                */
};

/* The number in `text` in SI.  LR_EINPUT, naming `what`, unless that is NULL, and the
 * text, when it is not a finite number, has no unit, an unknown unit or that of another
 * dimension; the message says what would be right.  *si is then untouched.
 * `mark` places the message (mark.file may be NULL). */
enum lr_status quantity_read(const char *text, enum dimension dim, const char *what,
                             struct mark mark, double *si, struct lr_error *err);

/* The SI value of one `unit` of a dimension ("mm" -> 1e-3), or 0 when the
 * unit is unknown or belongs to another dimension.  Not for temperature. */
double quantity_unit(const char *unit, enum dimension dim);

/* What units a dimension takes: "mm, um, mil, in, ..."; "" for a number. */
const char *quantity_units(enum dimension dim);

/* Engineering units as factors, for the edges: freq / unit_ghz. */
extern const double unit_ghz, unit_gbd, unit_gbps, unit_mm, unit_um, unit_inch,
                    unit_ns, unit_ps, unit_mv, unit_percent, zero_celsius;

/* [degC] at which models quote resistivities, permittivities and lengths, and which holds
 * where nothing says another temperature. */
extern const double reference_celsius;

/* 20 log10 |x| and back. */
double db_of(double ratio);
double ratio_of(double db);

#endif
