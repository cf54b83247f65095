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

static void a_hermitian_matrix_has_the_eigenvalues_of_its_quadratic(void)
{
    /* [[a, z*], [z, b]]: mean +- sqrt(((a - b)/2)^2 + |z|^2). */
    const double complex z = 0.72 - 1.3 * I;
    double complex a[] = {3.1, (double)NAN, z, -1.7};       /* the upper is not read */
    const double root = sqrt(2.4 * 2.4 + creal(z * conj(z)));
    double values[2];
    struct dense_eigen *work = dense_eigen_new(2);
    CU_ASSERT_PTR_NOT_NULL_FATAL(work);
    CU_ASSERT_EQUAL(dense_hermitian(work, a, values, NULL, NULL), LR_OK);
    CLOSE(values[0], 0.7 + root, 2e-15);
    CLOSE(values[1], 0.7 - root, 2e-15);
    dense_eigen_free(work);
}

static void eigenvectors_belong_to_their_values(void)
{
    enum { N = 11 };
    double complex a[N * N], copy[N * N], v[N * N];
    double values[N], alone[N];
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j <= i; j++) {
            a[i * N + j] = i == j ? creal(entry(i, i)) : entry(i, j);
            a[j * N + i] = conj(a[i * N + j]);
        }
    struct dense_eigen *work = dense_eigen_new(N);
    CU_ASSERT_PTR_NOT_NULL_FATAL(work);
    memcpy(copy, a, sizeof a);
    CU_ASSERT_EQUAL(dense_hermitian(work, copy, values, v, NULL), LR_OK);
    memcpy(copy, a, sizeof a);
    CU_ASSERT_EQUAL(dense_hermitian(work, copy, alone, NULL, NULL), LR_OK);
    for (size_t l = 0; l < N; l++) {
        CLOSE(alone[l], values[l], 1e-14);
        CU_ASSERT(!l || values[l] <= values[l - 1]);
        double worst = 0.0;
        for (size_t i = 0; i < N; i++) {
            double complex rest = -values[l] * v[i * N + l], product = 0.0;
            for (size_t j = 0; j < N; j++) {
                rest += a[i * N + j] * v[j * N + l];
                product += conj(v[j * N + i]) * v[j * N + l];
            }
            worst = fmax(worst, fmax(cabs(rest), cabs(product - (i == l))));
        }
        CLOSE(worst, 0.0, 1e-14);
    }
    dense_eigen_free(work);
}

static void a_gram_matrix_is_that_of_the_columns(void)
{
    const double complex a[] = {1.7 - 0.3 * I, 0.4 + 2.1 * I, -3.2 + 0.7 * I,
                                0.9 - 1.3 * I};
    double complex gram[4] = {0.0};
    dense_gram(2, a, gram);
    /* 1.7^2 + 0.3^2 + 3.2^2 + 0.7^2; 0.4^2 + 2.1^2 + 0.9^2 + 1.3^2;
     * (0.4 - 2.1 j)(1.7 - 0.3 j) + (0.9 + 1.3 j)(-3.2 + 0.7 j) */
    CLOSE(cabs(gram[0] - 13.71), 0.0, 4e-15);
    CLOSE(cabs(gram[3] - 7.07), 0.0, 2e-15);
    CLOSE(cabs(gram[2] - (-3.74 - 7.22 * I)), 0.0, 4e-15);
}

static void singular_values_are_found_far_below_the_largest(void)
{
    /* Two mirrors around a diagonal from 7.23 down to 7.23e-12: roots of the eigenvalues
     * of A^H A would end at 1e-8. */
    enum { N = 5 };
    const double want[N] = {7.23, 1.328, 7.23e-5, 7.23e-9, 7.23e-12};
    double complex a[N * N], u[N], v[N];
    double sigma[N], nu = 0.0, nv = 0.0;
    for (size_t i = 0; i < N; i++) {
        u[i] = entry(i, 1);
        v[i] = entry(i, 2);
        nu += creal(u[i] * conj(u[i]));
        nv += creal(v[i] * conj(v[i]));
    }
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++) {
            double complex sum = 0.0;
            for (size_t l = 0; l < N; l++)
                sum += ((i == l) - 2.0 / nu * u[i] * conj(u[l])) * want[l] *
                       ((l == j) - 2.0 / nv * v[l] * conj(v[j]));
            a[i * N + j] = sum;
        }
    struct dense_eigen *work = dense_eigen_new(N);
    CU_ASSERT_PTR_NOT_NULL_FATAL(work);
    CU_ASSERT_EQUAL(dense_singular(work, a, sigma, NULL), LR_OK);
    for (size_t i = 0; i < N; i++)
        CLOSE(sigma[i], want[i], 1e-14);
    dense_eigen_free(work);
}

static void singular_values_of_a_singular_matrix_end_at_0(void)
{
    const double complex a[] = {1.5, 3.0 * I, 0.75, 1.5 * I};
    double sigma[2];
    struct dense_eigen *work = dense_eigen_new(2);
    CU_ASSERT_PTR_NOT_NULL_FATAL(work);
    CU_ASSERT_EQUAL(dense_singular(work, a, sigma, NULL), LR_OK);
    CLOSE(sigma[0], 3.75, 2e-15);               /* rank one: the Frobenius norm */
    CLOSE(sigma[1], 0.0, 1e-15);
    CU_ASSERT(sigma[1] >= 0.0);
    dense_eigen_free(work);
}

static void matrices_that_are_not_finite_are_refused(void)
{
    double complex a[] = {1.5, 0.0, (double)NAN, 1.5};
    const double complex b[] = {1.5, (double)INFINITY, 0.0, 1.5};
    double values[2];
    struct lr_error err = {.status = LR_OK};
    struct dense_eigen *work = dense_eigen_new(2);
    CU_ASSERT_PTR_NOT_NULL_FATAL(work);
    CU_ASSERT_EQUAL(dense_hermitian(work, a, values, NULL, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "a 2 x 2 matrix holds a value that is not finite");
    err.text[0] = '\0';
    CU_ASSERT_EQUAL(dense_singular(work, b, values, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "a 2 x 2 matrix holds a value that is not finite");
    dense_eigen_free(work);
    dense_eigen_free(NULL);
}

static const struct tap_case cases[] = {
    {"a 2 x 2 system is solved as by Cramer's rule",
     a_two_by_two_system_is_solved_as_by_cramer},
    {"the residual of a larger system is rounding",
     the_residual_of_a_larger_system_is_rounding},
    {"a zero pivot is exchanged", a_zero_pivot_is_exchanged},
    {"a singular system is refused", a_singular_system_is_refused},
    {"a Hermitian matrix has the eigenvalues of its quadratic",
     a_hermitian_matrix_has_the_eigenvalues_of_its_quadratic},
    {"eigenvectors belong to their values", eigenvectors_belong_to_their_values},
    {"a Gram matrix is that of the columns", a_gram_matrix_is_that_of_the_columns},
    {"singular values are found far below the largest",
     singular_values_are_found_far_below_the_largest},
    {"singular values of a singular matrix end at 0",
     singular_values_of_a_singular_matrix_end_at_0},
    {"matrices that are not finite are refused",
     matrices_that_are_not_finite_are_refused},
};
TAP_MAIN("base/dense", cases)
