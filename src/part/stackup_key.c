#include "config.h"

#include "part/stackup_key.h"

#include <string.h>

static const struct stackup_type types[STACKUP_FORMS] = {
    [STACKUP_MICROSTRIP] = {"microstrip", STACKUP_MICROSTRIP, false, true,
                            STACKUP_HEIGHT},
    [STACKUP_MICROSTRIP_PAIR] = {"edge-coupled-microstrip", STACKUP_MICROSTRIP_PAIR, true,
                                 true, STACKUP_HEIGHT},
    [STACKUP_STRIPLINE] = {"stripline", STACKUP_STRIPLINE, false, false,
                           STACKUP_PLANE_SPACING},
    [STACKUP_STRIPLINE_PAIR] = {"edge-coupled-stripline", STACKUP_STRIPLINE_PAIR, true,
                                false, STACKUP_PLANE_SPACING},
    [STACKUP_BROADSIDE] = {"broadside-coupled-stripline", STACKUP_BROADSIDE, true, false,
                           STACKUP_PLANE_SPACING},
    [STACKUP_TWINAX] = {"twinax", STACKUP_TWINAX, true, false, STACKUP_SHIELD_WIDTH}};

enum {
    MICROSTRIPS = 1 << STACKUP_MICROSTRIP | 1 << STACKUP_MICROSTRIP_PAIR,
    STRIPLINES = 1 << STACKUP_STRIPLINE | 1 << STACKUP_STRIPLINE_PAIR,
    BROADSIDE = 1 << STACKUP_BROADSIDE,
    BETWEEN_PLANES = STRIPLINES | BROADSIDE,
    STRIPS = MICROSTRIPS | BETWEEN_PLANES,
    PAIRS = 1 << STACKUP_MICROSTRIP_PAIR | 1 << STACKUP_STRIPLINE_PAIR | BROADSIDE,
    TWINAX = 1 << STACKUP_TWINAX,
    ALL = STRIPS | TWINAX
};

/* Lengths of anything that can be drawn. */
#define LENGTH 1e-8, 0.1, "10 nm to 100 mm"
#define PERMITTIVITY 1.0, 100.0, "1 to 100"
#define LOSS_TANGENT 0.0, 1.0, "0 to 1"
#define MASK 1e-6, 0.1, "1 um to 100 mm"
#define ROUGHNESS 0.0, 1e-4, "0 to 100 um"

static const struct stackup_key keys[STACKUP_QUANTITIES] = {
    [STACKUP_WIDTH] = {"width", DIM_LENGTH, STRIPS, STRIPS, LENGTH,
                       "of each strip, at its wider edge: the lower one, of a broadside "
                       "pair the one towards the other strip"},
    [STACKUP_GAP] = {"gap", DIM_LENGTH, PAIRS, PAIRS, LENGTH,
                     "between the lower edges of a pair's strips; of a broadside pair "
                     "between the strips, one above the other"},
    [STACKUP_ETCH] = {"etch", DIM_LENGTH, STRIPS, 0, 0.0, 0.1, "0 to 100 mm",
                      "by how much the other edge is narrower; default 0"},
    [STACKUP_THICKNESS] = {"thickness", DIM_LENGTH, STRIPS, STRIPS, LENGTH,
                           "of the strips"},
    [STACKUP_PLANE_THICKNESS] = {"plane_thickness", DIM_LENGTH, ALL, ALL, LENGTH,
                                 "of the planes' foil, or the shield's"},
    [STACKUP_PLANE_SPACING] = {"plane_spacing", DIM_LENGTH, BETWEEN_PLANES,
                               BETWEEN_PLANES, LENGTH,
                               "between the planes, metal to metal"},
    [STACKUP_HEIGHT] = {"height", DIM_LENGTH, STRIPS, MICROSTRIPS, LENGTH,
                        "of the (lower) strips' lower edge above the plane; between "
                        "planes by default such that all is centred"},
    [STACKUP_MASK_THICKNESS] = {"mask_thickness", DIM_LENGTH, MICROSTRIPS, 0, MASK,
                                "of solder mask above the laminate"},
    [STACKUP_MASK_OVER_METAL] = {"mask_over_metal", DIM_LENGTH, MICROSTRIPS, 0, MASK,
                                 "the same above metal; default mask_thickness"},
    [STACKUP_GROUND_GAP] = {"ground_gap", DIM_LENGTH, MICROSTRIPS, 0, LENGTH,
                            "from the strips to coplanar ground on both sides"},
    [STACKUP_GROUND_WIDTH] = {"ground_width", DIM_LENGTH, MICROSTRIPS, 0, LENGTH,
                              "of that ground; default three times width"},
    [STACKUP_DIAMETER] = {"diameter", DIM_LENGTH, TWINAX, TWINAX, LENGTH, "of each wire"},
    [STACKUP_INSULATION_DIAMETER] = {"insulation_diameter", DIM_LENGTH, TWINAX, TWINAX,
                                     LENGTH, "over the insulation of each wire"},
    [STACKUP_SPACING] = {"spacing", DIM_LENGTH, TWINAX, 0, LENGTH,
                         "of the wires, centre to centre; default insulation_diameter: "
                         "the insulations touch"},
    [STACKUP_SHIELD_CLEARANCE] = {"shield_clearance", DIM_LENGTH, TWINAX, 0, 0.0, 0.1,
                                  "0 to 100 mm",
                                  "between the insulations and the shield; default 0"},
    [STACKUP_SHIELD_HEIGHT] = {"shield_height", DIM_LENGTH, TWINAX, 0, LENGTH,
                               "inside; default insulation_diameter and the clearance on "
                               "both sides"},
    [STACKUP_SHIELD_WIDTH] = {"shield_width", DIM_LENGTH, TWINAX, 0, LENGTH,
                              "inside: two half circles and what is straight between; "
                              "default shield_height and spacing"},
    [STACKUP_SHIELD_FACTOR] = {"shield_factor", DIM_NUMBER, TWINAX, 0, 1.0, 10.0,
                               "1 to 10",
                               "impedance of the shield over that of a closed tube; "
                               "default 1, a foil along the cable"},
    [STACKUP_DK] = {"dk", DIM_NUMBER, ALL, 0, PERMITTIVITY, "of material"},
    [STACKUP_DF] = {"df", DIM_NUMBER, ALL, 0, LOSS_TANGENT, "of material"},
    [STACKUP_DK_ABOVE] = {"dk_above", DIM_NUMBER, STRIPLINES, 0, PERMITTIVITY,
                          "of material_above"},
    [STACKUP_DF_ABOVE] = {"df_above", DIM_NUMBER, STRIPLINES, 0, LOSS_TANGENT,
                          "of material_above"},
    [STACKUP_MASK_DK] = {"mask_dk", DIM_NUMBER, MICROSTRIPS, 0, PERMITTIVITY, "of mask"},
    [STACKUP_MASK_DF] = {"mask_df", DIM_NUMBER, MICROSTRIPS, 0, LOSS_TANGENT, "of mask"},
    [STACKUP_FILLER_DK] = {"filler_dk", DIM_NUMBER, TWINAX, 0, PERMITTIVITY, "of filler"},
    [STACKUP_FILLER_DF] = {"filler_df", DIM_NUMBER, TWINAX, 0, LOSS_TANGENT, "of filler"},
    [STACKUP_RESISTIVITY] = {"resistivity", DIM_RESISTIVITY, ALL, 0, 1e-10, 1e-2,
                             "1e-10 to 0.01 ohm*m", "of foil at 20 degC"},
    [STACKUP_RZ] = {"rz", DIM_LENGTH, ALL, 0, ROUGHNESS, "ten-point roughness of foil"},
    [STACKUP_RZ_BOTTOM] = {"rz_bottom", DIM_LENGTH, STRIPS, 0, ROUGHNESS,
                           "the same of the strips' lower face; default rz"},
    [STACKUP_RZ_TOP] = {"rz_top", DIM_LENGTH, STRIPS, 0, ROUGHNESS,
                        "of their upper face; default rz"},
    [STACKUP_RZ_SIDE] = {"rz_side", DIM_LENGTH, STRIPS, 0, ROUGHNESS,
                         "of their etched sides; default rz"},
    [STACKUP_RZ_PLANE] = {"rz_plane", DIM_LENGTH, ALL, 0, ROUGHNESS,
                          "of the planes, coplanar ground or the shield; default rz"},
    [STACKUP_RMS] = {"rms", DIM_LENGTH, ALL, 0, 0.0, 1e-5, "0 to 10 um",
                     "rms height of foil, for roughness hammerstad and gradient; of a "
                     "face with an rz of its own in proportion to that"},
    [STACKUP_HURAY_RADIUS] = {"huray_radius", DIM_LENGTH, ALL, 0, ROUGHNESS,
                              "of the spheres, for roughness huray"},
    [STACKUP_HURAY_RATIO] = {"huray_ratio", DIM_NUMBER, ALL, 0, 0.0, 100.0, "0 to 100",
                             "surface of the spheres over flat area, for roughness "
                             "huray"}};

const struct stackup_type *stackup_types(void)
{
    return types;
}

const struct stackup_type *stackup_type_find(const char *name)
{
    for (size_t i = 0; i < STACKUP_FORMS; i++)
        if (!strcmp(types[i].name, name))
            return &types[i];
    return NULL;
}

const struct stackup_key *stackup_keys(void)
{
    return keys;
}

enum stackup_quantity stackup_key_find(const char *name)
{
    size_t i = 0;
    while (i < STACKUP_QUANTITIES && strcmp(keys[i].name, name))
        i++;
    return (enum stackup_quantity)i;
}
