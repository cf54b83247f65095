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

/* to = sum over i < 4 of c_i x^i, x^i in power[i - 1]; c_i = 1/(first + i)!, the first
 * being `factor`. */
static void block(size_t n, const double complex *const power[3], int first,
                  double factor, double complex *restrict to)
{
    const double c1 = factor / (first + 1), c2 = c1 / (first + 2), c3 = c2 / (first + 3);
    for (size_t i = 0; i < n * n; i++)
        to[i] = c1 * power[0][i] + c2 * power[1][i] + c3 * power[2][i];
    for (size_t i = 0; i < n; i++)
        to[i * n + i] += factor;
}

static double reciprocal_factorial(int k)
{
    double factor = 1.0;
    for (; k > 1; k--)
        factor /= (double)k;
    return factor;
}

/* p = exp(x), x in work->t, with four powers of x and then Horner's rule in x^4 (Paterson
 * and Stockmeyer): six products for 16 terms. */
static void series(struct line_multi_work *work, int terms)
{
    const size_t n = work->n, bytes = n * n * sizeof *work->p;
    double complex *fourth = work->reflect, *sum = work->through;
    const double complex *const power[3] = {work->t, work->u, work->v};
    line_multi_times(n, work->t, work->t, work->u);
    line_multi_times(n, work->t, work->u, work->v);
    int first = terms / 4 * 4;
    block(n, power, first, reciprocal_factorial(first), work->p);
    if (first)
        line_multi_times(n, work->u, work->u, fourth);
    for (first -= 4; first >= 0; first -= 4) {
        line_multi_times(n, work->p, fourth, sum);
        block(n, power, first, reciprocal_factorial(first), work->p);
        for (size_t i = 0; i < n * n; i++)
            sum[i] += work->p[i];
        memcpy(work->p, sum, bytes);
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
    series(work, terms_for(norm));
    line_multi_affine(n, cexp(-part * mean), 0.0, work->p);
    for (; squarings > 0; squarings--) {
        line_multi_times(n, work->p, work->p, work->u);
        memcpy(work->p, work->u, n * n * sizeof *work->p);
    }
}
