#include "config.h"

#include "base/dense.h"

#include "tests/tap.h"

#include <math.h>
#include <string.h>

static void a_two_by_two_system_is_solved_as_by_cramer(void)
{
    double complex a[] = {1.7 - 0.3 * I, 0.4 + 2.1 * I, -3.2 + 0.7 * I, 0.9 - 1.3 * I};
    double complex b[] = {0.5 + 0.2 * I, 7.23 * I, -1.1, 13.28 - 4.0 * I};
    double complex want[4];
    const double complex det = a[0] * a[3] - a[1] * a[2];
    for (int j = 0; j < 2; j++) {
        want[j] = (b[j] * a[3] - a[1] * b[2 + j]) / det;
        want[2 + j] = (a[0] * b[2 + j] - b[j] * a[2]) / det;
    }
    struct dense_work *work = dense_work_new(2);
    CU_ASSERT_PTR_NOT_NULL_FATAL(work);
    CU_ASSERT_EQUAL(dense_solve(work, a, b, 2, NULL), LR_OK);
    for (int i = 0; i < 4; i++)
        CLOSE(cabs(b[i] - want[i]), 0.0, 5e-15);
    dense_work_free(work);
}

/* Repeatable, without structure, of magnitude below sqrt(2). */
static double complex entry(size_t i, size_t j)
{
    const double u = (double)(31 * i + 17 * j + 5);
    return sin(u * u) + I * cos(1.3 * u * u + 0.7);
}

static void the_residual_of_a_larger_system_is_rounding(void)
{
    enum { N = 23, M = 3 };
    double complex a[N * N], lu[N * N], b[N * M], x[N * M];
    for (size_t i = 0; i < N; i++) {
        for (size_t j = 0; j < N; j++)
            a[i * N + j] = entry(i, j);
        for (size_t j = 0; j < M; j++)
            b[i * M + j] = entry(i, N + j);
    }
    struct dense_work *work = dense_work_new(N);
    CU_ASSERT_PTR_NOT_NULL_FATAL(work);
    /* Twice with one scratch: nothing of the first solution may remain. */
    for (int pass = 0; pass < 2; pass++) {
        memcpy(lu, a, sizeof a);
        memcpy(x, b, sizeof b);
        CU_ASSERT_EQUAL(dense_solve(work, lu, x, M, NULL), LR_OK);
        double worst = 0.0;
        for (size_t i = 0; i < N; i++)
            for (size_t j = 0; j < M; j++) {
                double complex rest = b[i * M + j];
                for (size_t k = 0; k < N; k++)
                    rest -= a[i * N + k] * x[k * M + j];
                worst = fmax(worst, cabs(rest));
            }
        CLOSE(worst, 0.0, 1e-12);
    }
    dense_work_free(work);
}

static void a_zero_pivot_is_exchanged(void)
{
    double complex a[] = {0.0, 2.0 * I, 4.0, 0.0}, b[] = {6.0, 7.23};
    struct dense_work *work = dense_work_new(2);
    CU_ASSERT_PTR_NOT_NULL_FATAL(work);
    CU_ASSERT_EQUAL(dense_solve(work, a, b, 1, NULL), LR_OK);
    CLOSE(cabs(b[0] - 1.8075), 0.0, 1e-15);
    CLOSE(cabs(b[1] + 3.0 * I), 0.0, 1e-15);
    dense_work_free(work);
}

static void a_singular_system_is_refused(void)
{
    double complex a[] = {1.5, 3.0, 0.75, 1.5}, b[] = {1.0, 2.0};
    double complex c[] = {(double)NAN, 1.0, 1.0, 2.0}, d[] = {1.0, 2.0};
    struct lr_error err = {.status = LR_OK};
    struct dense_work *work = dense_work_new(2);
    CU_ASSERT_PTR_NOT_NULL_FATAL(work);
    CU_ASSERT_EQUAL(dense_solve(work, a, b, 1, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "a 2 x 2 system is singular");
    CU_ASSERT_EQUAL(dense_solve(work, c, d, 1, NULL), LR_ENUMERIC);
    dense_work_free(work);
    dense_work_free(NULL);
}

static const struct tap_case cases[] = {
    {"a 2 x 2 system is solved as by Cramer's rule",
     a_two_by_two_system_is_solved_as_by_cramer},
    {"the residual of a larger system is rounding",
     the_residual_of_a_larger_system_is_rounding},
    {"a zero pivot is exchanged", a_zero_pivot_is_exchanged},
    {"a singular system is refused", a_singular_system_is_refused},
};
TAP_MAIN("base/dense", cases)
