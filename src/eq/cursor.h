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

/* The tool's constants (routine cursor_sample_index and its caller). */
enum {
    EQ_CROSSING_UI = 4,         /* the crossing lies at most this before the peak     */
    EQ_BEHIND_UI = 2,           /* the instant of eq. 93A-25 at most this behind that */
    EQ_RISE_UI = 1              /* the steepest rise at most this off the peak        */
};

struct eq_cursor {
    const struct eq_problem *problem;
    const double *p;            /* borrowed: behind the CTLE, before the FFE; goes on
                                 * for at least EQ_FFE_MOST + EQ_CURSOR_LEFT_UI +
                                 * EQ_CURSOR_RIGHT_UI UI and EQ_LANES on both sides */
    ptrdiff_t shift;            /* samples that the last column shifts by      */
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
    double *metric;             /* [2 per_ui + 1] what the instant makes least */
    double *memory;             /* owned: all of them                          */
};

enum lr_status eq_cursor_init(struct eq_cursor *cursor, const struct eq_problem *problem,
                              struct lr_error *err);
void eq_cursor_free(struct eq_cursor *cursor);

/* Goes over to the pulse p. */
void eq_cursor_load(struct eq_cursor *cursor, const double *p);

/* The samples that eq_cursor_find can return for any pulse. */
void eq_cursor_reach(const struct eq_cursor *cursor, ptrdiff_t *first, ptrdiff_t *last);

/* To be called before the settings of one group: those that differ in the last column
 * only. */
void eq_cursor_group(struct eq_cursor *cursor, const struct eq_ffe *ffe);

/* The sampling instant of a setting of the group, before it is moved: the peak, the
 * steepest rise over one UI, or IEEE 802.3-2022 eq. 93A-25 as the tool solves it on the
 * grid of samples.  False when the pulse has no positive peak, or with eq. 93A-25 does
 * not cross 1 % of it before. */
bool eq_cursor_find(struct eq_cursor *cursor, const struct eq_ffe *ffe, size_t *sample);

#endif
