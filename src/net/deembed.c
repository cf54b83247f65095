#include "config.h"

#include "net/deembed.h"

#include "base/array.h"
#include "base/dense.h"
#include "base/quantity.h"

#include <math.h>
#include <string.h>

/* `outer` and `inner` are the first port of the fixture's end away from X and of the one
 * that meets X; `port` is that of the measured network it stands at. */
static enum lr_status check_fixture(const struct net *measured, const struct net *fixture,
                                    const char *name, size_t outer, size_t port,
                                    struct lr_error *err)
{
    if (!fixture)
        return LR_OK;
    if (fixture->np != measured->np)
        return error_set(err, LR_EDOMAIN, "the %s network of %zu ports cannot be taken "
                         "off one of %zu; both need the same even number", name,
                         fixture->np, measured->np);
    if (!net_same_grid(fixture, measured))
        return error_set(err, LR_EDOMAIN, "the %s network has not the frequencies of the "
                         "measured one; resample one before de-embedding", name);
    for (size_t i = 0; i < measured->np / 2; i++)
        if (!net_same_reference(fixture->zref[outer + i], measured->zref[port + i]))
            return error_set(err, LR_EDOMAIN, "port %zu of the %s network refers to %g "
                             "ohm and stands at port %zu of the measured one, which "
                             "refers to %g ohm; renormalise one", outer + i + 1, name,
                             fixture->zref[outer + i], port + i + 1,
                             measured->zref[port + i]);
    return LR_OK;
}

static enum lr_status check(const struct net *measured, const struct net *left,
                            const struct net *right, struct lr_error *err)
{
    if (measured->np % 2 || !measured->np)
        return error_set(err, LR_EDOMAIN, "a network of %zu ports has no two ends to "
                         "take anything off", measured->np);
    enum lr_status status = check_fixture(measured, left, "left", 0, 0, err);
    if (!status)
        status = check_fixture(measured, right, "right", measured->np / 2,
                               measured->np / 2, err);
    return status;
}

/* One fixture as X sees it: [n][n] blocks inside rows of 2n. */
struct side {
    const char *name;
    const double complex *outer;        /* reflection outside                  */
    const double complex *inner;        /* reflection towards X                */
    const double complex *in, *out;     /* transmission towards X, away from it */
};

/* Scratch for 2n-ports; m = 2n. */
struct work {
    size_t n;
    struct dense_work *half, *whole;
    struct dense_eigen *half_eigen, *whole_eigen;
    double complex *through;            /* [m][m] the ideal through            */
    double complex *u, *v, *vt, *xt;    /* [m][m]                              */
    double complex *block;              /* [n][n]                              */
    double *sigma;                      /* [m]                                 */
};

static void work_free(struct work *work)
{
    array_free(work->sigma);
    array_free(work->through);
    dense_eigen_free(work->whole_eigen);
    dense_eigen_free(work->half_eigen);
    dense_work_free(work->whole);
    dense_work_free(work->half);
}

static enum lr_status work_init(struct work *work, size_t n, struct lr_error *err)
{
    const size_t m = 2 * n;
    *work = (struct work){.n = n};
    work->half = dense_work_new(n);
    work->whole = dense_work_new(m);
    work->half_eigen = dense_eigen_new(n);
    work->whole_eigen = dense_eigen_new(m);
    work->through = array_alloc(5 * m * m + n * n, sizeof *work->through);
    work->sigma = array_alloc(m, sizeof *work->sigma);
    if (!work->half || !work->whole || !work->half_eigen || !work->whole_eigen ||
        !work->through || !work->sigma) {
        work_free(work);
        return error_memory(err, "de-embedding");
    }
    work->u = work->through + m * m;
    work->v = work->u + m * m;
    work->vt = work->v + m * m;
    work->xt = work->vt + m * m;
    work->block = work->xt + m * m;
    for (size_t i = 0; i < m; i++)
        work->through[i * m + (i + n) % m] = 1.0;
    return LR_OK;
}

static void sides_at(const struct net *left, const struct net *right, size_t k,
                     const struct work *work, struct side side[2])
{
    const size_t n = work->n, down = 2 * n * n;         /* down: to the second rows */
    const double complex *l = left ? net_s(left, k, 0, 0) : work->through;
    const double complex *r = right ? net_s(right, k, 0, 0) : work->through;
    side[0] = (struct side){"left", l, l + down + n, l + down, l + n};
    side[1] = (struct side){"right", r + down + n, r, r + n, r + down};
}

/* The waves out of X, U, and into X, V, while unit waves enter the outer ports one
 * after the other and M comes out of them, with left and right fixture L and R:
 *
 *   [L12 0; 0 R21] U = M - [L11 0; 0 R22]
 *   V = [L21 0; 0 R12] + [L22 0; 0 R11] U
 *   X V = U
 *
 * Rows of U and V for one side; s is the measured matrix. */
static enum lr_status waves(const struct side *side, size_t first,
                            const double complex *s, struct work *work,
                            struct lr_error *err)
{
    const size_t n = work->n, m = 2 * n;
    double complex *u = work->u + first * m, *v = work->v + first * m;
    memcpy(u, s + first * m, n * m * sizeof *u);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            u[i * m + first + j] -= side->outer[i * m + j];
            work->block[i * n + j] = side->out[i * m + j];
        }
    enum lr_status status = dense_solve(work->half, work->block, u, m, err);
    if (status)
        return status;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++) {
            const bool own = j >= first && j < first + n;
            double complex sum = own ? side->in[i * m + j - first] : 0.0;
            for (size_t l = 0; l < n; l++)
                sum += side->inner[i * m + l] * u[l * m + j];
            v[i * m + j] = sum;
        }
    return LR_OK;
}

/* X at one frequency, as the solution of the transposed system. */
static enum lr_status solve(const struct side side[2], const double complex *s,
                            double freq, struct work *work, double complex *restrict x,
                            struct lr_error *err)
{
    const size_t n = work->n, m = 2 * n;
    for (size_t q = 0; q < 2; q++) {
        enum lr_status status = waves(&side[q], q * n, s, work, err);
        if (status == LR_ENUMERIC)
            error_set(err, status, "the %s network passes nothing to the outside at %g "
                      "GHz in one of its modes; it cannot be taken off", side[q].name,
                      freq / unit_ghz);
        if (status)
            return status;
    }
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < m; j++) {
            work->vt[j * m + i] = work->v[i * m + j];
            work->xt[j * m + i] = work->u[i * m + j];
        }
    enum lr_status status = dense_solve(work->whole, work->vt, work->xt, m, err);
    if (status == LR_ENUMERIC)
        error_set(err, status, "nothing passes the fixtures inwards at %g GHz in one of "
                  "their modes; they cannot be taken off", freq / unit_ghz);
    for (size_t i = 0; !status && i < m; i++)
        for (size_t j = 0; j < m; j++)
            x[i * m + j] = work->xt[j * m + i];
    return status;
}

static void raise_to(double value, double freq, double *most, double *where)
{
    if (isnan(*where) || value > *most) {
        *most = value;
        *where = freq;
    }
}

/* Raises the worst condition number to that of a [size][size]. */
static enum lr_status judge_system(struct dense_eigen *eigen, size_t size,
                                   const double complex *a, double freq, double *sigma,
                                   struct deembed_condition *condition,
                                   struct lr_error *err)
{
    enum lr_status status = dense_singular(eigen, a, sigma, err);
    if (!status)
        raise_to(sigma[0] / sigma[size - 1], freq, &condition->worst, &condition->freq);
    return status;
}

/* How far X moves with M, by the differential of X V = U:
 *
 *   dX = (1 - X Q) P^-1 dM V^-1,  P = [L12 0; 0 R21], Q = [L22 0; 0 R11],
 *
 * so at most by the largest singular value of (1 - X Q) P^-1 over the smallest of V.
 * Solves for the transpose of the former, side by side. */
static enum lr_status judge(const struct side side[2], const double complex *x,
                            double freq, struct work *work,
                            struct deembed_condition *condition, struct lr_error *err)
{
    const size_t n = work->n, m = 2 * n;
    double *sigma = work->sigma;
    enum lr_status status = judge_system(work->whole_eigen, m, work->v, freq, sigma,
                                         condition, err);
    const double least = sigma[m - 1];
    for (size_t q = 0; !status && q < 2; q++) {
        double complex *rows = work->xt + q * n * m;
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                work->block[j * n + i] = side[q].out[i * m + j];
        for (size_t j = 0; j < n; j++)
            for (size_t i = 0; i < m; i++) {
                double complex sum = i == q * n + j;
                for (size_t l = 0; l < n; l++)
                    sum -= x[i * m + q * n + l] * side[q].inner[l * m + j];
                rows[j * m + i] = sum;
            }
        status = judge_system(work->half_eigen, n, work->block, freq, sigma, condition,
                              err);
        if (!status)
            status = dense_solve(work->half, work->block, rows, m, err);
    }
    if (!status)
        status = dense_singular(work->whole_eigen, work->xt, sigma, err);
    if (!status)
        raise_to(sigma[0] / least, freq, &condition->gain, &condition->gain_freq);
    return status;
}

enum lr_status net_deembed(const struct net *measured, const struct net *left,
                           const struct net *right, struct net *out,
                           struct deembed_condition *condition, struct lr_error *err)
{
    *out = (struct net){0, 0, NULL, NULL, NULL};
    if (condition)
        *condition = (struct deembed_condition){.freq = (double)NAN,
                                                .gain_freq = (double)NAN};
    const size_t n = measured->np / 2;
    struct work work;
    enum lr_status status = check(measured, left, right, err);
    if (!status)
        status = work_init(&work, n, err);
    if (status)
        return status;
    status = net_init(out, measured->nf, measured->np, 0.0, err);
    for (size_t k = 0; !status && k < measured->nf; k++) {
        const double freq = out->freq[k] = measured->freq[k];
        double complex *x = net_s(out, k, 0, 0);
        struct side side[2];
        sides_at(left, right, k, &work, side);
        status = solve(side, net_s(measured, k, 0, 0), freq, &work, x, err);
        if (!status && condition)
            status = judge(side, x, freq, &work, condition, err);
    }
    for (size_t i = 0; !status && i < n; i++) {
        out->zref[i] = left ? left->zref[n + i] : measured->zref[i];
        out->zref[n + i] = right ? right->zref[i] : measured->zref[n + i];
    }
    work_free(&work);
    if (status)
        net_free(out);
    return status;
}
