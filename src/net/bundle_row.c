/* Lanes in a row: from what their waves meet, each for itself, to the lanes. */
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

enum lr_status net_bundle_row(const struct net *modes, size_t n, struct net_bundle *out,
                              struct lr_error *err)
{
    bool mirrored = true;
    *out = (struct net_bundle){0};
    for (size_t m = 0; m < n; m++) {
        if (modes[m].np != 4 || !net_same_grid(&modes[0], &modes[m]))
            return error_set(err, LR_EDOMAIN, "the modes of a row are no 4-ports on one "
                             "grid");
        for (size_t i = 0; i < 4; i++)
            if (!net_same_reference(modes[m].zref[i], reference))
                return error_set(err, LR_EDOMAIN, "port %zu of a mode refers to %g ohm; "
                                 "renormalise it to %g ohm", i + 1, modes[m].zref[i],
                                 reference);
        mirrored = mirrored && net_bundle_legs_alike(&modes[m]);
    }
    double *amplitude = array_alloc(n * n, sizeof *amplitude);
    if (!amplitude)
        return error_memory(err, "a row of lanes");
    fill_amplitudes(n, amplitude);
    const struct row row = {modes, n, amplitude};
    enum lr_status status = net_bundle_init(&modes[0], n, mirrored, out, err);
    if (!status)
        net_bundle_fill(out, &row, element);
    array_free(amplitude);
    return status;
}
