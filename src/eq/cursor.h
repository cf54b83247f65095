/* cursor.h -- where an equalised pulse is sampled.  Internal to eq.
 *
 * The FFE is linear, so that settings which differ in the last tap only share all but two
 * products per sample; and a pulse is only formed where its peak can be, which is known
 * from the extremes of the pulse before the FFE over blocks of samples. */
#ifndef EQ_CURSOR_H
#define EQ_CURSOR_H

#include "eq/lanes.h"
#include "eq/search.h"

#include <stdbool.h>

enum {
    EQ_CURSOR_LEFT_UI = 5,      /* samples that are looked at before the first place  */
    EQ_CURSOR_RIGHT_UI = 3      /* of a peak, behind the last one                     */
};

struct eq_cursor {
    const struct eq_problem *problem;
    const double *p;            /* borrowed: behind the CTLE, before the FFE; goes on
                                 * for at least EQ_FFE_MOST + EQ_CURSOR_LEFT_UI +
                                 * EQ_CURSOR_RIGHT_UI UI and EQ_LANES on both sides */
    ptrdiff_t from, to;         /* where the tool looks for the peak           */
    ptrdiff_t first, last;      /* where it can be in this group of settings   */
    ptrdiff_t peak;             /* where the last one was                      */
    double slack;               /* [V] more than the rounding of a sample      */
    double low, high;           /* range of the last column, 0 included        */
    ptrdiff_t block, nblock;    /* samples of a block; blocks in [from, to]    */
    double *least, *most;       /* [nblock] and those that a shift reaches     */
    double *shared;             /* [nblock] upper limit of what a group shares */
    double *top;                /* [nblock] upper limit of a group's pulses    */
    double *base, *s;           /* what a group shares; one equalised pulse    */
    double *metric;             /* [2 per_ui + 1] of eq. 93A-25                */
    double *memory;             /* owned: all of them                          */
};

enum lr_status eq_cursor_init(struct eq_cursor *cursor, const struct eq_problem *problem,
                              const double *p, struct lr_error *err);
void eq_cursor_free(struct eq_cursor *cursor);

/* To be called before the settings of one group: those that differ in the last column
 * only. */
void eq_cursor_group(struct eq_cursor *cursor, const struct eq_ffe *ffe);

/* The sampling instant of a setting of the group, IEEE 802.3-2022 eq. 93A-25 as the tool
 * solves it on the grid of samples; false when the pulse does not cross 1 % of its peak
 * before it. */
bool eq_cursor_find(struct eq_cursor *cursor, const struct eq_ffe *ffe, size_t *sample);

#endif
