#include "config.h"

#include "line/roughness.h"

#include "line/gradient.h"

#include <math.h>

struct line_rough line_rough_cannonball(double rz)
{
    return (struct line_rough){.model = LINE_HURAY,
                               .flat_ratio = 1.0,
                               .nsphere = 1,
                               .sphere = {line_huray_cannonball(rz)}};
}

static enum lr_status check_huray(const struct line_rough *rough, struct lr_error *err)
{
    if (!(rough->flat_ratio >= 1.0 && rough->flat_ratio < HUGE_VAL))
        return error_set(err, LR_EDOMAIN,
                         "roughness: the plane below the spheres has %g times its "
                         "projection, not at least 1",
                         rough->flat_ratio);
    if (!(rough->nsphere <= LINE_ROUGH_SPHERES))
        return error_set(err, LR_EDOMAIN,
                         "roughness: %zu sizes of spheres are more than %d",
                         rough->nsphere, LINE_ROUGH_SPHERES);
    for (size_t i = 0; i < rough->nsphere; i++) {
        const struct line_huray *sphere = &rough->sphere[i];
        if (!(sphere->radius >= 0.0 && sphere->radius < HUGE_VAL &&
              sphere->ratio >= 0.0 && sphere->ratio < HUGE_VAL))
            return error_set(err, LR_EDOMAIN,
                             "roughness: spheres of radius %g m and surface ratio %g are "
                             "negative",
                             sphere->radius, sphere->ratio);
    }
    return LR_OK;
}

enum lr_status line_rough_check(const struct line_rough *rough, struct lr_error *err)
{
    switch (rough->model) {
    case LINE_HURAY:
        return check_huray(rough, err);
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

static double complex huray(const struct line_rough *rough, double depth)
{
    double complex factor = rough->flat_ratio;
    for (size_t i = 0; i < rough->nsphere; i++)
        factor += line_huray_factor(&rough->sphere[i], depth) - 1.0;
    return factor;
}

enum lr_status line_rough_factor(const struct line_rough *rough, double resistivity,
                                 size_t nf, const double *freq,
                                 double complex *restrict factor, struct lr_error *err)
{
    enum lr_status status = line_rough_check(rough, err);
    if (status)
        return status;
    if (rough->model == LINE_GRADIENT)
        return line_gradient_factor(rough->rms, resistivity, nf, freq, factor, err);
    for (size_t k = 0; k < nf; k++) {
        const double depth = line_skin_depth(resistivity, freq[k]);
        switch (rough->model) {
        case LINE_HURAY:
            factor[k] = huray(rough, depth);
            break;
        case LINE_HAMMERSTAD:
            factor[k] = line_hammerstad_causal(rough->rms, depth);
            break;
        default:
            factor[k] = 1.0;
        }
    }
    return LR_OK;
}

enum lr_status line_rough_faces(size_t nface, const struct line_face *face,
                                double resistivity, size_t nf, const double *freq,
                                double complex *restrict work,
                                double complex *restrict factor, struct lr_error *err)
{
    double sum = 0.0;
    for (size_t i = 0; i < nface; i++) {
        if (!(face[i].share >= 0.0))
            return error_set(err, LR_EDOMAIN, "roughness: face %zu has the share %g, "
                             "which is negative", i + 1, face[i].share);
        sum += face[i].share;
    }
    if (!(fabs(sum - 1.0) <= 1e-6))
        return error_set(err, LR_EDOMAIN,
                         "roughness: the shares of the faces make %g, not 1", sum);
    for (size_t k = 0; k < nf; k++)
        factor[k] = 0.0;
    for (size_t i = 0; i < nface; i++) {
        enum lr_status status =
            line_rough_factor(face[i].rough, resistivity, nf, freq, work, err);
        if (status)
            return status;
        for (size_t k = 0; k < nf; k++)
            factor[k] += face[i].share * work[k];
    }
    return LR_OK;
}
