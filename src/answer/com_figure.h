/* com_figure.h -- the pictures of a COM calculation.  Internal to answer. */
#ifndef ANSWER_COM_FIGURE_H
#define ANSWER_COM_FIGURE_H

#include "answer/com_channel.h"

struct com_drawing {
    const struct com_channel *of;       /* what is drawn, mostly its worst case:
                                         * the only channel, or the worst     */
    const struct tree *channels;        /* channels[], worst first             */
};

/* LR_EUSAGE unless `view` is the name of a picture. */
enum lr_status com_check_view(const char *view, struct lr_error *err);

/* Fills answer->figure with that picture; NULL: pulse, or the summary of several. */
enum lr_status com_draw(const struct com_drawing *drawing, const char *view,
                        struct answer *answer, struct lr_error *err);

/* The pictures. */
typedef enum lr_status com_draw_fn(const struct com_drawing *drawing,
                                   struct answer *answer, struct lr_error *err);
com_draw_fn com_draw_pulse, com_draw_loss, com_draw_pdf, com_draw_noise, com_draw_eye,
    com_draw_summary;

/* The worst case, and TITLE: interface, case and verdict. */
const struct com_result *com_drawn_case(const struct com_drawing *drawing);
void com_draw_title(const struct com_drawing *drawing, struct answer *answer);

#endif
