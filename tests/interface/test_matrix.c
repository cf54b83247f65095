#include "config.h"

#include "interface/matrix.h"
#include "tests/tap.h"

#include <stdio.h>

static const struct mark place = {"sheet.yaml", 7, 12};

struct reading {
    struct arena arena;
    struct matrix m;
    const char *unit;
    struct lr_error err;
};

static void begin(struct reading *r, const char *text)
{
    *r = (struct reading){.unit = ""};
    arena_init(&r->arena);
    matrix_read(text, "c(-1)", place, &r->arena, &r->m, &r->unit, &r->err);
}

/* `text` is rows x cols with the values x and the unit. */
static void reads(const char *text, size_t rows, size_t cols, const double *x,
                  const char *unit)
{
    struct reading r;
    begin(&r, text);
    SAME_TEXT(r.err.text, "");
    SAME_TEXT(r.unit, unit);
    CU_ASSERT_EQUAL(r.m.rows, rows);
    CU_ASSERT_EQUAL(r.m.cols, cols);
    for (size_t i = 0; i < r.m.rows * r.m.cols && i < rows * cols; i++)
        CLOSE(r.m.x[i], x[i], 0.0);
    arena_free(&r.arena);
}

static void refused(const char *text, const char *why)
{
    char want[512];
    struct reading r;
    begin(&r, text);
    CU_ASSERT_EQUAL(r.err.status, LR_EINPUT);
    snprintf(want, sizeof want,
             "sheet.yaml:7:12: c(-1): '%s': %s; write a number, a range "
             "a:step:b, or rows like [1 2; 3 4]",
             text, why);
    SAME_TEXT(r.err.text, want);
    arena_free(&r.arena);
}

static void numbers_are_read_with_what_stands_behind(void)
{
    reads("0.62", 1, 1, (double[]){0.62}, "");
    reads(" -4e-3  ", 1, 1, (double[]){-4e-3}, "");
    reads("53.125 GBd", 1, 1, (double[]){53.125}, "GBd");
    reads("+.5dB", 1, 1, (double[]){0.5}, "dB");
    reads("[250] fF", 1, 1, (double[]){250.0}, "fF");
    reads("[0 1.7e-3 1.5e-4]  1/mm ns^0.5/mm ns/mm ", 1, 3,
          (double[]){0.0, 1.7e-3, 1.5e-4}, "1/mm ns^0.5/mm ns/mm");
}

static void blanks_and_commas_part_columns_and_semicolons_rows(void)
{
    static const double pair[] = {12.0, 30.0, 1.8, 1.9};
    reads("[12 30; 1.8 1.9] mm", 2, 2, pair, "mm");
    reads("[12,30;1.8,1.9]", 2, 2, pair, "");
    reads("[ 12 , 30 ; 1.8 1.9 ; ]", 2, 2, pair, "");
    reads("[]", 0, 0, NULL, "");
}

static void sign_behind_a_blank_begins_an_element(void)
{
    /* As in MATLAB: [x -y] has two elements, [x - y] is a subtraction. */
    reads("[-0.15 -0.15 -0.05]", 1, 3, (double[]){-0.15, -0.15, -0.05}, "");
    reads("[0.3, -0]", 1, 2, (double[]){0.3, -0.0}, "");
}

static void ranges_are_start_plus_k_steps(void)
{
    /* a + k s in doubles, the rule of the reference runs, not the decimal value. */
    struct reading r;
    begin(&r, "[-0.34:0.02:0]");
    CU_ASSERT_EQUAL(r.m.cols, 18);
    for (size_t k = 0; k < r.m.cols; k++)
        CLOSE(r.m.x[k], -0.34 + (double)k * 0.02, 0.0);
    arena_free(&r.arena);
    reads("[-12:1:-9] dB", 1, 4, (double[]){-12.0, -11.0, -10.0, -9.0}, "dB");
    reads("-3:0", 1, 4, (double[]){-3.0, -2.0, -1.0, 0.0}, "");
    reads("[0 : -1 : -2.5]", 1, 3, (double[]){0.0, -1.0, -2.0}, "");
    reads("[1:2:6 9]", 1, 4, (double[]){1.0, 3.0, 5.0, 9.0}, "");
    reads("[7:1:7]", 1, 1, (double[]){7.0}, "");
}

static void range_ends_where_rounding_hides_its_last_step(void)
{
    /* 0.1/0.02 is just below 5 in doubles, 0.3/0.1 below 3. */
    reads("[0:0.02:0.1]", 1, 6, (double[]){0.0, 0.02, 0.04, 3 * 0.02, 0.08, 0.1}, "");
    struct reading r;
    begin(&r, "[0:0.1:0.3]");
    CU_ASSERT_EQUAL(r.m.cols, 4);
    arena_free(&r.arena);
}

static void what_is_no_value_is_refused(void)
{
    refused("", "a number is missing");
    refused("abc", "a number is missing");
    refused("[1 2", "']' is missing");
    refused("[1 x]", "a number is missing");
    refused("ones(1,5)", "a number is missing");
    refused("[0.2*ones(1,5)]", "arithmetic is not read here");
    refused("[1:]", "a number is missing");
    refused("inf", "a number is missing");
    refused("-inf", "not a finite number");
    refused("1e999", "not a finite number");
    refused("0x10", "not a finite number");
    refused("[1 2; 3]", "rows of different length");
    refused("[0:1:5000]", "more than 4096 elements");
}

static void arithmetic_is_refused_not_guessed(void)
{
    refused("[ -0.15 - 0.15 - 0.05 ]", "arithmetic is not read here");
    refused("[1+2]", "arithmetic is not read here");
    refused("[1/2]", "arithmetic is not read here");
    refused("[2 * 3]", "arithmetic is not read here");
}

static void range_without_elements_is_refused(void)
{
    refused("[1:1:0]", "the range is empty");
    refused("[0:-0.02:0.1]", "the range is empty");
    refused("[0:0:1]", "the range is empty");
    refused("[0:1:-0.3]", "the range is empty");
}

static void commas_stand_between_elements(void)
{
    refused("[1,,2]", "nothing stands behind a comma");
    refused("[1,2,]", "nothing stands behind a comma");
    refused("[,1]", "nothing stands before a comma");
}

static const struct tap_case cases[] = {
    {"commas stand between elements", commas_stand_between_elements},
    {"numbers are read with what stands behind them",
     numbers_are_read_with_what_stands_behind},
    {"blanks and commas part columns, semicolons rows",
     blanks_and_commas_part_columns_and_semicolons_rows},
    {"a sign behind a blank begins an element", sign_behind_a_blank_begins_an_element},
    {"ranges are start plus k steps", ranges_are_start_plus_k_steps},
    {"a range ends where rounding hides its last step",
     range_ends_where_rounding_hides_its_last_step},
    {"what is no value is refused", what_is_no_value_is_refused},
    {"arithmetic is refused, not guessed", arithmetic_is_refused_not_guessed},
    {"a range without elements is refused", range_without_elements_is_refused},
};
TAP_MAIN("interface/matrix", cases)
