/* golden.h -- reference numbers in JSON: complex as [re, im]. */
#ifndef TESTS_LINE_GOLDEN_H
#define TESTS_LINE_GOLDEN_H

#include "tests/tap.h"

#include <cjson/cJSON.h>
#include <complex.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* The reference file, or NULL: the case is then skipped, or has failed because the
 * file is not JSON.  To be freed with cJSON_Delete. */
static inline cJSON *golden_read(const char *name)
{
    const char *path = tap_reference(name);
    FILE *file = path ? fopen(path, "rb") : NULL;
    if (!file)
        return NULL;
    const size_t most = 1 << 20;
    char *text = calloc(most + 1, 1);
    cJSON *root = text && fread(text, 1, most, file) < most ? cJSON_Parse(text) : NULL;
    free(text);
    fclose(file);
    CU_ASSERT_PTR_NOT_NULL(root);
    return root;
}

static inline const cJSON *golden_get(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static inline double golden_number(const cJSON *object, const char *key)
{
    const cJSON *item = golden_get(object, key);
    return cJSON_IsNumber(item) ? item->valuedouble : (double)NAN;
}

static inline double golden_at(const cJSON *array, size_t i)
{
    const cJSON *item = cJSON_GetArrayItem(array, (int)i);
    return cJSON_IsNumber(item) ? item->valuedouble : (double)NAN;
}

static inline double complex golden_complex(const cJSON *pair)
{
    return golden_at(pair, 0) + I * golden_at(pair, 1);
}

#endif
