#include "config.h"

#include "line/wire.h"

#include "base/constants.h"
#include "base/special.h"
#include "line/conductor.h"

double complex line_wire_impedance(double radius, double resistivity, double freq)
{
    /* With J_n of an argument turned by 45 degrees written as I_n of (1 + j) a/depth,
     * whose quotient neither overflows nor cancels. */
    const double dc = resistivity / (pi * radius * radius);
    if (freq == 0.0)            /* an infinite depth */
        return dc;
    const double depth = line_skin_depth(resistivity, freq);
    return dc * special_bessel_wire((1.0 + I) * radius / depth);
}
