/* unused.h -- keywords of COM configuration sheets that do not enter the answer, each
 * with the reason: what belongs to outputs and to other figures is ignored and listed,
 * and what would change the answer is refused unless its value switches it off. */
#ifndef INTERFACE_UNUSED_H
#define INTERFACE_UNUSED_H

#include <stdbool.h>

struct unused_keyword {
    const char *name;
    const char *neutral;        /* the value that switches it off; NULL: any value is
                                 * ignored                                     */
    const char *why;            /* what it belongs to                          */
};

/* The keyword of that name, or NULL. */
const struct unused_keyword *unused_find(const char *name);

/* Whether a value, as a sheet has it, switches the keyword off; rx_ffe: of a receiver
 * with FFE.  Without one any value of what belongs to it does. */
bool unused_is_neutral(const struct unused_keyword *keyword, const char *text,
                       bool rx_ffe);

/* Whether it would change S-parameters, ICN, ILD or ERL; the others that are not modelled
 * change COM alone. */
bool unused_changes_figures(const struct unused_keyword *keyword);

#endif
