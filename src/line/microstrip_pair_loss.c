#include "config.h"

#include "line/microstrip_pair.h"

#include "base/constants.h"

/* The modes in air when the walls of the strips recede by ds and the plane by dp. */
static struct line_microstrip_modes receded(const struct line_microstrip_pair *pair,
                                            double ds, double dp)
{
    const struct line_microstrip_pair moved = {
        .strip = {.width = pair->strip.width - 2.0 * ds,
                  .height = pair->strip.height + ds + dp,
                  .thickness = pair->strip.thickness - 2.0 * ds},
        .gap = pair->gap + 2.0 * ds,
    };
    return line_microstrip_pair_static(&moved, 1.0);
}

enum lr_status line_microstrip_pair_current(const struct line_microstrip_pair *pair,
                                            struct line_current_factors *even,
                                            struct line_current_factors *odd,
                                            struct lr_error *err)
{
    enum lr_status status = line_microstrip_pair_check(pair, 1.0, err);
    if (status)
        return status;
    if (!(pair->strip.thickness > 0.0))
        return error_set(err, LR_EDOMAIN,
                         "microstrip pair: thickness %g m leaves no room for a current; "
                         "loss needs a positive one",
                         pair->strip.thickness);

    /* As line_microstrip_current. */
    const double dn = 0.005 * pair->strip.thickness, scale = 1.0 / (2.0 * dn * eta0);
    const struct line_microstrip_modes out = receded(pair, dn, dn);
    const struct line_microstrip_modes in = receded(pair, -dn, -dn);
    const struct line_microstrip_modes below = receded(pair, 0.0, dn);
    const struct line_microstrip_modes above = receded(pair, 0.0, -dn);
    even->plane = scale * creal(below.even.z - above.even.z);
    even->strip = scale * creal(out.even.z - in.even.z) - even->plane;
    odd->plane = scale * creal(below.odd.z - above.odd.z);
    odd->strip = scale * creal(out.odd.z - in.odd.z) - odd->plane;
    return LR_OK;
}
