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
    while (lanes->kept) {
        struct part_kept *kept = lanes->kept;
        lanes->kept = kept->next;
        net_bundle_free(&kept->lanes);
        array_free(kept);
    }
}

static struct net_bundle lend(const struct net_bundle *bundle)
{
    struct net_bundle lent = *bundle;
    lent.borrowed = true;
    return lent;
}

bool part_lanes_find(const struct part_lanes *lanes, const void *of, const double size[2],
                     struct net_bundle *out)
{
    for (const struct part_kept *kept = lanes->kept; kept; kept = kept->next)
        if (kept->of == of && kept->size[0] == size[0] && kept->size[1] == size[1]) {
            *out = lend(&kept->lanes);
            return true;
        }
    return false;
}

enum lr_status part_lanes_keep(struct part_lanes *lanes, const void *of,
                               const double size[2], struct net_bundle *bundle,
                               struct lr_error *err)
{
    size_t n = 0;
    for (const struct part_kept *kept = lanes->kept; kept; kept = kept->next)
        n++;
    if (n >= PART_MOST_KEPT)
        return LR_OK;
    struct part_kept *kept = array_alloc(1, sizeof *kept);
    if (!kept)
        return error_memory(err, "the lanes of a part");
    *kept = (struct part_kept){of, {size[0], size[1]}, *bundle, lanes->kept};
    lanes->kept = kept;
    *bundle = lend(&kept->lanes);
    return LR_OK;
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

enum lr_status part_lanes_line(struct part_lanes *lanes,
                               const struct line_solution *alone,
                               const struct line_solution *wide, double length,
                               struct net_bundle *out, struct lr_error *err)
{
    const struct line_bundle *lines;
    struct net_bundle one = {0}, whole = {0};
    const double size[2] = {length, 0.0};
    *out = (struct net_bundle){0};
    if (wide && part_lanes_find(lanes, wide, size, out))
        return LR_OK;
    enum lr_status status = part_lanes_lines(lanes, wide ? wide : alone, &lines, err);
    if (!status && wide)
        status = line_bundle_net(lines, length, out, err);
    if (wide)
        return status ? status : part_lanes_keep(lanes, wide, size, out, err);
    if (!status)
        status = line_bundle_net(lines, length, &one, err);
    if (!status)
        status = net_bundle_whole(&one, &whole, err);
    if (!status)
        status = net_bundle_copies(&whole.half[0], lanes->n, out, err);
    net_bundle_free(&one);
    net_bundle_free(&whole);
    return status;
}

enum lr_status part_lanes_append(struct net_bundle *cascade, struct net_bundle *next,
                                 struct lr_error *err)
{
    struct net_bundle sum;
    if (!cascade->n) {
        *cascade = *next;
        *next = (struct net_bundle){0};
        return LR_OK;
    }
    enum lr_status status = net_bundle_cascade(cascade, next, &sum, err);
    net_bundle_free(next);
    net_bundle_free(cascade);
    *cascade = sum;
    return status;
}
