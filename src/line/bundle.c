#include "config.h"

#include "line/bundle.h"

#include "base/array.h"
#include "base/parallel.h"

#include <math.h>
#include <string.h>

/* Points of the whole matrices that one thread holds at a time. */
enum { CHUNK = 64 };

static const double reference = 50.0;           /* [ohm] as in net/bundle.h    */

/* Of the diagonal: above what a mesh leaves, below any asymmetry that is meant. */
static const double alike = 1e-6;

struct job {
    const struct line_multi_section *section;
    bool mirrored;
    size_t nf;
    const double *freq;
    double complex *z[2], *y[2];        /* even, odd: [nf][n][n]; or the whole */
};

/* Whether a matrix of 2n signals is its own mirror image. */
static bool matrix_is_mirrored(size_t n, const double *m)
{
    for (size_t i = 0; i < 2 * n; i++)
        for (size_t j = 0; j < 2 * n; j++) {
            const size_t p = net_bundle_image(n, i), q = net_bundle_image(n, j);
            if (!(fabs(m[2 * n * i + j] - m[2 * n * p + q]) <= alike * m[0]))
                return false;
        }
    return true;
}

/* Halves of the whole [2n][2n], each element the mean over both images. */
static void fold(size_t n, const double complex *whole, double complex *restrict even,
                 double complex *restrict odd)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            const size_t a = net_bundle_conductor(n, i), b = net_bundle_conductor(n, j);
            const double complex *row = whole + 2 * n * a;
            const double complex *image = whole + 2 * n * net_bundle_image(n, a);
            const size_t c = net_bundle_image(n, b);
            const double complex own = 0.5 * (row[b] + image[c]);
            const double complex other = 0.5 * (row[c] + image[b]);
            even[i * n + j] = own + other;
            odd[i * n + j] = own - other;
        }
}

static enum lr_status fill_chunk(void *context, size_t chunk, struct lr_error *err)
{
    const struct job *job = context;
    const size_t first = chunk * CHUNK, left = job->nf - first;
    const size_t count = left < CHUNK ? left : CHUNK;
    const size_t n = job->section->n / 2, size = n * n;
    double complex *z = array_alloc(count, 8 * size * sizeof *z);
    if (!z)
        return error_memory(err, "coupled lines");
    double complex *y = z + 4 * size * count;
    line_multi_section_rlgc(job->section, count, job->freq + first, z, y);
    if (!job->mirrored) {
        memcpy(job->z[0] + 4 * size * first, z, 4 * size * count * sizeof *z);
        memcpy(job->y[0] + 4 * size * first, y, 4 * size * count * sizeof *y);
    }
    for (size_t k = 0; job->mirrored && k < count; k++) {
        const size_t to = (first + k) * size;
        fold(n, z + 4 * size * k, job->z[0] + to, job->z[1] + to);
        fold(n, y + 4 * size * k, job->y[0] + to, job->y[1] + to);
    }
    array_free(z);
    return LR_OK;
}

static enum lr_status warn(const struct line_multi_section *section, double f_max,
                           struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (size_t d = 0; !status && d < section->ndielectric; d++)
        status = line_debye_note(&section->dielectric[d].debye,
                                 section->dielectric[d].name, f_max, err);
    return status;
}

enum lr_status line_bundle_init(const struct line_multi_section *section, size_t nf,
                                const double *freq, struct line_bundle *out,
                                struct lr_error *err)
{
    const size_t n = section->n / 2;
    *out = (struct line_bundle){.n = n};
    if (!n || section->n % 2)
        return error_set(err, LR_EDOMAIN, "%zu lines do not form lanes of two",
                         section->n);
    enum lr_status status = line_multi_section_check(section, err);
    if (status)
        return status;
    out->mirrored = matrix_is_mirrored(n, section->l) &&
                    matrix_is_mirrored(n, section->c) &&
                    matrix_is_mirrored(n, section->k_strip);
    const size_t halves = out->mirrored ? 2 : 1, m = out->mirrored ? n : 2 * n;
    struct job job = {section, out->mirrored, nf, freq, {NULL}, {NULL}};
    double complex *all = array_alloc(nf, 2 * halves * m * m * sizeof *all);
    if (!all)
        return error_memory(err, "coupled lines");
    for (size_t h = 0; h < halves; h++) {
        job.z[h] = all + 2 * h * nf * m * m;
        job.y[h] = job.z[h] + nf * m * m;
    }
    status = parallel_for((nf + CHUNK - 1) / CHUNK, fill_chunk, &job, err);
    for (size_t h = 0; !status && h < halves; h++) {
        const struct line_multi lines = {m, nf, freq, job.z[h], job.y[h]};
        status = line_multi_ready_init(&lines, reference, &out->half[h], err);
    }
    if (!status && nf)
        status = warn(section, freq[nf - 1], err);
    array_free(all);
    return status;
}

void line_bundle_free(struct line_bundle *bundle)
{
    line_multi_ready_free(&bundle->half[0]);
    line_multi_ready_free(&bundle->half[1]);
    *bundle = (struct line_bundle){0};
}

enum lr_status line_bundle_net(const struct line_bundle *bundle, double length,
                               struct net_bundle *out, struct lr_error *err)
{
    *out = (struct net_bundle){.n = bundle->n, .mirrored = bundle->mirrored};
    enum lr_status status =
        line_multi_ready_net(&bundle->half[0], length, &out->half[0], err);
    if (!status && bundle->mirrored)
        status = line_multi_ready_net(&bundle->half[1], length, &out->half[1], err);
    return status;
}
