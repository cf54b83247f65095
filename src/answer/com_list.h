/* com_list.h -- the channels that lanereach com is asked about: named one by one, listed
 * in a manifest, or found in folders by the names of their files.  Internal to answer. */
#ifndef ANSWER_COM_LIST_H
#define ANSWER_COM_LIST_H

#include "answer/request.h"

struct com_item {
    const char *const *files;   /* the through file or link, and NULL          */
    const char *const *fext, *const *next;      /* NULL-terminated, or NULL    */
    const char *ports;          /* of a manifest; NULL: as --ports says        */
    const struct link_files_marks *marks;       /* in a manifest; else NULL    */
};

struct com_list {
    size_t n, room;
    struct com_item *item;      /* everything lives in the arena               */
    size_t nmanifest;
    const char **manifest;      /* paths of the manifests that were read       */
};

/* What the request's files stand for, in their order.
 *
 * In a folder THRU, FEXT and NEXT are known by the last such word in a name, in any case
 * ("through" is THRU), and belong together when nothing else in their paths differs but
 * the digits behind that word; in a folder with one THRU every FEXT and NEXT is its own.
 * A word ends where letters of its case do: "nextgen" is none.
 * LR_EINPUT for an aggressor without a THRU, or with several, and for a folder without
 * channels; a warning for 4-ports whose names have no such word.
 * LR_EUSAGE: no file; --fext or --next beside several channels. */
enum lr_status com_list_open(const struct request *request, struct arena *arena,
                             struct com_list *list, struct lr_error *err);

/* The request for one of its channels alone; a link has its own interface and ports. */
struct request com_list_request(const struct request *request,
                                const struct com_list *list, size_t i);

#endif
