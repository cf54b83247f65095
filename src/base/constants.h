/* constants.h -- constants of nature and of mathematics, SI. */
#ifndef BASE_CONSTANTS_H
#define BASE_CONSTANTS_H

static const double two_pi = 6.283185307179586476925;
static const double pi = 3.141592653589793238463;

static const double speed_of_light = 299792458.0;       /* m/s, exact, SI      */
/* H/m: 4e-7 pi, the value the field's formulas were fitted with; CODATA 2018
 * differs by 5.5e-10. */
static const double mu0 = 1.2566370614359172954e-6;
static const double eta0 = 376.730313461770655468;      /* ohm: mu0 c          */
static const double eps0 = 8.8541878176203898505e-12;   /* F/m: 1/(mu0 c^2)    */

#endif
