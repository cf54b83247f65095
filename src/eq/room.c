#include "config.h"

#include "eq/room.h"

#include <math.h>

struct eq_room eq_room_of(const struct eq_problem *problem)
{
    const struct eq_ffe_grid *ffe = &problem->ffe;
    struct eq_room room = {.n = 0};
    double sum = 0.0;
    for (size_t i = 0; i < 2 * ffe->ntap; i++) {
        const size_t column = i / 2;
        const double sign = i % 2 ? 1.0 : -1.0;
        double end = 0.0;
        for (size_t k = 0; k < ffe->count[column]; k++)
            end = fmax(end, sign * ffe->value[column][k]);
        if (end > 0.0) {
            room.column[room.n] = column;
            room.sign[room.n] = sign;
            room.end[room.n++] = end;
            sum += end;
        }
    }
    room.total = sum > 1.0 - ffe->cursor_min ? fmax(1.0 - ffe->cursor_min, 0.0) : sum;
    return room;
}

size_t eq_room_side(const struct eq_room *room, size_t column, double tap)
{
    size_t i = 0;
    while (room->column[i] != column || !(room->sign[i] * tap > 0.0))
        i++;
    return i;
}

void eq_room_linear(const struct eq_room *room, const double *form, double *out)
{
    out[0] = form[0];
    for (size_t i = 0; i < room->n; i++)
        out[i + 1] = room->sign[i] * form[room->column[i] + 1] - form[0];
}

void eq_room_quadratic(const struct eq_room *room, const double (*form)[EQ_TERMS],
                       double (*out)[EQ_SIDES + 1])
{
    double rows[EQ_TERMS][EQ_SIDES + 1], column[EQ_TERMS];
    size_t terms = 1;
    for (size_t i = 0; i < room->n; i++)
        terms = room->column[i] + 2 > terms ? room->column[i] + 2 : terms;
    for (size_t i = 0; i < terms; i++)
        eq_room_linear(room, form[i], rows[i]);
    for (size_t j = 0; j <= room->n; j++) {
        double turned[EQ_SIDES + 1];
        for (size_t i = 0; i < terms; i++)
            column[i] = rows[i][j];
        eq_room_linear(room, column, turned);
        for (size_t i = 0; i <= room->n; i++)
            out[i][j] = turned[i];
    }
}
