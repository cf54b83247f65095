#include "config.h"

#include "line/section.h"
#include "tests/tap.h"

#include <math.h>

/* A good cross-section of each kind, of which one number is then spoiled.  Lengths are
 * metres; that they are large does not matter to geometry. */
struct drawing {
    struct line_layer layers[2];
    struct line_shape shapes[2];
    struct line_core cores[2];
    struct line_section section;
};

static void board(struct drawing *drawing)
{
    *drawing = (struct drawing){
        .layers = {{2.0, 0}, {HUGE_VAL, 1}},
        .shapes = {{.x = -2.0, .y = 2.0, .bottom = 3.0, .top = 2.5, .thickness = 0.5},
                   {.x = 2.0, .y = 2.0, .bottom = 3.0, .top = 2.5, .thickness = 0.5}},
        .section = {.boundary = LINE_OPEN, .nlayer = 2, .ndielectric = 3,
                    .nconductor = 2},
    };
    drawing->section.layers = drawing->layers;
    drawing->section.conductors = drawing->shapes;
    drawing->section.cores = drawing->cores;
}

static void planes(struct drawing *drawing)
{
    board(drawing);
    drawing->section.boundary = LINE_PLANES;
    drawing->layers[1].top = 5.0;
}

static void twinax(struct drawing *drawing)
{
    board(drawing);
    drawing->section.boundary = LINE_SHIELD;
    drawing->section.shield_width = 4.2;
    drawing->section.shield_height = 2.2;
    drawing->section.nlayer = 1;
    drawing->section.ncore = 2;
    drawing->layers[0].top = HUGE_VAL;
    for (int i = 0; i < 2; i++) {
        const double x = i ? 1.0 : -1.0;
        drawing->shapes[i] =
            (struct line_shape){.outline = LINE_CIRCLE, .x = x, .diameter = 0.8};
        drawing->cores[i] = (struct line_core){x, 0.0, 2.0, 1};
    }
}

static void refused(const struct drawing *drawing, const char *text)
{
    struct lr_error err = {.status = LR_OK};
    CU_ASSERT_EQUAL(line_section_check(&drawing->section, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, text);
}

static void good_sections_pass(void)
{
    struct drawing drawing;
    board(&drawing);
    CU_ASSERT_EQUAL(line_section_check(&drawing.section, NULL), LR_OK);
    drawing.section.mask = (struct line_mask){0.3, 0.1, 2};
    CU_ASSERT_EQUAL(line_section_check(&drawing.section, NULL), LR_OK);
    planes(&drawing);
    CU_ASSERT_EQUAL(line_section_check(&drawing.section, NULL), LR_OK);
    /* Cores that touch each other are twinax. */
    twinax(&drawing);
    CU_ASSERT_EQUAL(line_section_check(&drawing.section, NULL), LR_OK);
}

static void sizes_must_be_positive(void)
{
    struct drawing drawing;
    board(&drawing);
    drawing.shapes[1].bottom = 0.0;
    refused(&drawing, "conductor 2: bottom width 0 m is not positive");
    board(&drawing);
    drawing.shapes[0].top = -1.0;
    refused(&drawing, "conductor 1: top width -1 m is not positive");
    board(&drawing);
    drawing.shapes[0].thickness = -0.1;
    refused(&drawing, "conductor 1: thickness -0.1 m is negative or not finite");
    board(&drawing);
    drawing.shapes[0].thickness = NAN;
    refused(&drawing, "conductor 1: thickness nan m is negative or not finite");
    twinax(&drawing);
    drawing.shapes[1].diameter = 0.0;
    refused(&drawing, "conductor 2: diameter 0 m is not positive");
    board(&drawing);
    drawing.shapes[0].x = HUGE_VAL;
    refused(&drawing, "conductor 1: its place inf m, 2 m is not finite");
}

static void conductors_must_not_touch(void)
{
    struct drawing drawing;
    board(&drawing);
    drawing.shapes[1].x = 1.0;                  /* edge on edge at x = -0.5 */
    refused(&drawing, "conductor 2 touches or overlaps conductor 1: the gap is 0 m; it "
                      "must be positive");
    board(&drawing);
    drawing.shapes[1] = (struct line_shape){.x = -2.0, .y = 2.1, .bottom = 0.2,
                                            .top = 0.2, .thickness = 0.2};
    refused(&drawing, "conductor 2 touches or overlaps conductor 1: the gap is 0 m; it "
                      "must be positive");
    twinax(&drawing);
    drawing.section.ncore = 0;
    drawing.shapes[1].x = -0.5;
    refused(&drawing, "conductor 2 touches or overlaps conductor 1: the gap is 0 m; it "
                      "must be positive");
}

static void conductors_must_stay_on_the_board(void)
{
    struct drawing drawing;
    board(&drawing);
    drawing.shapes[1].y = -0.25;
    refused(&drawing, "conductor 2 touches or leaves the board: its distance is -0.25 m; "
                      "it must be positive");
    planes(&drawing);
    drawing.shapes[0].y = 4.5;
    refused(&drawing, "conductor 1 touches or leaves the board: its distance is 0 m; it "
                      "must be positive");
    twinax(&drawing);
    drawing.section.ncore = 0;
    drawing.shapes[1].x = 2.0;
    refused(&drawing, "conductor 2 touches or leaves the shield: its distance is -0.3 m; "
                      "it must be positive");
    board(&drawing);
    drawing.shapes[0] = (struct line_shape){.outline = LINE_CIRCLE, .x = -2.0, .y = 2.2,
                                            .diameter = 0.5};
    refused(&drawing, "conductor 1: a circle of 0.5 m at height 2.2 m cuts the border of "
                      "two layers; it must lie in one");
}

static void layers_must_rise(void)
{
    struct drawing drawing;
    board(&drawing);
    drawing.layers[0].top = 0.0;
    refused(&drawing, "layer 1 ends at 0 m; it must end above where it begins, below "
                      "infinity");
    board(&drawing);
    drawing.layers[1].top = 7.0;
    refused(&drawing, "layer 2 ends at 7 m; without a plane above, the last must be "
                      "infinite");
    planes(&drawing);
    drawing.layers[1].dielectric = 3;
    refused(&drawing, "layer 2 has dielectric 3 of 3 (the first is 0)");
    drawing.section.nlayer = 0;
    refused(&drawing, "the cross-section has no layer; give one");
    board(&drawing);
    drawing.shapes[0].ground = drawing.shapes[1].ground = true;
    refused(&drawing, "the cross-section has no signal conductor");
    planes(&drawing);
    drawing.shapes[1].x = 1200.0;
    refused(&drawing, "the conductors span 1205 m, more than 200 times the plane spacing "
                      "of 5 m");
}

static void cores_and_shields_must_fit(void)
{
    struct drawing drawing;
    twinax(&drawing);
    drawing.section.shield_width = 2.0;
    refused(&drawing, "a shield 2 m wide and 2.2 m high; both must be positive and it "
                      "must not be higher than wide");
    twinax(&drawing);
    drawing.section.nlayer = 2;
    drawing.layers[0].top = 1.0;
    refused(&drawing, "a shield is filled with one layer, not with 2; insulation are "
                      "cores");
    twinax(&drawing);
    drawing.cores[1].diameter = 2.1;
    refused(&drawing, "core 2 cuts core 1: their centres are 2 m apart, and their radii "
                      "are 2.05 m together");
    twinax(&drawing);
    drawing.cores[1].diameter = 2.3;
    refused(&drawing, "core 2: a circle of 2.3 m at 1 m, 0 m leaves its layer or the "
                      "shield");
    twinax(&drawing);
    drawing.cores[0].diameter = 0.8;
    refused(&drawing, "core 1 of 0.8 m cuts conductor 1; it must be wholly inside or "
                      "outside");
    twinax(&drawing);
    drawing.cores[0].diameter = 0.0;
    refused(&drawing, "core 1: diameter 0 m is not positive");
    twinax(&drawing);
    drawing.cores[0].dielectric = 5;
    refused(&drawing, "core 1 has dielectric 5 of 3 (the first is 0)");
}

static void mask_must_lie_on_traces_of_a_laminate(void)
{
    struct drawing drawing;
    board(&drawing);
    drawing.section.mask = (struct line_mask){0.3, 0.0, 2};
    refused(&drawing, "solder mask of 0.3 m on laminate and 0 m on metal; both must be "
                      "positive");
    drawing.section.mask = (struct line_mask){0.3, 0.1, 4};
    refused(&drawing, "solder mask has dielectric 4 of 3 (the first is 0)");
    drawing.section.mask = (struct line_mask){0.7, 0.1, 2};
    refused(&drawing, "solder mask of 0.7 m on laminate buries conductor 1 with its "
                      "0.1 m above metal; describe it as a layer");
    drawing.section.mask = (struct line_mask){0.3, 0.1, 2};
    drawing.shapes[1].y = 2.25;
    refused(&drawing, "conductor 2 at height 2.25 m: under solder mask it must be a "
                      "trapezoid that stands on the laminate, at 2 m");
    planes(&drawing);
    drawing.section.mask = (struct line_mask){0.3, 0.1, 2};
    refused(&drawing, "solder mask needs a laminate with nothing but air above it");
}

static void a_point_knows_its_dielectric(void)
{
    struct drawing drawing;
    board(&drawing);
    drawing.section.mask = (struct line_mask){0.3, 0.1, 2};
    CU_ASSERT_EQUAL(line_section_dielectric(&drawing.section, 0.0, 1.9), 0);
    CU_ASSERT_EQUAL(line_section_dielectric(&drawing.section, 0.0, 2.2), 2);
    CU_ASSERT_EQUAL(line_section_dielectric(&drawing.section, 0.0, 2.4), 1);
    CU_ASSERT_EQUAL(line_section_dielectric(&drawing.section, 2.0, 2.55), 2);
    CU_ASSERT_EQUAL(line_section_dielectric(&drawing.section, 2.0, 2.65), 1);
    twinax(&drawing);
    CU_ASSERT_EQUAL(line_section_dielectric(&drawing.section, 1.0, 0.9), 1);
    CU_ASSERT_EQUAL(line_section_dielectric(&drawing.section, 0.0, 0.9), 0);
    double middle = NAN;
    CLOSE(line_section_reach(&drawing.section, &middle), 2.0, 1e-15);
    CLOSE(middle, 0.0, 1e-15);
}

static const struct tap_case cases[] = {
    {"good sections pass", good_sections_pass},
    {"sizes must be positive", sizes_must_be_positive},
    {"conductors must not touch", conductors_must_not_touch},
    {"conductors must stay on the board", conductors_must_stay_on_the_board},
    {"layers must rise", layers_must_rise},
    {"cores and shields must fit", cores_and_shields_must_fit},
    {"mask must lie on traces of a laminate", mask_must_lie_on_traces_of_a_laminate},
    {"a point knows its dielectric", a_point_knows_its_dielectric},
};
TAP_MAIN("line/section", cases)
