#include "config.h"

#include "margin/fitted_loss.h"

#include "base/quantity.h"
#include "net/grid.h"

#include <float.h>
#include <math.h>

enum { TERMS = FITTED_LOSS_TERMS, LEAST_IN_BAND = TERMS + 1 };

double fitted_loss_at(const double a[FITTED_LOSS_TERMS], double freq)
{
    return a[0] + a[1] * sqrt(freq) + (a[2] + a[3] * freq) * freq;
}

/* The triangle of a least-squares problem, its right-hand side in the last column. */
struct triangle {
    double r[TERMS][TERMS + 1];
};

/* One more equation: Givens rotations turn it into the triangle row by row, so that
 * nothing but the triangle is kept. */
static void absorb(struct triangle *t, double row[TERMS + 1])
{
    for (size_t i = 0; i < TERMS; i++) {
        const double length = hypot(t->r[i][i], row[i]);
        if (!(length > 0.0))
            continue;
        const double c = t->r[i][i] / length, s = row[i] / length;
        for (size_t j = i; j <= TERMS; j++) {
            const double up = t->r[i][j], low = row[j];
            t->r[i][j] = c * up + s * low;
            row[j] = c * low - s * up;
        }
    }
}

/* Back substitution; false when the equations do not determine x. */
static bool solve(const struct triangle *t, double x[TERMS])
{
    double largest = 0.0;
    for (size_t i = 0; i < TERMS; i++)
        largest = fmax(largest, fabs(t->r[i][i]));
    for (size_t i = TERMS; i-- > 0;) {
        if (!(fabs(t->r[i][i]) > TERMS * DBL_EPSILON * largest))
            return false;
        x[i] = t->r[i][TERMS];
        for (size_t j = i + 1; j < TERMS; j++)
            x[i] -= t->r[i][j] * x[j];
        x[i] /= t->r[i][i];
    }
    return true;
}

static double loss_at(const struct net *net, size_t k)
{
    return -db_of(cabs(*net_s(net, k, 1, 0)));
}

/* Fits the points of `band`; frequencies are scaled by the last one of them. */
static enum lr_status fit(const struct net *net, const char *name,
                          const struct icn_band *band, double a[TERMS],
                          struct lr_error *err)
{
    const double unit = net->freq[band->last];
    struct triangle t = {{{0.0}}};
    for (size_t k = band->first; k <= band->last; k++) {
        const double x = net->freq[k] / unit, weight = cabs(*net_s(net, k, 1, 0));
        if (!isfinite(weight))
            return error_set(err, LR_ENUMERIC, "%s: S21 is not finite at %g GHz", name,
                             net->freq[k] / unit_ghz);
        if (weight > 0.0)
            absorb(&t, (double[]){weight, weight * sqrt(x), weight * x, weight * x * x,
                                  weight * loss_at(net, k)});
    }
    double scaled[TERMS] = {0.0};
    if (!solve(&t, scaled))
        return error_set(err, LR_ENUMERIC, "%s: no loss can be fitted from %g to %g GHz: "
                         "too few points where anything comes through", name,
                         net->freq[band->first] / unit_ghz, unit / unit_ghz);
    a[0] = scaled[0];
    a[1] = scaled[1] / sqrt(unit);
    a[2] = scaled[2] / unit;
    a[3] = scaled[3] / (unit * unit);
    return LR_OK;
}

static enum lr_status figure_of_merit(const struct net *net, const char *name,
                                      const struct fitted_loss_params *p,
                                      struct fitted_loss *out, struct lr_error *err)
{
    double sum = 0.0;
    for (size_t k = out->band.first; k <= out->band.last; k++) {
        const double f = net->freq[k];
        const double ild = loss_at(net, k) - fitted_loss_at(out->a, f);
        sum += icn_weight(f, p->baud, p->f_v, p->f_r) * ild * ild;
    }
    if (!isfinite(sum))
        return error_set(err, LR_ENUMERIC, "%s: S21 is 0 somewhere between %g and %g "
                         "GHz, so that FOM_ILD is infinite", name,
                         net->freq[out->band.first] / unit_ghz,
                         net->freq[out->band.last] / unit_ghz);
    /* The tool takes the step from the tenth interval of a file. */
    out->fom_ild_db =
        sqrt((net->freq[10] - net->freq[9]) / (p->f_2 - p->f_1) * sum);
    return LR_OK;
}

/* A fitted curve as the tool reads it: linear between the frequencies of the file, 1e-7
 * dB off the curve itself. */
static double curve_at(const struct net *net, const double a[TERMS], double f)
{
    size_t k = 0;
    if (!(f >= net->freq[0]) || !(f <= net->freq[net->nf - 1]))
        return NAN;
    while (k + 2 < net->nf && net->freq[k + 1] < f)
        k++;
    const double low = fitted_loss_at(a, net->freq[k]);
    const double high = fitted_loss_at(a, net->freq[k + 1]);
    return low + (f - net->freq[k]) / (net->freq[k + 1] - net->freq[k]) * (high - low);
}

static enum lr_status check(const struct net *net, const char *name,
                            const struct fitted_loss_params *p, struct lr_error *err)
{
    if (!(p->baud > 0.0) || !(p->f_v > 0.0) || !(p->f_r > 0.0))
        return error_set(err, LR_EDOMAIN, "fitted loss at %g Bd with f_v %g Hz and f_r "
                         "%g Hz; all must be positive", p->baud, p->f_v, p->f_r);
    if (net->np != 2)
        return error_set(err, LR_EDOMAIN, "%s: %zu ports where a differential 2-port is "
                         "needed", name, net->np);
    if (net->nf < FITTED_LOSS_POINTS)
        return error_set(err, LR_EDOMAIN, "%s: %zu frequencies; a fit of its loss needs "
                         "at least %d", name, net->nf, FITTED_LOSS_POINTS);
    return LR_OK;
}

enum lr_status fitted_loss_solve(const struct net *net, const char *name,
                                 const struct fitted_loss_params *params,
                                 struct fitted_loss *out, struct lr_error *err)
{
    *out = (struct fitted_loss){.fom_ild_db = 0.0};
    enum lr_status status = check(net, name, params, err);
    if (!status)
        status = icn_band(net->nf, net->freq, name, params->f_1, params->f_2, &out->band,
                          err);
    if (!status && out->band.last < out->band.first + LEAST_IN_BAND - 1)
        status = error_set(err, LR_EDOMAIN, "%s: fewer than %d frequencies between %g "
                           "and %g GHz to fit its loss to", name, LEAST_IN_BAND,
                           params->f_1 / unit_ghz, params->f_2 / unit_ghz);
    double whole[TERMS];
    if (!status)
        status = fit(net, name, &(struct icn_band){0, net->nf - 1}, whole, err);
    if (!status)
        status = fit(net, name, &out->band, out->a, err);
    if (!status)
        status = figure_of_merit(net, name, params, out, err);
    if (status)
        return status;
    out->fitted_nyquist_db = curve_at(net, whole, 0.5 * params->baud);
    out->il_nyquist_db = -net_db_at(net, 1, 0, 0.5 * params->baud);
    return LR_OK;
}

void fitted_loss_ild(const struct net *net, const struct fitted_loss *fit,
                     double *restrict ild_db)
{
    for (size_t k = 0; k < net->nf; k++)
        ild_db[k] = loss_at(net, k) - fitted_loss_at(fit->a, net->freq[k]);
}
