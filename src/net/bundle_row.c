/* Lanes in a row: from what their waves meet, each for itself, to the lanes.
 *
 * Of a row in halves, mode m has the same amplitudes on a lane and its image when m is
 * even, opposite ones when it is odd; legs of lane and image are exchanged.  The even
 * half is then made of the common waves of even modes and the differential waves of odd
 * ones, the odd half of the others. */
#include "config.h"

#include "net/bundle.h"

#include "base/array.h"
#include "base/constants.h"

#include <math.h>

static const double reference = 50.0;           /* [ohm] of a leg              */

struct row {
    const struct net *modes;
    size_t n;
    const double *amplitude;    /* [lane][mode]                                */
};

double net_bundle_row_value(size_t n, size_t m)
{
    return 2.0 * cos(0.5 * two_pi * (double)(m + 1) / (double)(n + 1));
}

/* Where a lane lies from left to right, 1..n. */
static size_t place(size_t n, size_t lane)
{
    const size_t middle = 1 + (n - 1) / 2;
    return lane % 2 ? middle + (lane + 1) / 2 : middle - lane / 2;
}

static void fill_amplitudes(size_t n, double *restrict amplitude)
{
    const double size = sqrt(2.0 / (double)(n + 1));
    for (size_t lane = 0; lane < n; lane++)
        for (size_t m = 0; m < n; m++)
            amplitude[lane * n + m] =
                size * sin(0.5 * two_pi * (double)((m + 1) * place(n, lane)) /
                           (double)(n + 1));
}

/* S_ij of the lanes: the sum over all modes. */
static double complex element(const void *context, size_t k, size_t i, size_t j)
{
    const struct row *row = context;
    const size_t n = row->n, far_i = i >= 2 * n, far_j = j >= 2 * n;
    const size_t to = i - 2 * n * far_i, from = j - 2 * n * far_j;
    const size_t p = 2 * far_i + to % 2, q = 2 * far_j + from % 2;
    const double *a = row->amplitude + n * (to / 2), *b = row->amplitude + n * (from / 2);
    double complex sum = 0.0;
    for (size_t m = 0; m < n; m++)
        sum += a[m] * b[m] * *net_s(&row->modes[m], k, p, q);
    return sum;
}

/* ---- In halves ------------------------------------------------------------ */

/* Of the four ways between near and far ends: S of common and of differential waves of
 * mode m, [n][4]. */
static void split(const struct row *row, size_t k, double complex *restrict common,
                  double complex *restrict differential)
{
    for (size_t m = 0; m < row->n; m++)
        for (size_t way = 0; way < 4; way++) {
            const size_t i = way / 2 * 2, j = way % 2 * 2;
            const double complex same = *net_s(&row->modes[m], k, i, j);
            const double complex other = *net_s(&row->modes[m], k, i, j + 1);
            common[4 * m + way] = same + other;
            differential[4 * m + way] = same - other;
        }
}

/* Sum over every second mode from `first`, weighted with both lanes' amplitudes. */
static double complex sum_up(const struct row *row, const double *a, const double *b,
                             size_t first, const double complex *wave)
{
    double complex sum = 0.0;
    for (size_t m = first; m < row->n; m += 2)
        sum += a[m] * b[m] * wave[4 * m];
    return sum;
}

/* One way between two lanes, whose + legs stand at p and q of the halves; a lane whose -
 * leg is an image of its + leg has no other there. */
static void fill_way(const struct row *row, size_t k, const size_t at[2], size_t way,
                     const double complex *common, const double complex *differential,
                     struct net_bundle *out)
{
    const size_t n = row->n;
    const size_t lane[2] = {net_bundle_conductor(n, at[0]) / 2,
                            net_bundle_conductor(n, at[1]) / 2};
    const double *a = row->amplitude + n * lane[0], *b = row->amplitude + n * lane[1];
    const size_t legs[2] = {n % 2 && !lane[0] ? 1 : 2, n % 2 && !lane[1] ? 1 : 2};
    const double complex half[2][2] = {
        {sum_up(row, a, b, 0, common + way), sum_up(row, a, b, 1, differential + way)},
        {sum_up(row, a, b, 1, common + way), sum_up(row, a, b, 0, differential + way)}};
    for (size_t i = 0; i < legs[0]; i++)
        for (size_t j = 0; j < legs[1]; j++) {
            const size_t p = n * (way / 2) + at[0] + i, q = n * (way % 2) + at[1] + j;
            for (size_t h = 0; h < 2; h++)
                *net_s(&out->half[h], k, p, q) =
                    i == j ? half[h][0] + half[h][1] : half[h][0] - half[h][1];
        }
}

/* wave: scratch, [2][n][4]. */
static void fill_halves(const struct row *row, double complex *wave,
                        struct net_bundle *out)
{
    const size_t n = row->n;
    for (size_t k = 0; k < out->half[0].nf; k++) {
        split(row, k, wave, wave + 4 * n);
        for (size_t p = 0; p < n; p += n % 2 && !p ? 1 : 2)
            for (size_t q = 0; q < n; q += n % 2 && !q ? 1 : 2)
                for (size_t way = 0; way < 4; way++) {
                    const size_t at[] = {p, q};
                    fill_way(row, k, at, way, wave, wave + 4 * n, out);
                }
    }
}

static enum lr_status check(const struct net *modes, size_t n, bool *mirrored,
                            struct lr_error *err)
{
    *mirrored = true;
    for (size_t m = 0; m < n; m++) {
        if (modes[m].np != 4 || !net_same_grid(&modes[0], &modes[m]))
            return error_set(err, LR_EDOMAIN, "the modes of a row are no 4-ports on one "
                             "grid");
        for (size_t i = 0; i < 4; i++)
            if (!net_same_reference(modes[m].zref[i], reference))
                return error_set(err, LR_EDOMAIN, "port %zu of a mode refers to %g ohm; "
                                 "renormalise it to %g ohm", i + 1, modes[m].zref[i],
                                 reference);
        *mirrored = *mirrored && net_bundle_legs_alike(&modes[m]);
    }
    return LR_OK;
}

enum lr_status net_bundle_row(const struct net *modes, size_t n, struct net_bundle *out,
                              struct lr_error *err)
{
    bool mirrored;
    *out = (struct net_bundle){0};
    enum lr_status status = check(modes, n, &mirrored, err);
    if (status)
        return status;
    double *amplitude = array_alloc(n * n, sizeof *amplitude);
    double complex *wave = array_alloc(8 * n, sizeof *wave);
    if (!amplitude || !wave)
        status = error_memory(err, "a row of lanes");
    if (!status)
        status = net_bundle_init(&modes[0], n, mirrored, out, err);
    if (!status) {
        const struct row row = {modes, n, amplitude};
        fill_amplitudes(n, amplitude);
        if (mirrored)
            fill_halves(&row, wave, out);
        else
            net_bundle_fill(out, &row, element);
    }
    array_free(wave);
    array_free(amplitude);
    return status;
}
