#include "config.h"

#include "answer/line_crosstalk.h"

/* Against the pitch, a block for each length; against the length when there is one
 * pitch.  At the highest frequency. */
enum lr_status line_crosstalk_draw(const struct line_question *q,
                                   const struct line_crosstalk *x, struct lr_error *err)
{
    struct plot_figure *f = &q->answer->figure;
    struct arena *arena = &q->answer->arena;
    const bool over_length = x->npitch == 1;
    const size_t curves = over_length ? 1 : x->nlength;
    const size_t rows = over_length ? x->nlength : x->npitch;
    double *data = arena_alloc(arena, 3 * rows * sizeof *data);
    if (!data)
        return error_memory(err, "the figure");
    if (curves > PLOT_BLOCKS)
        return error_set(err, LR_EUSAGE, "--plot: %zu lengths; a picture has room for %d",
                         curves, PLOT_BLOCKS);
    f->template = "line_crosstalk";
    f->columns = over_length ? "length_mm,next_db,fext_db" : "pitch_mm,next_db,fext_db";
    for (size_t c = 0; c < curves; c++) {
        const struct line_crosstalk_point *p = x->point;
        for (size_t r = 0; r < rows; r++) {
            const size_t i = over_length ? 0 : r, j = over_length ? r : c;
            p = &x->point[(i * x->nlength + j) * x->nat + x->nat - 1];
            data[3 * r] = (over_length ? p->length : p->pitch) / unit_mm;
            data[3 * r + 1] = x->neighbours > 1 ? p->psnext_db : p->next_db;
            data[3 * r + 2] = x->neighbours > 1 ? p->psfext_db : p->fext_db;
        }
        const char *name = over_length
                               ? arena_printf(arena, "pitch %.4g mm", p->pitch / unit_mm)
                               : arena_printf(arena, "%.4g in", p->length / unit_inch);
        plot_add_block(f, name ? name : "", rows, 3, data, arena);
    }
    plot_add_text(f, "TITLE", arena, "%s: crosstalk at %.6g GHz", q->stackup.model->name,
                  x->at[x->nat - 1] / unit_ghz);
    plot_add_text(f, "XLABEL", arena, "%s",
                  over_length ? "length (mm)" : "pitch, centre to centre (mm)");
    plot_add_text(f, "WHAT", arena, x->neighbours > 1 ? "power sum of %zu neighbours"
                                                      : "nearest neighbour",
                  x->neighbours);
    return LR_OK;
}
