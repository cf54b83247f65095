/* media_built_in.h -- the media of the library, at the lane rates that have an interface.
 * Internal to answer. */
#ifndef ANSWER_MEDIA_BUILT_IN_H
#define ANSWER_MEDIA_BUILT_IN_H

#include "answer/media.h"

/* Those that --media and --rates leave, by their `place` in tables.  As media_open. */
enum lr_status media_built_in(const struct request *request, struct media *media,
                              struct lr_error *err);

/* One more row, empty. */
enum lr_status media_grow(struct media *media, struct lr_error *err);

/* Of several segments the one that varies becomes row->link.  LR_EINPUT: none does. */
enum lr_status media_check_varies(struct media_row *row, struct lr_error *err);

#endif
