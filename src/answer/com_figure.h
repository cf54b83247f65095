/* com_figure.h -- the picture of a COM calculation.  Internal to answer. */
#ifndef ANSWER_COM_FIGURE_H
#define ANSWER_COM_FIGURE_H

#include "answer/answer.h"
#include "link/com.h"

struct com_drawing {            /* what is drawn: the worst case of `com`      */
    const struct link *link;
    const struct link_chain *chain;
    const struct channel *channel;
    const struct link_com *com;
};

/* Fills answer->figure. */
enum lr_status com_draw(const struct com_drawing *drawing, struct answer *answer,
                        struct lr_error *err);

#endif
