#include "config.h"

#include "answer/parts.h"

#include "base/quantity.h"
#include "part/retimer.h"

#include <string.h>

const char *parts_name(const struct part *part)
{
    const char *slash = strrchr(part->name, '/');
    return slash && slash[1] ? slash + 1 : part->name;
}

static struct tree *add_row(struct tree *parts, const struct link *link,
                            const struct part *part, size_t number)
{
    struct tree *row = tree_object(parts, NULL);
    tree_number(row, "part", (double)number);
    tree_number(row, "segment", (double)link->number + 1.0);
    tree_text(row, "kind", "%s", part->kind->name);
    tree_text(row, "name", "%s", parts_name(part));
    return row;
}

void parts_add(const struct link *link, const struct link_step *step, size_t n,
               struct tree *parts)
{
    if (link->retimer) {
        struct tree *row = add_row(parts, link, link->retimer, link->first);
        tree_number(row, "delay_ns", part_retimer_data(link->retimer)->latency / unit_ns);
    }
    for (size_t i = 0; i < n; i++) {
        struct tree *row = add_row(parts, link, &link->part[step[i].part],
                                   link->first + step[i].part + 1);
        tree_number(row, "length_m", step[i].length);
        tree_number(row, "length_in", step[i].length / unit_inch);
        tree_number(row, "loss_db", step[i].loss_db);
        tree_number(row, "cumulative_db", step[i].total_db);
        tree_number(row, "delay_ns", step[i].delay / unit_ns);
        tree_number(row, "cumulative_delay_ns", step[i].total_delay / unit_ns);
    }
}
