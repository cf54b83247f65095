#include "config.h"

#include "net/touchstone_mode.h"

#include "base/array.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A port number of at most `np`, or 0; moves *c behind it. */
static size_t port(const char **c, const char *end, size_t np)
{
    size_t n = 0;
    for (; *c < end && **c >= '0' && **c <= '9' && n <= np; (*c)++)
        n = 10 * n + (size_t)(**c - '0');
    return n <= np ? n : 0;
}

static bool parse(const struct touchstone_scan *scan, size_t np,
                  struct touchstone_mode *mode)
{
    const char *c = scan->word, *const end = c + scan->length;
    const char *kind = strchr("SDCsdc", *c++);
    if (!kind || !*kind)
        return false;
    mode->kind = *kind >= 'a' ? (char)(*kind - 'a' + 'A') : *kind;
    size_t plus = port(&c, end, np), minus = plus;
    if (mode->kind != 'S') {
        if (c == end || *c++ != ',')
            return false;
        minus = port(&c, end, np);
    }
    mode->plus = plus - 1;
    mode->minus = minus - 1;
    return c == end && plus && minus && (plus == minus) == (mode->kind == 'S');
}

/* True when the two may stand together: D and C of one pair, or no port in common.  The
 * common mode does not tell its legs apart. */
static bool compatible(const struct touchstone_mode *a, const struct touchstone_mode *b)
{
    const bool same = (a->plus == b->plus && a->minus == b->minus) ||
                      (a->plus == b->minus && a->minus == b->plus);
    if (same)
        return a->kind != 'S' && a->kind != b->kind;
    return a->plus != b->plus && a->plus != b->minus && a->minus != b->plus &&
           a->minus != b->minus;
}

enum lr_status touchstone_mode_read(struct touchstone_scan *scan, size_t np,
                                    struct touchstone_mode *mode, struct lr_error *err)
{
    char text[TOUCHSTONE_WORD_SIZE];
    for (size_t i = 0; i < np; i++) {
        if (touchstone_scan_next(scan) != TOUCHSTONE_WORD)
            return error_at(err, touchstone_scan_mark(scan), "[Mixed-Mode Order] has %zu "
                            "of its %zu modes; write one for each port, D1,2 C1,2 S3", i,
                            np);
        touchstone_scan_word(scan, text);
        if (!parse(scan, np, &mode[i]))
            return error_at(err, touchstone_scan_mark(scan), "'%s' is no mode of %zu "
                            "ports; write D1,2 C1,2 for a pair, S3 for a single port",
                            text, np);
        for (size_t j = 0; j < i; j++)
            if (!compatible(&mode[i], &mode[j]))
                return error_at(err, touchstone_scan_mark(scan), "'%s' takes a port that "
                                "stands in mode %zu; each port belongs to one S, or to "
                                "the D and the C of one pair", text, j + 1);
    }
    /* np compatible modes of np ports: a pair with one mode only would leave a port
     * that no mode names and a mode too few. */
    return LR_OK;
}

enum lr_status touchstone_mode_references(const char *file, size_t np,
                                          const struct touchstone_mode *mode,
                                          const double *zref, double *row,
                                          struct lr_error *err)
{
    for (size_t i = 0; i < np; i++) {
        const double z = zref[mode[i].plus];
        if (!net_same_reference(z, zref[mode[i].minus]))
            return error_at(err, (struct mark){file, 0, 0}, "ports %zu and %zu form a "
                            "pair and refer to %g and %g ohm; the references of a pair "
                            "must be equal", mode[i].plus + 1, mode[i].minus + 1, z,
                            zref[mode[i].minus]);
        row[i] = mode[i].kind == 'D' ? 2.0 * z : mode[i].kind == 'C' ? 0.5 * z : z;
    }
    return LR_OK;
}

/* A port's wave is a sum over at most two modes: M is orthogonal, so a = M^T a_mode. */
struct port_sum {
    size_t row[2];
    double weight[2];
};

static void sums(size_t np, const struct touchstone_mode *mode, struct port_sum *sum)
{
    for (size_t i = 0; i < np; i++) {
        const size_t k = mode[i].kind == 'C';
        const double weight = mode[i].kind == 'S' ? 1.0 : sqrt(0.5);
        sum[mode[i].plus].row[k] = sum[mode[i].minus].row[k] = i;
        sum[mode[i].plus].weight[k] = weight;
        if (mode[i].kind != 'S')
            sum[mode[i].minus].weight[k] = mode[i].kind == 'D' ? -weight : weight;
    }
}

enum lr_status touchstone_mode_undo(const struct touchstone_mode *mode, struct net *net,
                                    struct lr_error *err)
{
    const size_t np = net->np;
    enum lr_status status = LR_OK;
    struct port_sum *sum = array_alloc(np, sizeof *sum);
    double complex *modal = array_alloc(np, np * sizeof *modal);
    if (!sum || !modal) {
        status = error_memory(err, "the modes of a Touchstone file");
        goto out;
    }
    sums(np, mode, sum);
    for (size_t k = 0; k < net->nf; k++) {
        memcpy(modal, net_s(net, k, 0, 0), np * np * sizeof *modal);
        for (size_t p = 0; p < np; p++)
            for (size_t q = 0; q < np; q++) {
                double complex s = 0.0;
                for (size_t a = 0; a < 2; a++)
                    for (size_t b = 0; b < 2; b++)
                        s += sum[p].weight[a] * sum[q].weight[b] *
                             modal[sum[p].row[a] * np + sum[q].row[b]];
                *net_s(net, k, p, q) = s;
            }
    }
out:
    array_free(modal);
    array_free(sum);
    return status;
}
