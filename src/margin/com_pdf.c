#include "config.h"

#include "margin/com_pdf.h"

#include "base/parallel.h"
#include "base/quantity.h"
#include "base/special.h"
#include "margin/c2m_eye.h"
#include "margin/com_density.h"
#include "margin/com_samples.h"
#include "margin/fom.h"

#include <math.h>

static const double no_tail = 38.0;     /* sigma: erfc is 0 in double arithmetic */

struct stage {
    struct com_samples samples;
    struct pdf pdf[COM_PILES];
};

static enum lr_status solve_pile(void *context, size_t i, struct lr_error *err)
{
    struct stage *stage = context;
    return pdf_of_levels(&stage->samples.of[i], &stage->pdf[i], err);
}

/* [V] as the tool prints the peak interference of one density. */
static double peak_of(const struct pdf *pdf, double der)
{
    return fabs((double)pdf_reach(pdf, der)) * pdf->bin;
}

/* eq. 93A-41; behind a receiver FFE jitter is a noise before it, as Annex 178A has it. */
static double gaussian_sigma(const struct com_params *p, double slope,
                             const struct com_noise *sigma)
{
    const double random = p->rx_ffe.n
                              ? sigma->random
                              : p->sigma_rj * sqrt(fom_level_power(p->levels)) * slope;
    return sqrt(random * random + sigma->thermal * sigma->thermal +
                sigma->tx * sigma->tx);
}

/* eq. 93A-42; an injected noise is a Gaussian of its own, with its own end. */
static enum lr_status build_gaussian(const struct com_params *p, double bin,
                                     const struct com_result *r, struct pdf *out,
                                     struct lr_error *err)
{
    const double q = p->crest > 0.0 ? p->crest : special_normal_tail_quantile(p->der);
    const double crest = p->injection.crest > 0.0 ? p->injection.crest : q;
    if (!(r->sigma.injected > 0.0))
        return pdf_gaussian(r->sigma_gauss, p->gauss_span * q, bin, out, err);
    struct pdf own = {0}, injected = {0};
    enum lr_status status =
        pdf_gaussian(r->sigma_gauss, p->gauss_span * q, bin, &own, err);
    if (!status)
        status = pdf_gaussian(r->sigma.injected, p->gauss_span * crest, bin, &injected,
                              err);
    if (!status)
        status = pdf_convolve(&own, &injected, out, err);
    pdf_free(&own);
    pdf_free(&injected);
    return status;
}

/* How often the sum of a density and a Gaussian, taken whole, exceeds a voltage; what was
 * dropped is added, so that it is never less than that. */
static double exceeding(const struct pdf *pdf, double sigma, double voltage)
{
    double sum = 0.0;
    for (size_t i = pdf->n; i-- > 0;) {
        const double left = voltage - (double)(pdf->first + (long)i) * pdf->bin;
        const double x = sigma > 0.0 ? left / sigma : left > 0.0 ? INFINITY : -INFINITY;
        if (x > no_tail)
            break;
        sum += pdf->p[i] * 0.5 * erfc(x / sqrt(2.0));
    }
    return sum;
}

/* eq. 93A-42 to 93A-45: everything convolved, read at DER_0. */
static enum lr_status combine(const struct stage *stage, const struct com_params *p,
                              struct com_result *r, struct lr_error *err)
{
    const struct pdf *pdf = stage->pdf;
    const double bin = pdf[COM_ALL].bin;
    struct pdf gauss = {0};
    long tail = 0;
    r->sigma_gauss = gaussian_sigma(p, stage->samples.slope, &r->sigma);
    enum lr_status status = build_gaussian(p, bin, r, &gauss, err);
    if (!status)
        status = pdf_tail_of_sum(&pdf[COM_ALL], &gauss, p->der, &tail, err);
    if (!status) {
        r->a_ni = fabs((double)tail) * bin;
        r->der = exceeding(&pdf[COM_ALL], hypot(r->sigma_gauss, r->sigma.injected),
                           r->a_s / ratio_of(p->held_back_db)) +
                 stage->samples.of[COM_ALL].drop;
        r->budget = (struct com_budget){
            peak_of(&pdf[COM_ISI], p->der), peak_of(&pdf[COM_XTALK], p->der),
            peak_of(&pdf[COM_JITTER], p->der), peak_of(&gauss, p->der)};
    }
    if (!status && p->densities) {
        const struct com_parts parts = {&pdf[COM_ISI], &pdf[COM_XTALK], &pdf[COM_JITTER],
                                        &gauss, &pdf[COM_ALL]};
        status = com_density_solve(&parts, &r->density, err);
    }
    pdf_free(&gauss);
    return status;
}

/* What counts of a chip-to-module receiver is the eye's. */
static enum lr_status look_into_eye(const struct com_response *response,
                                    const struct com_params *p,
                                    const struct pdf_levels *xtalk,
                                    struct com_result *r, struct lr_error *err)
{
    enum lr_status status =
        c2m_eye_of(response, p, &p->c2m, r, xtalk, &r->eye, err);
    if (!status && p->c2m.t_o > 0.0) {
        r->a_ni = r->eye.a_ni;
        r->der = NAN;
        r->com_db = r->eye.com_db;
        r->veo = r->eye.veo;
        r->vec_db = r->eye.vec_db;
    }
    return status;
}

enum lr_status com_pdf_solve(const struct com_response *response,
                             const struct com_params *params, struct com_result *result,
                             struct lr_error *err)
{
    const struct com_params *p = params;
    struct stage stage = {0};
    result->a_s = p->r_lm * result->setting.s0 / (double)(p->levels - 1);
    const double bin = p->bin_forced ? p->bin : fmin(result->a_s / 1000.0, p->bin);
    enum lr_status status =
        com_samples_init(&stage.samples, response, params, bin, result, err);
    if (!status)
        status = parallel_for(COM_PILES, solve_pile, &stage, err);
    if (!status)
        status = combine(&stage, params, result, err);
    if (!status) {
        const double open = result->a_s - result->a_ni;
        result->com_db = db_of(result->a_s / result->a_ni);
        result->veo = 2.0 * open;
        result->vec_db = open > 0.0 ? -db_of(open / result->a_s) : (double)NAN;
    }
    if (!status && p->eye)
        status = look_into_eye(response, p, &stage.samples.of[COM_XTALK], result, err);
    for (size_t i = 0; i < COM_PILES; i++)
        pdf_free(&stage.pdf[i]);
    com_samples_free(&stage.samples);
    return status;
}
