#include "config.h"

#include "margin/com_density.h"

/* Steps of the widest curve, more than a picture is wide. */
enum { STEPS = 4096 };

/* The curve takes the values of `pdf`, which is then empty. */
static void take(struct pdf *pdf, struct com_density *out)
{
    *out = (struct com_density){pdf->n, (double)pdf->first * pdf->bin, pdf->bin, pdf->p};
    *pdf = (struct pdf){0};
}

static enum lr_status draw(const struct pdf *pdf, size_t by, struct com_density *out,
                           struct lr_error *err)
{
    struct pdf coarse;
    enum lr_status status = pdf_coarsen(pdf, by, &coarse, err);
    take(&coarse, out);
    return status;
}

/* Of a sum the parts are made coarse first: in single bins it could take minutes. */
static enum lr_status draw_sum(const struct pdf *a, const struct pdf *b, size_t by,
                               struct com_density *out, struct lr_error *err)
{
    struct pdf first, second = {0}, sum = {0};
    enum lr_status status = pdf_coarsen(a, by, &first, err);
    if (!status)
        status = pdf_coarsen(b, by, &second, err);
    if (!status)
        status = pdf_convolve(&first, &second, &sum, err);
    take(&sum, out);
    pdf_free(&first);
    pdf_free(&second);
    return status;
}

enum lr_status com_density_solve(const struct com_parts *parts,
                                 struct com_densities *out, struct lr_error *err)
{
    const size_t bins = parts->levels->n + parts->gauss->n;
    const size_t by = bins / STEPS / 2 * 2 + 1;         /* odd */
    enum lr_status status = draw(parts->thru, by, &out->thru, err);
    if (!status)
        status = draw(parts->xtalk, by, &out->xtalk, err);
    if (!status)
        status = draw_sum(parts->jitter, parts->gauss, by, &out->noise, err);
    if (!status)
        status = draw_sum(parts->levels, parts->gauss, by, &out->total, err);
    return status;
}
