#include "config.h"

#include "text/json.h"

#include "tests/tap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The JSON of {"x": number}, without what stands around the number, into text. */
static const char *number(double x, char text[64])
{
    struct arena arena;
    char *json = NULL;
    arena_init(&arena);
    struct tree *root = tree_new(&arena);
    tree_number(root, "x", x);
    CU_ASSERT_EQUAL(json_print(root, &json, NULL), LR_OK);
    const char *at = json ? strstr(json, "\"x\":\t") : NULL;
    snprintf(text, 64, "%.*s", at ? (int)strcspn(at + 5, "\n") : 0, at ? at + 5 : "");
    free(json);
    arena_free(&arena);
    return text;
}

static void numbers_have_the_fewest_digits_that_read_back(void)
{
    char text[64];
    SAME_TEXT(number(0.1, text), "0.1");
    SAME_TEXT(number(53.125, text), "53.125");
    SAME_TEXT(number(-3e-12, text), "-3e-12");
    SAME_TEXT(number(1e22, text), "1e+22");
    SAME_TEXT(number(112.0, text), "112");
    /* 0.1 + 0.2 needs 17 digits and 1/3 needs 16; with 15 both come within one
     * part in 2^52, where a tolerant comparison would stop. */
    SAME_TEXT(number(0.1 + 0.2, text), "0.30000000000000004");
    SAME_TEXT(number(1.0 / 3.0, text), "0.3333333333333333");
    SAME_TEXT(number(nextafter(1.0, 2.0), text), "1.0000000000000002");
}

static void every_number_reads_back_to_itself(void)
{
    char text[64];
    double x = 1.0;
    size_t wrong = 0;
    for (int i = 0; i < 2000; i++) {
        /* A multiplicative walk through 208 decades. */
        x *= i % 7 == 0 ? -13.28e3 : 0.2718281828459045;
        wrong += strtod(number(x, text), NULL) != x;
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

static void the_shape_and_the_order_are_kept(void)
{
    struct arena arena;
    char *json = NULL;
    struct lr_error err = {.status = LR_OK};
    const double taps[] = {1.5, (double)NAN};
    arena_init(&arena);
    struct tree *root = tree_new(&arena);
    tree_text(root, "zeta", "a \"quoted\"\nline");
    tree_bool(root, "pass", true);
    tree_null(root, "reach_m");
    tree_numbers(root, "alpha", taps, 2);
    tree_number(tree_object(tree_list(root, "cases"), NULL), "com_db", 3.7);
    tree_list(root, "flags");
    CU_ASSERT_EQUAL(json_print(root, &json, &err), LR_OK);
    SAME_TEXT(json, "{\n"
                    "\t\"zeta\":\t\"a \\\"quoted\\\"\\nline\",\n"
                    "\t\"pass\":\ttrue,\n"
                    "\t\"reach_m\":\tnull,\n"
                    "\t\"alpha\":\t[1.5, null],\n"
                    "\t\"cases\":\t[{\n"
                    "\t\t\t\"com_db\":\t3.7\n"
                    "\t\t}],\n"
                    "\t\"flags\":\t[]\n"
                    "}\n");
    free(json);
    arena_free(&arena);
}

static const struct tap_case cases[] = {
    {"numbers have the fewest digits that read back",
     numbers_have_the_fewest_digits_that_read_back},
    {"every number reads back to itself", every_number_reads_back_to_itself},
    {"the shape and the order are kept", the_shape_and_the_order_are_kept},
};
TAP_MAIN("text/json", cases)
