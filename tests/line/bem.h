/* bem.h -- what the tests of the field solver share. */
#ifndef TESTS_LINE_BEM_H
#define TESTS_LINE_BEM_H

#include "line/bem.h"
#include "tests/tap.h"

static const double um = 1e-6, c0 = 299792458.0;

static inline struct line_bem solved_with(const struct line_section *section,
                                          const double complex *er, size_t order)
{
    struct line_bem_options options;
    struct line_bem bem;
    struct lr_error err = {.status = LR_OK};
    line_bem_options_init(&options);
    options.order = order;
    const enum lr_status status = line_bem_solve(section, er, &options, &bem, &err);
    CU_ASSERT_EQUAL(status, LR_OK);
    SAME_TEXT(err.text, "");
    return bem;
}

/* At the default order. */
static inline struct line_bem solved(const struct line_section *section,
                                     const double complex *er)
{
    struct line_bem_options options;
    line_bem_options_init(&options);
    return solved_with(section, er, options.order);
}

static inline struct line_shape trace(double x, double y, double w, double t)
{
    return (struct line_shape){.x = x, .y = y, .bottom = w, .top = w, .thickness = t};
}

#endif
