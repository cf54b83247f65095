#include "config.h"

#include "base/arena.h"
#include "base/array.h"

#include "tests/tap.h"

#include <stdint.h>
#include <string.h>

static void pieces_are_zeroed_aligned_and_apart(void)
{
    enum { N = 300 };
    struct arena arena;
    unsigned char *piece[N];
    size_t wrong = 0;
    arena_init(&arena);
    /* Odd sizes up to 29 kB: several blocks, some larger than the usual one. */
    for (size_t i = 0; i < N; i++) {
        const size_t size = 97 * i + 1;
        piece[i] = arena_alloc(&arena, size);
        CU_ASSERT_PTR_NOT_NULL_FATAL(piece[i]);
        wrong += (uintptr_t)piece[i] % _Alignof(max_align_t) != 0;
        for (size_t k = 0; k < size; k++)
            wrong += piece[i][k] != 0;
        memset(piece[i], (int)(i % 251) + 1, size);
    }
    for (size_t i = 0; i < N; i++)
        for (size_t k = 0; k < 97 * i + 1; k++)
            wrong += piece[i][k] != i % 251 + 1;
    CU_ASSERT_EQUAL(wrong, 0);
    arena_free(&arena);
    CU_ASSERT_PTR_NULL(arena.block);
    arena_free(&arena);
}

static void texts_are_copied(void)
{
    struct arena arena;
    char text[] = "72.3 ohm";
    arena_init(&arena);
    const char *whole = arena_strdup(&arena, text);
    const char *part = arena_strndup(&arena, text, 4);
    const char *made = arena_printf(&arena, "%s:%zu", text, (size_t)14);
    memset(text, 'x', sizeof text - 1);
    SAME_TEXT(whole, "72.3 ohm");
    SAME_TEXT(part, "72.3");
    SAME_TEXT(made, "72.3 ohm:14");
    SAME_TEXT(arena_strdup(&arena, ""), "");
    arena_free(&arena);
}

static void a_size_that_cannot_be_is_refused(void)
{
    struct arena arena;
    arena_init(&arena);
    CU_ASSERT_PTR_NULL(arena_alloc(&arena, SIZE_MAX));
    CU_ASSERT_PTR_NULL(arena_alloc(&arena, SIZE_MAX - 7));
    CU_ASSERT_PTR_NOT_NULL(arena_alloc(&arena, 0));
    arena_free(&arena);
}

static void arrays_are_zeroed_aligned_and_cannot_overflow(void)
{
    static const size_t counts[] = {0, 1, 7, 8, 1001};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        double *x = array_alloc(counts[i], sizeof *x);
        CU_ASSERT_PTR_NOT_NULL_FATAL(x);
        CU_ASSERT_EQUAL((uintptr_t)x % 64, 0);
        size_t wrong = 0;
        for (size_t k = 0; k < counts[i]; k++)
            wrong += x[k] != 0.0;
        CU_ASSERT_EQUAL(wrong, 0);
        array_free(x);
    }
    /* 2^61 + 1 doubles are 8 bytes modulo 2^64. */
    CU_ASSERT_PTR_NULL(array_alloc(SIZE_MAX / 8 + 2, 8));
    CU_ASSERT_PTR_NULL(array_alloc(SIZE_MAX - 8, 1));
    array_free(NULL);
}

static const struct tap_case cases[] = {
    {"pieces are zeroed, aligned and apart", pieces_are_zeroed_aligned_and_apart},
    {"texts are copied", texts_are_copied},
    {"a size that cannot be is refused", a_size_that_cannot_be_is_refused},
    {"arrays are zeroed, aligned and cannot overflow",
     arrays_are_zeroed_aligned_and_cannot_overflow},
};
TAP_MAIN("base/arena", cases)
