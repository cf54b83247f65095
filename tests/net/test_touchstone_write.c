#include "config.h"

#include "net/touchstone_digits.h"

#include "tests/net/touchstone_fixture.h"

static const struct touchstone_form forms[] = {
    {TOUCHSTONE_1_1, TOUCHSTONE_RI, NULL, NULL},
    {TOUCHSTONE_1_1, TOUCHSTONE_MA, "MHz", NULL},
    {TOUCHSTONE_1_1, TOUCHSTONE_DB, "GHz", NULL},
    {TOUCHSTONE_2_0, TOUCHSTONE_RI, "Hz", NULL},
    {TOUCHSTONE_2_0, TOUCHSTONE_MA, "kHz", NULL},
    {TOUCHSTONE_2_0, TOUCHSTONE_DB, "Hz", NULL},
};

static const char *extension(size_t np)
{
    static char text[16];
    snprintf(text, sizeof text, ".s%zup", np);
    return text;
}

/* Writes and reads back without a warning. */
static void round_trip(const struct touchstone_form *form, const char *path,
                       const struct net *net, struct net *back)
{
    struct lr_error err = {LR_OK, "", notes_new(true)};
    CU_ASSERT_EQUAL(touchstone_write_as(path, net, form, "one\ntwo", &err), LR_OK);
    CU_ASSERT_EQUAL_FATAL(touchstone_read(path, back, &err), LR_OK);
    SAME_TEXT(err.text, "");
    CU_ASSERT_EQUAL_FATAL(back->nf, net->nf);
    CU_ASSERT_EQUAL_FATAL(back->np, net->np);
    notes_free(err.notes);
    remove(path);
}

static void what_is_written_reads_back(void)
{
    for (size_t np = 1; np <= 12; np += np < 4 ? 1 : 4)
        for (size_t f = 0; f < sizeof forms / sizeof forms[0]; f++) {
            struct net net, back;
            noise_net(5, np, 7 * np + f, &net);
            net.freq[0] = 0.0;
            net.s[0] = -1e-300 * I;
            net.s[1 % (np * np)] = 0.0;
            round_trip(&forms[f], scratch(extension(np)), &net, &back);
            const bool exact = forms[f].format == TOUCHSTONE_RI;
            for (size_t l = 0; l < 5 * np * np; l++)
                CLOSE(cabs(back.s[l] - net.s[l]), 0.0,
                      exact ? 0.0 : 1e-14 * cabs(net.s[l]));
            for (size_t k = 0; k < 5; k++)
                CLOSE(back.freq[k], net.freq[k], exact ? 0.0 : 3e-16 * net.freq[k]);
            for (size_t i = 0; i < np; i++)
                CLOSE(back.zref[i], net.zref[i], 0.0);
            net_free(&back);
            net_free(&net);
        }
}

static void from_one_version_to_the_other_and_back_is_the_same(void)
{
    struct net net, two, one;
    noise_net(4, 3, 99, &net);
    ((double *)net.s)[1] = -0.0;
    round_trip(&forms[3], scratch(".ts"), &net, &two);
    round_trip(&forms[0], scratch(".s3p"), &two, &one);
    CU_ASSERT(!memcmp(one.s, net.s, 4 * 9 * sizeof *net.s));
    CU_ASSERT(!memcmp(one.freq, net.freq, 4 * sizeof *net.freq));
    net_free(&two);
    net_free(&one);
    round_trip(&forms[5], scratch(".ts"), &net, &two);
    round_trip(&forms[1], scratch(".s3p"), &two, &one);
    for (size_t l = 0; l < 36; l++)
        CLOSE(cabs(one.s[l] - net.s[l]), 0.0, 1e-14 * cabs(net.s[l]));
    net_free(&one);
    net_free(&two);
    net_free(&net);
}

static void unequal_references_are_held_by_version_two(void)
{
    struct net net, back;
    noise_net(2, 10, 5, &net);
    for (size_t i = 0; i < 10; i++)
        net.zref[i] = 33.3 + 1.7 * (double)i;
    round_trip(&forms[3], scratch(".s10p"), &net, &back);
    for (size_t i = 0; i < 10; i++)
        CLOSE(back.zref[i], net.zref[i], 0.0);
    net_free(&back);
    net_free(&net);
}

/* The text of a file, which is removed. */
static void text_of(const char *path, char *text, size_t size)
{
    FILE *in = fopen(path, "rb");
    const size_t length = in ? fread(text, 1, size - 1, in) : 0;
    if (in)
        fclose(in);
    remove(path);
    text[length] = '\0';
}

static void a_written_file_looks_like_touchstone(void)
{
    /* Five ports: rows of 4 + 1 pairs.  Counted by hand from the 1.1 rules. */
    struct net net;
    char text[2048];
    net_init(&net, 2, 5, 50.0, NULL);
    net.freq[1] = 72.3;
    *net_s(&net, 0, 0, 4) = 0.25 - 0.5 * I;
    const char *path = scratch(".s5p");
    CU_ASSERT_EQUAL(touchstone_write(path, &net, "a line\nanother\n", NULL), LR_OK);
    text_of(path, text, sizeof text);
    static const char head[] = "! a line\n! another\n# Hz S RI R 50\n0 0 0 0 0 0 0 0 0\n"
                               " 0.25 -0.5\n 0 0 0 0 0 0 0 0\n 0 0\n";
    CU_ASSERT_PTR_NULL(strchr(text, '\r'));
    CU_ASSERT_EQUAL(text[strlen(text) - 1], '\n');
    text[strlen(head)] = '\0';
    SAME_TEXT(text, head);
    net_free(&net);
}

static void a_file_of_version_two_has_its_keywords(void)
{
    struct net net;
    char text[2048];
    net_init(&net, 2, 2, 50.0, NULL);
    net.freq[1] = 2e9;
    net.zref[1] = 75.5;
    *net_s(&net, 1, 1, 0) = -10.0 * I;
    const struct touchstone_form form = {TOUCHSTONE_2_0, TOUCHSTONE_DB, "GHz", NULL};
    const char *path = scratch(".ts");
    CU_ASSERT_EQUAL(touchstone_write_as(path, &net, &form, NULL, NULL), LR_OK);
    text_of(path, text, sizeof text);
    SAME_TEXT(text, "[Version] 2.0\n# GHz S DB R 50\n[Number of Ports] 2\n"
              "[Two-Port Data Order] 21_12\n[Number of Frequencies] 2\n"
              "[Reference] 50 75.5\n[Matrix Format] Full\n[Network Data]\n"
              "0 -6500 0 -6500 0 -6500 0 -6500 0\n2 -6500 0 20 -90 -6500 0 -6500 0\n"
              "[End]\n");
    net_free(&net);
}

static void what_a_file_cannot_hold_is_not_written(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net net;
    net_init(&net, 2, 2, 50.0, NULL);
    net.freq[1] = 13.28e9;
    CU_ASSERT_EQUAL(touchstone_write("x.s4p", &net, NULL, &err), LR_EUSAGE);
    SAME_TEXT(err.text, "x.s4p: the network has 2 ports; name the file .s2p");
    CU_ASSERT_EQUAL(touchstone_write("x.ts", &net, NULL, &err), LR_EUSAGE);
    SAME_TEXT(err.text, "x.ts: the network has 2 ports; name the file .s2p");
    CU_ASSERT_EQUAL(touchstone_write_as("x.txt", &net, &forms[3], NULL, &err), LR_EUSAGE);
    SAME_TEXT(err.text, "x.txt: the network has 2 ports; name the file .s2p or .ts");
    net.s[6] = (double)NAN;
    CU_ASSERT_EQUAL(touchstone_write("x.s2p", &net, NULL, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "x.s2p: S2,1 at 13.28 GHz is not finite");
    CU_ASSERT_EQUAL(touchstone_write_csv("x.csv", &net, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "x.csv: S2,1 at 13.28 GHz is not finite");
    net.zref[1] = 42.5;
    CU_ASSERT_EQUAL(touchstone_write("x.s2p", &net, NULL, &err), LR_EDOMAIN);
    SAME_TEXT(err.text,
              "x.s2p: port 1 refers to 50 ohm, port 2 to 42.5 ohm; Touchstone 1.1 "
              "holds one reference: renormalise first, or write version 2.0");
    net.zref[1] = 50.0;
    net.s[6] = 0.0;
    CU_ASSERT_EQUAL(touchstone_write("no/such/folder/x.s2p", &net, NULL, &err),
                    LR_ESYSTEM);
    net.freq[1] = (double)INFINITY;
    CU_ASSERT_EQUAL(touchstone_write("x.s2p", &net, NULL, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "x.s2p: frequency 2 is not finite");
    net_free(&net);
}

static void forms_are_named_by_words(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct touchstone_form form;
    CU_ASSERT_EQUAL(touchstone_form_read(NULL, NULL, NULL, &form, &err), LR_OK);
    CU_ASSERT(form.version == TOUCHSTONE_1_1 && form.format == TOUCHSTONE_RI);
    SAME_TEXT(form.unit, "Hz");
    CU_ASSERT_EQUAL(touchstone_form_read("2.0", "db", "ghz", &form, &err), LR_OK);
    CU_ASSERT(form.version == TOUCHSTONE_2_0 && form.format == TOUCHSTONE_DB);
    SAME_TEXT(form.unit, "GHz");
    CU_ASSERT_EQUAL(touchstone_form_read("3", NULL, NULL, &form, &err), LR_EUSAGE);
    SAME_TEXT(err.text, "Touchstone version '3' is not written; 1.1 and 2.0 are");
    CU_ASSERT_EQUAL(touchstone_form_read(NULL, "XY", NULL, &form, &err), LR_EUSAGE);
    SAME_TEXT(err.text, "format 'XY' is none of RI, MA, DB");
    CU_ASSERT_EQUAL(touchstone_form_read(NULL, NULL, "THz", &form, &err), LR_EUSAGE);
    SAME_TEXT(err.text, "frequency unit 'THz' is none of Hz, kHz, MHz, GHz");
}

static void numbers_are_printed_as_the_c_library_does(void)
{
    /* Bit patterns of all kinds, S-parameters, short decimals, powers of ten and their
     * neighbours below. */
    uint64_t state = 17;
    size_t wrong = 0;
    for (size_t i = 0; i < 60000; i++) {
        const double y = noise(&state);
        const uint64_t bits = state ^ state >> 29;
        double x = y;
        char got[TOUCHSTONE_DIGITS_SIZE], want[64];
        switch (i % 5) {
        case 0: memcpy(&x, &bits, sizeof x); break;
        case 1: x = exp(40.0 * y); break;
        case 2: x = floor(1e6 * y) / 1000.0; break;
        case 3: x = pow(10.0, floor(20.0 * y)) * (i % 2 ? 1.0 : 1.0 - 0x1p-53); break;
        }
        snprintf(want, sizeof want, "%.17g", x);
        const size_t length = touchstone_digits(x, got);
        wrong += strcmp(got, want) != 0 || length != strlen(want);
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

static void a_table_has_a_column_for_each_part(void)
{
    struct net net;
    char text[8192];
    net_init(&net, 2, 2, 50.0, NULL);
    net.freq[1] = 72.3;
    *net_s(&net, 1, 0, 1) = 0.25 - 1.0 / 3.0 * I;
    const char *path = scratch(".csv");
    CU_ASSERT_EQUAL(touchstone_write_csv(path, &net, NULL), LR_OK);
    text_of(path, text, sizeof text);
    SAME_TEXT(
        text,
        "freq_hz,s11_re,s11_im,s12_re,s12_im,s21_re,s21_im,s22_re,s22_im\n"
        "0,0,0,0,0,0,0,0,0\n72.299999999999997,0,0,0.25,-0.33333333333333331,0,0,0,0"
        "\n");
    net_free(&net);
    net_init(&net, 2, 10, 50.0, NULL);
    net.freq[1] = 1.0;
    CU_ASSERT_EQUAL(touchstone_write_csv(path, &net, NULL), LR_OK);
    text_of(path, text, sizeof text);
    CU_ASSERT(!strncmp(text, "freq_hz,s1_1_re,s1_1_im,s1_2_re,", 32));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, ",s10_2_re,s10_2_im,"));
    net_free(&net);
}

static const struct tap_case cases[] = {
    {"what is written reads back", what_is_written_reads_back},
    {"from one version to the other and back is the same",
     from_one_version_to_the_other_and_back_is_the_same},
    {"unequal references are held by version 2",
     unequal_references_are_held_by_version_two},
    {"a written file looks like Touchstone 1.1", a_written_file_looks_like_touchstone},
    {"a file of version 2 has its keywords", a_file_of_version_two_has_its_keywords},
    {"what a file cannot hold is not written", what_a_file_cannot_hold_is_not_written},
    {"forms are named by words", forms_are_named_by_words},
    {"numbers are printed as the C library does",
     numbers_are_printed_as_the_c_library_does},
    {"a table has a column for each part", a_table_has_a_column_for_each_part},
};
TAP_MAIN("net/touchstone_write", cases)
