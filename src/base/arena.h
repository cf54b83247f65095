/* arena.h -- memory for descriptions: many small pieces, freed at once.
 *
 * Everything that arena_* returns lives until arena_free; nothing is freed
 * alone.  NULL when memory is out. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena_block;
struct arena {
    struct arena_block *block;  /* newest first; {NULL} is an empty arena      */
};

void arena_init(struct arena *arena);
void arena_free(struct arena *arena);

/* Zeroed, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);

char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t length);
char *arena_vprintf(struct arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
