#include "config.h"

#include "eq/mmse.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { MOST = EQ_RX_FFE_MOST };

struct factor {                 /* of a symmetric matrix: L D L'               */
    size_t n;
    double l[MOST][MOST];       /* below the diagonal; its inverse D on it     */
};

struct solver {
    const struct eq_mmse_input *in;
    size_t n, nb;
    double h0[MOST];            /* the pulse as each tap sees it at the cursor */
    double behind[EQ_DFE_MOST][MOST];   /* and 1 .. N_b UI later               */
    struct factor factor;
    double w[MOST], b[EQ_DFE_MOST];
};

static double dot(size_t n, const double *a, const double *b)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

/* Factors R, or R less the DFE's part, in place. */
static bool factor(struct solver *s, bool without_dfe)
{
    struct factor *f = &s->factor;
    f->n = s->n;
    for (size_t i = 0; i < s->n; i++)
        for (size_t j = 0; j <= i; j++) {
            f->l[i][j] = s->in->lag[i - j];
            for (size_t k = 0; without_dfe && k < s->nb; k++)
                f->l[i][j] -= s->behind[k][i] * s->behind[k][j];
        }
    for (size_t i = 0; i < s->n; i++) {
        double *row = f->l[i], d = row[i];
        for (size_t j = 0; j < i; j++)  /* L D of the row ...                  */
            row[j] -= dot(j, row, f->l[j]);
        for (size_t j = 0; j < i; j++) {        /* ... and L                   */
            const double l = row[j] * f->l[j][j];
            d -= l * row[j];
            row[j] = l;
        }
        if (!(d > 0.0))
            return false;
        row[i] = 1.0 / d;
    }
    return true;
}

static void solve(const struct factor *f, const double *y, double *x)
{
    for (size_t i = 0; i < f->n; i++)
        x[i] = y[i] - dot(i, f->l[i], x);
    for (size_t i = f->n; i-- > 0;) {
        x[i] *= f->l[i][i];
        for (size_t j = i + 1; j < f->n; j++)
            x[i] -= f->l[j][i] * x[j];
    }
}

/* w = R'^-1 h0 / (h0' R'^-1 h0) and b = H_b w. */
static bool solve_free(struct solver *s)
{
    if (!factor(s, true))
        return false;
    solve(&s->factor, s->h0, s->w);
    const double through = dot(s->n, s->h0, s->w);
    for (size_t i = 0; i < s->n; i++)
        s->w[i] /= through;
    for (size_t k = 0; k < s->nb; k++)
        s->b[k] = dot(s->n, s->behind[k], s->w);
    return through > 0.0;
}

/* The best w for a DFE that is given: R w = h0 (1 + lambda) + H_b' b with h0' w = 1. */
static bool solve_behind(struct solver *s)
{
    double held[MOST] = {0.0}, x[MOST], z[MOST];
    if (!factor(s, false))
        return false;
    for (size_t k = 0; k < s->nb; k++)
        for (size_t i = 0; i < s->n; i++)
            held[i] += s->behind[k][i] * s->b[k];
    solve(&s->factor, s->h0, x);
    solve(&s->factor, held, z);
    const double through = dot(s->n, s->h0, x);
    const double scale = (1.0 - dot(s->n, s->h0, z)) / through;
    for (size_t i = 0; i < s->n; i++)
        s->w[i] = z[i] + scale * x[i];
    return through > 0.0;
}

/* True when a limit has held a tap. */
static bool clip_dfe(struct solver *s)
{
    const struct eq_dfe *dfe = s->in->dfe;
    bool held = false;
    for (size_t k = 0; k < s->nb; k++) {
        const double b = fmin(fmax(s->b[k], dfe->b_min[k]), dfe->b_max[k]);
        held |= b < s->b[k] || b > s->b[k];
        s->b[k] = b;
    }
    return held;
}

static bool clip_taps(struct solver *s)
{
    const struct eq_rx_ffe *ffe = s->in->ffe;
    const double cursor = s->w[ffe->pre];
    bool held = false;
    for (size_t i = 0; i < s->n; i++) {
        const double w = i == ffe->pre ? cursor
                                       : fmin(fmax(s->w[i], ffe->least[i] * cursor),
                                              ffe->most[i] * cursor);
        held |= w < s->w[i] || w > s->w[i];
        s->w[i] = w;
    }
    return held;
}

/* The pulse at the cursor is 1 again, the DFE what that pulse asks for. */
static void follow_taps(struct solver *s)
{
    const double through = dot(s->n, s->h0, s->w);
    for (size_t i = 0; i < s->n; i++)
        s->w[i] /= through;
    for (size_t k = 0; k < s->nb; k++)
        s->b[k] = dot(s->n, s->behind[k], s->w);
    clip_dfe(s);
}

static double error_of(const struct solver *s)
{
    double sum = 1.0 - 2.0 * dot(s->n, s->w, s->h0);
    for (size_t i = 0; i < s->n; i++) {
        double row = s->w[i] * s->in->lag[0];
        for (size_t j = 0; j < i; j++)
            row += 2.0 * s->w[j] * s->in->lag[i - j];
        sum += s->w[i] * row;
    }
    for (size_t k = 0; k < s->nb; k++)
        sum += s->b[k] * (s->b[k] - 2.0 * dot(s->n, s->w, s->behind[k]));
    return sum;
}

bool eq_mmse_solve(const struct eq_mmse_input *in, struct eq_mmse_output *out)
{
    const struct eq_rx_ffe *ffe = in->ffe;
    struct solver s;
    s.in = in;
    s.n = ffe->n;
    s.nb = in->dfe->n;
    for (size_t i = 0; i < s.n; i++) {
        const ptrdiff_t at = (ptrdiff_t)ffe->pre - (ptrdiff_t)i;
        s.h0[i] = in->h[at];
        for (size_t k = 0; k < s.nb; k++)
            s.behind[k][i] = in->h[at + (ptrdiff_t)k + 1];
    }
    if (!solve_free(&s) || (clip_dfe(&s) && !solve_behind(&s)))
        return false;
    if (clip_taps(&s))
        follow_taps(&s);
    out->error = fmax(error_of(&s), DBL_EPSILON);       /* less is rounding    */
    out->taps.n = s.n;
    out->taps.pre = ffe->pre;
    for (size_t i = 0; i < s.n; i++)
        out->taps.c[i] = s.w[i] / s.w[ffe->pre];
    memcpy(out->b, s.b, s.nb * sizeof *s.b);
    return isfinite(out->error) && isfinite(out->taps.c[0]);
}
