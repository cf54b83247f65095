#include "config.h"

#include "line/synthesis.h"

#include "base/root.h"
#include "line/microstrip_dispersion.h"
#include "line/microstrip_pair_dispersion.h"

#include <math.h>

/* A cross-section of either kind with one length sought. */
struct sought {
    struct line_microstrip_pair micro;
    struct line_stripline strip;
    struct line_target target;
    enum { WIDTH, GAP } length;
    double low, high;           /* [m] where the length is sought              */
    const char *what;           /* "width of a microstrip", for messages       */
    double (*impedance)(const struct sought *closed);
    enum lr_status (*check)(const struct sought *closed, struct lr_error *err);
};

static struct sought closed_with(const struct sought *sought, double length)
{
    struct sought closed = *sought;
    if (sought->length == WIDTH)
        closed.micro.strip.width = closed.strip.width = length;
    else
        closed.micro.gap = closed.strip.gap = length;
    return closed;
}

static double impedance_with(const struct sought *sought, double length)
{
    const struct sought closed = closed_with(sought, length);
    return sought->impedance(&closed);
}

static double miss(double length, const void *context)
{
    const struct sought *sought = context;
    return impedance_with(sought, length) - sought->target.z;
}

static enum lr_status check_with(const struct sought *sought, double length,
                                 struct lr_error *err)
{
    const struct sought closed = closed_with(sought, length);
    return sought->check(&closed, err);
}

/* Both ends of the search are geometries that may be; without notes, which are for the
 * answer. */
static enum lr_status check_ends(const struct sought *sought, struct lr_error *err)
{
    struct lr_error quiet = {0};
    if (!(sought->target.z > 0.0 && sought->target.z < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "%s: impedance %g ohm is not positive",
                         sought->what, sought->target.z);
    if (check_with(sought, sought->low, &quiet) ||
        check_with(sought, sought->high, &quiet))
        return error_set(err, LR_EDOMAIN, "%s", quiet.text);
    return LR_OK;
}

static enum lr_status find(const struct sought *sought, double *length,
                           struct lr_error *err)
{
    enum lr_status status = check_ends(sought, err);
    if (status)
        return status;
    const double at_low = impedance_with(sought, sought->low);
    const double at_high = impedance_with(sought, sought->high);
    const double least = fmin(at_low, at_high), most = fmax(at_low, at_high);
    if (!(sought->target.z >= least && sought->target.z <= most))
        return error_set(err, LR_EDOMAIN,
                         "%s: nothing from %.4g m to %.4g m gives %g ohm, only %.4g to "
                         "%.4g ohm",
                         sought->what, sought->low, sought->high, sought->target.z, least,
                         most);

    const struct root_function f = {miss, sought};
    double found;
    status = root_solve(&f, sought->low, sought->high, sought->what, &found, err);
    if (!status)
        status = check_with(sought, found, err);
    if (!status)
        *length = found;
    return status;
}

static double microstrip_z(const struct sought *closed)
{
    const struct line_target *to = &closed->target;
    return creal(line_microstrip_eval(&closed->micro.strip, to->er, to->freq).z);
}

static enum lr_status microstrip_check(const struct sought *closed, struct lr_error *err)
{
    const struct line_target *to = &closed->target;
    return line_microstrip_dispersion_check(&closed->micro.strip, to->er, to->freq, err);
}

static double microstrip_zdiff(const struct sought *closed)
{
    const struct line_target *to = &closed->target;
    const struct line_microstrip_modes modes =
        line_microstrip_pair_eval(&closed->micro, to->er, to->freq);
    return 2.0 * creal(modes.odd.z);
}

static enum lr_status microstrip_pair_check(const struct sought *closed,
                                            struct lr_error *err)
{
    const struct line_target *to = &closed->target;
    return line_microstrip_pair_dispersion_check(&closed->micro, to->er, to->freq, err);
}

static double stripline_z(const struct sought *closed)
{
    return line_stripline_impedance(&closed->strip, LINE_SINGLE, closed->target.er);
}

static double stripline_zdiff(const struct sought *closed)
{
    return 2.0 * line_stripline_impedance(&closed->strip, LINE_ODD, closed->target.er);
}

static enum lr_status stripline_check(const struct sought *closed, struct lr_error *err)
{
    if (!(closed->target.er >= 1.0 && closed->target.er < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "stripline: permittivity %g is below 1",
                         closed->target.er);
    return line_stripline_check(&closed->strip, err);
}

/* A pair without a gap would be a single strip. */
static enum lr_status stripline_pair_check(const struct sought *closed,
                                           struct lr_error *err)
{
    if (!(closed->strip.gap > 0.0))
        return error_set(err, LR_EDOMAIN, "stripline: a pair needs a gap, not %g m",
                         closed->strip.gap);
    return stripline_check(closed, err);
}

enum lr_status line_synthesis_microstrip(const struct line_microstrip *like,
                                         const struct line_target *target, double *width,
                                         struct lr_error *err)
{
    const struct sought sought = {.micro = {*like, 0.0},
                                  .target = *target,
                                  .length = WIDTH,
                                  .low = fmax(0.1 * like->height, like->thickness),
                                  .high = 100.0 * like->height,
                                  .what = "width of a microstrip",
                                  .impedance = microstrip_z,
                                  .check = microstrip_check};
    return find(&sought, width, err);
}

enum lr_status line_synthesis_microstrip_pair(const struct line_microstrip_pair *like,
                                              const struct line_target *target,
                                              double *width, struct lr_error *err)
{
    const struct sought sought = {
        .micro = *like,
        .target = *target,
        .length = WIDTH,
        .low = fmax(0.1 * like->strip.height, like->strip.thickness),
        .high = 10.0 * like->strip.height,
        .what = "width of a microstrip pair",
        .impedance = microstrip_zdiff,
        .check = microstrip_pair_check};
    return find(&sought, width, err);
}

enum lr_status line_synthesis_microstrip_gap(const struct line_microstrip_pair *like,
                                             const struct line_target *target,
                                             double *gap, struct lr_error *err)
{
    const struct sought sought = {
        .micro = *like,
        .target = *target,
        .length = GAP,
        .low = fmax(0.1 * like->strip.height, like->strip.thickness),
        .high = 10.0 * like->strip.height,
        .what = "gap of a microstrip pair",
        .impedance = microstrip_zdiff,
        .check = microstrip_pair_check};
    return find(&sought, gap, err);
}

/* The ranges of line_stripline_check; gaps up to where the forms were measured. */
enum lr_status line_synthesis_stripline(const struct line_stripline *like,
                                        const struct line_target *target, double *width,
                                        struct lr_error *err)
{
    const struct sought sought = {.strip = *like,
                                  .target = *target,
                                  .length = WIDTH,
                                  .low = 0.2 * like->plane_spacing,
                                  .high = 5.0 * like->plane_spacing,
                                  .what = "width of a stripline",
                                  .impedance = stripline_z,
                                  .check = stripline_check};
    return find(&sought, width, err);
}

enum lr_status line_synthesis_stripline_pair(const struct line_stripline *like,
                                             const struct line_target *target,
                                             double *width, struct lr_error *err)
{
    const struct sought sought = {.strip = *like,
                                  .target = *target,
                                  .length = WIDTH,
                                  .low = 0.2 * like->plane_spacing,
                                  .high = 5.0 * like->plane_spacing,
                                  .what = "width of a stripline pair",
                                  .impedance = stripline_zdiff,
                                  .check = stripline_pair_check};
    return find(&sought, width, err);
}

enum lr_status line_synthesis_stripline_gap(const struct line_stripline *like,
                                            const struct line_target *target, double *gap,
                                            struct lr_error *err)
{
    const struct sought sought = {.strip = *like,
                                  .target = *target,
                                  .length = GAP,
                                  .low = 0.05 * like->plane_spacing,
                                  .high = 3.0 * like->plane_spacing,
                                  .what = "gap of a stripline pair",
                                  .impedance = stripline_zdiff,
                                  .check = stripline_pair_check};
    return find(&sought, gap, err);
}
