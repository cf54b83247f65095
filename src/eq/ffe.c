#include "config.h"

#include "eq/ffe.h"

#include <math.h>

size_t eq_ffe_rows(const struct eq_ffe_grid *grid)
{
    size_t rows = 1;
    for (size_t i = 0; i < grid->ntap; i++)
        rows *= grid->count[i];
    return rows;
}

bool eq_ffe_row(const struct eq_ffe_grid *grid, size_t row, struct eq_ffe *ffe)
{
    double sum = 0.0;
    ffe->ntap = grid->ntap;
    for (size_t i = grid->ntap; i-- > 0;) {
        ffe->index[i] = row % grid->count[i];
        row /= grid->count[i];
    }
    for (size_t i = 0; i < grid->ntap; i++) {
        ffe->position[i] = grid->position[i];
        ffe->tap[i] = grid->value[i][ffe->index[i]];
        sum += fabs(ffe->tap[i]);
    }
    ffe->cursor = 1.0 - sum;
    return !(ffe->cursor < grid->cursor_min);
}

static void add(double weight, ptrdiff_t shift, size_t n, const double *x,
                double *restrict y)
{
    const size_t first = shift > 0 ? (size_t)shift : 0;
    const size_t past = shift < 0 && (size_t)-shift < n ? n - (size_t)-shift : n;
    for (size_t k = first; k < past; k++)
        y[k] += weight * x[(ptrdiff_t)k - shift];
}

void eq_ffe_apply(const struct eq_ffe *ffe, size_t per_ui, size_t n, const double *x,
                  double *restrict y)
{
    for (size_t k = 0; k < n; k++)
        y[k] = ffe->cursor * x[k];
    for (size_t i = 0; i < ffe->ntap; i++) {
        const ptrdiff_t shift = ffe->position[i] * (ptrdiff_t)per_ui;
        if ((size_t)(shift < 0 ? -shift : shift) < n)
            add(ffe->tap[i], shift, n, x, y);
    }
}
