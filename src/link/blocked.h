/* blocked.h -- the DC point of a link with a capacitor in its path.  Internal to link. */
#ifndef LINK_BLOCKED_H
#define LINK_BLOCKED_H

#include "net/net.h"

#include <stdbool.h>

/* Whether a through path lets nothing through at 0 Hz but does above.  Crosstalk mostly
 * does so without any capacitor. */
bool link_blocks_dc(const struct net *thru);

/* The point at 0 Hz of a path of such a link becomes what the frequencies above tend to,
 * and a note says so.
 *
 * A coupling capacitor's corner lies far below the first step of any grid, some 16 kHz;
 * taken as it is, the one point would stand for a whole step, a wander of the baseline
 * hundreds of times too fast, and an echo to match.  Measured files of such links begin
 * above it and are continued in the same way (net_with_dc).  The wander itself, which
 * lasts longer than any response in here, is in no margin. */
enum lr_status link_bridge_dc(struct net *net, struct lr_error *err);

#endif
