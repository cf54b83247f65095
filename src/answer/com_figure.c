#include "config.h"

#include "answer/com_figure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct { const char *name; com_draw_fn *draw; } views[] = {
    {"pulse", com_draw_pulse}, {"loss", com_draw_loss}, {"pdf", com_draw_pdf},
    {"noise", com_draw_noise}, {"eye", com_draw_eye},   {"summary", com_draw_summary}};
enum { NVIEW = sizeof views / sizeof views[0], TITLE_SIZE = 160 };

static size_t find_view(const char *view)
{
    size_t i = 0;
    while (i < NVIEW && strcmp(view, views[i].name))
        i++;
    return i;
}

enum lr_status com_check_view(const char *view, struct lr_error *err)
{
    return find_view(view) < NVIEW
               ? LR_OK
               : error_set(err, LR_EUSAGE,
                           "--view '%s' is unknown; write pulse, loss, pdf, noise, eye "
                           "or summary",
                           view);
}

enum lr_status com_draw(const struct com_drawing *drawing, const char *view,
                        struct answer *answer, struct lr_error *err)
{
    const char *name = view ? view : drawing->channels->n > 1 ? "summary" : "pulse";
    com_draw_title(drawing, answer);
    return views[find_view(name)].draw(drawing, answer, err);
}

const struct com_result *com_drawn_case(const struct com_drawing *drawing)
{
    return &drawing->of->com.cases[drawing->of->worst];
}

/* "COM 3.25 dB (limit 3 dB), VEO ...", of the case that is drawn. */
static void print_criteria(const struct com_channel *c, char text[TITLE_SIZE])
{
    struct link_criterion criterion[LINK_CRITERIA];
    const size_t n =
        link_judge_case(&c->link.criteria, &c->com.cases[c->worst], criterion);
    size_t at = 0;
    text[0] = '\0';
    for (size_t i = 0; i < n && at < TITLE_SIZE; i++) {
        const struct link_criterion *k = &criterion[i];
        at += (size_t)(isfinite(k->value)
                           ? snprintf(text + at, TITLE_SIZE - at,
                                      "%s%s %.2f %s (limit %.4g)", i ? ", " : "", k->name,
                                      k->value / k->scale, k->unit, k->limit / k->scale)
                           : snprintf(text + at, TITLE_SIZE - at, "%s%s %s",
                                      i ? ", " : "", k->name,
                                      k->pass ? "without end" : "closed"));
    }
}

void com_draw_title(const struct com_drawing *drawing, struct answer *answer)
{
    const struct com_channel *c = drawing->of;
    const struct interface *interface = &c->link.interface;
    char criteria[TITLE_SIZE];
    print_criteria(c, criteria);
    plot_add_text(&answer->figure, "TITLE", &answer->arena, "%s, %s: %s", interface->name,
                  c->chain.own_packages ? "own packages"
                                        : interface->cases[c->worst].name,
                  criteria);
}
