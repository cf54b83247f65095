/* touchstone_head.h -- what stands around the numbers of a Touchstone file: the option
 * line, and the keywords of version 2; private to the reader. */
#ifndef NET_TOUCHSTONE_HEAD_H
#define NET_TOUCHSTONE_HEAD_H

#include "net/touchstone_mode.h"
#include "net/touchstone_option.h"

enum touchstone_matrix { TOUCHSTONE_FULL, TOUCHSTONE_LOWER, TOUCHSTONE_UPPER };

struct touchstone_head {
    bool v2;
    size_t np;                  /* from [Number of Ports], in version 1 from the name */
    size_t options;             /* option lines met so far                     */
    struct touchstone_option option;            /* of the first                */
    enum touchstone_matrix matrix;
    bool by_rows;               /* 2-port rows run S11 S12 S21 S22             */
    size_t nf;                  /* [Number of Frequencies], 0 in version 1     */
    const char *nf_place;       /* where that number stands                    */
    double *zref;               /* [np] of [Reference], or NULL: option.zref   */
    struct touchstone_mode *mode;               /* [np], or NULL: single-ended */
};

enum { TOUCHSTONE_MOST_PORTS = 999 };

/* Reads up to the first number of the data.  LR_EINPUT; touchstone_head_free is allowed
 * after a failure, too. */
enum lr_status touchstone_head_read(struct touchstone_scan *scan,
                                    struct touchstone_head *head, struct lr_error *err);
void touchstone_head_free(struct touchstone_head *head);

/* A '#' was met: reads the first option line, warns of the second, ignores the rest. */
enum lr_status touchstone_head_option(struct touchstone_scan *scan,
                                      struct touchstone_head *head,
                                      struct lr_error *err);

/* Behind the numbers, where the keyword that ended them was met, or the end of the text:
 * leaves noise data out with a warning, and warns when a file of version 2 has no
 * [End]. */
enum lr_status touchstone_head_close(struct touchstone_scan *scan,
                                     const struct touchstone_head *head,
                                     enum touchstone_token token, struct lr_error *err);

/* The reference [ohm] of port i, counted from 0. */
double touchstone_head_zref(const struct touchstone_head *head, size_t i);

#endif
