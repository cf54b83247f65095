#include "config.h"

#include "margin/fec.h"
#include "tests/cases.h"

#include <math.h>
#include <string.h>

/* Published and independently calculated values: frame losses of IEEE 802.3 as they are
 * quoted for RS(544,514) at 2.4e-4, and a program in numpy with its own binomials and
 * Markov chain. */
static struct fec_result random_errors(const char *code, double ber, size_t codewords)
{
    const struct fec_errors e = {
        .levels = 2, .first = ber, .behind = ber, .codewords = codewords};
    struct fec_result r;
    CU_ASSERT_EQUAL_FATAL(fec_solve(fec_find(code), &e, &r, NULL), LR_OK);
    return r;
}

/* Cases F of spec/optics-verification.md. */
static void near(const char *id, const char *what, double got, double want, double part)
{
    case_row(id, what, want, got, part * want);
}

static void kp4_loses_the_frames_that_the_standard_counts(void)
{
    near("F1", "KP4: words or frames lost", random_errors("kp4", 2.4e-4, 1).codeword, 8.1516e-13, 1e-4);
    near("F1", "KP4: words or frames lost", random_errors("kp4", 2.4e-4, 1).frame_loss, 9.2215e-13, 1e-4);
    near("F1", "KP4: words or frames lost", random_errors("kp4", 2.4e-4, 2).frame_loss, 1.7372e-12, 1e-4);
    near("F1", "KP4: words or frames lost", random_errors("kp4", 2.4e-4, 4).frame_loss, 3.3675e-12, 1e-4);
    near("F1", "KP4: words or frames lost", random_errors("kp4", 2.921e-4, 4).frame_loss, 6.01e-11, 1e-3);
}

static void errors_behind_random_ones(void)
{
    static const struct { double in, out; } of[] = {
        {1e-5, 6.2947e-37},  {1e-4, 4.0092e-21},  {2.0e-4, 1.5932e-16},
        {2.2e-4, 6.6246e-16}, {2.4e-4, 2.4121e-15}, {2.8e-4, 2.3272e-14},
        {3.0e-4, 6.3522e-14}, {3.2e-4, 1.6147e-13}, {4e-4, 3.8514e-12},
        {1e-3, 4.6412e-07}};
    for (size_t i = 0; i < sizeof of / sizeof of[0]; i++)
        near("F2", "errors behind FEC, or words lost", random_errors("kp4", of[i].in, 1).ber_out, of[i].out, 4e-5);
    near("F2", "errors behind FEC, or words lost", random_errors("kp4", 3.635217861e-4, 1).ber_out, 1e-12, 1e-6);
    near("F2", "errors behind FEC, or words lost", random_errors("kp4", 3.095501350e-4, 1).ber_out, 1e-13, 1e-6);
    near("F2", "errors behind FEC, or words lost", random_errors("kr4", 5e-5, 1).codeword, 4.3971e-10, 2e-5);
    near("F2", "errors behind FEC, or words lost", random_errors("kr4", 5e-5, 1).ber_out, 6.6884e-13, 2e-5);
    near("F2", "errors behind FEC, or words lost", random_errors("kr4", 5e-5, 1).frame_loss, 4.974206e-10, 1e-6);
    near("F2", "errors behind FEC, or words lost", random_errors("kr4", 5.265788246e-5, 1).ber_out, 1e-12, 1e-6);
}

static void tails_keep_their_precision(void)
{
    /* One term of the binomial rules: C(544, 16) p^16, p = 1 - (1 - 1e-9)^10, next ones
     * smaller by 3e-7. */
    const double log_c = lgamma(545.0) - lgamma(17.0) - lgamma(529.0);
    const double p = -expm1(10.0 * log1p(-1e-9));
    near("F2", "the first term of the binomial", random_errors("kp4", 1e-9, 1).codeword,
         exp(log_c + 16.0 * log(p) + 528.0 * log1p(-p)), 1e-5);
    const struct fec_result none = random_errors("kp4", 0.0, 1);
    CU_ASSERT_EQUAL(none.codeword, 0.0);
    CU_ASSERT_EQUAL(none.frame_loss, 0.0);
    CLOSE(none.share[0], 1.0, 0.0);
    const struct fec_result all = random_errors("kp4", 0.5, 1);
    CLOSE(all.codeword, 1.0, 1e-12);
    CLOSE(all.frame_loss, 1.0, 0.0);
    double sum = 0.0;
    const struct fec_result some = random_errors("kp4", 1e-3, 2);
    for (size_t i = 0; i < FEC_COUNTS; i++)
        sum += some.share[i];
    CLOSE(sum, 1.0, 1e-12);
}

static void an_inner_code_carries_twenty_times_the_errors(void)
{
    near("F3", "inner Hamming code and KP4", random_errors("kp4-hamming", 4.86e-3, 1).codeword, 1.455e-11, 0.02);
    near("F3", "inner Hamming code and KP4", fec_limit(fec_find("kp4-hamming"), 1,
                   random_errors("kp4", 2.4e-4, 1).frame_loss), 4.61e-3, 0.02);
}

/* [1] of the bit error ratio at which bursts leave codeword errors of 8.15e-13. */
static double allowed(double behind, size_t codewords, bool precoded)
{
    double low = log(1e-9), high = log(1e-2), ber = 0.0;
    while (high - low > 1e-6) {
        const double middle = 0.5 * (low + high);
        const struct fec_errors e = {.levels = 4, .first = exp(middle),
                                     .behind = behind > 0.0 ? behind : exp(middle),
                                     .precoded = precoded, .codewords = codewords};
        struct fec_result r;
        CU_ASSERT_EQUAL_FATAL(fec_solve(fec_find("kp4"), &e, &r, NULL), LR_OK);
        ber = r.ber_in;
        if (r.codeword > 8.15e-13)
            high = middle;
        else
            low = middle;
    }
    return ber;
}

static void bursts_cost_what_an_exact_chain_says(void)
{
    static const struct {
        double behind;
        size_t codewords;
        bool precoded;
        double ber;
    } of[] = {{0.0, 1, false, 2.40e-4},  {0.25, 1, false, 1.90e-4},
              {0.5, 1, false, 1.40e-4},  {0.75, 1, false, 7.20e-7},
              {0.25, 1, true, 1.36e-4},  {0.5, 1, true, 1.04e-4},
              {0.75, 1, true, 7.11e-5},  {0.25, 2, false, 3.00e-4},
              {0.5, 2, false, 3.79e-4},  {0.75, 2, false, 2.57e-4},
              {0.5, 2, true, 3.18e-4},   {0.75, 4, false, 5.69e-4}};
    for (size_t i = 0; i < sizeof of / sizeof of[0]; i++)
        near("F4", "BER before KP4 under bursts", allowed(of[i].behind, of[i].codewords, of[i].precoded), of[i].ber,
             0.01);
}

static void a_full_tap_makes_three_of_four_errors_go_on(void)
{
    CLOSE(fec_propagation(4, 1e-6, 1.0), 0.75, 1e-5);
    CLOSE(fec_propagation(2, 1e-6, 1.0), 0.5, 1e-5);
    CLOSE(fec_propagation(4, 1e-6, 0.0), 1e-6, 1e-12);     /* an error changes nothing */
    CLOSE(fec_propagation(2, 1e-6, -1.0), 0.5, 1e-5);
    CLOSE(fec_propagation(4, 1e-6, 0.5), 0.375, 1e-6);     /* on the threshold */
    double before = 0.0;
    for (double b = 0.0; b <= 1.0; b += 0.125) {
        const double a = fec_propagation(4, 1e-4, b);
        CU_ASSERT(a >= before);
        before = a;
    }
    CLOSE(fec_propagation(4, 0.0, 0.3), 0.0, 0.0);
    CLOSE(fec_propagation(4, 0.0, 0.7), 0.75, 0.0);
}

static void a_codeword_takes_time_to_arrive(void)
{
    const struct fec *kp4 = fec_find("kp4");
    case_row("F5", "a codeword arrives, s (C)", 51.2e-9, fec_accumulation(kp4, 1, 106.25e9), 1e-15);
    case_row("F5", "a codeword arrives, s (C)", 51.2e-9, fec_accumulation(kp4, 2, 212.5e9), 1e-15);
    case_row("F5", "a codeword arrives, s (C)", 25.6e-9, fec_accumulation(kp4, 2, 425e9), 1e-15);
    case_row("F5", "a codeword arrives, s (C)", 25.6e-9, fec_accumulation(kp4, 4, 850e9), 1e-15);
    case_row("F5", "a codeword arrives, s (C)", 12.8e-9, fec_accumulation(kp4, 4, 1700e9), 1e-15);
}

static void what_has_no_answer_is_refused(void)
{
    static const struct { struct fec_errors e; const char *said; } of[] = {
        {{.levels = 4, .first = 0.6, .behind = 0.1, .codewords = 1},
         "a symbol is wrong with probability 0.6, behind a wrong one 0.1; 0 to 0.5 and 0 "
         "to 1"},
        {{.levels = 3, .first = 0.1, .behind = 0.1, .codewords = 1},
         "3 levels in 1 codewords; 2 or 4, whose symbols fill those of 10 bits, and 1 to "
         "64"},
        {{.levels = 8, .first = 0.1, .behind = 0.1, .codewords = 1},
         "8 levels in 1 codewords; 2 or 4, whose symbols fill those of 10 bits, and 1 to "
         "64"},
        {{.levels = 4, .first = 0.1, .behind = 0.1},
         "4 levels in 0 codewords; 2 or 4, whose symbols fill those of 10 bits, and 1 to "
         "64"}};
    for (size_t i = 0; i < sizeof of / sizeof of[0]; i++) {
        struct lr_error err = {0};
        struct fec_result r;
        CU_ASSERT_EQUAL(fec_solve(fec_find("kp4"), &of[i].e, &r, &err), LR_EDOMAIN);
        SAME_TEXT(err.text, of[i].said);
    }
    CU_ASSERT_PTR_NULL(fec_find("kp5"));
}

static const struct tap_case cases[] = {
    {"KP4 loses the frames that the standard counts",
     kp4_loses_the_frames_that_the_standard_counts},
    {"errors behind random ones", errors_behind_random_ones},
    {"tails keep their precision", tails_keep_their_precision},
    {"an inner code carries twenty times the errors",
     an_inner_code_carries_twenty_times_the_errors},
    {"bursts cost what an exact chain says", bursts_cost_what_an_exact_chain_says},
    {"a full tap makes three of four errors go on",
     a_full_tap_makes_three_of_four_errors_go_on},
    {"a codeword takes time to arrive", a_codeword_takes_time_to_arrive},
    {"what has no answer is refused", what_has_no_answer_is_refused},
};
TAP_MAIN("margin/fec", cases)
