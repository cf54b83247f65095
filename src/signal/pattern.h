/* pattern.h -- what a transmitter sends: symbols 0..L-1, the lowest level first.
 *
 * A pseudo-random binary sequence is what a shift register of `order` bits makes whose
 * last and `tap`th bits, added, are its input and its output:
 *
 *      PRBS7   1 + x^6  + x^7      ITU-T O.150 and common use
 *      PRBS9   1 + x^5  + x^9      ITU-T O.150
 *      PRBS11  1 + x^9  + x^11     ITU-T O.150
 *      PRBS13  1 + x + x^2 + x^12 + x^13   IEEE 802.3-2022, 94.3.10.8
 *      PRBS15  1 + x^14 + x^15     ITU-T O.150, inverted
 *      PRBS23  1 + x^18 + x^23     ITU-T O.150, inverted
 *      PRBS31  1 + x^28 + x^31     IEEE 802.3-2022, 49.2.8, inverted
 *
 * With L = 4 two bits, the first one the higher, make a symbol by Gray's code: 00, 01,
 * 11, 10 are levels 0, 1, 2, 3; so PRBS13 is PRBS13Q and PRBS31 PRBS31Q (IEEE 802.3-2022,
 * 120.5.11.2).  With L = 8, three.  Numbers of levels that are no power of two send
 * random symbols or those of a file. */
#ifndef SIGNAL_PATTERN_H
#define SIGNAL_PATTERN_H

#include "base/random.h"

enum { PATTERN_LEVELS_MOST = 16 };

struct pattern {                /* set by one of the three below               */
    size_t levels;
    unsigned bits;              /* of a symbol                                 */
    unsigned order;             /* of the register; 0: no such sequence        */
    uint32_t taps;              /* bit i - 1 for x^i                           */
    uint32_t state;             /* the last bit lowest                         */
    bool inverted;
    const uint8_t *symbol;      /* [n] repeated for ever; borrowed, NULL: none */
    size_t n, at;
    uint32_t seed;              /* of random symbols                           */
    uint64_t block;             /* the next to be drawn                        */
};

/* PRBS`order` from a state made of `seed`: other seeds start elsewhere in the period.
 * LR_EDOMAIN for another order, or levels that are no power of two. */
enum lr_status pattern_prbs(unsigned order, size_t levels, uint32_t seed,
                            struct pattern *out, struct lr_error *err);

/* Independent symbols, all equally likely; 2 to 16 levels, else LR_EDOMAIN. */
enum lr_status pattern_random(size_t levels, uint32_t seed, struct pattern *out,
                              struct lr_error *err);

/* n symbols, again and again.  LR_EDOMAIN when there is none or one is too high. */
enum lr_status pattern_given(size_t n, const uint8_t *symbol, size_t levels,
                             struct pattern *out, struct lr_error *err);

/* The next n symbols; `random` is set anew for those that are drawn. */
void pattern_next(struct pattern *pattern, struct random *random, size_t n,
                  uint8_t *restrict symbol);

/* Wrong bits when `sent` is taken for `taken`: of Gray's code, or 1 for any wrong symbol
 * when L is no power of two. */
unsigned pattern_wrong_bits(size_t levels, unsigned sent, unsigned taken);

#endif
