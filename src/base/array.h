/* array.h -- aligned arrays whose size cannot overflow. */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <stddef.h>

/* n elements of `size` bytes, zeroed, 64-byte aligned; free with array_free.
 * NULL when n * size overflows or memory is out; never NULL for n == 0. */
void *array_alloc(size_t n, size_t size);
void array_free(void *array);

#endif
