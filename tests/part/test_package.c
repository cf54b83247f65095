#include "config.h"

#include "part/package.h"
#include "part/stackup.h"
#include "tests/tap.h"

#include <math.h>

/* The package of IEEE 802.3ck: C_d 120 fF, L_s 120 pH, C_b 30 fF, `length` of 87.5 ohm,
 * 1.8 mm of 92.5 ohm, C_p 87 fF; constants per mm and ns of its COM sheets. */
static struct package package_ck(double length)
{
    const double per_mm = 1e3, ns = 1e-9;
    return (struct package){
        .r_0 = 50.0,
        .line = {0.0, 9.909e-4 * sqrt(ns) * per_mm, 2.772e-4 * ns * per_mm,
                 6.141e-3 * ns * per_mm, 0.0},
        .n = 2,
        .section = {{120e-15, 120e-12, 30e-15, length, 87.5, 0.0},
                    {0.0, 0.0, 0.0, 1.8e-3, 92.5, 87e-15}}};
}

static const double freq[] = {0.1e9, 10e9, 13.28e9, 40e9};

/* The IEEE COM tool's make_full_pkg: golden/com_detail/package_kr.json, blocks TX_case1
 * (12 mm), TX_case2 (31 mm) and RX_case2 (29 mm). */
static const struct {
    double length;
    double complex s11[4], s21[4], s22[4];
} golden[] = {
    {12e-3,
     {-0.00121590569434967 - 0.0102192017818047 * I,
      0.0113011637591211 - 0.11655830408664 * I,
      -0.181182590442421 - 0.0765569385610402 * I,
      -0.37414888941706 - 0.538655987205039 * I},
     {0.993234668960493 - 0.0627312588396012 * I,
      0.787845412306371 + 0.462794006168901 * I,
      0.232409637383363 - 0.851941281192838 * I,
      -0.428168098286407 + 0.340811980947589 * I},
     {-0.00125957214854279 - 0.0102094108938859 * I,
      0.0665016089658283 - 0.0845914706451056 * I,
      -0.17628824868875 - 0.069437568588128 * I,
      -0.410668509367161 - 0.520007360303239 * I}},
    {31e-3,
     {-0.00433113371034908 - 0.0203249203567127 * I,
      -0.113835436176019 - 0.181613507563516 * I,
      -0.120070160677674 - 0.0678940864899262 * I,
      -0.3348578406974 - 0.330143352456605 * I},
     {0.978367664015241 - 0.141649532416911 * I,
      0.707756258143717 - 0.377222082906746 * I,
      0.0054662112223791 + 0.774143607035241 * I,
      0.114785255575635 - 0.429750141305504 * I},
     {-0.00443799912170033 - 0.0202915318548288 * I,
      -0.0877774742831913 - 0.185326015214471 * I,
      -0.105523236240682 - 0.045612955560723 * I,
      -0.36045558168398 - 0.330300312464119 * I}},
    {29e-3,
     {-0.00392913120830405 - 0.0192927735906861 * I,
      -0.0156340174054995 - 0.154035277202595 * I,
      -0.155193132213827 - 0.217643461180135 * I,
      -0.330170171120983 - 0.304944105069663 * I},
     {0.980231250164731 - 0.13342960372291 * I, 0.791040861434988 + 0.219530460641743 * I,
      -0.645130568086167 + 0.410118922768693 * I,
      -0.0792863215291485 + 0.460193328392397 * I},
     {-0.00402957297667932 - 0.0192623290879904 * I,
      0.0363252416686327 - 0.136791119280778 * I,
      -0.11416176966782 - 0.23148305229555 * I,
      -0.35444326524827 - 0.307369695142713 * I}},
};

static void same(const double complex *s, double complex s11, double complex s21,
                 double complex s22)
{
    CLOSE(cabs(s[0] - s11), 0.0, 1e-12);
    CLOSE(cabs(s[1] - s21), 0.0, 1e-12);        /* reciprocal */
    CLOSE(cabs(s[2] - s21), 0.0, 1e-12);
    CLOSE(cabs(s[3] - s22), 0.0, 1e-12);
}

static void packages_are_those_of_the_reference(void)
{
    for (size_t i = 0; i < sizeof golden / sizeof golden[0]; i++) {
        const struct package package = package_ck(golden[i].length);
        struct net net, turned;
        CU_ASSERT_EQUAL(package_network(&package, 4, freq, &net, NULL), LR_OK);
        CU_ASSERT_EQUAL(net_reverse(&net, &turned, NULL), LR_OK);
        CLOSE(net.zref[0], 100.0, 0.0);
        for (size_t k = 0; k < 4; k++) {
            same(&net.s[4 * k], golden[i].s11[k], golden[i].s21[k], golden[i].s22[k]);
            same(&turned.s[4 * k], golden[i].s22[k], golden[i].s21[k], golden[i].s11[k]);
        }
        net_free(&net);
        net_free(&turned);
    }
}

static void package_without_elements_is_a_wire(void)
{
    struct package package = {
        .r_0 = 47.0, .n = 2, .section = {{.z_c = 92.5}, {.z_c = 78.2}}};
    struct net net;
    CU_ASSERT_EQUAL(package_network(&package, 4, freq, &net, NULL), LR_OK);
    CLOSE(net.zref[1], 94.0, 0.0);
    for (size_t k = 0; k < 4; k++)
        same(&net.s[4 * k], 0.0, 1.0, 0.0);
    net_free(&net);
}

static void lossless_package_keeps_all_power(void)
{
    struct package package = package_ck(12e-3);
    package.line.a1 = package.line.a2 = 0.0;
    struct net net;
    CU_ASSERT_EQUAL(package_network(&package, 4, freq, &net, NULL), LR_OK);
    for (size_t k = 0; k < 4; k++) {
        const double complex *s = &net.s[4 * k];
        CLOSE(creal(s[0] * conj(s[0]) + s[2] * conj(s[2])), 1.0, 1e-13);
        CLOSE(cabs(s[0] * conj(s[1]) + s[2] * conj(s[3])), 0.0, 1e-13);
    }
    net_free(&net);
}

static void negative_length_is_refused(void)
{
    struct package package = package_ck(-12e-3);
    struct lr_error err = {0};
    struct net net;
    CU_ASSERT_EQUAL(package_network(&package, 4, freq, &net, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "line length -0.012 m is negative");
    CU_ASSERT_PTR_NULL(net.s);
}

/* The build-up stripline of models/stackup, as a package of lines alone. */
static struct package solved_package(struct model_library *lib, double r_0)
{
    struct stackup stackup;
    struct package package = {.r_0 = r_0, .n = 1};
    struct lr_error err = {.status = LR_OK};
    stackup_read(lib, "abf-stripline-90ohm", (struct mark){.file = "test"}, 293.15, NULL,
                 &stackup, &err);
    if (!err.status)
        stackup_solution(lib, &stackup, NULL, &package.section[0].solution, &err);
    SAME_TEXT(err.text, "");
    package.section[0].length = 25e-3;
    return package;
}

static double furthest(const struct net *a, const struct net *b)
{
    double most = 0.0;
    for (size_t k = 0; k < a->nf; k++)
        for (size_t i = 0; i < 4; i++)
            most = fmax(most, cabs(a->s[4 * k + i] - b->s[4 * k + i]));
    return most;
}

static void a_solved_line_in_two_pieces_is_one(void)
{
    struct model_library *lib = NULL;
    struct net one, two;
    CU_ASSERT_EQUAL_FATAL(model_library_open(NULL, &lib, NULL), LR_OK);
    struct package package = solved_package(lib, 50.0);
    CU_ASSERT_EQUAL(package_network(&package, 4, freq, &one, NULL), LR_OK);
    package.n = 2;
    package.section[1] = package.section[0];
    package.section[0].length = 11e-3;
    package.section[1].length = 14e-3;
    CU_ASSERT_EQUAL(package_network(&package, 4, freq, &two, NULL), LR_OK);
    CLOSE(furthest(&one, &two), 0.0, 1e-12);
    net_free(&one);
    net_free(&two);
    model_library_close(lib);
}

static void a_solved_line_refers_to_the_packages_r_0(void)
{
    struct model_library *lib = NULL;
    struct net at_50, at_46, moved;
    CU_ASSERT_EQUAL_FATAL(model_library_open(NULL, &lib, NULL), LR_OK);
    struct package package = solved_package(lib, 50.0);
    CU_ASSERT_EQUAL(package_network(&package, 4, freq, &at_50, NULL), LR_OK);
    package.r_0 = 46.0;
    CU_ASSERT_EQUAL(package_network(&package, 4, freq, &at_46, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_renormalise(&at_50, 92.0, &moved, NULL), LR_OK);
    CLOSE(at_46.zref[0], 92.0, 0.0);
    CLOSE(furthest(&at_46, &moved), 0.0, 1e-12);
    net_free(&moved);
    net_free(&at_46);
    net_free(&at_50);
    model_library_close(lib);
}

static const struct tap_case cases[] = {
    {"packages are those of the reference, both ways round",
     packages_are_those_of_the_reference},
    {"a package without elements is a wire", package_without_elements_is_a_wire},
    {"a lossless package keeps all power", lossless_package_keeps_all_power},
    {"a negative length is refused", negative_length_is_refused},
    {"a solved line in two pieces is one", a_solved_line_in_two_pieces_is_one},
    {"a solved line refers to the package's r_0", a_solved_line_refers_to_the_packages_r_0},
};
TAP_MAIN("part/package", cases)
