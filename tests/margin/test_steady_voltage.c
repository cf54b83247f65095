#include "config.h"

#include "margin/steady_voltage.h"
#include "tests/margin/com_fixture.h"

enum { LENGTH = 4096 };

static void rectangle_is_steady_at_its_own_height(void)
{
    /* 0.4 V for one symbol, 40 samples late: a step that rises at once. */
    struct fixture f;
    begin(&f, true);
    leave_out_crosstalk(&f);
    open_filters(&f);
    CU_ASSERT(isnan(solve(&f)->steady.v_f));    /* N_v is 0 */
    f.params.steady = (struct steady_window){4, 12};
    const struct steady_voltage *s = &solve(&f)->steady;
    CLOSE(s->v_f, 0.4, 1e-4);
    CLOSE(s->peak_ratio, 1.0, 1e-3);
    CLOSE(s->rise_time, 0.0, 0.0);
    end(&f);
}

/* A symbol of 0.73 V behind one pole of `tau` samples, M samples long: exact at the
 * sampling instants. */
static void fill_pole(double *pulse, double tau)
{
    const double a = 0.73;
    for (size_t k = 0; k < LENGTH; k++) {
        const double t = (double)k + 1.0;
        pulse[k] = a * (1.0 - exp(-t / tau));
        if (k >= M)
            pulse[k] -= a * (1.0 - exp(-(t - M) / tau));
    }
}

static void single_pole_rises_in_its_time_constant_times_log_4(void)
{
    /* Superposed pulses are the step 1 - exp(-t/tau): 20 % at tau ln(5/4), 80 % at
     * tau ln 5. */
    static double pulse[LENGTH];
    const double dt = 1.3e-12, tau = 37.2;
    fill_pole(pulse, tau);
    const struct steady_voltage s =
        steady_voltage_of(pulse, LENGTH, M, dt, (struct steady_window){4, 200});
    CLOSE(s.v_f, 0.73, 1e-12);
    CLOSE(s.peak_ratio, 1.0 - exp(-M / tau), 1e-12);
    CLOSE(s.rise_time, tau * log(4.0) * dt, dt);
    /* In whole samples from the 9th to the 60th. */
    CLOSE(s.rise_time / dt, ceil(tau * log(5.0)) - ceil(tau * log(1.25)), 1e-9);
}

static void window_that_ends_early_misses_the_tail(void)
{
    /* Its sum telescopes: the step behind the pole, averaged over the last symbol. */
    static double pulse[LENGTH];
    const double tau = 150.0;
    fill_pole(pulse, tau);
    const struct steady_window window = {1, 6};
    double mean = 0.0;
    const size_t peak = M - 1, last = peak + 6 * M - M / 2;
    for (size_t k = last + 1 - M; k <= last; k++)
        mean += 0.73 * (1.0 - exp(-((double)k + 1.0) / tau)) / M;
    CLOSE(steady_voltage_of(pulse, LENGTH, M, 1.0, window).v_f, mean, 1e-14);
    /* A response that ends before its window does: all that there is. */
    mean = 0.0;
    for (size_t k = 0; k < 40; k++)
        mean += pulse[k] / M;
    CLOSE(steady_voltage_of(pulse, 40, M, 1.0, window).v_f, mean, 1e-15);
}

static void what_comes_before_the_window_does_not_count(void)
{
    static double pulse[LENGTH];
    pulse[100] = 0.9;                           /* 4.5 UI are 72 samples */
    pulse[101] = 0.1;
    pulse[28] = 0.4;
    pulse[27] = 0.5;
    const struct steady_window window = {4, 1};
    CLOSE(steady_voltage_of(pulse, LENGTH, M, 1.0, window).v_f, 1.4 / M, 1e-15);
    pulse[108] = 0.2;                           /* half a UI behind the peak, the last */
    pulse[109] = 0.3;
    CLOSE(steady_voltage_of(pulse, LENGTH, M, 1.0, window).v_f, 1.6 / M, 1e-15);
}

static void pulse_that_sums_to_nothing_has_no_ratio(void)
{
    static double pulse[LENGTH];
    pulse[200] = 0.3;
    pulse[210] = -0.4;
    const struct steady_voltage s =
        steady_voltage_of(pulse, LENGTH, M, 1.0, (struct steady_window){4, 12});
    CLOSE(s.v_f, -0.1 / M, 1e-15);
    CU_ASSERT(isnan(s.peak_ratio) && isnan(s.rise_time));
    pulse[210] = -0.1;                          /* 0.3 V at once: 20 and 80 % together */
    CLOSE(steady_voltage_of(pulse, LENGTH, M, 1.0, (struct steady_window){4, 12}).rise_time,
          0.0, 0.0);
}

static const struct tap_case cases[] = {
    {"a rectangle is steady at its own height", rectangle_is_steady_at_its_own_height},
    {"a single pole rises in its time constant times ln 4",
     single_pole_rises_in_its_time_constant_times_log_4},
    {"a window that ends early misses the tail", window_that_ends_early_misses_the_tail},
    {"what comes before the window does not count",
     what_comes_before_the_window_does_not_count},
    {"a pulse that sums to nothing has no ratio", pulse_that_sums_to_nothing_has_no_ratio},
};
TAP_MAIN("margin/steady_voltage", cases)
