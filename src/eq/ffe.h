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
    bool follows_single[EQ_FFE_MOST];   /* before this column the sheet has one of a
                                         * single value that is left out here  */
};

struct eq_ffe {                 /* one setting                                 */
    size_t ntap;
    int position[EQ_FFE_MOST];
    size_t index[EQ_FFE_MOST];  /* which value of each column                  */
    double tap[EQ_FFE_MOST];
    double cursor;
    double others;              /* sum |c(k)| of all columns but the last      */
};

/* The number of grid rows, legal or not. */
size_t eq_ffe_rows(const struct eq_ffe_grid *grid);

/* Row `row`, last column fastest.  False when it is illegal; the comparison is on
 * plain doubles with the sum formed in column order, as the IEEE COM tool does:
 * on its grids dozens of rows lie on the limit to the last bit. */
bool eq_ffe_row(const struct eq_ffe_grid *grid, size_t row, struct eq_ffe *ffe);

/* The same in two steps, for those who go through all rows: a group is what differs in
 * the last column only.  The first is false when no row of the group is legal. */
size_t eq_ffe_groups(const struct eq_ffe_grid *grid);
bool eq_ffe_group(const struct eq_ffe_grid *grid, size_t group, struct eq_ffe *ffe);
size_t eq_ffe_group_rows(const struct eq_ffe_grid *grid);
bool eq_ffe_group_row(const struct eq_ffe_grid *grid, size_t row, struct eq_ffe *ffe);

/* sum_ij g[i][j] c_i c_j over the taps, the cursor being the first and the columns in
 * their order the next ones; g is symmetric. */
double eq_ffe_quadratic(const struct eq_ffe *ffe, const double (*g)[EQ_FFE_MOST + 1]);

/* sum_i c_i c_{i+m} over the taps and the cursor, into lag[0..2 EQ_FFE_MOST]: |C_tx(f)|^2
 * is lag[0] + 2 sum lag[m] cos(2 pi f m / baud).  Returns the largest m that is not 0. */
size_t eq_ffe_autocorrelate(const struct eq_ffe *ffe, double lag[2 * EQ_FFE_MOST + 1]);

/* y[k] += c x[k - position M]; y must not be x.  As in the IEEE COM tool the shift is
 * circular: what leaves x[0..n-1] at one end comes in at the other. */
void eq_ffe_add_shifted(double c, int position, size_t per_ui, size_t n, const double *x,
                        double *restrict y);

/* y[k] = sum_i c_i x[k - i M]; y must not be x.  The shift is that of
 * eq_ffe_add_shifted. */
void eq_ffe_apply(const struct eq_ffe *ffe, size_t per_ui, size_t n, const double *x,
                  double *restrict y);

#endif
