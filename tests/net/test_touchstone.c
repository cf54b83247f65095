#include "config.h"

#include "tests/net/touchstone_fixture.h"

/* The clean twin of the odd files below: a 2-port whose four values differ. */
static const char clean[] = "# GHz S RI R 46.3\n"
                            "0.7  0.11 0.12  0.21 0.22  -0.13 -0.14  0.41 -0.42\n"
                            "13.28  0.51 0.52  0.61 0.62  0.71 0.72  0.81 2.5e-3\n";

static void same_as_clean(const char *name, const char *text, const char *warning)
{
    struct lr_error err = {LR_OK, "", notes_new(false)};
    struct net want, got;
    CU_ASSERT_EQUAL(read_as("clean.s2p", clean, &want, NULL), LR_OK);
    CU_ASSERT_EQUAL(read_as(name, text, &got, &err), LR_OK);
    SAME_TEXT(err.text, "");
    CU_ASSERT_EQUAL(got.nf, 2);
    for (size_t k = 0; k < got.nf; k++)
        CLOSE(got.freq[k], want.freq[k], 0.0);
    for (size_t l = 0; l < 4 * got.nf; l++)
        CLOSE(cabs(got.s[l] - want.s[l]), 0.0, 0.0);
    for (size_t i = 0; i < got.np; i++)
        CLOSE(got.zref[i], 46.3, 0.0);
    const char *note = note_text(err.notes, NOTE_WARNING, 0);
    SAME_TEXT(note ? note : "", warning);
    CU_ASSERT_PTR_NULL(note_text(err.notes, NOTE_WARNING, 1));
    net_free(&got);
    net_free(&want);
    notes_free(err.notes);
}

static void a_two_port_row_runs_s11_s21_s12_s22(void)
{
    /* Touchstone 1.1: 2-port data are the only ones that run down the columns. */
    struct net net;
    CU_ASSERT_EQUAL(read_as("clean.s2p", clean, &net, NULL), LR_OK);
    CU_ASSERT_EQUAL(net.np, 2);
    CLOSE(net.freq[1], 13.28e9, 1e-5);
    CLOSE(cabs(*net_s(&net, 0, 1, 0) - (0.21 + 0.22 * I)), 0.0, 0.0);
    CLOSE(cabs(*net_s(&net, 0, 0, 1) - (-0.13 - 0.14 * I)), 0.0, 0.0);
    CLOSE(cabs(*net_s(&net, 1, 1, 1) - (0.81 + 0.0025 * I)), 0.0, 0.0);
    CLOSE(net.zref[1], 46.3, 0.0);
    net_free(&net);
}

static void a_three_port_runs_row_by_row(void)
{
    char text[1024] = "# MHz S RI\n";
    for (int k = 1; k <= 2; k++) {
        snprintf(text + strlen(text), 32, "%d ", 100 * k);
        for (int l = 0; l < 9; l++)
            snprintf(text + strlen(text), 32, " 0.%d%d 0.0%d%s", l / 3 + 1, l % 3 + 1, k,
                     l % 3 == 2 ? "\n" : "");
    }
    struct net net;
    CU_ASSERT_EQUAL(read_as("x.s3p", text, &net, NULL), LR_OK);
    CU_ASSERT_EQUAL(net.nf, 2);
    CLOSE(net.freq[1], 200e6, 0.0);
    CLOSE(net.zref[0], 50.0, 0.0);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++)
            CLOSE(creal(*net_s(&net, 1, i, j)), 0.11 + 0.1 * (double)i + 0.01 * (double)j,
                  1e-15);
    CLOSE(cimag(*net_s(&net, 1, 2, 0)), 0.02, 0.0);
    net_free(&net);
}

static void magnitudes_and_decibels_come_with_degrees(void)
{
    /* 0.3 at -120 degrees is -0.15 - j 0.3 sin 60; 20 log10 0.3 = -10.457574905606752. */
    const double complex want = 0.3 * (-0.5 - I * sqrt(0.75));
    struct net net;
    CU_ASSERT_EQUAL(read_as("x.s1p", "#\n1 0.3 -120\n2 0.3 240\n", &net, NULL), LR_OK);
    CLOSE(cabs(net.s[0] - want), 0.0, 1e-16);
    CLOSE(cabs(net.s[1] - want), 0.0, 5e-16);
    CLOSE(net.freq[0], 1e9, 0.0);
    net_free(&net);
    CU_ASSERT_EQUAL(
        read_as("x.s1p", "# kHz DB\n1 -10.457574905606752 -120\n2 0 0\n", &net, NULL),
        LR_OK);
    CLOSE(cabs(net.s[0] - want), 0.0, 1e-15);
    CLOSE(net.freq[1], 2e3, 0.0);
    net_free(&net);
}

static void ways_of_writing_the_same_file_read_the_same(void)
{
    static const char *const twins[] = {
        /* DOS line ends; old Macintosh ones; a byte-order mark; leading blanks */
        "# GHz S RI R 46.3\r\n0.7 .11 .12 .21 .22 -.13 -.14 .41 -.42\r\n"
        "13.28 .51 .52 .61 .62 .71 .72 .81 2.5e-3\r\n\x1a",
        "! x\r# GHz S RI R 46.3\r0.7 .11 .12 .21 .22 -.13 -.14 .41 -.42\r"
        "13.28 .51 .52 .61 .62 .71 .72 .81 2.5e-3",
        "\xEF\xBB\xBF# GHz S RI R 46.3\n0.7 .11 .12 .21 .22 -.13 -.14 .41 -.42\n"
        "13.28 .51 .52 .61 .62 .71 .72 .81 2.5e-3\n",
        "   \t# GHz S RI R 46.3\n0.7\t.11\t.12\t.21\t.22\t-.13\t-.14\t.41\t-.42\n"
        "13.28\t.51 .52\t.61 .62\t.71 .72\t.81 2.5e-3\n",
        /* comments glued to words and between rows, with a Latin-1 degree sign */
        "! 25\xB0"
        "C\n# GHz S RI R 46.3!Created\n0.7 .11 .12 .21 .22!a\n! # kHz [b]\n"
        "-.13 -.14 .41 -.42 ! c 1 2 3\n13.28 .51 .52 .61 .62 .71 .72 .81 2.5e-3\n",
        /* options in any order and case, glued R */
        "# r 46.3 rI s gHZ\n0.7 .11 .12 .21 .22 -.13 -.14 .41 -.42\n"
        "13.28 .51 .52 .61 .62 .71 .72 .81 2.5e-3\n",
        "#GHz RI R46.3\n0.7 .11 .12 .21 .22 -.13 -.14 .41 -.42\n"
        "13.28 .51 .52 .61 .62 .71 .72 .81 2.5e-3\n",
        /* rows wrapped anywhere; points sharing a line */
        "# GHz S RI R 46.3\n0.7 .11\n.12 .21 .22 -.13 -.14\n\n.41 -.42 13.28 .51 .52 .61 "
        ".62 "
        ".71 .72 .81 2.5e-3\n",
        /* Fortran exponents, exponents of three digits, plus signs */
        "# MHz S RI R +46.3\n7.0D+002 1.1d-1 .12 2.1E-001 .22 -1.3D-01 -.14 +.41 "
        "-42.D-2\n"
        "13280 .51 .52 .61 .62 .71 .72 .81 2.5e-003\n",
    };
    for (size_t i = 0; i < sizeof twins / sizeof twins[0]; i++)
        same_as_clean(i % 2 ? "X.S2P" : "dir.d/x.s2p", twins[i], "");
}

static void only_the_first_option_line_counts(void)
{
    same_as_clean(
        "x.s2p",
        "! VNA\n# GHz S RI R 46.3\n# MHz S DB R 75\n0.7 .11 .12 .21 .22 -.13 -.14 "
        ".41 -.42\n# Hz Z MA\n13.28 .51 .52 .61 .62 .71 .72 .81 2.5e-3\n",
        "x.s2p:3: a second option line is ignored; only the first counts");
}

static void a_noise_block_behind_a_two_port_is_left_out(void)
{
    static const char block[] = "! noise\n0.8 0.5 0.3 120 0.2\n14 0.7 0.2 130 0.3\n";
    char text[512];
    snprintf(text, sizeof text, "%s%s", clean, block);
    same_as_clean("x.s2p", text, "x.s2p:5: a noise block of 2 points is left out");

    struct lr_error err = {LR_OK, "", notes_new(true)};
    struct net net;
    CU_ASSERT_EQUAL(read_as("x.s2p", text, &net, &err), LR_EINPUT);
    SAME_TEXT(err.text,
              "x.s2p:5: a noise block of 2 points is left out (a warning, refused "
              "under --strict)");
    notes_free(err.notes);
}

static void files_without_data_are_refused(void)
{
    refused("x.s2p", "",
            "x.s2p: the file is empty; a Touchstone file begins like # GHz S RI "
            "R 50");
    refused("x.s2p", "! nothing\n! here\n", "x.s2p:3:1: no option line and no data; a "
            "Touchstone file begins like # GHz S RI R 50");
    refused("x.s2p", "# GHz S RI R 50\n", "x.s2p:2:1: no data behind the option line");
    refused("x.s2p", "! VNA\n1 .1 0\n",
            "x.s2p:2:1: no option line before the data; write "
            "one like # GHz S RI R 50");
    refused("x.s2p", "# RI\n1 0 0 0 0 0 0 0 0\n",
            "x.s2p:2:1: only one frequency point; a "
            "response needs at least two");
    struct lr_error err = {LR_OK, "", NULL};
    struct net net;
    CU_ASSERT_EQUAL(touchstone_read_text("x.s4p", "\x7f" "ELF\2\1\0\0", 8, &net, &err),
                    LR_EINPUT);
    SAME_TEXT(err.text, "x.s4p: the file is binary; a Touchstone file is text");
}

static void words_among_the_data_are_refused_where_they_stand(void)
{
    refused("x.s1p", "# RI\n1 .1 .2\n2 .3 banana\n",
            "x.s1p:3:6: 'banana' is not a number; "
            "data rows hold numbers only, comments begin with '!'");
    refused("x.s1p", "# RI\n1 .1 0x1p3\n",
            "x.s1p:2:6: '0x1p3' is not a number; data rows "
            "hold numbers only, comments begin with '!'");
    refused("x.s1p", "# RI\r\n1 .1 1.2.3\r\n",
            "x.s1p:2:6: '1.2.3' is not a number; data rows "
            "hold numbers only, comments begin with '!'");
    refused("x.s1p", "# RI\n1 \xff\1" "23456789012345678901234567890123456789012345 0\n",
            "x.s1p:2:3: '?' is not a number; data rows hold numbers only, comments begin "
            "with '!'");
    refused("x.s1p",
            "# RI\n1 123456789012345678901234567890123456789012345678901234567890"
            "1234567890123456789x 0\n",
            "x.s1p:2:3: '123456789012345678901234567890123456...'"
            " is not a number; data rows hold numbers only, comments begin with '!'");
    refused("x.s1p", "# RI\n1 .1 NaN\n",
            "x.s1p:2:6: 'NaN' is not a finite number; lanereach net "
            "convert --repair drops such points");
    refused("x.s1p", "# RI\n1 -inf 0\n",
            "x.s1p:2:3: '-inf' is not a finite number; lanereach net "
            "convert --repair drops such points");
    refused("x.s1p", "# RI\n1 0 -1e999\n",
            "x.s1p:2:5: '-1e999' is too large for a number");
    refused("x.s1p", "# DB\n1 0 0\n2 1e5 0\n", "x.s1p:3:3: 100000 dB is too large");
    refused("x.s1p", "# RI\n1 0 0\n1e305 0 0\n", "x.s1p:3:1: frequency 1e+305 GHz is too "
            "large");
}

static void a_point_that_is_cut_short_is_counted(void)
{
    char text[256];
    snprintf(text, sizeof text, "%.*s", (int)(strlen(clean) - strlen(" 2.5e-3\n")),
             clean);
    refused("x.s2p", text, "x.s2p:3:1: the last point is cut short: it has 8 of its 9 "
            "numbers, 1 missing");
    refused("x.s2p", "# RI\n1 0 0 0 0 0 0 0 0\n2 0 0", "x.s2p:3:1: the last point is cut "
            "short: it has 3 of its 9 numbers, 6 missing");
}

static void frequencies_must_increase_and_not_be_negative(void)
{
    refused("x.s1p", "# MHz RI\n.1 0 0\n.2 0 0\n.15 0 0\n.3 0 0\n",
            "x.s1p:4:1: frequency 0.15 MHz follows 0.2 MHz; frequencies must increase, "
            "or a number is missing or too many before; lanereach net convert --repair "
            "sorts and merges points");
    refused("x.s1p", "# RI\n.1 0 0\n.2 0 0\n.2 0 0\n",
            "x.s1p:4:1: frequency 0.2 GHz is there twice; frequencies must increase; "
            "lanereach net convert --repair merges such points");
    refused("x.s1p", "# RI\n-.1 0 0\n.2 0 0\n",
            "x.s1p:2:1: frequency -0.1 GHz is negative");
    refused("x.s2p",
            "# RI\n.1 0 0 0 0 0 0 0 0\n.3 0 0 0 0 0 0 0 0\n.2 0 0 0 0 0 0 0 0\n",
            "x.s2p:4:1: frequency 0.2 GHz follows 0.3 GHz; frequencies must increase, or "
            "a number is missing or too many before; lanereach net convert --repair "
            "sorts and merges points");
    /* Neighbouring doubles whose products with 1e9 round to one. */
    refused("x.s1p", "# RI\n1.5000000000000016 0 0\n1.5000000000000018 0 0\n",
            "x.s1p:3:1: frequency 1500000000.0000017 Hz is there twice; frequencies must "
            "increase");
}

static void impossible_options_are_refused_where_they_stand(void)
{
    refused("x.s1p", "# PHz S RI R 50\n",
            "x.s1p:1:3: unknown option 'PHz'; an option line is # Hz|kHz|MHz|GHz "
            "S|Y|Z|G|H MA|DB|RI R ohms");
    refused("x.s1p", "# GHz S XY\n",
            "x.s1p:1:9: unknown option 'XY'; an option line is # Hz|kHz|MHz|GHz "
            "S|Y|Z|G|H MA|DB|RI R ohms");
    refused("x.s1p", "# GHz Q RI\n",
            "x.s1p:1:7: unknown option 'Q'; an option line is # Hz|kHz|MHz|GHz "
            "S|Y|Z|G|H MA|DB|RI R ohms");
    refused("x.s1p", "# S11 GHz\n",
            "x.s1p:1:3: unknown option 'S11'; an option line is # Hz|kHz|MHz|GHz "
            "S|Y|Z|G|H MA|DB|RI R ohms");
    refused("x.s1p", "# GHz S RI MA\n",
            "x.s1p:1:12: 'MA' is a second format in one option line");
    refused("x.s1p", "# GHz S RI R\n50", "x.s1p:1:12: R has no number; write R 50");
    refused("x.s1p", "# R fifty\n",
            "x.s1p:1:5: reference 'fifty' is not a real number of ohms; write R 50");
    refused("x.s1p", "# R inf\n",
            "x.s1p:1:5: reference 'inf' is not a real number of ohms; write R 50");
    refused("x.s1p", "# R 0\n", "x.s1p:1:5: reference 0 ohm is not positive");
    refused("x.s1p", "# R-50\n", "x.s1p:1:4: reference -50 ohm is not positive");
}

static void references_must_be_one_real_number(void)
{
    static const char *const complexes[][2] = {
        {"# R (10+10j)\n", "5: reference '(10+10j)'"},
        {"# GHz R 50+j2\n", "9: reference '50+j2'"},
        {"# R 50 +2j\n", "8: reference '+2j'"},
        {"# R 50 j2\n", "8: reference 'j2'"},
    };
    for (size_t i = 0; i < sizeof complexes / sizeof complexes[0]; i++) {
        char message[256];
        snprintf(message, sizeof message, "x.s1p:1:%s is complex; references must be "
                 "real: renormalise where the file was made, to R 50", complexes[i][1]);
        refused("x.s1p", complexes[i][0], message);
    }
    refused("x.s2p", "# GHz S RI R 50 75\n",
            "x.s2p:1:17: R has a second value, '75'; one real reference stands behind R, "
            "version 2 lists those of all ports behind [Reference]");
}

static void labels_behind_the_options_are_ignored_with_a_warning(void)
{
    static const char data[] = "0.7 .11 .12 .21 .22 -.13 -.14 .41 -.42\n"
                               "13.28 .51 .52 .61 .62 .71 .72 .81 2.5e-3\n";
    static const struct {
        const char *option, *warning;
    } files[] = {
        {"# GHz S RI R 46.3 freq ReS11 ImS11 dB ang\n",
         "x.s2p:1: 'freq' and what follows are taken for labels of columns and ignored"},
        {"# GHz S RI R 46.3 |S(1,1)|\n", "x.s2p:1: '|S(1,1)|' and what follows are taken "
                                         "for labels of columns and ignored"},
    };
    for (size_t i = 0; i < 2; i++) {
        char text[512];
        snprintf(text, sizeof text, "%s%s", files[i].option, data);
        same_as_clean("x.s2p", text, files[i].warning);
    }
    struct net net;
    noted("x.s1p", "# Hz S RI RS11r IS11i\n1 .1 .2\n2 .3 .4\n", NOTE_WARNING,
          "x.s1p:1: 'RS11r' and what follows are taken for labels of columns and "
          "ignored; no R is given: 50 ohm assumed", &net);
    CLOSE(net.zref[0], 50.0, 0.0);
    CLOSE(net.freq[1], 2.0, 0.0);
    net_free(&net);
    noted("x.s1p", "# S S11\n1 .1 180\n2 .3 .4\n", NOTE_WARNING,
          "x.s1p:1: 'S11' and what follows are taken for labels of columns and ignored; "
          "no unit is given: GHz assumed; no format is given: MA assumed; no R is given: "
          "50 ohm assumed", &net);
    CLOSE(creal(net.s[0]), -0.1, 0.0);
    net_free(&net);
}

/* HFSS writes "! Port Impedance re im re im ..." behind each point, up to 2020 R1 with
 * the first number glued to the words, and with lines of comment that go on. */
static void impedances_in_comments_that_contradict_r_are_told(void)
{
    static const struct {
        const char *text, *warning;
    } files[] = {
        {"# GHz S RI R 50\n1 .1 0 .9 0 .9 0 .1 0\n! Gamma 1 2 3 4\n"
         "! Port Impedance50.01 0.001 49.99 0\n2 .1 0 .9 0 .9 0 .1 0\n"
         "! Port Impedance 50 0 50 0\n", ""},
        {"# GHz S RI R 50\n1 .1 0 .9 0 .9 0 .1 0\n! Gamma 1 2 3 4\n"
         "! Port Impedance50 0\n!     48.2 -0.3\n2 .1 0 .9 0 .9 0 .1 0\n"
         "! Port Impedance50 0\n!     48.3 -0.3\n",
         "x.s2p:4: a comment says that port 2 has the impedance 48.2-0.3j ohm; the data "
         "are taken as normalised to 50 ohm, which is right only if their writer "
         "renormalised them"},
        {"! Port Impedance 50 42.5\n# GHz S RI R 50\n1 .1 0 .9 0 .9 0 .1 0\n"
         "2 .1 0 .9 0 .9 0 .1 0\n",
         "x.s2p:1: a comment says that port 2 has the impedance 42.5+0j ohm; the data "
         "are taken as normalised to 50 ohm, which is right only if their writer "
         "renormalised them"},
        {"# GHz S RI R 50\n1 .1 0 .9 0 .9 0 .1 0\n! Port impedance 49.9\n"
         "2 .1 0 .9 0 .9 0 .1 0",
         "x.s2p:3: a comment says that port 1 has the impedance 49.9+0j ohm; the data "
         "are taken as normalised to 50 ohm, which is right only if their writer "
         "renormalised them"},
        /* a matrix of terminals; words; the next line belongs to the data */
        {"# GHz S RI R 50\n1 .1 0 .9 0 .9 0 .1 0\n"
         "! Port Impedance 50 0 1 0 1 0 50 0\n2 .1 0 .9 0 .9 0 .1 0\n", ""},
        {"# GHz S RI R 50\n! Port Impedance: see below\n1 .1 0 .9 0 .9 0 .1 0\n"
         "2 .1 0 .9 0 .9 0 .1 0\n! Port Impedance\n3 .1 0 .9 0 .9 0 .1 0", ""},
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct net net;
        noted("x.s2p", files[i].text, NOTE_WARNING, files[i].warning, &net);
        CLOSE(cabs(*net_s(&net, 1, 1, 0) - 0.9), 0.0, 0.0);
        net_free(&net);
    }
}

static void ports_above_nine_are_read_whole(void)
{
    /* S_ij = 0.i + j 0.0j by position in the text, rows of 12 wrapped at four pairs. */
    static char text[1 << 16] = "# GHz RI\n";
    size_t n = strlen(text);
    for (int k = 1; k <= 2; k++) {
        n += (size_t)snprintf(text + n, 16, "%d", k);
        for (int i = 1; i <= 12; i++)
            for (int j = 1; j <= 12; j++)
                n += (size_t)snprintf(text + n, 32, " %d.%02d %d%s", i, j, k,
                                      j % 4 ? "" : "\n");
    }
    struct net net;
    CU_ASSERT_EQUAL(read_as("X.S12P", text, &net, NULL), LR_OK);
    CU_ASSERT_EQUAL(net.np, 12);
    CLOSE(cabs(*net_s(&net, 1, 11, 9) - (12.10 + 2.0 * I)), 0.0, 0.0);
    CLOSE(cabs(*net_s(&net, 0, 0, 11) - (1.12 + 1.0 * I)), 0.0, 0.0);
    net_free(&net);
}

/* Random bytes and every cut of a good file: an answer or a message, and no crash. */
static void no_bytes_break_the_reader(void)
{
    static const char *const seeds[] = {
        clean,
        "! Port Impedance 1 2\n[Version] 2.0\n# GHz S RI R 50\n[Number of Ports] 2\n"
        "[Reference] 50 75\n[Number of Frequencies] 2\n[Matrix Format] Lower\n"
        "[Mixed-Mode Order] D1,2 C1,2\n[Network Data]\n1 1 2 3 4 5 6\n2 1 2 3 4 5 6\n"
        "[Noise Data]\n1 2 3 4 5\n[End]\n"};
    uint64_t state = 20260728;
    for (size_t round = 0; round < 4000; round++) {
        char text[512];
        struct net net;
        const size_t length = strlen(seeds[round % 2]);
        memcpy(text, seeds[round % 2], length);
        const size_t cut = (size_t)((noise(&state) + 1.0) / 2.0 * (double)length);
        const size_t at = (size_t)((noise(&state) + 1.0) / 2.0 * (double)length);
        text[at] = (char)(int)(127.0 * noise(&state));
        struct lr_error err = {LR_OK, "", NULL};
        char *exact = malloc(cut + 1);          /* so that a sanitizer sees its end */
        memcpy(exact, text, cut);
        const char *const name = round % 4 < 2 ? "x.s2p" : "x.ts";
        const enum lr_status status = touchstone_read_text(name, exact, cut, &net, &err);
        CU_ASSERT((status == LR_OK) == !*err.text);
        net_free(&net);
        free(exact);
    }
}

static void the_wrong_extension_is_refused_naming_the_right_one(void)
{
    char text[4096] = "# GHz S RI R 50\n";
    for (int k = 1; k <= 5; k++)
        snprintf(text + strlen(text), 128, "%d%s\n", k,
                 " 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0");
    refused("x.s4p", text,
            "x.s4p: the data are those of 3 ports, not of 4; rename the file to "
            ".s3p");
    refused("x.s2p", text,
            "x.s2p: the data are those of 3 ports, not of 2; rename the file to "
            ".s3p");
    refused("x.txt", text,
            "x.txt: the port count is read from the extension; name a file of "
            "two ports .s2p, of four .s4p");
    refused("x.s0p", text,
            "x.s0p: the port count is read from the extension; name a file of "
            "two ports .s2p, of four .s4p");
    CU_ASSERT_EQUAL(touchstone_ports("a.b/c.S12p"), 12);
    CU_ASSERT_EQUAL(touchstone_ports("a.s4p/c"), 0);
    CU_ASSERT_EQUAL(touchstone_ports("a.s4px"), 0);
    CU_ASSERT_EQUAL(touchstone_ports("a.s1000p"), 0);
}

static void a_missing_file_is_refused_by_name(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net net;
    CU_ASSERT_EQUAL(touchstone_read("there-is-none.s4p", &net, &err), LR_EINPUT);
    CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "there-is-none.s4p: "));
    CU_ASSERT_PTR_NULL(net.s);
}

static void the_channel_files_are_read_whole(void)
{
    /* Points and bands counted with another program: numbers / (2 n^2 + 1). */
    static const struct {
        const char *name;
        size_t np, nf;
        double last;
    } files[] = {
        {"channels/C2M__Z100_IL14_WC_BOR_H_L_H_THRU.s4p", 4, 5001, 50e9},
        {"channels/example2_THRU.s4p", 4, 4001, 40e9},
        {"channels/CABLE1_RX_pair.s4p", 4, 6401, 40e9},
        {"channels/CPWG100.s2p", 2, 10000, 10e9},
        {"channels/diff_fdf_with_connectors.s4p", 4, 1000, 10e9},
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        const char *path = tap_reference(files[i].name);
        struct lr_error err = {LR_OK, "", notes_new(true)};
        struct net net;
        if (!path) {
            notes_free(err.notes);
            return;
        }
        CU_ASSERT_EQUAL(touchstone_read(path, &net, &err), LR_OK);
        SAME_TEXT(err.text, "");
        CU_ASSERT_EQUAL(net.np, files[i].np);
        CU_ASSERT_EQUAL(net.nf, files[i].nf);
        CLOSE(net.freq[net.nf - 1], files[i].last, 1e-3);
        net_free(&net);
        notes_free(err.notes);
    }
}

static const struct tap_case cases[] = {
    {"a 2-port row runs S11 S21 S12 S22", a_two_port_row_runs_s11_s21_s12_s22},
    {"a 3-port runs row by row", a_three_port_runs_row_by_row},
    {"magnitudes and decibels come with degrees",
     magnitudes_and_decibels_come_with_degrees},
    {"ways of writing the same file read the same",
     ways_of_writing_the_same_file_read_the_same},
    {"only the first option line counts", only_the_first_option_line_counts},
    {"a noise block behind a 2-port is left out",
     a_noise_block_behind_a_two_port_is_left_out},
    {"files without data are refused", files_without_data_are_refused},
    {"words among the data are refused where they stand",
     words_among_the_data_are_refused_where_they_stand},
    {"a point that is cut short is counted", a_point_that_is_cut_short_is_counted},
    {"frequencies must increase and not be negative",
     frequencies_must_increase_and_not_be_negative},
    {"impossible options are refused where they stand",
     impossible_options_are_refused_where_they_stand},
    {"references must be one real number", references_must_be_one_real_number},
    {"labels behind the options are ignored with a warning",
     labels_behind_the_options_are_ignored_with_a_warning},
    {"impedances in comments that contradict R are told",
     impedances_in_comments_that_contradict_r_are_told},
    {"ports above nine are read whole", ports_above_nine_are_read_whole},
    {"no bytes break the reader", no_bytes_break_the_reader},
    {"the wrong extension is refused naming the right one",
     the_wrong_extension_is_refused_naming_the_right_one},
    {"a missing file is refused by name", a_missing_file_is_refused_by_name},
    {"the channel files are read whole and without a warning",
     the_channel_files_are_read_whole},
};
TAP_MAIN("net/touchstone", cases)
