/* touchstone_option.h -- the option line "# GHz S RI R 50"; private to the reader. */
#ifndef NET_TOUCHSTONE_OPTION_H
#define NET_TOUCHSTONE_OPTION_H

#include "net/touchstone_scan.h"

enum touchstone_format { TOUCHSTONE_MA, TOUCHSTONE_DB, TOUCHSTONE_RI };

struct touchstone_option {
    const char *unit_name;      /* "GHz", static                               */
    double unit;                /* [Hz]                                        */
    enum touchstone_format format;
    double zref;                /* [ohm]                                       */
};

/* Reads the rest of the line behind '#': fields in any order and case, any of
 * them missing (GHz S MA R 50).  LR_EINPUT at the field that is unknown, given
 * twice or impossible, and for parameters other than S. */
enum lr_status touchstone_option_read(struct touchstone_scan *scan,
                                      struct touchstone_option *option,
                                      struct lr_error *err);

#endif
