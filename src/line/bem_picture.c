#include "config.h"

#include "line/bem_picture.h"

#include "base/array.h"
#include "base/constants.h"
#include "line/bem_charge.h"

void line_bem_picture_free(struct line_bem_charge *picture)
{
    array_free(picture->current);
    array_free(picture->charge);
    array_free(picture->conductor);
    array_free(picture->length);
    array_free(picture->y);
    array_free(picture->x);
    *picture = (struct line_bem_charge){0};
}

enum lr_status line_bem_picture(const struct line_bem_system *system,
                                const double complex *free_charge, const double *current,
                                struct line_bem_charge *picture, struct lr_error *err)
{
    const size_t n = system->nsignal, points = system->nmetal;
    const size_t order = system->green.rule.n;
    const size_t columns = line_bem_columns(system, true);
    picture->n = points;
    picture->x = array_alloc(points, sizeof *picture->x);
    picture->y = array_alloc(points, sizeof *picture->y);
    picture->length = array_alloc(points, sizeof *picture->length);
    picture->conductor = array_alloc(points, sizeof *picture->conductor);
    picture->charge = array_alloc(points, n * sizeof *picture->charge);
    picture->current = array_alloc(points, n * sizeof *picture->current);
    if (!picture->x || !picture->y || !picture->length || !picture->conductor ||
        !picture->charge || !picture->current)
        return error_memory(err, "charge along contours");
    for (size_t i = 0; i < points; i++) {
        const struct line_node *node = &system->node[i];
        picture->x[i] = creal(node->z);
        picture->y[i] = cimag(node->z);
        picture->length[i] = system->green.rule.w[i % order] * node->jacobian;
        picture->conductor[i] = system->mesh.tag[i / order].conductor;
        for (size_t j = 0; j < n; j++) {
            picture->charge[i * n + j] =
                eps0 * creal(free_charge[i * columns + j]) / node->jacobian;
            picture->current[i * n + j] = current[i * n + j] / node->jacobian;
        }
    }
    return LR_OK;
}
