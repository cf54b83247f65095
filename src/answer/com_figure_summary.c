#include "config.h"

#include "answer/com_figure.h"

#include <math.h>
#include <string.h>

enum { NAME_MOST = 44 };

static const char *text_of(const struct tree *node, const char *key)
{
    const struct tree *text = tree_get(node, key);
    return text && text->kind == TREE_TEXT ? text->text : "";
}

/* Without a number: of an eye that is closed, or above a limit of nothing. */
static double margin_of(const struct tree *node)
{
    const double margin = tree_value(node, "margin_db");
    if (!isnan(margin))
        return margin;
    return tree_value(node, "pass") > 0.0 ? INFINITY : -INFINITY;
}

/* The criterion that leaves the least, or NULL. */
static const struct tree *tightest(const struct tree *channel)
{
    const struct tree *list = tree_get(channel, "criteria"), *least = NULL;
    for (const struct tree *c = list ? list->first : NULL; c; c = c->next) {
        if (!least || margin_of(c) < margin_of(least))
            least = c;
    }
    return least;
}

/* "...end of a long path (COM)" */
static const char *name_of(const struct tree *channel, struct arena *arena)
{
    const char *thru = text_of(channel, "thru"), *slash = strrchr(thru, '/');
    const char *name = slash ? slash + 1 : thru;
    const size_t length = strlen(name);
    const struct tree *least = tightest(channel);
    const bool long_name = length > NAME_MOST;
    return arena_printf(arena, "%s%s%s%s%s", long_name ? "..." : "",
                        long_name ? name + length - NAME_MOST : name,
                        least ? " (" : "", least ? text_of(least, "name") : "",
                        least ? ")" : "");
}

/* A bar for each channel, the worst first, a block each: (margin_db, pass), pass -1 where
 * a channel has no margin. */
enum lr_status com_draw_summary(const struct com_drawing *drawing, struct answer *answer,
                                struct lr_error *err)
{
    const struct tree *channels = drawing->channels;
    struct plot_figure *f = &answer->figure;
    size_t shown = 0, missed = 0;
    f->template = "com_summary";
    f->columns = "margin_db,pass";
    f->nlabel = 0;              /* another title                               */
    for (const struct tree *c = channels->first; c; c = c->next) {
        const double margin = margin_of(c);
        const bool pass = tree_value(c, "pass") > 0.0, none = isinf(margin) && !pass;
        const double row[] = {isinf(margin) ? 0.0 : margin,
                              none ? -1.0 : pass ? 1.0 : 0.0};
        missed += !pass;
        if (shown == PLOT_BLOCKS)
            continue;
        const char *name = name_of(c, &answer->arena);
        if (!name)
            return error_memory(err, "the figure");
        plot_add_block(f, name, 1, 2, row, &answer->arena);
        shown++;
    }
    plot_add_text(f, "TITLE", &answer->arena, "%s: %zu of %zu channels meet every "
                  "criterion", drawing->of->link.interface.name, channels->n - missed,
                  channels->n);
    plot_add_text(f, "REST", &answer->arena, shown < channels->n
                                                 ? "the %zu worst of %zu channels"
                                                 : "worst first",
                  shown, channels->n);
    return LR_OK;
}
