/* ffe.h -- the transmitter's feed-forward equaliser: a grid of legal settings.
 *
 * Taps are UI-spaced; position 0 is the cursor, -1 the first precursor.  The cursor
 * tap is not a choice: c(0) = 1 - sum |c(k)|, IEEE 802.3-2022 eq. 93A-21. */
#ifndef EQ_FFE_H
#define EQ_FFE_H

#include <stdbool.h>
#include <stddef.h>

enum { EQ_FFE_MOST = 8 };       /* tap columns beside the cursor               */

struct eq_ffe_grid {
    size_t ntap;                /* columns, in the order c(-n) .. c(-1) c(1) .. c(m) */
    int position[EQ_FFE_MOST];
    size_t count[EQ_FFE_MOST];  /* values of each column                       */
    const double *value[EQ_FFE_MOST];   /* borrowed                            */
    double cursor_min;          /* settings with c(0) below this are illegal   */
};

struct eq_ffe {                 /* one setting                                 */
    size_t ntap;
    int position[EQ_FFE_MOST];
    size_t index[EQ_FFE_MOST];  /* which value of each column                  */
    double tap[EQ_FFE_MOST];
    double cursor;
};

/* The number of grid rows, legal or not. */
size_t eq_ffe_rows(const struct eq_ffe_grid *grid);

/* Row `row`, last column fastest.  False when it is illegal; the comparison is on
 * plain doubles with the sum formed in column order, as the IEEE COM tool does:
 * on its grids dozens of rows lie on the limit to the last bit. */
bool eq_ffe_row(const struct eq_ffe_grid *grid, size_t row, struct eq_ffe *ffe);

/* y[k] = sum_i c_i x[k - i M], zero outside x[0..n-1]; y must not be x. */
void eq_ffe_apply(const struct eq_ffe *ffe, size_t per_ui, size_t n, const double *x,
                  double *restrict y);

#endif
