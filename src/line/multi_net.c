#include "config.h"

#include "line/multi_net.h"

#include "base/array.h"
#include "base/parallel.h"
#include "base/quantity.h"
#include "line/multi.h"

#include <string.h>

/* Points of Z and Y that one thread fills at a time. */
enum { CHUNK = 64 };

struct job {
    const struct line_multi_section *section;
    size_t nf;
    const double *freq;
    double complex *z, *y;              /* [nf][n][n] */
};

static enum lr_status fill_chunk(void *context, size_t chunk, struct lr_error *err)
{
    (void)err;
    const struct job *job = context;
    const size_t first = chunk * CHUNK, left = job->nf - first;
    const size_t at = first * job->section->n * job->section->n;
    line_multi_section_rlgc(job->section, left < CHUNK ? left : CHUNK, job->freq + first,
                            job->z + at, job->y + at);
    return LR_OK;
}

/* The loss tangent of a wideband Debye model is 2/pi arctan(f_high/f) of its plateau:
 * 13 % low at a fifth of f_high. */
static enum lr_status warn(const struct line_multi_section *section, double f_max,
                           struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (size_t d = 0; !status && d < section->ndielectric; d++) {
        const double f_high = section->dielectric[d].debye.f_high;
        if (f_max > f_high / 5.0)
            status = note_add(err, NOTE_WARNING,
                              "coupled lines: at %g GHz the loss of dielectric %zu is "
                              "too low, because its f_high is %g GHz; it wants five "
                              "times the highest frequency",
                              f_max / unit_ghz, d + 1, f_high / unit_ghz);
    }
    return status;
}

/* The lines are solved with the near end's references at both ends. */
static enum lr_status refer_far_ends(size_t n, const double *zref, struct net *net,
                                     struct lr_error *err)
{
    if (!memcmp(zref, zref + n, n * sizeof *zref))
        return LR_OK;
    struct net near = *net;
    enum lr_status status = net_renormalise_ports(&near, zref, net, err);
    net_free(&near);
    return status;
}

enum lr_status line_multi_net(const struct line_multi_section *section, double length,
                              const double *zref, size_t nf, const double *freq,
                              struct net *net, struct lr_error *err)
{
    *net = (struct net){0, 0, NULL, NULL, NULL};
    const size_t n = section->n;
    enum lr_status status = line_multi_section_check(section, err);
    if (status)
        return status;
    double complex *z = array_alloc(nf, n * n * sizeof *z);
    double complex *y = array_alloc(nf, n * n * sizeof *y);
    status = z && y ? net_init(net, nf, 2 * n, 0.0, err)
                    : error_memory(err, "coupled lines");
    if (status)
        goto out;
    memcpy(net->freq, freq, nf * sizeof *freq);
    memcpy(net->zref, zref, n * sizeof *zref);
    memcpy(net->zref + n, zref, n * sizeof *zref);

    struct job job = {section, nf, freq, z, y};
    status = parallel_for((nf + CHUNK - 1) / CHUNK, fill_chunk, &job, err);
    const struct line_multi multi = {n, nf, freq, z, y};
    if (!status)
        status = line_multi_sparam(&multi, length, zref, net->s, err);
    if (!status)
        status = refer_far_ends(n, zref, net, err);
    if (!status && nf)
        status = warn(section, freq[nf - 1], err);
out:
    if (status)
        net_free(net);
    array_free(y);
    array_free(z);
    return status;
}
