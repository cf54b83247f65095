#include "config.h"

#include "margin/fec.h"

#include "base/special.h"

#include <math.h>
#include <string.h>

enum { STATES = 2 };            /* the symbol before was right, or wrong       */

/* IEEE 802.3-2022: clause 91 for RS(528,514), 91 and 119 for RS(544,514). */
static const struct fec codes[] = {
    {"kr4", "RS(528,514)", 528, 514, 7, 10, false},
    {"kp4", "RS(544,514)", 544, 514, 15, 10, false},
    {"kp4-hamming", "RS(544,514) and Hamming(128,120)", 544, 514, 15, 10, true},
};
const char fec_names[] = "kr4, kp4, kp4-hamming";

/* Frames of 64 octets with 20 of preamble and gap in the 514 symbols of a codeword, which
 * are 20 blocks of 257 for 256 bits. */
static const double frames = 5120.0 / 672.0;

/* Of the inner code: its words of weight 4, and how many codewords share its block. */
static const double inner_words = 128.0 * 127.0 * 126.0 / 24.0, inner_weight = 4.0,
                    inner_length = 128.0, inner_shared = 12.0;

const struct fec *fec_find(const char *name)
{
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (!strcmp(codes[i].name, name))
            return &codes[i];
    return NULL;
}

static double tail(double x)
{
    return 0.5 * erfc(x * M_SQRT1_2);
}

static size_t bits_of(size_t levels)
{
    size_t bits = 0;
    while (((size_t)1 << bits) < levels)
        bits++;
    return bits;
}

/* From the state before an RS symbol to that behind it, with it right or wrong. */
struct step {
    double p[STATES][STATES][2];
};

/* One bit-carrying symbol.  Behind the precoder's inverse a symbol is wrong where a burst
 * begins or ends: errors inside alternate, and cancel. */
static void one_symbol(const struct fec_errors *e, struct step *out)
{
    for (int before = 0; before < STATES; before++) {
        const double wrong = before ? e->behind : e->first;
        for (int now = 0; now < STATES; now++) {
            const bool seen = e->precoded ? before != now : now == 1;
            out->p[before][now][seen] = now ? wrong : 1.0 - wrong;
            out->p[before][now][!seen] = 0.0;
        }
    }
}

static void follow(const struct step *a, const struct step *b, struct step *out)
{
    struct step sum = {{{{0.0}}}};
    for (int from = 0; from < STATES; from++)
        for (int via = 0; via < STATES; via++)
            for (int to = 0; to < STATES; to++)
                for (int x = 0; x < 2; x++)
                    for (int y = 0; y < 2; y++)
                        sum.p[from][to][x | y] += a->p[from][via][x] * b->p[via][to][y];
    *out = sum;
}

/* RS symbols of other codewords pass by: nobody looks whether they are right. */
static void blind(struct step *step)
{
    for (int from = 0; from < STATES; from++)
        for (int to = 0; to < STATES; to++) {
            step->p[from][to][0] += step->p[from][to][1];
            step->p[from][to][1] = 0.0;
        }
}

/* The symbol of this codeword, then those of the others. */
static struct step symbol_step(const struct fec *fec, const struct fec_errors *e)
{
    const size_t n = fec->bits / bits_of(e->levels);
    struct step one, symbol, all;
    one_symbol(e, &one);
    symbol = one;
    for (size_t i = 1; i < n; i++)
        follow(&symbol, &one, &symbol);
    all = symbol;
    struct step other = symbol;
    blind(&other);
    for (size_t i = 1; i < e->codewords; i++)
        follow(&all, &other, &all);
    return all;
}

/* P(i wrong symbols) of n, from the stationary state. */
static void count(const struct step *step, const double start[STATES], size_t n,
                  double share[FEC_COUNTS])
{
    enum { LAST = FEC_COUNTS - 1 };
    double v[FEC_COUNTS][STATES] = {{0.0}};
    for (int s = 0; s < STATES; s++)
        v[0][s] = start[s];
    for (size_t k = 0; k < n; k++)
        for (size_t i = LAST + 1; i-- > 0;) {
            double next[STATES] = {0.0};
            for (int from = 0; from < STATES; from++)
                for (int to = 0; to < STATES; to++) {
                    next[to] += v[i][from] * step->p[from][to][0];
                    if (i)
                        next[to] += v[i - 1][from] * step->p[from][to][1];
                    if (i == LAST)
                        next[to] += v[i][from] * step->p[from][to][1];
                }
            for (int s = 0; s < STATES; s++)
                v[i][s] = next[s];
        }
    for (size_t i = 0; i < FEC_COUNTS; i++)
        share[i] = v[i][0] + v[i][1];
}

static void finish(const struct fec *fec, size_t codewords, double bit_share,
                   struct fec_result *out)
{
    double sum = 0.0;
    out->codeword = 0.0;
    for (size_t i = FEC_COUNTS; i-- > fec->t + 1;) {
        out->codeword += out->share[i];
        sum += (double)i * out->share[i];
    }
    out->codeword = fmin(out->codeword, 1.0);
    out->ber_out = bit_share * sum / (double)fec->n;
    const double lost = -expm1((double)codewords * log1p(-out->codeword));
    const double f = (double)codewords * frames;
    out->frame_loss = fmin((out->codeword < 1.0 ? lost : 1.0) * (1.0 + f) / f, 1.0);
}

static enum lr_status check(const struct fec_errors *e, struct lr_error *err)
{
    if (!(e->first >= 0.0 && e->first <= 0.5) || !(e->behind >= 0.0 && e->behind <= 1.0))
        return error_set(err, LR_EDOMAIN,
                         "a symbol is wrong with probability %g, behind a wrong one %g; 0 "
                         "to 0.5 and 0 to 1", e->first, e->behind);
    if ((e->levels != 2 && e->levels != 4) || !e->codewords || e->codewords > 64)
        return error_set(err, LR_EDOMAIN,
                         "%zu levels in %zu codewords; 2 or 4, whose symbols fill those of "
                         "10 bits, and 1 to 64", e->levels, e->codewords);
    return LR_OK;
}

/* Independent RS symbols. */
static void solve_inner(const struct fec *fec, const struct fec_errors *e,
                        struct fec_result *out)
{
    const double g = out->ber_in > 0.0 ? special_normal_tail_quantile(out->ber_in)
                                       : (double)INFINITY;
    const double word = fmin(inner_words * tail(2.0 * g), 1.0);
    const double met = 1.0 - pow(1.0 - 1.0 / inner_shared, inner_weight);
    out->symbol = word * met;
    const struct step step = {{{{1.0 - out->symbol, out->symbol}}}};
    count(&step, (const double[STATES]){1.0, 0.0}, fec->n, out->share);
    const double bits = word * inner_weight / inner_length;
    finish(fec, e->codewords, out->symbol > 0.0 ? bits / out->symbol : 0.0, out);
}

enum lr_status fec_solve(const struct fec *fec, const struct fec_errors *errors,
                         struct fec_result *out, struct lr_error *err)
{
    const struct fec_errors *e = errors;
    *out = (struct fec_result){.ber_in = 0.0};
    const enum lr_status status = check(e, err);
    if (status)
        return status;
    const double wrong = e->first > 0.0 ? e->first / (e->first + 1.0 - e->behind) : 0.0;
    const double start[STATES] = {1.0 - wrong, wrong};
    const double seen =
        e->precoded ? start[0] * e->first + start[1] * (1.0 - e->behind) : wrong;
    out->ber_in = seen / (double)bits_of(e->levels);
    if (fec->inner) {
        solve_inner(fec, e, out);
        return LR_OK;
    }
    const struct step step = symbol_step(fec, e);
    for (int from = 0; from < STATES; from++)
        for (int to = 0; to < STATES; to++)
            out->symbol += start[from] * step.p[from][to][1];
    count(&step, start, fec->n, out->share);
    finish(fec, e->codewords, out->symbol > 0.0 ? out->ber_in / out->symbol : 0.0, out);
    return LR_OK;
}

double fec_propagation(size_t levels, double first, double b)
{
    const double share = (double)(levels - 1) / (double)levels;
    const double one = 0.5 * first / share;
    if (!(one > 0.0))
        return fabs(b) > 0.5 ? share : fabs(b) < 0.5 ? 0.0 : 0.5 * share;
    const double q = special_normal_tail_quantile(one), move = 2.0 * fabs(b);
    return share * (tail(q * (1.0 - move)) + tail(q * (1.0 + move)));
}

double fec_accumulation(const struct fec *fec, size_t codewords, double rate)
{
    return (double)(codewords * fec->n * fec->bits) / rate;
}

double fec_limit(const struct fec *fec, size_t codewords, double frame_loss)
{
    double low = log(1e-12), high = log(0.1);
    while (high - low > 1e-9) {
        const double middle = 0.5 * (low + high), p = exp(middle);
        const struct fec_errors e = {
            .levels = 2, .first = p, .behind = p, .codewords = codewords};
        struct fec_result r;
        if (fec_solve(fec, &e, &r, NULL))
            return (double)NAN;
        if (r.frame_loss > frame_loss)
            high = middle;
        else
            low = middle;
    }
    return exp(0.5 * (low + high));
}
