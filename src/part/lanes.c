#include "config.h"

#include "part/lanes.h"

#include "base/array.h"
#include "line/solution.h"

void part_lanes_free(struct part_lanes *lanes)
{
    while (lanes->lines) {
        struct part_lines *lines = lanes->lines;
        lanes->lines = lines->next;
        line_bundle_free(&lines->bundle);
        array_free(lines);
    }
}

enum lr_status part_lanes_lines(struct part_lanes *lanes,
                                const struct line_solution *solution,
                                const struct line_bundle **out, struct lr_error *err)
{
    struct part_lines *lines = lanes->lines;
    while (lines && lines->of != solution)
        lines = lines->next;
    if (!lines) {
        lines = array_alloc(1, sizeof *lines);
        if (!lines)
            return error_memory(err, "coupled lines");
        *lines = (struct part_lines){.of = solution, .next = lanes->lines};
        lanes->lines = lines;
        enum lr_status status = line_bundle_init(&solution->section, lanes->nf,
                                                 lanes->freq, &lines->bundle, err);
        if (status)
            return status;
    }
    *out = &lines->bundle;
    return LR_OK;
}
