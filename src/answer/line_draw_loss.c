#include "config.h"

#include "answer/line_draw.h"

#include <math.h>

enum { POINTS = 221 };
static const double usual_end_ghz = 110.0;

/* A block of (GHz, dielectric, with conductor, with roughness): the upper edges of the
 * areas. */
enum lr_status line_draw_loss(const struct line_question *q, struct lr_error *err)
{
    struct plot_figure *f = &q->answer->figure;
    struct arena *arena = &q->answer->arena;
    double *data = arena_alloc(arena, 4 * POINTS * sizeof *data), end = 0.0;
    if (!data)
        return error_memory(err, "the figure");
    for (size_t i = 0; i < q->nat; i++)
        end = fmax(end, q->at[i]);
    if (!q->request->at)
        end = usual_end_ghz * unit_ghz;
    for (size_t k = 0; k < POINTS; k++) {
        const double share = (double)k / (POINTS - 1);
        double *row = &data[4 * k];
        struct line_mode_figures m = {.smooth_db = 0.0};
        row[0] = share * end / unit_ghz;
        enum lr_status status =
            k ? line_figures_loss(&q->stackup, &q->solved, share * end, &m, err) : LR_OK;
        if (status)
            return status;
        row[1] = k ? m.dielectric_db : 0.0;
        row[2] = k ? row[1] + m.smooth_db : 0.0;
        row[3] = k ? row[2] + m.rough_db : 0.0;
    }
    f->template = "line_loss";
    f->columns = "freq_ghz,dielectric_db_per_m,with_conductor_db_per_m,loss_db_per_m";
    plot_add_block(f, "loss", POINTS, 4, data, arena);
    plot_add_text(f, "TITLE", arena, "%s: loss per length%s", q->stackup.model->name,
                  q->stackup.type->pair ? ", differential" : "");
    plot_add_number(f, "INCH", unit_inch);
    return LR_OK;
}
