/* packages.h -- what stands at the ends of a channel: the interface's reference packages,
 * of one lane each, or the link's own.  Internal to link.
 *
 *   die | own package, uncoupled          | channel           without neighbours, or when
 *       |                                 |                   its lanes do not couple
 *   die | own package ====================| channel ========  with them: of the package
 *       |   <-- lanes side by side -->                        COM keeps the die alone
 */
#ifndef LINK_PACKAGES_H
#define LINK_PACKAGES_H

#include "link/chain.h"

/* chain->packages and chain->end, with what they depend on. */
enum lr_status link_packages_init(struct link_chain *chain, struct lr_error *err);

/* path->outer of a path that is a chain of 2-ports, as an aggressor by file: it passes
 * the packages of chain->end as a lane of its own. */
enum lr_status link_packages_around(const struct link_chain *chain,
                                    struct channel_path *path, struct lr_error *err);

#endif
