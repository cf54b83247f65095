/* light_view.h -- what a device model of light says, as lines of text. */
#ifndef CMD_LIGHT_VIEW_H
#define CMD_LIGHT_VIEW_H

#include "text/tree.h"

#include <stdio.h>

/* The light before a segment: its head, its eye and its margins. */
void light_view(const struct tree *optical, FILE *out);

/* What a device cannot do better, and the chain from its laser. */
void light_device_view(const struct tree *device, FILE *out);

#endif
