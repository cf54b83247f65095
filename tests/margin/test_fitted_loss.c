#include "config.h"

#include "margin/fitted_loss.h"
#include "tests/tap.h"

#include <math.h>

enum { NF = 2001 };
static const double step = 13.7e6;      /* up to 27.4 GHz */
static const double truth[4] = {0.132, 4.71e-5, 3.83e-10, 2.17e-21};
static const struct fitted_loss_params params = {
    .baud = 26.5625e9, .f_1 = 50e6, .f_2 = 20e9, .f_v = 15.77e9, .f_r = 19.92e9};

static double smooth(double f)
{
    return truth[0] + truth[1] * sqrt(f) + truth[2] * f + truth[3] * f * f;
}

/* The smooth loss and a ripple [dB] of 0.43 ns period, of any phase. */
static void make(struct net *net, double ripple)
{
    CU_ASSERT_EQUAL_FATAL(net_init(net, NF, 2, 100.0, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++) {
        const double f = net->freq[k] = step * (double)k;
        const double loss = smooth(f) + ripple * sin(2.0 * M_PI * f * 0.43e-9 + 0.3);
        *net_s(net, k, 1, 0) = pow(10.0, -loss / 20.0) * cexp(-I * 3.1e-9 * f);
    }
}

static double loss_of(const struct net *net, size_t k)
{
    return -20.0 * log10(cabs(*net_s(net, k, 1, 0)));
}

static void a_smooth_loss_is_found_again(void)
{
    struct net net;
    struct fitted_loss got;
    struct lr_error err = {0};
    make(&net, 0.0);
    CU_ASSERT_EQUAL(fitted_loss_solve(&net, "line", &params, &got, &err), LR_OK);
    SAME_TEXT(err.text, "");
    for (size_t i = 0; i < 4; i++)
        CLOSE(got.a[i] / truth[i], 1.0, 1e-9);
    CLOSE(got.fom_ild_db, 0.0, 1e-12);
    /* Linear between points at 13.2753 and 13.289 GHz: within 1e-7 dB of the curve. */
    CLOSE(got.fitted_nyquist_db, smooth(13.28125e9), 1e-7);
    CLOSE(got.il_nyquist_db, smooth(13.28125e9), 1e-7);
    CLOSE(fitted_loss_at(truth, 7.23e9), smooth(7.23e9), 1e-12);
    net_free(&net);
}

static void deviation_is_orthogonal_to_what_was_fitted(void)
{
    /* What makes a weighted sum of squares least. */
    struct net net;
    struct fitted_loss got;
    double ild[NF], sum[4] = {0.0}, most = 0.0;
    make(&net, 0.37);
    CU_ASSERT_EQUAL(fitted_loss_solve(&net, "line", &params, &got, NULL), LR_OK);
    fitted_loss_ild(&net, &got, ild);
    CU_ASSERT_EQUAL(got.band.first, 3);         /* 41.1 MHz */
    CU_ASSERT_EQUAL(got.band.last, 1460);       /* 20.002 GHz */
    for (size_t k = 3; k <= 1460; k++) {
        const double x = net.freq[k] / 20e9, s = cabs(*net_s(&net, k, 1, 0));
        const double basis[4] = {1.0, sqrt(x), x, x * x};
        for (size_t i = 0; i < 4; i++)
            sum[i] += s * s * ild[k] * basis[i];
        most += s * s * fabs(ild[k]);
    }
    for (size_t i = 0; i < 4; i++)
        CLOSE(sum[i] / most, 0.0, 1e-12);
    net_free(&net);
}

static void more_loss_than_fitted_is_positive_deviation(void)
{
    struct net net;
    struct fitted_loss got;
    double ild[NF];
    make(&net, 0.0);
    *net_s(&net, 700, 1, 0) *= pow(10.0, -0.5 / 20.0);
    CU_ASSERT_EQUAL(fitted_loss_solve(&net, "line", &params, &got, NULL), LR_OK);
    fitted_loss_ild(&net, &got, ild);
    CLOSE(ild[700], 0.5, 0.01);
    net_free(&net);
}

static void merit_is_the_weighted_power_of_the_deviation(void)
{
    /* The sum by its definition, and roughly the ripple's RMS under the weight. */
    struct net net;
    struct fitted_loss got;
    double ild[NF], sum = 0.0, area = 0.0;
    make(&net, 0.37);
    CU_ASSERT_EQUAL(fitted_loss_solve(&net, "line", &params, &got, NULL), LR_OK);
    fitted_loss_ild(&net, &got, ild);
    for (size_t k = 3; k <= 1460; k++) {
        const double f = net.freq[k], x = M_PI * f / 26.5625e9;
        const double w = pow(sin(x) / x, 2.0) / (1.0 + pow(f / 15.77e9, 4.0)) /
                         (1.0 + pow(f / 19.92e9, 8.0));
        sum += w * pow(loss_of(&net, k) - fitted_loss_at(got.a, f), 2.0);
        area += w * step / (20e9 - 50e6);
    }
    CLOSE(got.fom_ild_db, sqrt(step / (20e9 - 50e6) * sum), 1e-12);
    CLOSE(got.fom_ild_db, 0.37 * sqrt(0.5 * area), 0.05 * 0.37);
    net_free(&net);
}

static void loss_at_nyquist_is_linear_in_db_between_points(void)
{
    struct net net;
    struct fitted_loss got;
    make(&net, 0.37);
    CU_ASSERT_EQUAL(fitted_loss_solve(&net, "line", &params, &got, NULL), LR_OK);
    /* 13.28125 GHz is behind point 969. */
    const double u = (13.28125e9 - 969.0 * step) / step;
    CLOSE(got.il_nyquist_db, (1.0 - u) * loss_of(&net, 969) + u * loss_of(&net, 970),
          1e-12);
    struct fitted_loss_params fast = params;
    fast.baud = 2.0 * 27.5e9;
    CU_ASSERT_EQUAL(fitted_loss_solve(&net, "line", &fast, &got, NULL), LR_OK);
    CU_ASSERT(isnan(got.il_nyquist_db) && isnan(got.fitted_nyquist_db));
    net_free(&net);
}

static void the_value_at_nyquist_is_of_a_fit_to_the_whole_file(void)
{
    /* A notch behind f_2 moves it, but neither the other fit nor FOM_ILD. */
    struct net net;
    struct fitted_loss plain, notched;
    make(&net, 0.37);
    CU_ASSERT_EQUAL(fitted_loss_solve(&net, "line", &params, &plain, NULL), LR_OK);
    for (size_t k = 1600; k < 1700; k++)
        *net_s(&net, k, 1, 0) *= 1.3;
    CU_ASSERT_EQUAL(fitted_loss_solve(&net, "line", &params, &notched, NULL), LR_OK);
    CU_ASSERT(fabs(notched.fitted_nyquist_db - plain.fitted_nyquist_db) > 1e-3);
    CLOSE(notched.fom_ild_db, plain.fom_ild_db, 0.0);
    for (size_t i = 0; i < 4; i++)
        CLOSE(notched.a[i], plain.a[i], 0.0);
    net_free(&net);
}

static void blocked_dc_has_no_weight(void)
{
    struct net net;
    struct fitted_loss got;
    double ild[NF];
    make(&net, 0.0);
    *net_s(&net, 0, 1, 0) = 0.0;
    CU_ASSERT_EQUAL(fitted_loss_solve(&net, "line", &params, &got, NULL), LR_OK);
    CLOSE(got.fitted_nyquist_db, smooth(13.28125e9), 1e-7);
    fitted_loss_ild(&net, &got, ild);
    CU_ASSERT(isinf(ild[0]) && ild[0] > 0.0);
    CLOSE(ild[1], 0.0, 1e-10);
    net_free(&net);
}

static void refused(const struct net *net, const struct fitted_loss_params *p,
                    enum lr_status status, const char *text)
{
    struct fitted_loss got;
    struct lr_error err = {0};
    CU_ASSERT_EQUAL(fitted_loss_solve(net, "line", p, &got, &err), status);
    SAME_TEXT(err.text, text);
}

static void what_cannot_be_fitted_is_refused(void)
{
    struct net net;
    struct fitted_loss_params p = params;
    make(&net, 0.0);
    p.f_v = 0.0;
    refused(&net, &p, LR_EDOMAIN, "fitted loss at 2.65625e+10 Bd with f_v 0 Hz and f_r "
                                  "1.992e+10 Hz; all must be positive");
    p = params;
    p.f_2 = NAN;
    refused(&net, &p, LR_EDOMAIN,
            "f_1 5e+07 Hz and f_2 nan Hz; f_1 must be at least 0 and below f_2");
    p.f_1 = 1e9;
    p.f_2 = 1.02e9;
    refused(&net, &p, LR_EDOMAIN, "line: fewer than 5 frequencies between 1 and 1.02 GHz "
                                  "to fit its loss to");
    *net_s(&net, 300, 1, 0) = 0.0;
    refused(&net, &params, LR_ENUMERIC, "line: S21 is 0 somewhere between 0.0411 and "
                                        "20.002 GHz, so that FOM_ILD is infinite");
    *net_s(&net, 300, 1, 0) = NAN;
    refused(&net, &params, LR_ENUMERIC, "line: S21 is not finite at 4.11 GHz");
    for (size_t k = 0; k < NF; k++)
        *net_s(&net, k, 1, 0) = k < 3 ? 1.0 : 0.0;
    refused(&net, &params, LR_ENUMERIC, "line: no loss can be fitted from 0 to 27.4 GHz: "
                                        "too few points where anything comes through");
    net.nf = 10;
    refused(&net, &params, LR_EDOMAIN,
            "line: 10 frequencies; a fit of its loss needs at least 11");
    net.np = 4;
    refused(&net, &params, LR_EDOMAIN,
            "line: 4 ports where a differential 2-port is needed");
    net_free(&net);
}

static const struct tap_case cases[] = {
    {"a smooth loss is found again", a_smooth_loss_is_found_again},
    {"deviation is orthogonal to what was fitted",
     deviation_is_orthogonal_to_what_was_fitted},
    {"more loss than fitted is positive deviation",
     more_loss_than_fitted_is_positive_deviation},
    {"FOM_ILD is the weighted power of the deviation",
     merit_is_the_weighted_power_of_the_deviation},
    {"loss at Nyquist is linear in dB between points",
     loss_at_nyquist_is_linear_in_db_between_points},
    {"the fitted loss at Nyquist is of a fit to the whole file",
     the_value_at_nyquist_is_of_a_fit_to_the_whole_file},
    {"blocked DC has no weight", blocked_dc_has_no_weight},
    {"what cannot be fitted is refused", what_cannot_be_fitted_is_refused},
};
TAP_MAIN("margin/fitted_loss", cases)
