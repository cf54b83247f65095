#include "config.h"

#include "signal/fixture_work.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/quantity.h"

#include <math.h>
#include <stdio.h>

/* The FIX-DUT-FIX measurement is taken apart from both ends, layer by layer.  A layer is
 * a line whose impedance the measurement shows at time 0, and whose propagation is that
 * of the 2x-thru; it is removed, and time 0 is then the face of the next.  When half the
 * 2x-thru is removed, the layers make the fixture.  The layers are about one sample long
 * there and back.  After the program IEEEP370Zc2xThru that IEEE publishes with IEEE 370,
 * with the two refinements that scikit-rf 2.0 has (rotation and lead-in). */
struct peeling {
    const struct fixture_work *work;
    double z0;                  /* [ohm]                                       */
    struct net fdf, thru;       /* at f = k df, rotated                        */
    double theta[2];            /* [rad] rotation of S11 and S22 at the last f */
    size_t layers;
    double complex *p;          /* [n] through one layer                       */
    struct net half[2];         /* port 0 at the instrument, port 1 inside     */
    double z_end[2];            /* [ohm] of the last layer but one: the last shares
                                 * its sample with the DUT                     */
};

/* Moves both ends: S_ii turns by angle[i] at the last frequency, elsewhere in
 * proportion. */
static void rotate(struct net *net, const double angle[2])
{
    for (size_t k = 0; k < net->nf; k++) {
        const double part = 0.5 * (double)(k + 1) / (double)net->nf;
        for (size_t i = 0; i < 2; i++)
            for (size_t j = 0; j < 2; j++)
                *net_s(net, k, i, j) *= cexp(I * part * (angle[i] + angle[j]));
    }
}

/* The record counts the last frequency with its real part only.  Both ends are moved by
 * less than half a sample so that S11 and S22 are real there; nothing is then lost, and
 * reflections fall on samples. */
static void align(struct peeling *peeling)
{
    const struct net *fdf = &peeling->fdf;
    for (size_t i = 0; i < 2; i++) {
        const double phase = carg(*net_s(fdf, fdf->nf - 1, i, i));
        peeling->theta[i] = pi * round(phase / pi) - phase;
    }
    rotate(&peeling->fdf, peeling->theta);
    rotate(&peeling->thru, peeling->theta);
}

/* |S21|^2/(1 - |S11|^2) is what passes of what entered: the attenuation of the line
 * without its mismatch. */
static enum lr_status propagation(struct peeling *peeling, const char *name,
                                  struct lr_error *err)
{
    const struct net *thru = &peeling->thru;
    long peak;
    enum lr_status status = fixture_peak(thru, peeling->work->fft, &peak, err);
    if (status)
        return status;
    peeling->layers = peak > 0 ? (size_t)peak + 1 : 1;
    const double share = 0.5 / (double)peeling->layers;
    double phase = 0.0;
    double complex before = 1.0;
    for (size_t k = 0; k < thru->nf; k++) {
        const double complex s21 = *net_s(thru, k, 1, 0), s11 = *net_s(thru, k, 0, 0);
        const double entered = 1.0 - creal(s11 * conj(s11));
        if (!(entered > 0.0))
            return error_set(err, LR_EDOMAIN, "%s: |S11| is %.4g at %g GHz; to peel a "
                             "fixture the 2x-thru must reflect less than 1", name,
                             cabs(s11), thru->freq[k] / unit_ghz);
        phase += carg(s21 * conj(before));
        before = s21;
        peeling->p[k] = pow(cabs(s21) / sqrt(entered), share) * cexp(I * phase * share);
    }
    return LR_OK;
}

/* Joins a line of reflection rho and one-way factor p to the inside of a half. */
static void attach(struct net *half, double rho, const double complex *p)
{
    for (size_t k = 0; k < half->nf; k++) {
        double complex *s = net_s(half, k, 0, 0);
        const double complex square = p[k] * p[k], d = 1.0 - rho * rho * square;
        const double complex r = rho * (1.0 - square) / d;
        const double complex t = p[k] * (1.0 - rho * rho) / d;
        const double complex loop = 1.0 / (1.0 - s[3] * r), through = s[2];
        s[0] += through * through * r * loop;
        s[1] = s[2] = through * t * loop;
        s[3] = r + t * t * s[3] * loop;
    }
}

/* Takes the same line off port i of a 2-port x' = line * x: with d = x'_ii - r,
 *
 *   x_ii = d/(t^2 + r d),  q = 1 - r x_ii,  x_ij = x'_ij q/t,
 *   x_jj = x'_jj - r x'_ij x'_ji q/t^2. */
static void detach(struct net *net, size_t i, double rho, const double complex *p)
{
    const size_t o = 1 - i;
    for (size_t k = 0; k < net->nf; k++) {
        const double complex square = p[k] * p[k], d = 1.0 - rho * rho * square;
        const double complex r = rho * (1.0 - square) / d;
        const double complex t = p[k] * (1.0 - rho * rho) / d;
        double complex *s = net_s(net, k, 0, 0);
        const double complex rest = s[3 * i] - r;
        s[3 * i] = rest / (t * t + r * rest);
        const double complex q = 1.0 - r * s[3 * i];
        s[3 * o] -= r * s[1] * s[2] * q / (t * t);
        s[1] *= q / t;
        s[2] *= q / t;
    }
}

static enum lr_status reflection(const struct peeling *peeling,
                                 const struct fixture_probe *probe, size_t side,
                                 const char *name, double *rho, double *z,
                                 struct lr_error *err)
{
    *z = fixture_impedance(peeling->work, probe, &peeling->fdf, side, peeling->z0);
    *rho = (*z - peeling->z0) / (*z + peeling->z0);
    if (*z > 0.0 && isfinite(*z))
        return LR_OK;
    return error_set(err, LR_ENUMERIC, "%s: peeling FIX-DUT-FIX from port %zu comes to "
                     "an impedance of %g ohm; a fixture's is positive all along", name,
                     side + 1, *z);
}

/* What a band limit shows before time 0 belongs to the fixture too: one layer without
 * loss, one sample there and back, that ends at time 0.  It joins the fixture, but does
 * not leave the measurement: without causality before it, it cannot be peeled. */
static enum lr_status lead_in(struct peeling *peeling, const char *name,
                              struct lr_error *err)
{
    const size_t n = peeling->work->n;
    struct fixture_probe probe = {0.0, NULL};
    double complex *p = array_alloc(n, sizeof *p);
    enum lr_status status = p ? fixture_probe_init(n, -1, &probe, err)
                              : error_memory(err, "the layers of a fixture");
    for (size_t k = 0; !status && k < n; k++)
        p[k] = cexp(-I * 0.5 * pi * (double)(k + 1) / (double)n);
    for (size_t side = 0; !status && side < 2; side++) {
        double rho, z;
        status = reflection(peeling, &probe, side, name, &rho, &z, err);
        if (!status)
            attach(&peeling->half[side], rho, p);
    }
    fixture_probe_free(&probe);
    array_free(p);
    return status;
}

static enum lr_status peel(struct peeling *peeling, const char *name,
                           struct lr_error *err)
{
    struct fixture_probe now = {0.0, NULL};
    enum lr_status status = lead_in(peeling, name, err);
    if (!status)
        status = fixture_probe_init(peeling->work->n, 0, &now, err);
    for (size_t l = 0; !status && l < peeling->layers; l++) {
        double rho[2] = {0.0, 0.0}, z[2];
        for (size_t side = 0; !status && side < 2; side++)
            status = reflection(peeling, &now, side, name, &rho[side], &z[side], err);
        for (size_t side = 0; !status && side < 2; side++) {
            attach(&peeling->half[side], rho[side], peeling->p);
            detach(&peeling->fdf, side, rho[side], peeling->p);
            if (!l || l + 1 < peeling->layers)
                peeling->z_end[side] = z[side];
        }
    }
    fixture_probe_free(&now);
    /* The lead-in begins one sample, there and back, before the fixture: pi of phase. */
    for (size_t side = 0; !status && side < 2; side++)
        rotate(&peeling->half[side], (double[]){pi - peeling->theta[side], 0.0});
    return status;
}

static enum lr_status peeling_init(struct peeling *peeling, const struct net *fdf,
                                   const char *name, struct lr_error *err)
{
    const struct fixture_work *work = peeling->work;
    char other[256];
    snprintf(other, sizeof other, "FIX-DUT-FIX of %s", name);
    enum lr_status status = fixture_check(fdf, other, err);
    if (!status && !net_same_reference(fdf->zref[0], peeling->z0))
        status = error_set(err, LR_EDOMAIN, "%s: reference of %g ohm, the 2x-thru "
                           "has %g; renormalise one to the other", other, fdf->zref[0],
                           peeling->z0);
    if (!status)
        status = fixture_to_grid(fdf, other, work->n, work->df, &peeling->fdf, err);
    if (!status)
        status = net_copy(&work->thru, &peeling->thru, err);
    peeling->p = array_alloc(work->n, sizeof *peeling->p);
    if (!status && !peeling->p)
        status = error_memory(err, "the layers of a fixture");
    for (size_t side = 0; !status && side < 2; side++) {
        status = net_init(&peeling->half[side], work->n, 2, peeling->z0, err);
        for (size_t k = 0; !status && k < work->n; k++) {
            peeling->half[side].freq[k] = work->thru.freq[k];
            *net_s(&peeling->half[side], k, 0, 1) = 1.0;
            *net_s(&peeling->half[side], k, 1, 0) = 1.0;
        }
    }
    return status;
}

static void peeling_free(struct peeling *peeling)
{
    net_free(&peeling->half[1]);
    net_free(&peeling->half[0]);
    array_free(peeling->p);
    net_free(&peeling->thru);
    net_free(&peeling->fdf);
}

enum lr_status fixture_split_corrected(const struct net *thru, const struct net *fdf,
                                       const char *name, struct fixture *out,
                                       struct lr_error *err)
{
    struct fixture_work work = {0};
    struct peeling peeling = {.work = &work};
    struct net half2 = {0};
    *out = (struct fixture){0};
    enum lr_status status = fixture_work_init(thru, name, &work, err);
    if (!status) {
        peeling.z0 = thru->zref[0];
        status = peeling_init(&peeling, fdf, name, err);
    }
    if (!status) {
        align(&peeling);
        status = propagation(&peeling, name, err);
    }
    if (!status)
        status = peel(&peeling, name, err);
    if (!status)
        status = net_reverse(&peeling.half[1], &half2, err);
    if (!status)
        status = fixture_finish(&work, thru, name, &peeling.half[0], &half2, out, err);
    if (!status)
        out->z_mid = 0.5 * (peeling.z_end[0] + peeling.z_end[1]);
    net_free(&half2);
    peeling_free(&peeling);
    fixture_work_free(&work);
    return status;
}
