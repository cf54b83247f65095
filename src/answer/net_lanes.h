/* net_lanes.h -- the roles of the lanes of one file: --victim and --opposite.  Internal
 * to answer. */
#ifndef ANSWER_NET_LANES_H
#define ANSWER_NET_LANES_H

#include "answer/request.h"
#include "net/lanes.h"

struct net_lanes {
    size_t victim;              /* from 0                                      */
    bool opposite[LANES_MOST];  /* who sends the other way, so that its crosstalk is
                                 * NEXT                                        */
};

/* Of n lanes.  LR_EUSAGE. */
enum lr_status net_lanes_read(const struct request *request, size_t n,
                              struct net_lanes *out, struct lr_error *err);

/* An assumption when --opposite does not say which way n lanes send. */
enum lr_status net_lanes_note(const struct request *request, const char *path, size_t n,
                              const struct net_lanes *lanes, struct lr_error *err);

#endif
