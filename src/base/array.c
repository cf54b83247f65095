#include "config.h"

#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 64 };        /* a cache line, and the widest vector load */

void *array_alloc(size_t n, size_t size)
{
    if (size && n > (SIZE_MAX - ALIGNMENT) / size)
        return NULL;
    const size_t bytes = (n * size / ALIGNMENT + 1) * ALIGNMENT;
    void *array = aligned_alloc(ALIGNMENT, bytes);
    if (array)
        memset(array, 0, bytes);
    return array;
}

void array_free(void *array)
{
    free(array);
}
