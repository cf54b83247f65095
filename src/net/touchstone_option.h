/* touchstone_option.h -- the option line "# GHz S RI R 50"; private to the reader. */
#ifndef NET_TOUCHSTONE_OPTION_H
#define NET_TOUCHSTONE_OPTION_H

#include "net/touchstone.h"
#include "net/touchstone_scan.h"

struct touchstone_option {
    const char *unit_name;      /* "GHz", static                               */
    double unit;                /* [Hz]                                        */
    char parameter;             /* of "SYZGH"                                  */
    enum touchstone_format format;
    double zref;                /* [ohm]                                       */
    const char *place;          /* where the word of the parameter stands, or the '#' */
};

/* Reads the rest of the line behind '#': fields in any order and case, any of
 * them missing (GHz S MA R 50).  Labels of data columns behind the fields, glued to R
 * or not, are ignored with a warning that tells what was assumed.  LR_EINPUT at the
 * field that is unknown, given twice or impossible; references must be one real
 * number. */
enum lr_status touchstone_option_read(struct touchstone_scan *scan,
                                      struct touchstone_option *option,
                                      struct lr_error *err);

#endif
