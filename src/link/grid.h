/* grid.h -- the frequencies on which a link is evaluated.  Internal to link. */
#ifndef LINK_GRID_H
#define LINK_GRID_H

#include "link/link.h"

enum { LINK_GRID_WORDS = 256 };

/* Sets *freq (array_alloc'd), *nf and words, how the grid was chosen.
 *
 * `grid:` of the link, else the grid of its files when they agree within 1 Hz, else
 * their common band resampled from DC in the finest of their steps, else (models
 * only) 0 to the symbol rate in 10 MHz, in 5 MHz when the delay exceeds 25 ns; none of
 * them beyond flim of the interface.
 * Warns when the grid ends below the symbol rate.  LR_EDOMAIN when there is no common
 * band. */
enum lr_status link_grid(const struct link *link, double **freq, size_t *nf,
                         char words[LINK_GRID_WORDS], struct lr_error *err);

#endif
