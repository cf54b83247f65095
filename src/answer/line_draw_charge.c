#include "config.h"

#include "answer/line_draw.h"

#include <math.h>
#include <string.h>

/* Free charge at a point of the contours, of a pair driven apart. */
static double charge_at(const struct line_question *q, size_t i)
{
    const double *c = &q->solved.bem.along.charge[i * q->solved.bem.n];
    return q->stackup.type->pair ? 0.5 * (c[0] - c[1]) : c[0];
}

/* Whether two points follow each other on one panel or the next. */
static bool near(const struct line_bem_charge *a, size_t i, size_t j)
{
    return a->conductor[i] == a->conductor[j] &&
           hypot(a->x[i] - a->x[j], a->y[i] - a->y[j]) <
               2.0 * (a->length[i] + a->length[j]);
}

/* The outward normal at point i: across the way to its neighbours on the same conductor,
 * away from the conductor's middle; of a shield inwards. */
static void normal_at(const struct line_question *q, size_t i, double normal[2])
{
    const struct line_bem_charge *a = &q->solved.bem.along;
    const struct line_section *s = &q->drawing.section;
    const size_t own = a->conductor[i];
    const bool shield = own == s->nconductor;
    const size_t before = i && near(a, i - 1, i) ? i - 1 : i;
    const size_t behind = i + 1 < a->n && near(a, i, i + 1) ? i + 1 : i;
    const double x = shield ? 0.0 : s->conductors[own].x;
    const double y =
        shield ? 0.0 : s->conductors[own].y + 0.5 * s->conductors[own].thickness;
    const double dx = a->x[behind] - a->x[before], dy = a->y[behind] - a->y[before];
    const double size = hypot(dx, dy);
    const double away = (a->x[i] - x) * dy - (a->y[i] - y) * dx;
    const double sign = (away < 0.0) != shield ? -1.0 : 1.0;
    normal[0] = size > 0.0 ? sign * dy / size : 0.0;
    normal[1] = size > 0.0 ? -sign * dx / size : 0.0;
}

/* Whether the contour goes on from point i - 1 to i: not to another conductor or a panel
 * far away, and not round a corner. */
static bool goes_on(const struct line_question *q, size_t i, const double normal[2],
                    const double before[2])
{
    const struct line_bem_charge *a = &q->solved.bem.along;
    return i && near(a, i - 1, i) &&
           normal[0] * before[0] + normal[1] * before[1] > 0.7;
}

enum lr_status line_draw_charge(const struct line_question *q, double most,
                                struct lr_error *err)
{
    const struct line_bem_charge *a = &q->solved.bem.along;
    double *row = arena_alloc(&q->answer->arena, 5 * (2 * a->n + 1) * sizeof *row);
    double sum = 0.0, length = 0.0, before[2] = {0.0, 0.0};
    size_t rows = 0;
    if (!row)
        return error_memory(err, "the figure");
    for (size_t i = 0; i < a->n; i++) {
        sum += fabs(charge_at(q, i)) * a->length[i];
        length += a->length[i];
    }
    for (size_t i = 0; i < a->n; i++) {
        double share = charge_at(q, i) / (3.0 * sum / length), normal[2];
        share = share > 1.0 ? 1.0 : share < -1.0 ? -1.0 : share;
        normal_at(q, i, normal);
        for (size_t c = 0; i && !goes_on(q, i, normal, before) && c < 5; c++) {
            row[5 * rows + c] = NAN;
            rows += c == 4;
        }
        memcpy(before, normal, sizeof before);
        const double values[] = {a->x[i] / unit_um, a->y[i] / unit_um,
                                 normal[0] * fabs(share) * most / unit_um,
                                 normal[1] * fabs(share) * most / unit_um, share};
        memcpy(&row[5 * rows++], values, sizeof values);
    }
    plot_add_block(&q->answer->figure, "charge", rows, 5, row, &q->answer->arena);
    return LR_OK;
}
