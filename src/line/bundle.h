/* bundle.h -- differential lanes side by side in a solved cross-section, made ready for
 * any length: net/bundle.h by coupled lines.
 *
 * Equal lanes at equal distances are mostly their own mirror image: Z and Y then fall
 * into an even and an odd half, whose matrices are half as large.  What the field
 * solver's mesh leaves of asymmetry is averaged over the images.  Lanes whose legs are
 * unlike, as one above the other off the middle, are solved whole. */
#ifndef LINE_BUNDLE_H
#define LINE_BUNDLE_H

#include "line/multi_ready.h"
#include "line/multi_section.h"
#include "net/bundle.h"

struct line_bundle {
    size_t n;                   /* lanes                                       */
    bool mirrored;
    struct line_multi_ready half[2];    /* even, odd, or the whole; owned      */
};

/* `section` has 2n signals in the order of net/bundle.h.  LR_EDOMAIN as
 * line_multi_section_check and line_multi_sparam, LR_ENUMERIC, LR_EMEMORY.  Warns when
 * the frequencies leave a dielectric's range.  line_bundle_free in every case. */
enum lr_status line_bundle_init(const struct line_multi_section *section, size_t nf,
                                const double *freq, struct line_bundle *out,
                                struct lr_error *err);
void line_bundle_free(struct line_bundle *bundle);

/* `length` [m] of it; net_bundle_free in every case.  LR_EDOMAIN unless the length is
 * positive.  Thread-safe. */
enum lr_status line_bundle_net(const struct line_bundle *bundle, double length,
                               struct net_bundle *out, struct lr_error *err);

#endif
