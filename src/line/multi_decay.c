#include "config.h"

#include "line/multi_wave.h"

#include "line/multi_matrix.h"

#include <math.h>
#include <string.h>

/* The power series is used up to this norm, where 16 terms reach 1e-18. */
static const double most_norm = 0.5;
static const double negligible = 1e-18;

/* How many terms of exp(x), |x| = norm, are not negligible; at least one. */
static int terms_for(double norm)
{
    int terms = 1;
    for (double term = norm; term > negligible; term *= norm / (double)terms)
        terms++;
    return terms;
}

/* p = exp(x) = 1 + x (1 + x/2 (1 + x/3 (...))), innermost factor first. */
static void series(size_t n, const double complex *x, int terms, double complex *p,
                   double complex *scratch)
{
    memset(p, 0, n * n * sizeof *p);
    line_multi_affine(n, 0.0, 1.0, p);
    for (int k = terms; k > 0; k--) {
        line_multi_times(n, x, p, scratch);
        memcpy(p, scratch, n * n * sizeof *p);
        line_multi_affine(n, 1.0 / (double)k, 1.0, p);
    }
}

/* The modes of a line are close together, so that their mean is taken out as a number
 * and only the differences need a matrix: with h = 2^-k,
 *   exp(-g) = (exp(-m h) exp(-(g - m) h))^(2^k).
 * Differences grow for modes that are attenuated less than the mean; multiplied with the
 * mean's decay before they are squared they cannot overflow, whatever the length. */
void line_multi_decay(struct line_multi_work *work)
{
    const size_t n = work->n;
    double complex mean = 0.0;
    for (size_t i = 0; i < n; i++)
        mean += work->gamma[i * n + i] / (double)n;
    memcpy(work->t, work->gamma, n * n * sizeof *work->t);
    line_multi_affine(n, -1.0, mean, work->t);

    int squarings = 0;
    double norm = line_multi_bound(n, work->t), part = 1.0;
    for (; norm > most_norm && norm < HUGE_VAL; norm *= 0.5, part *= 0.5)
        squarings++;
    line_multi_affine(n, part, 0.0, work->t);
    series(n, work->t, terms_for(norm), work->p, work->u);
    line_multi_affine(n, cexp(-part * mean), 0.0, work->p);
    for (; squarings > 0; squarings--) {
        line_multi_times(n, work->p, work->p, work->u);
        memcpy(work->p, work->u, n * n * sizeof *work->p);
    }
}
