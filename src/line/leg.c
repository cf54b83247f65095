#include "config.h"

#include "line/leg.h"

#include <assert.h>

static double complex of_mode(const double complex m[4], enum line_pair_mode mode)
{
    const double complex self = 0.5 * (m[0] + m[3]), mutual = 0.5 * (m[1] + m[2]);
    return mode == LINE_PAIR_ODD    ? self - mutual
           : mode == LINE_PAIR_EVEN ? self + mutual
                                    : self;
}

void line_leg(const struct line_multi_section *section, enum line_pair_mode mode,
              size_t nf, const double *freq, double complex *restrict z,
              double complex *restrict y)
{
    assert(section->n == 1 || section->n == 2);
    for (size_t k = 0; k < nf; k++) {
        double complex zs[4], ys[4];
        line_multi_section_rlgc(section, 1, &freq[k], zs, ys);
        z[k] = section->n == 1 ? zs[0] : of_mode(zs, mode);
        y[k] = section->n == 1 ? ys[0] : of_mode(ys, mode);
    }
}
