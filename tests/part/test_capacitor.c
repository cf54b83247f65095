#include "config.h"

#include "tests/part/bench.h"

static const double circle = 6.283185307179586;

#define BODY                                                                             \
    "lanereach: 1\nkind: capacitor\ncapacitance: 47 nF\nresistance: 0.3 ohm\n"           \
    "inductance: 0.21 nH\n"

static void it_blocks_dc_and_passes_half_the_power_at_its_corner(void)
{
    /* |S21|^2 = 1/2 where 1/(w C) is twice 50 ohm: 15.9 kHz for 100 nF. */
    struct bench b;
    bench_begin(&b);
    bench_take(&b, "capacitor: 0201-100nf\n");
    CLOSE(cabs(bench_s(&b, 0.0, 1, 0)), 0.0, 0.0);
    CLOSE(cabs(bench_s(&b, 0.0, 0, 0) - 1.0), 0.0, 0.0);
    CLOSE(bench_loss(&b, 1.0 / (circle * 100.0 * 100e-9)), 3.0103, 0.002);
    CU_ASSERT(bench_loss(&b, 10e6) < 0.01);
    for (double freq = 0.0; freq < 110e9; freq += 9.1e9)
        bench_sound(&b, freq);
    bench_end(&b);
}

static void without_pads_it_is_a_series_branch_in_each_leg(void)
{
    struct bench b;
    bench_begin(&b);
    scratch_put("own.yaml", BODY "pad_capacitance: 0 fF\n");
    bench_take(&b, "capacitor: ./own.yaml\n");
    for (double freq = 1e5; freq < 60e9; freq *= 7.0) {
        const double w = circle * freq;
        const double complex z = 0.3 + I * w * 0.21e-9 + 1.0 / (I * w * 47e-9);
        CLOSE(cabs(bench_s(&b, freq, 1, 0) - 100.0 / (100.0 + z)), 0.0, 1e-14);
    }
    bench_end(&b);
}

static void pads_make_up_for_the_inductance(void)
{
    /* L/z0^2 in two halves matches to first order: 0.21 nH/2500 is 2 x 42 fF. */
    struct bench b;
    bench_begin(&b);
    scratch_put("own.yaml", BODY "pad_capacitance: 0 fF\n");
    bench_take(&b, "capacitor: ./own.yaml\n");
    const double bare = cabs(bench_s(&b, 10e9, 0, 0));
    scratch_put("own.yaml", BODY "pad_capacitance: 42 fF\n");
    bench_take(&b, "capacitor: ./own.yaml\n");
    CU_ASSERT(cabs(bench_s(&b, 10e9, 0, 0)) < 0.1 * bare);
    bench_end(&b);
}

static void what_is_wrong_has_its_place(void)
{
    struct bench b;
    bench_begin(&b);
    scratch_put("own.yaml", BODY);
    bench_refuse(&b, "capacitor: ./own.yaml\n",
                 "./own.yaml:1:1: a capacitor needs a pad_capacitance");
    scratch_put("own.yaml", BODY "pad_capacitance: -3 fF\n");
    bench_refuse(&b, "capacitor: ./own.yaml\n", "./own.yaml:6:18: pad_capacitance: "
                 "'-3 fF' is out of range; write 0 to 1 nF");
    scratch_put("own.yaml", BODY "pad_capacitance: 3 fF\nesr: 1 ohm\n");
    bench_refuse(&b, "capacitor: ./own.yaml\n",
                 "./own.yaml:7:1: unknown key 'esr' in a capacitor; keys are lanereach, "
                 "kind, name, aliases, title, source, grade, note, capacitance, "
                 "resistance, inductance, pad_capacitance");
    bench_refuse(&b, "capacitor: 0201-100nf\nlength: 1 mm\n",
                 "x.yaml:2:1: unknown key 'length' in capacitor; keys are capacitor");
    bench_refuse(&b, "capacitor: 0805\n", "x.yaml:1:12: no capacitor '0805'; there are "
                 "0201-100nf, 0201-220nf, 0402-100nf");
    bench_end(&b);
}

static const struct tap_case cases[] = {
    {"it blocks DC and passes half the power at its corner",
     it_blocks_dc_and_passes_half_the_power_at_its_corner},
    {"without pads it is a series branch in each leg",
     without_pads_it_is_a_series_branch_in_each_leg},
    {"pads make up for the inductance", pads_make_up_for_the_inductance},
    {"what is wrong has its place", what_is_wrong_has_its_place},
};
TAP_MAIN("part/capacitor", cases)
