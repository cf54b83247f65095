#include "config.h"

#include "base/array.h"
#include "base/random.h"
#include "signal/bank.h"
#include "tests/tap.h"

#include <string.h>

/* Two inputs through two responses, in three blocks, against the sum itself. */
static void blocks_give_the_convolution(void)
{
    enum { NTAP = 37 };
    struct bank bank;
    struct random *random;
    CU_ASSERT_EQUAL_FATAL(random_new(&random, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(bank_init(2, NTAP, &bank, NULL), LR_OK);
    const size_t n = 3 * bank.step + NTAP - 1;
    double *x[2], tap[2][NTAP];
    double *in = array_alloc(bank.length, sizeof *in);
    double *y = array_alloc(bank.length, sizeof *y);
    double complex *spectrum = array_alloc(bank.nf, sizeof *spectrum);
    double complex *sum = array_alloc(bank.nf, sizeof *sum);
    random_key(random, 1, 2);
    for (size_t i = 0; i < 2; i++) {
        x[i] = array_alloc(n, sizeof **x);
        random_normal(random, n, x[i]);
        random_normal(random, NTAP, tap[i]);
        CU_ASSERT_EQUAL_FATAL(bank_load(&bank, i, tap[i], NULL), LR_OK);
    }
    for (size_t block = 0; block < 3; block++) {
        memset(sum, 0, bank.nf * sizeof *sum);
        for (size_t i = 0; i < 2; i++) {
            memcpy(in, x[i] + block * bank.step, bank.length * sizeof *in);
            fft_forward(bank.fft, in, spectrum);
            bank_add(&bank, i, spectrum, sum);
        }
        fft_inverse(bank.fft, sum, y);
        for (size_t k = NTAP - 1; k < bank.length; k += 53) {
            double want = 0.0;
            for (size_t i = 0; i < 2; i++)
                for (size_t m = 0; m < NTAP; m++)
                    want += tap[i][m] * x[i][block * bank.step + k - m];
            CLOSE(y[k], want, 1e-12);
        }
    }
    for (size_t i = 0; i < 2; i++)
        array_free(x[i]);
    array_free(in);
    array_free(y);
    array_free(spectrum);
    array_free(sum);
    bank_free(&bank);
    random_free(random);
}

static const struct tap_case cases[] = {
    {"blocks give the convolution", blocks_give_the_convolution},
};
TAP_MAIN("signal/bank", cases)
