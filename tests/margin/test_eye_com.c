#include "config.h"

#include "margin/eye_com.h"
#include "tests/margin/com_fixture.h"

/* [V] */
static double bin_of(const struct fixture *f)
{
    return f->params.bin_forced ? f->params.bin
                                : fmin(f->result.a_s / 1000.0, f->params.bin);
}

static void same_a_ni(struct fixture *f)
{
    double a_ni = NAN;
    solve(f);
    CU_ASSERT_EQUAL(eye_of_com_a_ni(&f->params, &f->result, &a_ni, &f->err), LR_OK);
    CLOSE(a_ni, f->result.a_ni, bin_of(f));
}

static void the_eye_implies_the_noise_amplitude_of_com(void)
{
    struct fixture f;
    begin(&f, false);
    receiver(&f);
    f.params.slicer = true;
    same_a_ni(&f);
    f.params.gauss_span = 1.0;
    same_a_ni(&f);
    f.params.der = 1e-6;
    f.params.levels = 2;
    same_a_ni(&f);
    f.params.jitter_in_span = true;
    f.params.sigma_rj = 0.03;
    f.params.a_dd = 0.05;
    same_a_ni(&f);
    f.params.levels = 8;
    f.params.bin_forced = true;
    f.params.bin = 3.1e-5;
    same_a_ni(&f);
    leave_out_crosstalk(&f);
    f.params.der = 1e-12;
    same_a_ni(&f);
    end(&f);
}

static void com_keeps_no_pulses_unless_asked(void)
{
    struct fixture f;
    struct eye_of_com of;
    begin(&f, false);
    receiver(&f);
    solve(&f);
    CU_ASSERT_EQUAL(f.result.slicer.npath, 0);
    CU_ASSERT_EQUAL(eye_of_com_init(&f.params, &f.result, 64, &of, &f.err), LR_EDOMAIN);
    SAME_TEXT(f.err.text, "a margin without its pulses has no eye");
    eye_of_com_free(&of);
    end(&f);
}

/* From one to the next thing that it adds a pulse ends where com_result.equalised, which
 * has the DFE in it, does. */
static void the_pulse_is_the_equalised_one_before_the_dfe(void)
{
    struct fixture f;
    begin(&f, false);
    receiver(&f);
    f.params.slicer = true;
    solve(&f);
    const struct eq_candidate *s = &f.result.setting;
    CU_ASSERT_EQUAL_FATAL(f.result.slicer.npath, 3);
    const double *v = f.result.slicer.path[0].pulse;
    CLOSE(v[s->cursor], s->s0, 1e-15);
    CLOSE(v[s->cursor + M] - s->b[0] * s->s0, f.result.equalised[s->cursor + M], 1e-15);
    CLOSE(v[s->cursor + 9 * M], f.result.equalised[s->cursor + 9 * M], 0.0);
    end(&f);
}

static const struct tap_case cases[] = {
    {"the eye implies the noise amplitude of COM to one bin",
     the_eye_implies_the_noise_amplitude_of_com},
    {"COM keeps no pulses unless it is asked to", com_keeps_no_pulses_unless_asked},
    {"the pulse is the equalised one before the DFE",
     the_pulse_is_the_equalised_one_before_the_dfe},
};

TAP_MAIN("eye_com", cases)
