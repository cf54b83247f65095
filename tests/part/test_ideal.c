#include "config.h"

#include "tests/part/bench.h"

static const double circle = 6.283185307179586;

static void skew_turns_differential_into_common(void)
{
    /* lines.md 5.8. */
    static const char *const texts[] = {"skew: 3.7 ps\n", "skew: -3.7 ps\n"};
    struct bench b;
    bench_begin(&b);
    for (size_t i = 0; i < 2; i++) {
        bench_take(&b, texts[i]);
        for (double freq = 0.0; freq < 120e9; freq += 8.9e9) {
            const double half = 0.5 * circle * freq * 3.7e-12;
            const double complex late = cexp(-I * half);
            double complex s[4][4];
            CLOSE(cabs(bench_s(&b, freq, 1, 0) - cos(half) * late), 0.0, 1e-14);
            CLOSE(cabs(bench_s(&b, freq, 0, 0)), 0.0, 0.0);
            bench_legs(&b, freq, s);
            CLOSE(cabs(bench_mode(s, 1, 1, 0, 0) -
                       (i ? 1.0 : -1.0) * I * sin(half) * late), 0.0, 1e-14);
            CLOSE(cabs(s[2 + (i ? 0 : 1)][i ? 0 : 1] - 1.0), 0.0, 1e-15);
            bench_sound(&b, freq);
        }
        CLOSE(b.part.kind->delay(&b.part, 1e9), 1.85e-12, 1e-25);
    }
    bench_end(&b);
}

static void an_attenuator_takes_the_same_everywhere(void)
{
    double complex s[4][4];
    struct bench b;
    bench_begin(&b);
    bench_take(&b, "attenuator: 3.7 dB\n");
    for (double freq = 0.0; freq < 120e9; freq += 29e9) {
        CLOSE(bench_loss(&b, freq), 3.7, 1e-12);
        CLOSE(cabs(bench_s(&b, freq, 0, 0)), 0.0, 0.0);
        bench_legs(&b, freq, s);
        CLOSE(cabs(bench_mode(s, 1, 1, 1, 0)), pow(10.0, -3.7 / 20.0), 1e-14);
        bench_sound(&b, freq);
    }
    CLOSE(*b.part.kind->quantity(&b.part, "attenuator"), 3.7, 0.0);
    bench_end(&b);
}

static void what_is_wrong_has_its_place(void)
{
    struct bench b;
    bench_begin(&b);
    bench_refuse(&b, "attenuator: 3\n", "x.yaml:1:13: attenuator: 3 has no unit; write "
                 "3 dB (dB)");
    bench_refuse(&b, "attenuator: -1 dB\n", "x.yaml:1:13: attenuator: '-1 dB' is out of "
                 "range; write 0 to 200 dB");
    bench_refuse(&b, "attenuator: 1 dB\nlength: 1 in\n",
                 "x.yaml:2:1: unknown key 'length' in attenuator; keys are attenuator, "
                 "vary");
    bench_refuse(&b, "skew: 3 mm\n",
                 "x.yaml:1:7: skew: '3 mm' is a length; write a time with fs, ps, ns, "
                 "us, s");
    bench_refuse(&b, "skew: 1 us\n",
                 "x.yaml:1:7: skew: '1 us' is out of range; write -1 ns to 1 ns");
    bench_end(&b);
}

static const struct tap_case cases[] = {
    {"skew turns differential into common", skew_turns_differential_into_common},
    {"an attenuator takes the same everywhere", an_attenuator_takes_the_same_everywhere},
    {"what is wrong has its place", what_is_wrong_has_its_place},
};
TAP_MAIN("part/ideal", cases)
