/* touchstone_keyword.h -- the keywords of Touchstone version 2, "[Number of Ports] 4";
 * private to the reader. */
#ifndef NET_TOUCHSTONE_KEYWORD_H
#define NET_TOUCHSTONE_KEYWORD_H

#include "net/touchstone_head.h"

enum touchstone_keyword {
    KEYWORD_VERSION, KEYWORD_PORTS, KEYWORD_ORDER, KEYWORD_FREQUENCIES,
    KEYWORD_NOISE_FREQUENCIES, KEYWORD_REFERENCE, KEYWORD_MATRIX, KEYWORD_MIXED,
    KEYWORD_INFORMATION, KEYWORD_INFORMATION_END, KEYWORD_NETWORK, KEYWORD_NOISE,
    KEYWORD_END, KEYWORD_UNKNOWN
};

/* "[Number of Ports]", static. */
const char *touchstone_keyword_name(enum touchstone_keyword keyword);

/* Behind TOUCHSTONE_KEYWORD: reads up to the ']', in any case and with any blanks, and
 * makes the whole the last word.  LR_EINPUT when there is no ']' on the line or nobody
 * knows the keyword, naming those that there are. */
enum lr_status touchstone_keyword_name_read(struct touchstone_scan *scan,
                                            enum touchstone_keyword *keyword,
                                            struct lr_error *err);

/* Reads what stands behind a keyword of the head into `head`; nothing for those that
 * begin or end data.  LR_EINPUT. */
enum lr_status touchstone_keyword_value_read(struct touchstone_scan *scan,
                                             enum touchstone_keyword keyword,
                                             struct touchstone_head *head,
                                             struct lr_error *err);

#endif
