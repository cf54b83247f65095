/* stackup_key.h -- the types of cross-section that a stackup may have, and the quantities
 * that describe one. */
#ifndef PART_STACKUP_KEY_H
#define PART_STACKUP_KEY_H

#include "base/quantity.h"

#include <stdbool.h>

enum stackup_form {
    STACKUP_MICROSTRIP,
    STACKUP_MICROSTRIP_PAIR,
    STACKUP_STRIPLINE,
    STACKUP_STRIPLINE_PAIR,
    STACKUP_BROADSIDE,
    STACKUP_TWINAX,
    STACKUP_FORMS
};

enum stackup_quantity {
    STACKUP_WIDTH, STACKUP_GAP, STACKUP_ETCH, STACKUP_THICKNESS, STACKUP_PLANE_THICKNESS,
    STACKUP_PLANE_SPACING, STACKUP_HEIGHT, STACKUP_MASK_THICKNESS,
    STACKUP_MASK_OVER_METAL, STACKUP_GROUND_GAP, STACKUP_GROUND_WIDTH,
    STACKUP_DIAMETER, STACKUP_INSULATION_DIAMETER, STACKUP_SPACING,
    STACKUP_SHIELD_CLEARANCE, STACKUP_SHIELD_HEIGHT, STACKUP_SHIELD_WIDTH,
    STACKUP_SHIELD_FACTOR,
    /* Of the materials: the file's own number stands in for the model's. */
    STACKUP_DK, STACKUP_DF, STACKUP_DK_ABOVE, STACKUP_DF_ABOVE, STACKUP_MASK_DK,
    STACKUP_MASK_DF, STACKUP_FILLER_DK, STACKUP_FILLER_DF, STACKUP_RESISTIVITY,
    STACKUP_RZ, STACKUP_RZ_BOTTOM, STACKUP_RZ_TOP, STACKUP_RZ_SIDE, STACKUP_RZ_PLANE,
    STACKUP_RMS, STACKUP_HURAY_RADIUS, STACKUP_HURAY_RATIO,
    STACKUP_QUANTITIES
};

struct stackup_type {
    const char *name;           /* "edge-coupled-stripline"                    */
    enum stackup_form form;
    bool pair, microstrip;
    enum stackup_quantity extent;       /* which length ends quasi-TEM: of a microstrip
                                 * where it is a twentieth of the wavelength, else
                                 * where it is a half                          */
};

/* Those there are, [STACKUP_FORMS] by form; the one of a name, or NULL. */
const struct stackup_type *stackup_types(void);
const struct stackup_type *stackup_type_find(const char *name);

struct stackup_key {
    const char *name;           /* "plane_spacing"                             */
    enum dimension dim;
    unsigned forms, needed;     /* masks of 1 << form: where it may, must stand */
    double least, most;         /* [SI] what is refused lies outside           */
    const char *range;          /* the same in words                           */
    const char *meaning;
};

/* [STACKUP_QUANTITIES], in the order of the enumeration. */
const struct stackup_key *stackup_keys(void);

/* The quantity of that name, or STACKUP_QUANTITIES. */
enum stackup_quantity stackup_key_find(const char *name);

#endif
