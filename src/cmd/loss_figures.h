/* loss_figures.h -- ICN, ILD and ERL as lanereach loss prints them.  Internal to cmd. */
#ifndef CMD_LOSS_FIGURES_H
#define CMD_LOSS_FIGURES_H

#include "text/tree.h"

#include <stdio.h>

/* Lines of the head of one channel; nothing for what was not computed. */
void loss_figures_head(const struct tree *channel, FILE *out);

/* A line for each of several channels, when any has figures. */
void loss_figures_channels(const struct tree *channels, FILE *out);

/* The tables of --view icn and erl, of the answer's root; nothing for other views. */
void loss_figures_view(const struct tree *root, const char *view, FILE *out);

#endif
