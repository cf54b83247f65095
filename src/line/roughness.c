#include "config.h"

#include "line/roughness.h"

#include "line/gradient.h"

#include <math.h>

struct line_rough line_rough_cannonball(double rz)
{
    return (struct line_rough){.model = LINE_HURAY, .sphere = line_huray_cannonball(rz)};
}

enum lr_status line_rough_check(const struct line_rough *rough, struct lr_error *err)
{
    const struct line_huray *sphere = &rough->sphere;
    switch (rough->model) {
    case LINE_HURAY:
        if (!(sphere->radius >= 0.0 && sphere->radius < HUGE_VAL &&
              sphere->ratio >= 0.0 && sphere->ratio < HUGE_VAL))
            return error_set(err, LR_EDOMAIN,
                             "roughness: spheres of radius %g m and surface ratio %g are "
                             "negative",
                             sphere->radius, sphere->ratio);
        return LR_OK;
    case LINE_HAMMERSTAD:
    case LINE_GRADIENT:
        if (!(rough->rms >= 0.0 && rough->rms < HUGE_VAL))
            return error_set(err, LR_EDOMAIN, "roughness of %g m rms is negative",
                             rough->rms);
        return LR_OK;
    default:
        return LR_OK;
    }
}

double complex line_rough_factor(const struct line_rough *rough, double depth)
{
    switch (rough->model) {
    case LINE_HURAY:
        return line_huray_factor(&rough->sphere, depth);
    case LINE_HAMMERSTAD:
        return line_hammerstad_causal(rough->rms, depth);
    case LINE_GRADIENT:
        return line_gradient_factor(rough->rms, depth);
    default:
        return 1.0;
    }
}
