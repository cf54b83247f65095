/* models_check.h -- reads models as answers would, one by one.  Internal to answer. */
#ifndef ANSWER_MODELS_CHECK_H
#define ANSWER_MODELS_CHECK_H

#include "answer/answer.h"

/* rows[] of every model that the request's library lists, or only of those below the
 * folder that the request names: what each reads as, `problem` where it does not, and the
 * numbers of both.  A file that no kind lists is a problem too.  answer->missed when
 * there is any.  LR_EUSAGE: more than one folder, or one without models/. */
enum lr_status models_check(const struct request *request, struct answer *answer,
                            struct lr_error *err);

#endif
