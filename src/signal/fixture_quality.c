#include "config.h"

#include "signal/fixture_work.h"

#include "base/constants.h"
#include "base/quantity.h"
#include "net/grid.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The limits of the classes [dB], see fixture.h for where they are from. */
static const struct {
    const char *name;
    enum quality_verdict verdict;
    double transmission, reflection, margin;
} classes[] = {
    {"A", QUALITY_GOOD, -10.0, -20.0, 5.0},
    {"B", QUALITY_ACCEPTABLE, -15.0, -10.0, 0.0},
    {"C", QUALITY_INCONCLUSIVE, -15.0, -6.0, 0.0},
};
enum { CLASSES = sizeof classes / sizeof classes[0] };

/* Wavelengths in the 2x-thru at the end of the band, every class. */
static const double least_wavelengths = 3.0;

/* Close to the end of the band the truncated spectrum rings into the gate: of the
 * synthetic fixture in tests/signal/test_fixture.c, to 40 GHz, the error grows from 0.009
 * at 36 GHz to 0.86 at the end. */
static const double believed_band = 0.9;

/* A half turns by half the phase of the 2x-thru, and its sign is found from the point
 * before; at a quarter turn both signs are as near.  This leaves a third of that to
 * noise. */
static const double most_turn = 2.0943951023931953;      /* [rad], 120 degrees */

struct extreme {
    double db, freq;            /* [dB], [Hz] where                            */
};

static void append(struct fixture *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void append(struct fixture *out, const char *format, ...)
{
    const size_t used = strlen(out->reason);
    va_list args;
    va_start(args, format);
    if (used + 2 < sizeof out->reason) {
        const size_t comma = used ? 2 : 0;
        memcpy(out->reason + used, used ? "; " : "", comma + 1);
        vsnprintf(out->reason + used + comma, sizeof out->reason - used - comma, format,
                  args);
    }
    va_end(args);
}

static void lower(struct extreme *least, double db, double freq)
{
    if (db < least->db)
        *least = (struct extreme){db, freq};
}

/* fer[0]: smallest transmission, fer[1]: smallest return loss, fer[2]: smallest
 * distance of the two.  Returns the last frequency before the first at which as much is
 * reflected as passes, or that of the last point. */
static double measure(const struct net *thru, struct extreme fer[3])
{
    double clear = thru->freq[thru->nf - 1];
    bool crossed = false;
    for (size_t f = 0; f < 3; f++)
        fer[f] = (struct extreme){(double)INFINITY, 0.0};
    for (size_t k = 0; k < thru->nf; k++) {
        const double freq = thru->freq[k];
        if (!(freq > 0.0))
            continue;
        for (size_t i = 0; i < 2; i++) {
            const double passed = db_of(cabs(*net_s(thru, k, 1 - i, i)));
            const double reflected = db_of(cabs(*net_s(thru, k, i, i)));
            lower(&fer[0], passed, freq);
            lower(&fer[1], -reflected, freq);
            lower(&fer[2], passed - reflected, freq);
            if (!crossed && !(passed > reflected)) {
                crossed = true;
                clear = k ? thru->freq[k - 1] : 0.0;
            }
        }
    }
    return clear;
}

/* The last frequency before the first step in which S21 or S12 turns too far; *turn is
 * that step [rad], or 0. */
static double tracked(const struct net *even, double *turn)
{
    *turn = 0.0;
    for (size_t k = 0; k < even->nf; k++)
        for (size_t i = 0; i < 2; i++) {
            const double complex before = k ? *net_s(even, k - 1, 1 - i, i) : 1.0;
            const double step = fabs(carg(*net_s(even, k, 1 - i, i) * conj(before)));
            if (step > most_turn) {
                *turn = step;
                return k ? even->freq[k - 1] : 0.0;
            }
        }
    return even->freq[even->nf - 1];
}

static bool meets(const struct extreme fer[3], size_t class)
{
    return fer[0].db >= classes[class].transmission &&
           -fer[1].db <= classes[class].reflection && fer[2].db >= classes[class].margin;
}

/* The class, and what keeps it from the next better one. */
static void classify(const struct extreme fer[3], struct fixture *out)
{
    size_t class = 0;
    while (class < CLASSES && !meets(fer, class))
        class++;
    out->verdict = class < CLASSES ? classes[class].verdict : QUALITY_POOR;
    if (!class)
        return;
    const size_t better = class - 1;
    if (!(fer[0].db >= classes[better].transmission))
        append(out, "2x-thru passes %.1f dB at %.4g GHz, class %s asks %g dB", fer[0].db,
               fer[0].freq / unit_ghz, classes[better].name,
               classes[better].transmission);
    if (!(-fer[1].db <= classes[better].reflection))
        append(out, "reflects %.1f dB at %.4g GHz, class %s asks %g dB", -fer[1].db,
               fer[1].freq / unit_ghz, classes[better].name, classes[better].reflection);
    if (!(fer[2].db >= classes[better].margin))
        append(out, "they are %.1f dB apart at %.4g GHz, class %s asks %g dB", fer[2].db,
               fer[2].freq / unit_ghz, classes[better].name, classes[better].margin);
}

static void judge(const struct fixture_work *work, const struct net *thru,
                  struct fixture *out)
{
    struct extreme fer[3];
    double turn;
    const double band = thru->freq[thru->nf - 1];
    const double clear = measure(thru, fer), certain = tracked(&work->thru, &turn);
    out->fer1 = fer[0].db;
    out->fer2 = -fer[1].db;
    out->fer3 = fer[2].db;
    out->delay = net_delay(&work->thru, 1, 0, work->n);
    out->f_valid = fmin(fmin(believed_band * band, clear), certain);
    classify(fer, out);
    if (!(out->delay * band >= least_wavelengths)) {
        out->verdict = QUALITY_POOR;
        append(out, "only %.1f wavelengths long at %.4g GHz, every class asks %g",
               out->delay * band, band / unit_ghz, least_wavelengths);
    }
    if (turn > 0.0) {
        out->verdict = QUALITY_POOR;
        append(out, "phase turns by %.0f degrees in a step behind %.4g GHz",
               turn * 360.0 / two_pi, certain / unit_ghz);
    }
}

static enum lr_status check_finite(const struct net *net, const char *name,
                                   struct lr_error *err)
{
    for (size_t l = 0; l < 4 * net->nf; l++)
        if (!isfinite(creal(net->s[l])) || !isfinite(cimag(net->s[l])))
            return error_set(err, LR_ENUMERIC, "%s: S%zu%zu of a half is not finite at "
                             "%g GHz", name, l % 4 / 2 + 1, l % 2 + 1,
                             net->freq[l / 4] / unit_ghz);
    return LR_OK;
}

enum lr_status fixture_finish(const struct fixture_work *work, const struct net *thru,
                              const char *name, const struct net *half1,
                              const struct net *half2, struct fixture *out,
                              struct lr_error *err)
{
    enum lr_status status = check_finite(half1, name, err);
    if (!status)
        status = check_finite(half2, name, err);
    if (!status)
        status = fixture_from_grid(half1, name, thru, &out->half1, err);
    if (!status)
        status = fixture_from_grid(half2, name, thru, &out->half2, err);
    if (!status)
        judge(work, thru, out);
    else
        fixture_free(out);
    return status;
}
