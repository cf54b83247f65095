#include "config.h"

#include "part/stackup_fit_work.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/dense_lu.h"

#include <math.h>
#include <string.h>

enum { KEYS = STACKUP_FIT_KEYS };

/* How many neighbours err alike: 1 + 2 times the sum of the autocorrelations up to the
 * first that is not positive.  Ripple of launches, which is most of what a line's
 * measurement is off by, counts once per half period so. */
static double alike(const double *r, size_t n)
{
    double square = 0.0, sum = 0.0;
    for (size_t k = 0; k < n; k++)
        square += r[k] * r[k];
    for (size_t lag = 1; lag < n; lag++) {
        double product = 0.0;
        for (size_t k = lag; k < n; k++)
            product += r[k] * r[k - lag];
        if (!(product > 0.0))
            break;
        sum += product / square;
    }
    return 1.0 + 2.0 * sum;
}

/* Adds factor times J^T J of one part to gram [nfree][nfree]. */
static void add_gram(const struct stackup_fit_work *work, size_t part, double factor,
                     double *restrict gram)
{
    const size_t p = work->nfree;
    for (size_t k = 0; k < work->data->n; k++) {
        const double *row = work->jacobian + (k * FIT_PARTS + part) * p;
        for (size_t a = 0; a < p; a++)
            for (size_t b = 0; b < p; b++)
                gram[a * p + b] += factor * row[a] * row[b];
    }
}

/* inverse = gram^-1; gram is destroyed. */
static enum lr_status invert(size_t p, double *gram, double *restrict inverse,
                             struct lr_error *err)
{
    size_t pivot[KEYS];
    for (size_t a = 0; a < p * p; a++)
        inverse[a] = a % (p + 1) ? 0.0 : 1.0;
    if (dense_lu(p, p, gram, p, pivot, NULL))
        return error_set(err, LR_ENUMERIC,
                         "the keys of the fit cannot be told apart: two "
                         "of them do the same to the line; fit one of them");
    dense_lu_forward(p, gram, p, pivot, inverse, p);
    dense_lu_back(p, gram, p, inverse, p);
    return LR_OK;
}

static void multiply(size_t p, const double *a, const double *b, double *restrict c)
{
    for (size_t i = 0; i < p; i++)
        for (size_t j = 0; j < p; j++) {
            c[i * p + j] = 0.0;
            for (size_t l = 0; l < p; l++)
                c[i * p + j] += a[i * p + l] * b[l * p + j];
        }
}

static void store(const struct stackup_fit_work *work, const double *covariance)
{
    struct stackup_fit *fit = work->fit;
    const size_t p = work->nfree;
    for (size_t a = 0; a < p; a++) {
        const size_t at = work->free[a];
        const double own = sqrt(covariance[a * p + a]);
        fit->error[at] = own * stackup_fit_scale(fit->key[at]);
        for (size_t b = 0; b < p; b++)
            fit->correlation[at][work->free[b]] =
                covariance[a * p + b] / (own * sqrt(covariance[b * p + b]));
    }
}

/* With A = J^T J and B the covariance of J^T r, that of the parameters is A^-1 B A^-1. */
enum lr_status stackup_fit_errors(const struct stackup_fit_work *work,
                                  struct lr_error *err)
{
    const size_t n = work->data->n, p = work->nfree;
    double a[KEYS * KEYS] = {0.0}, b[KEYS * KEYS] = {0.0}, inverse[KEYS * KEYS] = {0.0};
    double left[KEYS * KEYS], covariance[KEYS * KEYS];
    memset(work->fit->error, 0, sizeof work->fit->error);
    memset(work->fit->correlation, 0, sizeof work->fit->correlation);
    double *r = array_alloc(n, sizeof *r);
    if (!r)
        return error_memory(err, "a fit");
    const double freedom = (double)(stackup_fit_counted(work->data) - p);
    for (size_t part = 0; part < FIT_PARTS; part++) {
        double square = 0.0;
        for (size_t k = 0; k < n; k++) {
            r[k] = stackup_fit_residual(work, k, part);
            square += r[k] * r[k];
        }
        add_gram(work, part, 1.0, a);
        /* 1 but for data without noise, of which least_sigma is told. */
        add_gram(work, part, fmax(1.0, square / freedom) * alike(r, n), b);
    }
    array_free(r);
    enum lr_status status = p ? invert(p, a, inverse, err) : LR_OK;
    if (status || !p)
        return status;
    multiply(p, inverse, b, left);
    multiply(p, left, inverse, covariance);
    store(work, covariance);
    return LR_OK;
}

void stackup_fit_figures(const struct stackup_fit_work *work)
{
    const struct stackup_fit_data *data = work->data;
    struct stackup_fit *fit = work->fit;
    const double neper_db = db_of(exp(1.0));
    double loss = 0.0, er = 0.0;
    fit->loss_max_db = fit->er_max = 0.0;
    for (size_t k = 0; k < data->n; k++) {
        if (!(data->weight[k] > 0.0))
            continue;
        const double ratio = cimag(work->model[k]) / cimag(data->x[k]);
        const double db = neper_db * creal(work->model[k] - data->x[k]);
        const double share = ratio * ratio - 1.0;
        loss += db * db;
        er += share * share;
        if (fabs(db) > fit->loss_max_db) {
            fit->loss_max_db = fabs(db);
            fit->loss_max_freq = data->freq[k];
        }
        if (fabs(share) > fit->er_max) {
            fit->er_max = fabs(share);
            fit->er_max_freq = data->freq[k];
        }
    }
    const double counted = (double)stackup_fit_counted(data);
    fit->loss_rms_db = sqrt(loss / counted);
    fit->er_rms = sqrt(er / counted);
}
