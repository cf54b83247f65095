#include "config.h"

#include "line/ladder.h"

#include "base/constants.h"
#include "line/stub.h"

#include <math.h>
#include <stdbool.h>

enum lr_status line_ladder_init(struct net *ladder, double zref, size_t nf,
                                const double *freq, struct lr_error *err)
{
    *ladder = (struct net){0};
    if (!(zref > 0.0 && zref < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "reference %g ohm is not positive", zref);
    enum lr_status status = net_init(ladder, nf, 2, zref, err);
    for (size_t k = 0; !status && k < nf; k++) {
        ladder->freq[k] = freq[k];
        *net_s(ladder, k, 0, 1) = *net_s(ladder, k, 1, 0) = 1.0;
    }
    return status;
}

/* The star product of one port on each side, in place.  Where d, the loop between the
 * two, is 0, both reflect all there is: passive networks then let nothing through. */
static void append(double complex *a, const double complex *b)
{
    const double complex d = 1.0 - a[3] * b[0];
    if (d == 0.0) {
        a[1] = a[2] = 0.0;
        a[3] = b[3];
        return;
    }
    const double complex near = a[0] + a[1] * b[0] * a[2] / d;
    const double complex far = b[3] + b[2] * a[3] * b[1] / d;
    const double complex back = a[1] * b[1] / d, forth = b[2] * a[2] / d;
    a[0] = near;
    a[1] = back;
    a[2] = forth;
    a[3] = far;
}

static enum lr_status check(const struct line_branch *branch, struct lr_error *err)
{
    if (!(branch->r >= 0.0 && branch->r < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "resistance %g ohm is negative", branch->r);
    if (!(branch->l >= 0.0 && branch->l < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "inductance %g H is negative", branch->l);
    if (!(branch->c > 0.0))
        return error_set(err, LR_EDOMAIN, "capacitance %g F is not positive", branch->c);
    return LR_OK;
}

/* The impedance of a branch as a quotient, so that neither an open nor a short divides
 * by 0: r + jwl + 1/jwc = up/down. */
static void impedance(const struct line_branch *branch, double freq, double complex *up,
                      double complex *down)
{
    const double complex jw = I * two_pi * freq;
    const bool capacitor = branch->c < HUGE_VAL;
    *down = capacitor ? jw * branch->c : 1.0;
    *up = (branch->r + jw * branch->l) * *down + (capacitor ? 1.0 : 0.0);
}

enum lr_status line_ladder_series(struct net *ladder, const struct line_branch *branch,
                                  struct lr_error *err)
{
    enum lr_status status = check(branch, err);
    for (size_t k = 0; !status && k < ladder->nf; k++) {
        double complex up, down;
        impedance(branch, ladder->freq[k], &up, &down);
        down *= 2.0 * ladder->zref[0];
        const double complex s11 = up / (up + down), s21 = down / (up + down);
        append(net_s(ladder, k, 0, 0), (double complex[]){s11, s21, s21, s11});
    }
    return status;
}

enum lr_status line_ladder_shunt(struct net *ladder, const struct line_branch *branch,
                                 struct lr_error *err)
{
    enum lr_status status = check(branch, err);
    for (size_t k = 0; !status && k < ladder->nf; k++) {
        double complex up, down;
        impedance(branch, ladder->freq[k], &up, &down);
        down *= ladder->zref[0];
        up *= 2.0;
        const double complex s11 = -down / (up + down), s21 = up / (up + down);
        append(net_s(ladder, k, 0, 0), (double complex[]){s11, s21, s21, s11});
    }
    return status;
}

enum lr_status line_ladder_93a(struct net *ladder, const struct line_93a *line,
                               double length, struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (size_t k = 0; !status && k < ladder->nf; k++) {
        double complex s[4];
        status = line_93a_sparam(line, length, 0.5 * ladder->zref[0], 1,
                                 &ladder->freq[k], s, err);
        if (!status)
            append(net_s(ladder, k, 0, 0), s);
    }
    return status;
}

enum lr_status line_ladder_uniform(struct net *ladder, const double complex *z,
                                   const double complex *y, double length,
                                   struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (size_t k = 0; !status && k < ladder->nf; k++) {
        const struct line_uniform line = {1, &ladder->freq[k], &z[k], &y[k]};
        double complex s[4];
        status = line_uniform_sparam(&line, length, ladder->zref[0], s, err);
        if (!status)
            append(net_s(ladder, k, 0, 0), s);
    }
    return status;
}

enum lr_status line_ladder_stub(struct net *ladder, const double complex *z,
                                const double complex *y, double length,
                                struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (size_t k = 0; !status && k < ladder->nf; k++) {
        const struct line_uniform line = {1, &ladder->freq[k], &z[k], &y[k]};
        double complex s[4];
        status = line_stub_sparam(&line, length, ladder->zref[0], s, err);
        if (!status)
            append(net_s(ladder, k, 0, 0), s);
    }
    return status;
}
