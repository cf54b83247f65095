/* release.h -- releases of the IEEE COM tool: where their arithmetic differs for the
 * receivers that are modelled. */
#ifndef INTERFACE_RELEASE_H
#define INTERFACE_RELEASE_H

#include <stdbool.h>

struct release {
    const char *name;           /* "3.90"                                      */
    double gauss_span;          /* the Gaussian is cut at this times Q sigma   */
    bool middle;                /* TS_SRCH_MODE, where it is not given         */
    bool needs_display;         /* the receiver's filter is left out of the signal path
                                 * when the spectra are not to be displayed    */
};

/* The release of that name, or the one that is followed by default (NULL); NULL when it
 * is unknown.  release_names() is for messages: "3.90 or 4.50". */
const struct release *release_find(const char *name);
const char *release_names(void);

#endif
