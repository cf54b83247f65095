#include "config.h"

#include "line/dispersion.h"

#include "base/constants.h"
#include "base/quantity.h"
#include "line/microstrip_dispersion.h"
#include "line/microstrip_pair_dispersion.h"

#include <math.h>

/* [GHz mm] beyond which a single strip's permittivity, and everything else, stays. */
static const double permittivity_most = 100.0, most = 25.0;

/* The knots are even in the root of f h, in which the ratios are smooth at 0 Hz, too. */
static double knot_step(const struct line_dispersion *d)
{
    const double root = sqrt(d->nmode == 1 ? permittivity_most : most);
    return root / (double)(LINE_DISPERSION_POINTS - 1);
}

static void set(struct line_dispersion *out, size_t mode, size_t k, double re, double rz)
{
    out->l[mode][k] = sqrt(re) * rz;
    out->c[mode][k] = sqrt(re) / rz;
}

static void fill_single(const struct line_microstrip *strip, double er,
                        struct line_dispersion *out)
{
    const struct line_quasi_tem still = line_microstrip_eval(strip, er, 0.0);
    const double to_hz = unit_ghz * unit_mm / out->height;
    for (size_t k = 0; k < LINE_DISPERSION_POINTS; k++) {
        const double root = (double)k * knot_step(out), at = root * root;
        const struct line_quasi_tem now = line_microstrip_eval(strip, er, at * to_hz);
        const struct line_quasi_tem held =
            line_microstrip_eval(strip, er, fmin(at, most) * to_hz);
        set(out, 0, k, creal(now.er_eff) / creal(still.er_eff),
            creal(held.z) / creal(still.z));
    }
}

/* Impedances move as that of one of the strips: the formulas of a pair dip by up to 0.7 %
 * where nothing disperses yet, and do not become those of a strip at wide gaps. */
static void fill_pair(const struct line_microstrip_pair *pair, double er,
                      struct line_dispersion *out)
{
    const struct line_microstrip_modes still = line_microstrip_pair_eval(pair, er, 0.0);
    const struct line_quasi_tem alone = line_microstrip_eval(&pair->strip, er, 0.0);
    const double to_hz = unit_ghz * unit_mm / out->height;
    for (size_t k = 0; k < LINE_DISPERSION_POINTS; k++) {
        const double root = (double)k * knot_step(out);
        const struct line_microstrip_modes now =
            line_microstrip_pair_eval(pair, er, root * root * to_hz);
        const struct line_quasi_tem strip =
            line_microstrip_eval(&pair->strip, er, root * root * to_hz);
        const double rz = creal(strip.z) / creal(alone.z);
        set(out, 0, k, creal(now.odd.er_eff) / creal(still.odd.er_eff), rz);
        set(out, 1, k, creal(now.even.er_eff) / creal(still.even.er_eff), rz);
    }
}

static double within(double x, double least, double most_of)
{
    return fmin(fmax(x, least), most_of);
}

bool line_dispersion_clamp(struct line_dispersion_shape *shape)
{
    const struct line_dispersion_shape given = *shape;
    const bool pair = shape->gap > 0.0;
    shape->width = within(shape->width, 0.1 * shape->height,
                          (pair ? 10.0 : 100.0) * shape->height);
    if (pair)
        shape->gap = within(shape->gap, 0.1 * shape->height, 10.0 * shape->height);
    shape->er = within(shape->er, 1.0, pair ? 18.0 : 20.0);
    return shape->width != given.width || shape->gap != given.gap ||
           shape->er != given.er;
}

enum lr_status line_dispersion_init(const struct line_dispersion_shape *shape,
                                    struct line_dispersion *out, struct lr_error *err)
{
    const struct line_microstrip strip = {.width = shape->width, .height = shape->height};
    const struct line_microstrip_pair pair = {strip, shape->gap};
    enum lr_status status =
        shape->gap > 0.0
            ? line_microstrip_pair_dispersion_check(&pair, shape->er, 0.0, err)
            : line_microstrip_dispersion_check(&strip, shape->er, 0.0, err);
    if (status)
        return status;
    out->height = shape->height;
    out->nmode = shape->gap > 0.0 ? 2 : 1;
    if (out->nmode == 1)
        fill_single(&strip, shape->er, out);
    else
        fill_pair(&pair, shape->er, out);
    return LR_OK;
}

/* Parabolas through three points of the table, blended: smooth, and exact at each. */
static double between(const double *y, size_t k, double t)
{
    const double before = k ? y[k - 1] : y[1];          /* level at 0 Hz       */
    const double behind = k + 2 < LINE_DISPERSION_POINTS ? y[k + 2] : y[k + 1];
    const double rise = 0.5 * (y[k + 1] - before), next = 0.5 * (behind - y[k]);
    const double step = y[k + 1] - y[k];
    return y[k] + t * (rise + t * (3.0 * step - 2.0 * rise - next +
                                   t * (rise + next - 2.0 * step)));
}

struct line_dispersion_ratio line_dispersion_ratio(const struct line_dispersion *d,
                                                   size_t mode, double freq)
{
    const double fn = line_kirschning_frequency(freq, d->height);
    const double at =
        fmin(sqrt(fn) / knot_step(d), (double)(LINE_DISPERSION_POINTS - 1));
    size_t k = (size_t)at;
    if (k > LINE_DISPERSION_POINTS - 2)
        k = LINE_DISPERSION_POINTS - 2;
    const double t = at - (double)k;
    return (struct line_dispersion_ratio){between(d->l[mode], k, t),
                                          between(d->c[mode], k, t)};
}

/* (M x + x M)/2 of the 2 by 2 block at (i, j), M = [mean half; half mean]. */
static void turn(double complex *x, size_t n, size_t i, size_t j, double mean,
                 double half)
{
    double complex *a = &x[i * n + j], *b = a + 1, *c = a + n, *d = c + 1;
    const double complex across = 0.5 * half * (*b + *c), along = 0.5 * half * (*a + *d);
    *a = mean * *a + across;
    *d = mean * *d + across;
    *b = mean * *b + along;
    *c = mean * *c + along;
}

void line_dispersion_apply(const struct line_dispersion *d, size_t n, double freq,
                           const double *l, double complex *z, double complex *y)
{
    const struct line_dispersion_ratio odd = line_dispersion_ratio(d, 0, freq);
    const double complex jw = I * two_pi * freq;
    if (d->nmode == 1) {
        for (size_t i = 0; i < n * n; i++) {
            z[i] += jw * l[i] * (odd.l - 1.0);
            y[i] *= odd.c;
        }
        return;
    }
    const struct line_dispersion_ratio even = line_dispersion_ratio(d, 1, freq);
    const double mean_l = 0.5 * (even.l + odd.l), half_l = 0.5 * (even.l - odd.l);
    const double mean_c = 0.5 * (even.c + odd.c), half_c = 0.5 * (even.c - odd.c);
    for (size_t i = 0; i + 1 < n; i += 2)
        for (size_t j = 0; j + 1 < n; j += 2) {
            double complex part[4] = {l[i * n + j], l[i * n + j + 1], l[(i + 1) * n + j],
                                      l[(i + 1) * n + j + 1]};
            turn(part, 2, 0, 0, mean_l - 1.0, half_l);
            z[i * n + j] += jw * part[0];
            z[i * n + j + 1] += jw * part[1];
            z[(i + 1) * n + j] += jw * part[2];
            z[(i + 1) * n + j + 1] += jw * part[3];
            turn(y, n, i, j, mean_c, half_c);
        }
}
