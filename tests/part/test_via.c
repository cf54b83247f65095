#include "config.h"

#include "part/via_model.h"
#include "tests/part/bench.h"

static const double circle = 6.283185307179586, c0 = 299792458.0;

#define HEAD                                                                             \
    "lanereach: 1\nkind: via\nmaterial: megtron7\nfoil: hvlp\npad_dk_factor: 1.15\n"
/* Pads that do nothing, so that what remains has closed forms. */
#define BARE HEAD "pad_height: 0 mm\n"

static void put(const char *text)
{
    scratch_put("hole.yaml", text);
}

static struct via_model model_of(struct bench *b)
{
    const struct model *model;
    struct via_model via = {.oval = false};
    struct lr_error err = {.status = LR_OK};
    if (!model_open(b->lib, "via", "hole.yaml", &model, &err))
        via_model_read(b->lib, model, 20.0 + 273.15, &via, &err);
    SAME_TEXT(err.text, "");
    return via;
}

/* sqrt(L/C) of a mode, without the inductance inside the metal. */
static double impedance(struct bench *b, double sign)
{
    const struct via_model via = model_of(b);
    const struct line_solution *solution = NULL;
    CU_ASSERT_EQUAL_FATAL(via_model_solution(b->lib, &via, &solution, NULL), LR_OK);
    const struct line_bem *bem = &solution->bem;
    const double l = bem->n > 1 ? bem->l[0] + sign * bem->l[1] : bem->l[0];
    const double c = creal(bem->n > 1 ? bem->c[0] + sign * bem->c[1] : bem->c[0]);
    return sqrt(l / c);
}

/* dk of the model at the anchor of the solver, 10 GHz, times its factor. */
static double permittivity(struct bench *b)
{
    const struct via_model via = model_of(b);
    struct line_debye debye = {0};
    CU_ASSERT_EQUAL(line_laminate_debye(&via.laminate, via.temperature, &debye, NULL),
                    LR_OK);
    return via.dk_factor * creal(line_debye_eval(&debye, 10e9));
}

static void a_hole_in_its_own_antipad_is_a_coaxial_line(void)
{
    struct bench b;
    bench_begin(&b);
    put(BARE "barrel_diameter: 0.23 mm\nantipad_diameter: 0.71 mm\nantipad: round\n"
             "spacing: 0.9 mm\npad_diameter: 0.4 mm\n");
    const double want = 59.9584916 * log(0.71 / 0.23) / sqrt(permittivity(&b));
    CLOSE(impedance(&b, -1.0) / want, 1.0, 1e-4);
    CLOSE(impedance(&b, +1.0) / want, 1.0, 1e-4);
    bench_end(&b);
}

static void in_a_wide_antipad_two_barrels_are_a_two_wire_line(void)
{
    /* Zodd = eta0/(2 pi sqrt er) acosh(s/d), exact without a shield; this one is 18
     * spacings away. */
    struct bench b;
    bench_begin(&b);
    put(BARE "barrel_diameter: 0.3 mm\nantipad_diameter: 18 mm\nspacing: 1 mm\n"
             "pad_diameter: 0.4 mm\n");
    const double want =
        376.730313668 / (circle * sqrt(permittivity(&b))) * acosh(1.0 / 0.3);
    CLOSE(impedance(&b, -1.0) / want, 1.0, 0.005);
    CU_ASSERT(impedance(&b, +1.0) > 2.0 * want);
    bench_end(&b);
}

static void a_stub_notches_where_it_is_a_quarter_wave(void)
{
    struct bench b;
    double at = 0.0, deepest = 1.0;
    bench_begin(&b);
    put(BARE "barrel_diameter: 0.2 mm\nantipad_diameter: 0.75 mm\nspacing: 0.8 mm\n"
             "pad_diameter: 0.45 mm\n");
    bench_take(&b, "via: ./hole.yaml\nlength: 0.7 mm\nstub: 1 mm\n");
    for (double freq = 30e9; freq < 50e9; freq += 0.05e9) {
        const double through = cabs(bench_s(&b, freq, 1, 0));
        if (through < deepest) {
            deepest = through;
            at = freq;
        }
    }
    /* 1 %: the dielectric's dispersion and the inductance inside the metal. */
    CLOSE(at / (c0 / (4.0 * 1e-3 * sqrt(permittivity(&b)))), 1.0, 0.01);
    CU_ASSERT(deepest < 0.02);
    CU_ASSERT(bench_loss(&b, at / 2.0) < 3.0);
    bench_end(&b);
}

static void a_pad_has_the_capacitance_that_is_quoted_in_inches(void)
{
    /* Johnson's 1.41 er T D1/(D2 - D1) pF with T and D in inches. */
    const struct via_model via = {.pad = 0.45e-3,
                                  .antipad = 0.8e-3,
                                  .pad_height = 0.13e-3,
                                  .laminate = {.dk = 3.37}};
    const double inch = 0.0254;
    const double want = 1.41e-12 * 3.37 * (0.13e-3 / inch) * 0.45 / (0.8 - 0.45);
    CLOSE(via_model_pad(&via) / want, 1.0, 0.0036);        /* 1.41 is rounded */
}

static void pads_and_ground_vias_act_where_they_should(void)
{
    /* Short barrels: S11 is -jw C z0/2 of both pads, jw L/(2 z0) of the return, which
     * only the common mode sees, twice. */
    static const char geometry[] =
        "barrel_diameter: 0.2 mm\nantipad_diameter: 0.8 mm\nspacing: 0.8 mm\n"
        "pad_diameter: 0.45 mm\n";
    const double freq = 1e9, w = circle * freq;
    double complex with[4][4], without[4][4];
    char text[512];
    struct bench b;
    bench_begin(&b);
    snprintf(text, sizeof text, "%s%s", BARE, geometry);
    put(text);
    bench_take(&b, "via: ./hole.yaml\nlength: 0.5 mm\n");
    bench_legs(&b, freq, without);
    snprintf(text, sizeof text, "%s%spad_height: 0.1 mm\n", HEAD, geometry);
    put(text);
    const struct via_model via = model_of(&b);
    bench_take(&b, "via: ./hole.yaml\nlength: 0.5 mm\n");
    bench_legs(&b, freq, with);
    for (size_t mode = 0; mode < 2; mode++)
        CLOSE(cimag(bench_mode(with, mode, 0, mode, 0) -
                    bench_mode(without, mode, 0, mode, 0)) /
                  (-w * via_model_pad(&via) * 50.0), 1.0, 0.01);
    snprintf(text, sizeof text, "%s%sground_spacing: 0.9 mm\n", BARE, geometry);
    put(text);
    bench_take(&b, "via: ./hole.yaml\nlength: 0.5 mm\n");
    bench_legs(&b, freq, with);
    CLOSE(cabs(bench_mode(with, 0, 0, 0, 0) - bench_mode(without, 0, 0, 0, 0)), 0.0,
          1e-15);
    /* mu0 length/(2 pi) ln(s/r) is 2e-7 * 0.5e-3 * ln 9. */
    CLOSE(cimag(bench_mode(with, 1, 0, 1, 0) - bench_mode(without, 1, 0, 1, 0)) /
              (w * 2.0 * 2e-7 * 0.5e-3 * log(9.0) / 100.0), 1.0, 0.01);
    bench_end(&b);
}

static void a_via_is_passive_reciprocal_and_there_at_dc(void)
{
    struct bench b;
    bench_begin(&b);
    bench_take(&b, "via: bga-0.8mm\nlength: 1.2 mm\nstub: 0.3 mm\n");
    for (double freq = 0.0; freq < 110e9; freq += 7.3e9)
        bench_sound(&b, freq);
    /* Two solid rods of 0.2 mm: 2 rho length/area = 1.3 mohm in 200 ohm. */
    const double lost = 1.0 - creal(bench_s(&b, 0.0, 1, 0));
    CLOSE(lost * 200.0 / (2.0 * 1.72e-8 * 1.2e-3 / 3.14159265e-8), 1.0, 1e-4);
    CLOSE(b.part.kind->delay(&b.part, 26e9), 1.2e-3 * sqrt(3.4 * 1.15) / c0, 0.1e-12);
    CLOSE(*b.part.kind->quantity(&b.part, "stub"), 0.3e-3, 1e-18);
    CLOSE(*b.part.kind->quantity(&b.part, "length"), 1.2e-3, 1e-18);
    CU_ASSERT_PTR_NULL(b.part.kind->quantity(&b.part, "pad"));
    bench_end(&b);
}

static void geometries_that_cannot_be_are_refused_by_number(void)
{
    static const struct { const char *model, *text; } rows[] = {
        {"barrel_diameter: 0.9 mm\nantipad_diameter: 1 mm\nspacing: 0.8 mm\n"
         "pad_diameter: 0.95 mm\n",
         "spacing 0.8 mm is not above barrel_diameter 0.9 mm"},
        {"barrel_diameter: 0.3 mm\nantipad_diameter: 0.3 mm\nspacing: 0.8 mm\n"
         "pad_diameter: 0.3 mm\n",
         "antipad_diameter 0.3 mm is not above barrel_diameter 0.3 mm"},
        {"barrel_diameter: 0.3 mm\nantipad_diameter: 0.9 mm\nspacing: 0.8 mm\n"
         "pad_diameter: 0.5 mm\nantipad: round\n",
         "round antipads of 0.9 mm overlap at a spacing of 0.8 mm; write antipad: oval"},
        {"barrel_diameter: 0.3 mm\nantipad_diameter: 0.9 mm\nspacing: 0.8 mm\n"
         "pad_diameter: 1 mm\n",
         "pad_diameter 1 mm does not lie between barrel_diameter 0.3 mm and "
         "antipad_diameter 0.9 mm"},
        {"barrel_diameter: 0.3 mm\nantipad_diameter: 0.9 mm\nspacing: 0.8 mm\n"
         "pad_diameter: 0.5 mm\nground_spacing: 0.2 mm\n",
         "ground_spacing 0.2 mm is not above barrel_diameter 0.3 mm"}};
    struct bench b;
    bench_begin(&b);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[512];
        snprintf(text, sizeof text, "%s%s", BARE, rows[i].model);
        put(text);
        CU_ASSERT_EQUAL(bench_read(&b, "via: ./hole.yaml\nlength: 1 mm\n"), LR_EINPUT);
        const char *told = strchr(b.err.text, ' ');
        SAME_TEXT(told ? told + 1 : "", rows[i].text);
    }
    put(BARE "barrel_diameter: 0.3 mm\nantipad_diameter: 0.9 mm\nspacing: 0.8 mm\n"
             "pad_diameter: 0.5 mm\nantipad: square\n");
    bench_refuse(&b, "via: ./hole.yaml\nlength: 1 mm\n",
                 "./hole.yaml:11:10: antipad: 'square' is unknown; write oval, one "
                 "around both barrels, or round, one around each");
    bench_refuse(&b, "via: bga-0.8mm\nlength: 1 mm\nstub: -1 mm\n",
                 "x.yaml:3:7: stub: '-1 mm' is out of range; write 0 to 50 mm");
    bench_refuse(&b, "via: bga-0.8mm\n",
                 "x.yaml:1:1: via has no key 'length'; add it with a single value");
    bench_refuse(&b, "via: bga-0.8mm\nlenght: 1 mm\n",
                 "x.yaml:2:1: unknown key 'lenght' in via; keys are via, length, stub, "
                 "vary; did you mean 'length'?");
    bench_end(&b);
}

static const struct tap_case cases[] = {
    {"a hole in its own antipad is a coaxial line",
     a_hole_in_its_own_antipad_is_a_coaxial_line},
    {"in a wide antipad two barrels are a two-wire line",
     in_a_wide_antipad_two_barrels_are_a_two_wire_line},
    {"a stub notches where it is a quarter of a wavelength",
     a_stub_notches_where_it_is_a_quarter_wave},
    {"a pad has the capacitance that is quoted in inches",
     a_pad_has_the_capacitance_that_is_quoted_in_inches},
    {"pads and ground vias act where they should",
     pads_and_ground_vias_act_where_they_should},
    {"a via is passive, reciprocal and there at DC",
     a_via_is_passive_reciprocal_and_there_at_dc},
    {"geometries that cannot be are refused by number",
     geometries_that_cannot_be_are_refused_by_number},
};
TAP_MAIN("part/via", cases)
