#include "config.h"

#include "text/table.h"

#include "tests/tap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct column columns[] = {
    {"medium", "medium", NULL},
    {"reach_m", "reach m", "%.2f"},
    {"pass", "pass", NULL},
    {"taps", "taps", "%.3f"},
    {"flags", "flags", NULL},
    {"never", "never", "%.1f"},
    {"taps[0]", NULL, NULL},
};
enum { NCOLUMN = sizeof columns / sizeof columns[0] };

static struct arena arena;

static const struct tree *rows(void)
{
    const double taps[] = {1.0 / 3.0, -0.25};
    arena_free(&arena);
    struct tree *list = tree_list(tree_new(&arena), "rows");
    struct tree *row = tree_object(list, NULL);
    tree_text(row, "medium", "PCB, \"FR-4\" class");
    tree_number(row, "reach_m", 0.0723);
    tree_bool(row, "pass", true);
    tree_numbers(row, "taps", taps, 2);
    row = tree_object(list, NULL);
    tree_text(row, "medium", "DAC");
    tree_null(row, "reach_m");
    tree_bool(row, "pass", false);
    struct tree *flags = tree_list(row, "flags");
    tree_text(flags, NULL, "grid edge");
    tree_text(flags, NULL, "a,b \"c\"");
    row = tree_object(list, NULL);
    tree_text(row, "medium", "SMF");
    tree_number(row, "reach_m", 500.0);
    return list;
}

/* What `print` writes, malloc'd. */
static char *printed(void (*print)(const struct tree *, const struct column *, size_t,
                                   FILE *),
                     const struct tree *list, const struct column *c, size_t n)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    print(list, c, n, out);
    fclose(out);
    return text;
}

static void text_stands_left_and_numbers_right(void)
{
    char *text = printed(table_print, rows(), columns, NCOLUMN);
    SAME_TEXT(text, "medium             reach m  pass  taps          flags\n"
                    "PCB, \"FR-4\" class     0.07  yes   0.333 -0.250  -\n"
                    "DAC                      -  no    -             "
                    "grid edge; a,b \"c\"\n"
                    "SMF                 500.00  -     -             -\n");
    free(text);
}

static void csv_follows_rfc_4180_with_full_precision(void)
{
    char *text = printed(table_csv, rows(), columns, NCOLUMN);
    SAME_TEXT(text, "medium,reach_m,pass,taps,flags,never,taps[0]\n"
                    "\"PCB, \"\"FR-4\"\" class\",0.0723,yes,0.3333333333333333 -0.25,,,"
                    "0.3333333333333333\n"
                    "DAC,,no,,\"grid edge; a,b \"\"c\"\"\",,\n"
                    "SMF,500,,,,,\n");
    free(text);
}

static void nothing_to_show_prints_no_table_but_a_csv_header(void)
{
    arena_free(&arena);
    const struct tree *none = tree_list(tree_new(&arena), "rows");
    char *text = printed(table_print, none, columns, 2);
    SAME_TEXT(text, "");
    free(text);
    text = printed(table_csv, none, columns, 2);
    SAME_TEXT(text, "medium,reach_m\n");
    free(text);
    text = printed(table_csv, NULL, columns, 2);
    SAME_TEXT(text, "medium,reach_m\n");
    free(text);
}

static void what_rounds_to_nothing_has_no_sign(void)
{
    arena_free(&arena);
    struct tree *list = tree_list(tree_new(&arena), "rows");
    tree_number(tree_object(list, NULL), "reach_m", -0.001);
    tree_number(tree_object(list, NULL), "reach_m", -0.3);
    tree_number(tree_object(list, NULL), "reach_m", 1e300);
    char *text = printed(table_print, list, columns, 2);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, " 0.00\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "-0.30\n"));
    /* 301 digits, a point and two more. */
    CU_ASSERT_EQUAL(strcspn(text, "\n"), 304);
    free(text);
    arena_free(&arena);
}

static void numbers_take_as_few_digits_as_they_need(void)
{
    char text[32];
    number_print(0.1, text);
    SAME_TEXT(text, "0.1");
    number_print(2.0 / 3.0, text);
    SAME_TEXT(text, "0.6666666666666666");
    number_print(0.1 + 0.2, text);
    SAME_TEXT(text, "0.30000000000000004");
    number_print(-1.7976931348623157e308, text);
    SAME_TEXT(text, "-1.7976931348623157e+308");
}

static void too_wide_a_table_wraps_its_widest_texts(void)
{
    static const struct column wide[] = {
        {"name", "name", NULL}, {"title", "title", NULL}, {"dB", "dB", "%.2f"}};
    struct tree *list = tree_list(tree_new(&arena), "rows");
    struct tree *row = tree_object(list, NULL);
    tree_text(row, "name", "short");
    tree_text(row, "title", "a stripline that has a title of more letters than there is "
                            "room for beside its name and loss");
    tree_number(row, "dB", 3.25);
    row = tree_object(list, NULL);
    tree_text(row, "name", "other");
    tree_text(row, "title", "plain");
    tree_number(row, "dB", -12.5);
    char *text = printed(table_print, list, wide, 3);
    SAME_TEXT(text, "name   title                                                     "
                    "             dB\n"
                    "short  a stripline that has a title of more letters than there is "
                    "room      3.25\n"
                    "       for beside its name and loss\n"
                    "other  plain                                                     "
                    "         -12.50\n");
    free(text);
}

static const struct tap_case cases[] = {
    {"too wide a table wraps its widest texts", too_wide_a_table_wraps_its_widest_texts},
    {"text stands left and numbers right", text_stands_left_and_numbers_right},
    {"CSV follows RFC 4180 with full precision",
     csv_follows_rfc_4180_with_full_precision},
    {"nothing to show prints no table but a CSV header",
     nothing_to_show_prints_no_table_but_a_csv_header},
    {"what rounds to nothing has no sign", what_rounds_to_nothing_has_no_sign},
    {"numbers take as few digits as they need", numbers_take_as_few_digits_as_they_need},
};
TAP_MAIN("text/table", cases)
