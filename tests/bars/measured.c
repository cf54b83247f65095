#include "config.h"

#include "tests/bars/bars.h"

#include "base/array.h"
#include "base/constants.h"
#include "net/touchstone.h"
#include "net/two_lengths.h"
#include "part/stackup_fit.h"

#include <math.h>

static bool read(const char *name, struct net *net)
{
    const char *path = tap_reference(name);
    struct lr_error err = {.status = LR_OK};
    *net = (struct net){0};
    if (!path)
        return false;
    CU_ASSERT_EQUAL(touchstone_read(path, net, &err), LR_OK);
    return !err.status;
}

/* The board that both files are of: 3 mm of 35 um copper on 1.55 mm of a laminate that
 * nobody measured otherwise. */
static struct stackup board(struct model_library *lib)
{
    static const char *const sets[] = {
        "width=3mm", "height=1.55mm", "thickness=35um", "plane_thickness=35um", "rz=0um",
        "resistivity=1.7e-8ohm*m", NULL};
    struct stackup stackup;
    struct lr_error err = {.status = LR_OK};
    stackup_read(lib, "fr4-microstrip-50ohm", (struct mark){.file = "board"},
                 20.0 + zero_celsius, sets, &stackup, &err);
    SAME_TEXT(err.text, "");
    return stackup;
}

static const double highest = 5e9;              /* Hz */

/* [dB] rms of the loss of 100 mm after a fit of Dk and Df, and the fitted model's gamma
 * times length, [nf]. */
static double fitted(const struct net_two_lengths *measured, double complex *model)
{
    struct model_library *lib = NULL;
    struct lr_error err = {.status = LR_OK};
    struct stackup_fit fit = {.nkey = 2, .key = {STACKUP_DK, STACKUP_DF}};
    double *weight = array_alloc(measured->nf, sizeof *weight);
    for (size_t k = 0; k < measured->nf; k++)
        weight[k] =
            measured->freq[k] <= highest ? fmin(1.0, 1.0 / measured->gain[k]) : 0.0;
    const struct stackup_fit_data data = {0.1, measured->nf, measured->freq, measured->x,
                                          weight};
    CU_ASSERT_EQUAL_FATAL(model_library_open(NULL, &lib, NULL), LR_OK);
    struct stackup stackup = board(lib);
    stackup_fit(&stackup, &data, &fit, model, &err);
    SAME_TEXT(err.text, "");
    array_free(weight);
    model_library_close(lib);
    return fit.loss_rms_db;
}

/* [dB] rms of the same against what |S21| alone differs by, launches and all, as the
 * file of reference numbers has it. */
static double beside_s21(const struct net *shorter, const struct net *longer,
                         const double complex *model)
{
    const size_t first = shorter->freq[0] > 0.0 ? 0 : 1;
    double sum = 0.0;
    size_t n = 0;
    for (size_t k = first; k < shorter->nf && shorter->freq[k] <= highest; k++, n++) {
        const double measured = db_of(cabs(*net_s(shorter, k, 1, 0))) -
                                db_of(cabs(*net_s(longer, k, 1, 0)));
        const double off = measured - db_of(exp(creal(model[k - first])));
        sum += off * off;
    }
    return sqrt(sum / (double)n);
}

/* scikit-rf's microstrip board, 100 and 200 mm: the files behind
 * h_measured_msl_cpwg.json, 10 MHz to 5 GHz. */
void bars_measured_board(void)
{
    static const struct bar bar = {"measured board, fitted: 100 mm, rms", "h", 0.04,
                                   "dB"};
    static const struct bar raw = {"the same, launches not removed", "h", 0.04, "dB"};
    static const char *const names[] = {"MSL100.s2p", "MSL200.s2p"};
    struct net_two_lengths measured = {0};
    struct net shorter, longer = {0};
    struct lr_error err = {.status = LR_OK};
    if (read("channels/MSL100.s2p", &shorter) && read("channels/MSL200.s2p", &longer) &&
        !net_two_lengths(&shorter, &longer, names, &measured, &err)) {
        double complex *model = array_alloc(measured.nf, sizeof *model);
        bars_show(&bar, fitted(&measured, model));
        bars_show(&raw, beside_s21(&shorter, &longer, model));
        array_free(model);
    } else {
        bars_show_skipped(&bar);
        bars_show_skipped(&raw);
    }
    SAME_TEXT(err.text, "");
    net_two_lengths_free(&measured);
    net_free(&longer);
    net_free(&shorter);
}
