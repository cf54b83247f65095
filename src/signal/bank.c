#include "config.h"

#include "signal/bank.h"

#include "base/array.h"

/* Longer blocks waste less on the overlap, shorter ones stay in the cache. */
static const size_t shortest = 2048, times_taps = 4;

enum lr_status bank_init(size_t n, size_t ntap, struct bank *bank, struct lr_error *err)
{
    *bank = (struct bank){.n = n, .ntap = ntap, .length = shortest};
    while (bank->length < times_taps * ntap)
        bank->length *= 2;
    bank->step = bank->length - ntap + 1;
    bank->nf = bank->length / 2 + 1;
    bank->response = array_alloc(n, bank->nf * sizeof *bank->response);
    if (!bank->response)
        return error_memory(err, "the responses of a simulation");
    return fft_new(bank->length, &bank->fft, err);
}

void bank_free(struct bank *bank)
{
    fft_free(bank->fft);
    array_free(bank->response);
    *bank = (struct bank){0};
}

enum lr_status bank_load(struct bank *bank, size_t r, const double *tap,
                         struct lr_error *err)
{
    double *x = array_alloc(bank->length, sizeof *x);
    if (!x)
        return error_memory(err, "a response of a simulation");
    for (size_t i = 0; i < bank->ntap; i++)
        x[i] = tap[i];
    double complex *spectrum = array_alloc(bank->nf, sizeof *spectrum);
    if (!spectrum) {
        array_free(x);
        return error_memory(err, "a response of a simulation");
    }
    fft_forward(bank->fft, x, spectrum);
    for (size_t k = 0; k < bank->nf; k++)
        bank->response[r * bank->nf + k] = spectrum[k];
    array_free(spectrum);
    array_free(x);
    return LR_OK;
}

void bank_add(const struct bank *bank, size_t r, const double complex *x,
              double complex *restrict sum)
{
    /* By real arithmetic: the complex product of C looks for infinities. */
    const double *a = (const double *)(bank->response + r * bank->nf);
    const double *b = (const double *)x;
    double *s = (double *)sum;
    for (size_t k = 0; k < 2 * bank->nf; k += 2) {
        s[k] += a[k] * b[k] - a[k + 1] * b[k + 1];
        s[k + 1] += a[k] * b[k + 1] + a[k + 1] * b[k];
    }
}
