#include "config.h"

#include "interface/eye_input.h"
#include "tests/tap.h"

#include <string.h>

struct fixture {
    struct arena arena;
    struct lr_error err;
    struct eye_input input;
    enum lr_status status;
};

static void read(struct fixture *f, const char *text)
{
    struct yaml_node *root;
    f->err = (struct lr_error){0};
    CU_ASSERT_EQUAL_FATAL(
        yaml_read_text("x.yaml", text, strlen(text), &f->arena, &root, &f->err), LR_OK);
    f->status = eye_input_read(root, 4, &f->input, &f->err);
}

static void everything_has_its_unit(void)
{
    struct fixture f = {.status = LR_OK};
    arena_init(&f.arena);
    read(&f, "random_jitter: 8 mUI\ndual_dirac_jitter: 0.01 UI\nsinusoidal_jitter: 0.05 UI\n"
             "sinusoidal_frequency: 40 MHz\nduty_cycle_jitter: 19 mUI\n"
             "even_odd_jitter: 18 mUI\ncdr_corner: 4 MHz\nnoise: 0.4 mV\n"
             "quantisation: 2 mV\nlevels: [-1, -0.32, 0.34, 1]\n");
    CU_ASSERT_EQUAL(f.status, LR_OK);
    CLOSE(f.input.jitter.random, 8e-3, 1e-18);
    CLOSE(f.input.jitter.dual_dirac, 0.01, 1e-17);
    CLOSE(f.input.jitter.sinusoidal, 0.05, 1e-17);
    CLOSE(f.input.frequency, 40e6, 1e-6);
    CLOSE(f.input.jitter.duty_cycle, 19e-3, 1e-17);
    CLOSE(f.input.jitter.even_odd, 18e-3, 1e-17);
    CLOSE(f.input.cdr_corner, 4e6, 1e-6);
    CLOSE(f.input.noise, 0.4e-3, 1e-18);
    CLOSE(f.input.quantum, 2e-3, 1e-18);
    CU_ASSERT_EQUAL(f.input.nlevel, 4);
    CLOSE(f.input.level[1], -0.32, 0.0);
    read(&f, "noise: 1 mV\n");          /* the rest stays as it was            */
    CLOSE(f.input.noise, 1e-3, 1e-18);
    CLOSE(f.input.jitter.random, 8e-3, 1e-18);
    arena_free(&f.arena);
}

static void what_is_wrong_has_its_place(void)
{
    static const struct { const char *text, *said; } of[] = {
        {"noise: 1\n", "x.yaml:1:8: noise: 1 has no unit; write 1 mV (uV, mV, V)"},
        {"noise: -1 mV\n", "x.yaml:1:8: noise: '-1 mV' is out of range; write 0 to 1 V"},
        {"random_jitter: 0.6 UI\n",
         "x.yaml:1:16: random_jitter: '0.6 UI' is out of range; write 0 to 0.5 UI"},
        {"jitter: 1 mUI\n",
         "x.yaml:1:1: unknown key 'jitter' in eye; keys are random_jitter, "
         "dual_dirac_jitter, sinusoidal_jitter, sinusoidal_frequency, duty_cycle_jitter, "
         "even_odd_jitter, cdr_corner, noise, quantisation, levels"},
        {"sinusoidal_jitter: 10 mUI\n",
         "x.yaml:1:1: sinusoidal_jitter needs its frequency; write "
         "sinusoidal_frequency: 10 MHz"},
        {"dual_dirac_jitter: 0.4 UI\nduty_cycle_jitter: 0.3 UI\n",
         "x.yaml:1:1: the sampling instant moves by +-0.55 UI; at most 0.5"},
        {"levels: [-1, 1]\n",
         "x.yaml:1:9: levels: 2 of them; write 4, the lowest first"},
        {"levels: [-1, 0.4, 0.3, 1]\n",
         "x.yaml:1:19: levels: 0.3 stands out of order; write -1 to 1, rising"},
        {"levels: 1\n", "x.yaml:1:9: levels is a single value; write a list"}};
    for (size_t i = 0; i < sizeof of / sizeof of[0]; i++) {
        struct fixture f = {.status = LR_OK};
        arena_init(&f.arena);
        read(&f, of[i].text);
        CU_ASSERT_EQUAL(f.status, LR_EINPUT);
        SAME_TEXT(f.err.text, of[i].said);
        arena_free(&f.arena);
    }
}

static const struct tap_case cases[] = {
    {"everything has its unit", everything_has_its_unit},
    {"what is wrong has its place", what_is_wrong_has_its_place},
};
TAP_MAIN("interface/eye_input", cases)
