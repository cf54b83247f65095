#include "config.h"

#include "base/array.h"
#include "base/dense_lu.h"
#include "base/gauss.h"
#include "tests/tap.h"

#include <math.h>
#include <string.h>

/* Entries without a pattern that elimination could profit from; fixed, so that a
 * failure repeats. */
static double entry(size_t i, size_t j)
{
    return sin(12.9898 * (double)i + 78.233 * (double)j + 0.37) + (i == j ? 0.1 : 0.0);
}

/* A solution is right when A x gives b back: 131 is no multiple of any block. */
static void a_solution_gives_its_right_hand_side_back(void)
{
    enum { N = 131, RHS = 3 };
    double *a = array_alloc(N * N, sizeof *a), *b = array_alloc(N * RHS, sizeof *b);
    size_t pivot[N];
    for (size_t i = 0; i < N; i++) {
        for (size_t j = 0; j < N; j++)
            a[i * N + j] = entry(i, j);
        for (size_t j = 0; j < RHS; j++)
            b[i * RHS + j] = cos((double)(i + 7 * j));
    }
    CU_ASSERT_EQUAL(dense_lu(N, N, a, N, pivot, NULL), LR_OK);
    dense_lu_forward(N, a, N, pivot, b, RHS);
    dense_lu_back(N, a, N, b, RHS);
    double worst = 0.0;
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < RHS; j++) {
            double sum = 0.0;
            for (size_t k = 0; k < N; k++)
                sum += entry(i, k) * b[k * RHS + j];
            worst = fmax(worst, fabs(sum - cos((double)(i + 7 * j))));
        }
    CLOSE(worst, 0.0, 1e-9);
    array_free(a);
    array_free(b);
}

static void what_is_left_of_a_leading_block_is_its_schur_complement(void)
{
    /* By hand: A = [2 1; 4 3], B = [1; 5], C = [6 7], D = 10: A^-1 B = [-1; 3],
     * D - C A^-1 B = 10 - 15 = -5.  The larger 4 is the pivot. */
    double a[] = {2, 1, 1, 4, 3, 5, 6, 7, 10};
    size_t pivot[2];
    CU_ASSERT_EQUAL(dense_lu(3, 2, a, 3, pivot, NULL), LR_OK);
    CU_ASSERT_EQUAL(pivot[0], 1);
    CLOSE(a[8], -5.0, 1e-14);
    double b[] = {1, 5};
    dense_lu_forward(2, a, 3, pivot, b, 1);
    dense_lu_back(2, a, 3, b, 1);
    CLOSE(b[0], -1.0, 1e-14);
    CLOSE(b[1], 3.0, 1e-14);
}

static void a_singular_system_is_refused(void)
{
    double a[] = {1, 2, 2, 4};
    size_t pivot[2];
    struct lr_error err = {.status = LR_OK};
    CU_ASSERT_EQUAL(dense_lu(2, 2, a, 2, pivot, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "a 2 x 2 system is singular");
    a[0] = NAN;
    CU_ASSERT_EQUAL(dense_lu(2, 2, a, 2, pivot, &err), LR_ENUMERIC);
}

static void a_gauss_rule_integrates_every_power_up_to_twice_its_points(void)
{
    for (size_t n = 1; n <= 16; n++) {
        double x[16], w[16];
        gauss_legendre(n, x, w);
        for (size_t power = 0; power < 2 * n; power++) {
            double sum = 0.0;
            for (size_t i = 0; i < n; i++)
                sum += w[i] * pow(x[i], (double)power);
            CLOSE(sum, power % 2 ? 0.0 : 2.0 / ((double)power + 1.0), 2e-15 * (double)n);
        }
    }
}

static const struct tap_case cases[] = {
    {"a solution gives its right-hand side back",
     a_solution_gives_its_right_hand_side_back},
    {"what is left of a leading block is its Schur complement",
     what_is_left_of_a_leading_block_is_its_schur_complement},
    {"a singular system is refused", a_singular_system_is_refused},
    {"a Gauss rule integrates every power up to twice its points",
     a_gauss_rule_integrates_every_power_up_to_twice_its_points},
};
TAP_MAIN("base/dense_lu", cases)
