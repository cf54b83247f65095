#include "config.h"

#include "margin/eye_cell.h"

#include "base/array.h"
#include "base/targets.h"

#include <math.h>
#include <string.h>

/* Where a Gaussian ends that has no end: 1e-27 are left. */
static const double far = 11.0;
static const double nothing = -800.0;           /* logarithm of what is none     */

enum { LANES = 8 };             /* of arithmetic that a compiler does at once  */

/* q[i] = Q((i - half) bin / sigma) for i = 0 .. 2 half, without what lies beyond the cut;
 * in front of it LANES ones, behind it as many zeros. */
static void fill_gauss(double sigma, double cut, double bin, size_t half,
                       double *restrict q)
{
    const double lost = cut > 0.0 ? 0.5 * erfc(cut / sqrt(2.0)) : 0.0;
    for (size_t i = 0; i < LANES; i++)
        *(q - 1 - i) = 1.0;
    for (size_t i = 0; i <= 2 * half; i++) {
        const double x = ((double)i - (double)half) * bin;
        const double z = sigma > 0.0 ? x / sigma : far * ((x > 0.0) - (x < 0.0));
        q[i] = (0.5 * erfc(z / sqrt(2.0)) - lost) / (1.0 - 2.0 * lost);
        if (cut > 0.0 && !(fabs(z) < cut))
            q[i] = z < 0.0 ? 1.0 : 0.0;
    }
}

/* tail[i] = P(pdf + Gaussian > i - half), i counted from the first bin: bins far above i
 * count whole, those within reach of the Gaussian in part.  tail[n + 2 half], and room
 * for LANES more. */
TARGETS
static void fill_tail(const double *restrict p, size_t n, const double *restrict q,
                      size_t half, double *restrict tail)
{
    const size_t m = (n + 2 * half + LANES - 1) / LANES * LANES;
    double whole = 0.0;                 /* of bins k > i + LANES - 1             */
    for (size_t i = m; i > 0;) {
        i -= LANES;
        const size_t first = i > 2 * half ? i - 2 * half : 0;
        double sum[LANES];
        for (size_t lane = 0; lane < LANES; lane++)
            sum[lane] = whole;
        for (size_t k = first; k < n && k < i + LANES; k++) {
            const double *restrict at = q + ((ptrdiff_t)i - (ptrdiff_t)k);
            for (size_t lane = 0; lane < LANES; lane++)
                sum[lane] += p[k] * at[lane];
        }
        for (size_t lane = 0; lane < LANES; lane++)
            tail[i + lane] = sum[lane];
        for (size_t k = i; k < n && k < i + LANES; k++)
            whole += p[k];
    }
}

/* Logarithms, and slopes that keep every piece monotone: those of the parabola through
 * three points, no steeper than three times either secant (Fritsch and Carlson). */
static void fill_log(size_t n, struct eye_tail *tail)
{
    for (size_t i = 0; i < n; i++)
        tail->log[i] = tail->log[i] > 0.0 ? log(fmin(tail->log[i], 1.0)) : nothing;
    for (size_t i = 1; i + 1 < n; i++) {
        const double left = tail->log[i] - tail->log[i - 1],
                     right = tail->log[i + 1] - tail->log[i];
        const double most = 3.0 * fmin(fabs(left), fabs(right));
        const double slope = 0.5 * (left + right);
        tail->slope[i] = left * right > 0.0 ? copysign(fmin(fabs(slope), most), slope)
                                            : 0.0;
    }
}

static void reverse(double *x, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        const double swap = x[i];
        x[i] = x[n - 1 - i];
        x[n - 1 - i] = swap;
    }
}

enum lr_status eye_cell_init(const struct pdf *pdf, double offset, double sigma,
                             double cut, struct eye_cell *out, struct lr_error *err)
{
    const double end = cut > 0.0 ? cut : far;
    const size_t half = (size_t)ceil(end * sigma / pdf->bin) + 2;
    const size_t n = pdf->n + 2 * half;
    *out = (struct eye_cell){.step = pdf->bin, .n = n};
    out->first = offset + ((double)pdf->first - (double)half) * pdf->bin;
    out->above = (struct eye_tail){array_alloc(n + LANES, sizeof(double)),
                                   array_alloc(n, sizeof(double))};
    out->below = (struct eye_tail){array_alloc(n + LANES, sizeof(double)),
                                   array_alloc(n, sizeof(double))};
    double *q = array_alloc(2 * half + 1 + 2 * LANES, sizeof *q);
    double *p = array_alloc(pdf->n, sizeof *p);
    enum lr_status status = LR_OK;
    if (!out->above.log || !out->above.slope || !out->below.log || !out->below.slope ||
        !q || !p) {
        status = error_memory(err, "a phase of the eye");
        goto out;
    }
    fill_gauss(sigma, cut, pdf->bin, half, q + LANES);
    fill_tail(pdf->p, pdf->n, q + LANES, half, out->above.log);
    memcpy(p, pdf->p, pdf->n * sizeof *p);
    reverse(p, pdf->n);
    fill_tail(p, pdf->n, q + LANES, half, out->below.log);
    reverse(out->below.log, n);
    fill_log(n, &out->above);
    fill_log(n, &out->below);
out:
    array_free(q);
    array_free(p);
    return status;
}

void eye_cell_free(struct eye_cell *cell)
{
    array_free(cell->above.log);
    array_free(cell->above.slope);
    array_free(cell->below.log);
    array_free(cell->below.slope);
    *cell = (struct eye_cell){0};
}

double eye_cell_tail(const struct eye_cell *cell, const struct eye_tail *tail, double x)
{
    const double at = (x - cell->first) / cell->step;
    const double most = (double)(cell->n - 1);
    if (!(at > 0.0))
        return tail == &cell->above ? 1.0 : 0.0;
    if (!(at < most))
        return tail == &cell->above ? 0.0 : 1.0;
    const size_t i = (size_t)at;
    const double t = at - (double)i, u = 1.0 - t;
    const double a = tail->log[i], b = tail->log[i + 1];
    if (a <= nothing || b <= nothing)
        return t < 0.5 ? (a > nothing ? exp(a) : 0.0) : (b > nothing ? exp(b) : 0.0);
    return exp(u * u * (1.0 + 2.0 * t) * a + t * t * (3.0 - 2.0 * t) * b +
               t * u * (u * tail->slope[i] - t * tail->slope[i + 1]));
}
