#include "config.h"

#include "line/conductor.h"
#include "part/material.h"
#include "tests/tap.h"

#include <string.h>

static const struct mark here = {"pair.yaml", 14, 11};
static const double cold = 20.0 + 273.15, hot = 85.0 + 273.15;

static struct model_library *library(void)
{
    struct model_library *lib = NULL;
    CU_ASSERT_EQUAL(model_library_open(NULL, &lib, NULL), LR_OK);
    return lib;
}

/* The number that was taken under a key, or NULL. */
static const struct model_record *taken(const struct model_library *lib, const char *key)
{
    const struct model_record *record;
    for (size_t i = 0; (record = model_record(lib, i)); i++)
        if (!strcmp(record->key, key))
            return record;
    return NULL;
}

static double loss_tangent(struct model_library *lib, double temperature)
{
    struct line_laminate laminate;
    struct line_debye debye = {0};
    CU_ASSERT_EQUAL(part_material_laminate(lib, "r-5785n", here, temperature, &laminate,
                                           NULL),
                    LR_OK);
    CU_ASSERT_EQUAL(line_laminate_debye(&laminate, temperature, &debye, NULL), LR_OK);
    const double complex er = line_debye_eval(&debye, 12e9);
    return -cimag(er) / creal(er);
}

static void megtron_7_rests_on_its_coefficient_only_when_hot(void)
{
    /* models/material/megtron7.yaml: 0.002 at 12 GHz, 0.0015 per kelvin. */
    static const char key[] = "df_temperature_coefficient_per_kelvin";
    struct model_library *lib = library();
    CLOSE(loss_tangent(lib, cold), 0.002, 1e-15);
    CU_ASSERT_PTR_NULL(taken(lib, key));
    CLOSE(loss_tangent(lib, hot), 0.002 * (1.0 + 0.0015 * 65.0), 1e-15);
    const struct model_record *record = taken(lib, key);
    CU_ASSERT(record && record->grade == GRADE_UNVERIFIED);
    model_library_close(lib);
}

static void a_foil_gains_resistance_when_hot(void)
{
    /* models/foil/hvlp.yaml */
    struct model_library *lib = library();
    struct part_foil foil = {0};
    CU_ASSERT_EQUAL(part_material_foil(lib, "hvlp1", here, &foil, NULL), LR_OK);
    CLOSE(foil.rz, 1.5e-6, 1e-20);
    CLOSE(line_resistivity(foil.resistivity, foil.rise, hot),
          1.72e-8 * (1.0 + 0.00393 * 65.0), 1e-20);
    model_library_close(lib);
}

static void what_is_not_there_is_told_with_its_place(void)
{
    struct model_library *lib = library();
    struct line_laminate laminate;
    struct part_foil foil;
    struct lr_error err = {0};
    CU_ASSERT_EQUAL(part_material_laminate(lib, "megtron9", here, cold, &laminate, &err),
                    LR_EINPUT);
    CU_ASSERT_PTR_EQUAL(strstr(err.text, "pair.yaml:14:11: no material 'megtron9'"),
                        err.text);
    CU_ASSERT_EQUAL(part_material_foil(lib, "hvlp5", here, &foil, &err), LR_EINPUT);
    CU_ASSERT_PTR_EQUAL(strstr(err.text, "pair.yaml:14:11: no foil 'hvlp5'"), err.text);
    model_library_close(lib);
}

static const struct tap_case cases[] = {
    {"Megtron 7 rests on its coefficient only when hot",
     megtron_7_rests_on_its_coefficient_only_when_hot},
    {"a foil gains resistance when hot", a_foil_gains_resistance_when_hot},
    {"what is not there is told with its place",
     what_is_not_there_is_told_with_its_place},
};
TAP_MAIN("part/material", cases)
