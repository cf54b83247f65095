/* media.h -- which links `reach` is asked about: files, or the built-in media at the
 * lane rates that have an interface.  Internal to answer. */
#ifndef ANSWER_MEDIA_H
#define ANSWER_MEDIA_H

#include "answer/request.h"
#include "link/link.h"

struct media_row {
    const char *medium;         /* its title, or the link's name               */
    const char *varied;         /* what the varied key means in it: "length", "host_trace" */
    struct link link;           /* its segment that varies, of several         */
    struct link_vary vary;      /* of it, or of the light that it begins behind */
    struct link rest;           /* the other segments, and what they share; empty
                                 * when there are none                         */
};

struct media {
    size_t n;
    struct media_row *row;      /* owned                                       */
};

/* Opens them all, in the order of the request or of the library.  LR_EUSAGE when
 * --rates or --media leaves nothing or names what is not there; LR_EINPUT for a link
 * in which nothing varies.  media_close in every case. */
enum lr_status media_open(const struct request *request, struct media *media,
                          struct lr_error *err);
void media_close(struct media *media);

#endif
