/* pmd.h -- optical standards as data: models/pmd/NAME.yaml, lanereach-models(5). */
#ifndef INTERFACE_PMD_H
#define INTERFACE_PMD_H

#include "margin/ledger.h"
#include "text/model.h"

enum pmd_key {                  /* the numbers that a standard may have        */
    PMD_AVERAGE_MIN, PMD_AVERAGE_MAX, PMD_OMA_MIN, PMD_OMA_MAX, PMD_OMA_OFFSET,
    PMD_TDECQ_MAX, PMD_EXTINCTION_MIN, PMD_RIN_OMA_MAX, PMD_RIN_RETURN_LOSS,
    PMD_SENSITIVITY, PMD_SENSITIVITY_OFFSET, PMD_STRESSED, PMD_STRESSED_CLOSURE,
    PMD_LOSS_MAX, PMD_PENALTIES, PMD_PRE_FEC_BER, PMD_DFE_MAX,
    PMD_REFERENCE_BANDWIDTH, PMD_WAVELENGTH_LEAST, PMD_WAVELENGTH_MOST,
    PMD_KEYS
};

struct pmd_reach {              /* over one kind of fibre                      */
    const char *fibre;          /* "smf", "om4"                                */
    double length;              /* [m]                                         */
};
enum { PMD_REACHES_MOST = 4 };

struct pmd {
    const struct model *model;
    const char *standard, *lanes, *wavelength, *fibre, *fec;
    const char *module;         /* a device model of its class; NULL: none     */
    double baud;                /* [Bd]                                        */
    size_t levels, taps;        /* taps 0: no reference equaliser              */
    bool tdec;                  /* its closure is TDEC, else TDECQ             */
    size_t nreach;
    struct pmd_reach reach[PMD_REACHES_MOST];
    double value[PMD_KEYS];     /* [dBm], [dB], [dB/Hz], [Hz], [m] or a ratio; NaN:
                                 * not known                                       */
    enum model_grade grade[PMD_KEYS];   /* of those that are                   */
    const char *source[PMD_KEYS];
};

/* The name of a number in model files: "oma_offset". */
const char *pmd_key_name(enum pmd_key key);

/* Reads a model of kind pmd; what is wrong is placed.  Its numbers are recorded. */
enum lr_status pmd_read(struct model_library *lib, const struct model *model,
                        struct pmd *out, struct lr_error *err);

/* What of it enters the power budget. */
struct ledger_limits pmd_limits(const struct pmd *pmd);

#endif
