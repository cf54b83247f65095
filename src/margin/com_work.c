#include "config.h"

#include "margin/com_work.h"

#include "base/array.h"
#include "signal/fft.h"

#include <string.h>

enum lr_status com_work_plan(struct com_work *work, size_t intervals,
                             struct lr_error *err)
{
    if (work->fft && work->intervals == intervals)
        return LR_OK;
    fft_free(work->fft);
    work->fft = NULL;
    work->intervals = intervals;
    return fft_new(2 * intervals, &work->fft, err);
}

static void free_spectra(struct com_work *work)
{
    array_free(work->ctle);
    array_free(work->freq);
    array_free(work->power);
    array_free(work->ready);
    work->ctle = NULL;
    work->freq = work->power = NULL;
    work->ready = NULL;
    work->nctle = work->nf = 0;
}

enum lr_status com_work_spectra(struct com_work *work, const struct com_params *params,
                                size_t nf, const double *freq, struct lr_error *err)
{
    const size_t n = params->ng * params->nhp;
    const size_t ctle_size = n * sizeof *params->ctle, freq_size = nf * sizeof *freq;
    if (work->nctle == n && work->nf == nf && !memcmp(work->freq, freq, freq_size) &&
        !memcmp(work->ctle, params->ctle, ctle_size))
        return LR_OK;
    free_spectra(work);
    work->ctle = array_alloc(n, sizeof *work->ctle);
    work->freq = array_alloc(nf, sizeof *work->freq);
    work->power = array_alloc(n, nf * sizeof *work->power);
    work->ready = array_alloc(n, sizeof *work->ready);
    if (!work->ctle || !work->freq || !work->power || !work->ready) {
        free_spectra(work);
        return error_memory(err, "the spectra of the CTLE settings");
    }
    memcpy(work->ctle, params->ctle, ctle_size);
    memcpy(work->freq, freq, freq_size);
    work->nctle = n;
    work->nf = nf;
    return LR_OK;
}

const double *com_work_power(struct com_work *work, size_t ctle)
{
    double *power = work->power + ctle * work->nf;
    if (!work->ready[ctle])
        eq_ctle_power(&work->ctle[ctle], work->nf, work->freq, power);
    work->ready[ctle] = true;
    return power;
}

void com_work_free(struct com_work *work)
{
    fft_free(work->fft);
    free_spectra(work);
    *work = (struct com_work){0};
}
