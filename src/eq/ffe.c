#include "config.h"

#include "eq/ffe.h"

#include <math.h>
#include <stdlib.h>

size_t eq_ffe_rows(const struct eq_ffe_grid *grid)
{
    size_t rows = 1;
    for (size_t i = 0; i < grid->ntap; i++)
        rows *= grid->count[i];
    return rows;
}

size_t eq_ffe_group_rows(const struct eq_ffe_grid *grid)
{
    return grid->ntap ? grid->count[grid->ntap - 1] : 1;
}

size_t eq_ffe_groups(const struct eq_ffe_grid *grid)
{
    return eq_ffe_rows(grid) / eq_ffe_group_rows(grid);
}

bool eq_ffe_group(const struct eq_ffe_grid *grid, size_t group, struct eq_ffe *ffe)
{
    const size_t outer = grid->ntap ? grid->ntap - 1 : 0;
    ffe->ntap = grid->ntap;
    ffe->others = 0.0;
    for (size_t i = outer; i-- > 0; group /= grid->count[i])
        ffe->index[i] = group % grid->count[i];
    for (size_t i = 0; i < outer; i++) {
        ffe->position[i] = grid->position[i];
        ffe->tap[i] = grid->value[i][ffe->index[i]];
        ffe->others += fabs(ffe->tap[i]);
    }
    return !(1.0 - ffe->others < grid->cursor_min);
}

bool eq_ffe_group_row(const struct eq_ffe_grid *grid, size_t row, struct eq_ffe *ffe)
{
    double sum = ffe->others;
    if (grid->ntap) {
        const size_t last = grid->ntap - 1;
        ffe->index[last] = row;
        ffe->position[last] = grid->position[last];
        ffe->tap[last] = grid->value[last][row];
        sum += fabs(ffe->tap[last]);
    }
    ffe->cursor = 1.0 - sum;
    return !(ffe->cursor < grid->cursor_min);
}

bool eq_ffe_row(const struct eq_ffe_grid *grid, size_t row, struct eq_ffe *ffe)
{
    const size_t fast = eq_ffe_group_rows(grid);
    const bool some = eq_ffe_group(grid, row / fast, ffe);
    return eq_ffe_group_row(grid, row % fast, ffe) && some;
}

size_t eq_ffe_autocorrelate(const struct eq_ffe *ffe, double lag[2 * EQ_FFE_MOST + 1])
{
    size_t most = 0;
    for (size_t m = 0; m <= 2 * EQ_FFE_MOST; m++)
        lag[m] = 0.0;
    lag[0] = ffe->cursor * ffe->cursor;
    for (size_t i = 0; i < ffe->ntap; i++) {
        lag[0] += ffe->tap[i] * ffe->tap[i];
        lag[abs(ffe->position[i])] += ffe->cursor * ffe->tap[i];
        for (size_t j = 0; j < i; j++)
            lag[abs(ffe->position[i] - ffe->position[j])] += ffe->tap[i] * ffe->tap[j];
    }
    for (size_t m = 1; m <= 2 * EQ_FFE_MOST; m++)
        if (lag[m] < 0.0 || lag[m] > 0.0)
            most = m;
    return most;
}

void eq_ffe_add_shifted(double c, int position, size_t per_ui, size_t n, const double *x,
                        double *restrict y)
{
    if (!n)
        return;
    const size_t shift = (size_t)abs(position) * per_ui % n;
    const size_t from = position > 0 ? n - shift : shift;       /* for y[0] */
    for (size_t k = 0; k < n - from; k++)
        y[k] += c * x[k + from];
    for (size_t k = n - from; k < n; k++)
        y[k] += c * x[k + from - n];
}

void eq_ffe_apply(const struct eq_ffe *ffe, size_t per_ui, size_t n, const double *x,
                  double *restrict y)
{
    for (size_t k = 0; k < n; k++)
        y[k] = ffe->cursor * x[k];
    for (size_t i = 0; i < ffe->ntap; i++)
        eq_ffe_add_shifted(ffe->tap[i], ffe->position[i], per_ui, n, x, y);
}

double eq_ffe_quadratic(const struct eq_ffe *ffe, const double (*g)[EQ_FFE_MOST + 1])
{
    double sum = ffe->cursor * ffe->cursor * g[0][0];
    for (size_t i = 0; i < ffe->ntap; i++) {
        double row = 2.0 * ffe->cursor * g[i + 1][0] + ffe->tap[i] * g[i + 1][i + 1];
        for (size_t j = 0; j < i; j++)
            row += 2.0 * ffe->tap[j] * g[i + 1][j + 1];
        sum += ffe->tap[i] * row;
    }
    return sum;
}
