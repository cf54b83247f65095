#include "config.h"

#include "interface/interface.h"
#include "tests/tap.h"
#include "tests/text/scratch.h"

#include <math.h>
#include <stdlib.h>

static const struct mark here = {.file = "here"};

/* Reads a built-in interface; its first limit line lives as long as `lib`. */
static const struct limit_line *first_line(const char *name, struct model_library **lib,
                                           struct interface *interface)
{
    struct lr_error err = {0};
    CU_ASSERT_EQUAL_FATAL(model_library_open(NULL, lib, &err), LR_OK);
    interface_read(*lib, name, here, interface, &err);
    SAME_TEXT(err.text, "");
    CU_ASSERT_EQUAL_FATAL(interface->nlimit, 1);
    return &interface->limit[0];
}

/* IEEE 802.3bm Annex 83E as quoted: 1.076 (0.075 + 0.537 sqrt(f) + 0.566 f) below 14 GHz,
 * 1.076 (-18 + 2 f) above; 10.0 dB at 12.89 GHz (its own text). */
static void caui_4_host_loses_10_db_at_nyquist(void)
{
    struct model_library *lib;
    struct interface i;
    const struct limit_line *line = first_line("25gaui-c2m", &lib, &i);
    CLOSE(limit_db(line, 12.890625e9), 10.0, 0.01);
    CLOSE(limit_db(line, 7.3e9), 1.076 * (0.075 + 0.537 * sqrt(7.3) + 0.566 * 7.3), 1e-9);
    CLOSE(limit_db(line, 17.9e9), 1.076 * (-18.0 + 2.0 * 17.9), 1e-9);
    CU_ASSERT(isnan(limit_db(line, 0.03e9)));
    CU_ASSERT(isnan(limit_db(line, 19e9)));
    CU_ASSERT(i.by_loss);
    CLOSE(i.com.baud, 25.78125e9, 1e-3);
    interface_free(&i);
    model_library_close(lib);
}

/* Annex 69B with f in Hz, as it is printed. */
static void backplane_limit_is_that_of_annex_69b(void)
{
    struct model_library *lib;
    struct interface i;
    const struct limit_line *line = first_line("10gbase-kr", &lib, &i);
    const double at[] = {1.3e9, 5.15625e9, 9.7e9};
    for (size_t k = 0; k < 3; k++) {
        const double f = at[k];
        const double most = 20.0 * log10(exp(1.0)) *
                            (2e-5 * sqrt(f) + 1.1e-10 * f + 3.2e-20 * f * f -
                             1.2e-30 * f * f * f);
        const double above = f > 6e9 ? 1e-8 * (f - 6e9) : 0.0;
        CLOSE(limit_db(line, f), most + 0.8 + 2e-10 * f + above, 1e-6);
    }
    interface_free(&i);
    model_library_close(lib);
}

/* 16.0 dB at 26.56 GHz, where its two pieces meet (contribution li_3ck_02b_0319). */
static void pieces_of_100g_host_meet_at_nyquist(void)
{
    struct model_library *lib;
    struct interface i;
    const struct limit_line *line = first_line("100gaui-1-c2m", &lib, &i);
    CLOSE(limit_db(line, 26.56e9), 16.0, 0.005);
    CLOSE(limit_db(line, 26.56e9 + 2.0), 16.0, 0.005);
    CLOSE(limit_db(line, 53.125e9), -12.4192 + 1.07 * 53.125, 1e-9);
    interface_free(&i);
    model_library_close(lib);
}

static void single_point_is_met_within_a_hertz(void)
{
    struct model_library *lib;
    struct interface i;
    const struct limit_line *line = first_line("100gbase-kr1", &lib, &i);
    CLOSE(limit_db(line, 26.5625e9 + 0.5), 28.0, 0.0);
    CU_ASSERT(isnan(limit_db(line, 26.6e9)));
    CU_ASSERT(!i.by_loss);
    interface_free(&i);
    model_library_close(lib);
}

/* Reads HEAD and `limits` as the interface `mine` and compares the message. */
static void says(const char *limits, const char *text)
{
    static const char *const own[] = {"own", NULL};
    static const char head[] =
        "lanereach: 1\nkind: interface\nname: mine\ntitle: mine\nsource: this test\n"
        "grade: assumed\nlane_rate: 25 Gb/s\ncriterion: loss\nf_b: 25 GBd\nL: 2\n";
    struct model_library *lib;
    struct interface interface;
    struct lr_error err = {0};
    char folder[SCRATCH_SIZE], all[2048];
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    mkdir("own", 0777);
    mkdir("own/models", 0777);
    mkdir("own/models/interface", 0777);
    snprintf(all, sizeof all, "%s%s", head, limits);
    scratch_put("own/models/interface/mine.yaml", all);
    CU_ASSERT_EQUAL_FATAL(model_library_open(own, &lib, &err), LR_OK);
    interface_read(lib, "mine", here, &interface, &err);
    const char *at = strstr(err.text, "mine.yaml");
    SAME_TEXT(at ? at : err.text, text);
    interface_free(&interface);
    model_library_close(lib);
    scratch_leave(folder);
}

#define LINE "limits:\n  - curve: sdd21\n    name: x\n    source: y\n    grade: assumed\n"

static void faults_are_placed(void)
{
    says("", "mine.yaml:1:1: criterion: loss needs limits");
    says("limits:\n  - curve: sdd31\n",
         "mine.yaml:12:12: curve 'sdd31' is unknown; write sdd21, sdd11, sdd22 or scd21");
    says("limits:\n  - curve: sdd21\n    name: x\n    source: y\n    grade: sure\n",
         "mine.yaml:15:12: grade: 'sure' is unknown; write published, measured, derived, "
         "assumed or unverified");
    says(LINE "    pieces: []\n", "mine.yaml:16:13: 0 pieces; 1 to 8 are possible");
    says(LINE "    pieces:\n      - {from: 3 GHz, to: 1 GHz, constant: 1 dB}\n",
         "mine.yaml:17:9: a piece from 3 GHz to 1 GHz; from must not be negative nor "
         "above "
         "to");
    says(
        LINE "    pieces:\n      - {from: 1 GHz, to: 3 GHz}\n",
        "mine.yaml:17:9: a piece without a term; write constant, root, linear, square or "
        "cube in dB, with f in GHz");
    says(LINE "    pieces:\n      - {from: 1 GHz, to: 3 GHz, constant: 1 dB}\n"
              "      - {from: 2 GHz, to: 4 GHz, linear: 1 dB}\n",
         "mine.yaml:18:9: this piece begins before the one above it ends; order them by "
         "frequency");
}

static const struct tap_case cases[] = {
    {"a CAUI-4 host loses 10 dB at its Nyquist frequency",
     caui_4_host_loses_10_db_at_nyquist},
    {"the backplane limit is that of Annex 69B", backplane_limit_is_that_of_annex_69b},
    {"the two pieces of a 100G host meet at Nyquist",
     pieces_of_100g_host_meet_at_nyquist},
    {"a single point is met within a hertz", single_point_is_met_within_a_hertz},
    {"faults are placed", faults_are_placed},
};
TAP_MAIN("interface/limit", cases)
