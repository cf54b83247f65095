#include "config.h"

#include "margin/com_swing.h"
#include "tests/margin/com_fixture.h"

static void small_signals_keep_their_levels(void)
{
    double gain, r_lm;
    com_swing_levels(4, 1e-4, &gain, &r_lm);
    CLOSE(gain, 1.0, 1e-8);
    CLOSE(r_lm, 1.0, 1e-8);
    com_swing_levels(2, 0.0, &gain, &r_lm);
    CLOSE(gain, 1.0, 0.0);
    CLOSE(r_lm, 1.0, 0.0);
}

static void large_ones_lose_height_and_their_outer_distances(void)
{
    /* tanh of 1 and of 1/3; the outer eyes are the lower ones. */
    double gain, r_lm;
    com_swing_levels(4, 1.0, &gain, &r_lm);
    CLOSE(gain, 0.7615941559557649, 1e-15);
    CLOSE(r_lm, 1.5 * (1.0 - 0.3215127375316343 / 0.7615941559557649), 1e-14);
    com_swing_levels(2, 1.0, &gain, &r_lm);     /* NRZ has one eye             */
    CLOSE(r_lm, 1.0, 1e-15);
}

static void peak_is_that_of_the_pulse_at_its_output(void)
{
    /* A flat path of a half: the pulse is 0.4 V times it, less the transmitter's share. */
    struct fixture f;
    struct com_swing swing;
    begin(&f, true);
    open_filters(&f);
    struct channel_source source = {.name = "redriver", .swing = 0.5};
    CU_ASSERT_EQUAL_FATAL(net_copy(&f.channel.path[0].net, &source.before, NULL), LR_OK);
    for (size_t i = 0; i < 4 * NF; i++)
        source.before.s[i] *= 0.5;
    CU_ASSERT_EQUAL(com_swing_solve(&source, &f.params, &f.which, &f.work, &swing, &f.err),
                    LR_OK);
    CLOSE(swing.peak, 0.2, 1e-6);
    CLOSE(swing.gain, tanh(0.8) / 0.8, 1e-5);
    net_free(&source.before);
    end(&f);
}

static const struct tap_case cases[] = {
    {"small signals keep their levels", small_signals_keep_their_levels},
    {"large ones lose height and their outer distances",
     large_ones_lose_height_and_their_outer_distances},
    {"the peak is that of the pulse at its output",
     peak_is_that_of_the_pulse_at_its_output},
};

TAP_MAIN("swing of active parts", cases)
