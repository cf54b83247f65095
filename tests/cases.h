/* cases.h -- the rows of spec/optics-verification.md as one table over all tests of light:
 *
 *   # case  what                                     wanted       got  tolerance
 *
 * P: published, as named there; C: computed with another program. */
#ifndef TESTS_CASES_H
#define TESTS_CASES_H

#include "tests/tap.h"

#include <math.h>
#include <stdio.h>

static inline void case_row(const char *id, const char *what, double want, double got,
                            double tol)
{
    printf("# %-4s %-48s %11.5g %11.5g %9.2g %s\n", id, what, want, got, tol,
           fabs(got - want) <= tol ? "met" : "MISSED");
    tap_close(got, want, tol, what, __FILE__, __LINE__);
}

#endif
