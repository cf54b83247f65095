/* com_figure.h -- the pictures of a COM calculation.  Internal to answer. */
#ifndef ANSWER_COM_FIGURE_H
#define ANSWER_COM_FIGURE_H

#include "answer/answer.h"
#include "link/com.h"

struct com_drawing {            /* what is drawn: mostly the worst case of `com` */
    const struct link *link;
    const struct link_chain *chain;
    const struct channel *channel;
    const struct link_com *com;
};

/* LR_EUSAGE unless `view` is NULL or the name of a picture: pulse, loss, pdf, noise. */
enum lr_status com_check_view(const char *view, struct lr_error *err);

/* Fills answer->figure with that picture; NULL: pulse. */
enum lr_status com_draw(const struct com_drawing *drawing, const char *view,
                        struct answer *answer, struct lr_error *err);

/* The pictures. */
typedef enum lr_status com_draw_fn(const struct com_drawing *drawing,
                                   struct answer *answer, struct lr_error *err);
com_draw_fn com_draw_pulse, com_draw_loss, com_draw_pdf, com_draw_noise;

/* The worst case, and TITLE: interface, case and verdict. */
const struct com_result *com_drawn_case(const struct com_drawing *drawing);
void com_draw_title(const struct com_drawing *drawing, struct answer *answer);

#endif
