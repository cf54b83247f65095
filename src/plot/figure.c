#include "config.h"

#include "plot/plot.h"

#include <stdarg.h>
#include <string.h>

/* Memory that ran out leaves a NULL name or NULL data behind, which plot_run reports:
 * who builds a figure need not check. */

void plot_add_block(struct plot_figure *figure, const char *name, size_t rows,
                    size_t cols, const double *x, struct arena *arena)
{
    if (figure->nblock == PLOT_BLOCKS)
        return;
    const size_t size = rows * cols * sizeof *x;
    double *copy = arena_alloc(arena, size);
    if (copy && size)
        memcpy(copy, x, size);
    figure->block[figure->nblock++] = (struct plot_block){
        .name = arena_strdup(arena, name), .rows = rows, .cols = cols, .x = copy};
}

void plot_add_text(struct plot_figure *figure, const char *name, struct arena *arena,
                   const char *format, ...)
{
    if (figure->nlabel == PLOT_LABELS)
        return;
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, format, args);
    va_end(args);
    figure->label[figure->nlabel++] =
        (struct plot_label){.name = text ? name : NULL, .text = text};
}

void plot_add_number(struct plot_figure *figure, const char *name, double number)
{
    if (figure->nlabel == PLOT_LABELS)
        return;
    figure->label[figure->nlabel++] = (struct plot_label){.name = name, .number = number};
}
