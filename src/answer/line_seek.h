/* line_seek.h -- which value of a length gives an impedance: by the field solver, which
 * is asked as seldom as may be, from where the closed forms say.  Internal to answer. */
#ifndef ANSWER_LINE_SEEK_H
#define ANSWER_LINE_SEEK_H

#include "answer/line.h"

struct line_seek {
    const struct stackup *stackup;      /* with the length that is sought from */
    enum stackup_quantity key;          /* a length above 0                    */
    enum line_impedance target;
    double goal;                /* [ohm]                                       */
    bool fast;                  /* by closed forms alone                       */
};

struct line_sought {
    double value;               /* [m]                                         */
    double z;                   /* [ohm] there                                 */
    size_t solutions;           /* of the field solver, or of closed forms     */
};

/* Between a thirtieth and thirty times the present length, as far as the geometry goes
 * and the key's own bounds: where the impedance passes the goal, the nearest such place
 * in the direction in which it comes nearer, to 1e-6 of the length.
 * LR_EDOMAIN, with what can be reached, when it does not; LR_ENUMERIC; LR_EMEMORY. */
enum lr_status line_seek(const struct line_seek *seek, struct line_sought *out,
                         struct lr_error *err);

#endif
