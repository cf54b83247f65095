#include "config.h"

#include "margin/icn.h"

#include "base/constants.h"
#include "base/quantity.h"

#include <math.h>

double icn_weight(double freq, double baud, double f_t, double f_r)
{
    const double x = pi * freq / baud;
    const double sinc = x > 0.0 ? sin(x) / x : 1.0;
    return sinc * sinc / (1.0 + pow(freq / f_t, 4.0)) / (1.0 + pow(freq / f_r, 8.0));
}

enum lr_status icn_band(size_t nf, const double *freq, const char *name, double f_1,
                        double f_2, struct icn_band *out, struct lr_error *err)
{
    if (!(f_1 >= 0.0 && f_1 < f_2) || !isfinite(f_2))
        return error_set(err, LR_EDOMAIN, "f_1 %g Hz and f_2 %g Hz; f_1 must be at least "
                         "0 and below f_2", f_1, f_2);
    *out = (struct icn_band){0, nf - 1};
    while (out->first + 1 < nf && freq[out->first + 1] <= f_1)
        out->first++;
    while (out->last > 0 && freq[out->last - 1] >= f_2)
        out->last--;
    /* A grid that ends less than a step before f_2 lacks nothing. */
    const double step = nf > 1 ? freq[nf - 1] - freq[nf - 2] : 0.0;
    if (freq[0] <= f_1 + step && freq[nf - 1] + step > f_2)
        return LR_OK;
    return note_add(err, NOTE_WARNING, "%s: its band, %g to %g GHz, does not cover that "
                    "of ICN and ILD, %g to %g GHz; what is missing is left out", name,
                    freq[0] / unit_ghz, freq[nf - 1] / unit_ghz, f_1 / unit_ghz,
                    f_2 / unit_ghz);
}

static enum lr_status check(const struct channel *channel, const struct icn_params *p,
                            struct lr_error *err)
{
    if (!(p->baud > 0.0) || !(p->f_r > 0.0) || !(p->f_f > 0.0) || !(p->f_n > 0.0))
        return error_set(err, LR_EDOMAIN, "ICN at %g Bd with f_r %g Hz, f_f %g Hz and "
                         "f_n %g Hz; all must be positive", p->baud, p->f_r, p->f_f,
                         p->f_n);
    if (!(p->a_ft >= 0.0) || !(p->a_nt >= 0.0))
        return error_set(err, LR_EDOMAIN, "amplitudes of %g V (FEXT) and %g V (NEXT) for "
                         "ICN; they must not be negative", p->a_ft, p->a_nt);
    return channel_check(channel, err);
}

static double amplitude(const struct icn_params *p, enum path_kind kind)
{
    return kind == PATH_FEXT ? p->a_ft : p->a_nt;
}

/* |S21|^2 of a path at frequency k. */
static enum lr_status power_at(const struct channel_path *path, size_t k, double *power,
                               struct lr_error *err)
{
    const double complex s = *net_s(&path->net, k, 1, 0);
    *power = creal(s * conj(s));
    if (isfinite(*power))
        return LR_OK;
    return error_set(err, LR_ENUMERIC, "%s: S21 is not finite at %g GHz", path->name,
                     path->net.freq[k] / unit_ghz);
}

/* 2 df/f_2 A^2 sum W |S21|^2 [V^2] of one aggressor. */
static enum lr_status square_of(const struct channel *channel, size_t i,
                                const struct icn_params *p, const struct icn_band *band,
                                double *square, struct lr_error *err)
{
    const struct channel_path *path = &channel->path[i];
    const struct net *thru = &channel->path[0].net;
    const double f_t = path->kind == PATH_FEXT ? p->f_f : p->f_n;
    /* The tool takes the step from the tenth interval of a file. */
    const double scale = 2.0 * (thru->freq[10] - thru->freq[9]) / p->f_2;
    const double a = amplitude(p, path->kind);
    double sum = 0.0;
    for (size_t k = band->first; k <= band->last; k++) {
        double power;
        enum lr_status status = power_at(path, k, &power, err);
        if (status)
            return status;
        sum += icn_weight(path->net.freq[k], p->baud, f_t, p->f_r) * power;
    }
    *square = scale * a * a * sum;
    return LR_OK;
}

/* Checks what both integrals need, and finds their band. */
static enum lr_status begin(const struct channel *channel, const struct icn_params *p,
                            struct icn_band *band, struct lr_error *err)
{
    enum lr_status status = check(channel, p, err);
    if (status)
        return status;
    const struct net *thru = &channel->path[0].net;
    return icn_band(thru->nf, thru->freq, channel->path[0].name, p->f_1, p->f_2, band,
                    err);
}

enum lr_status icn_solve(const struct channel *channel, const struct icn_params *params,
                         struct icn *out, struct lr_error *err)
{
    struct icn_band band;
    double power[2] = {0.0, 0.0};       /* [V^2] FEXT, NEXT */
    *out = (struct icn){0.0, 0.0, 0.0};
    enum lr_status status = begin(channel, params, &band, err);
    for (size_t i = 1; !status && i < channel->npath; i++) {
        double square = 0.0;
        status = square_of(channel, i, params, &band, &square, err);
        power[channel->path[i].kind == PATH_NEXT] += square;
    }
    if (!status)
        *out = (struct icn){sqrt(power[0]), sqrt(power[1]), sqrt(power[0] + power[1])};
    return status;
}

enum lr_status icn_each(const struct channel *channel, const struct icn_params *params,
                        double *restrict each, struct lr_error *err)
{
    struct icn_band band;
    enum lr_status status = begin(channel, params, &band, err);
    for (size_t i = 1; !status && i < channel->npath; i++) {
        double square = 0.0;
        status = square_of(channel, i, params, &band, &square, err);
        each[i] = sqrt(square);
    }
    if (!status)
        each[0] = 0.0;
    return status;
}

/* [V] of the first aggressor that sends anything; 0: none does. */
static double reference_amplitude(const struct channel *channel,
                                  const struct icn_params *p)
{
    double a = 0.0;
    for (size_t i = 1; !(a > 0.0) && i < channel->npath; i++)
        a = amplitude(p, channel->path[i].kind);
    return a;
}

enum lr_status icn_spectra(const struct channel *channel, const struct icn_params *params,
                           double *restrict psxt, double *restrict icr_db,
                           struct lr_error *err)
{
    enum lr_status status = check(channel, params, err);
    if (status)
        return status;
    const struct net *thru = &channel->path[0].net;
    const double reference = reference_amplitude(channel, params);
    for (size_t k = 0; k < thru->nf; k++) {
        double sum = 0.0, power;
        for (size_t i = 1; i < channel->npath; i++) {
            const double a = amplitude(params, channel->path[i].kind);
            status = power_at(&channel->path[i], k, &power, err);
            if (status)
                return status;
            sum += a * a * power;
        }
        status = power_at(&channel->path[0], k, &power, err);
        if (status)
            return status;
        psxt[k] = sqrt(sum);
        icr_db[k] = sum > 0.0 ? db_of(sqrt(power)) - db_of(psxt[k] / reference)
                              : INFINITY;
    }
    return LR_OK;
}
