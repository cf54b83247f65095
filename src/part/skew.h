/* skew.h -- the part `skew`: one leg of the pair is longer, nothing else.
 *
 *   near +  o--[ delay ]--o  far +        SDD21 = cos(w dt/2) exp(-jw dt/2)
 *   near -  o-------------o  far -        SCD21 = -j sin(w dt/2) exp(-jw dt/2)
 *
 *   - skew: 3 ps            # of + behind -; negative: of - behind + */
#ifndef PART_SKEW_H
#define PART_SKEW_H

#include "part/part.h"

extern const struct part_kind part_skew;

#endif
