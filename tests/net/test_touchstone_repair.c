#include "config.h"

#include "tests/net/touchstone_fixture.h"

/* Writes the text, reads it with repair; the notes are joined by line ends. */
static enum lr_status repaired(const char *extension, const char *text, struct net *net,
                               char warnings[1024], struct lr_error *err)
{
    const struct touchstone_options options = {.repair = true};
    const char *path = scratch(extension);
    FILE *out = fopen(path, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(out);
    fputs(text, out);
    fclose(out);
    err->notes = notes_new(false);
    const enum lr_status status = touchstone_read_with(path, &options, net, err);
    remove(path);
    *warnings = '\0';
    const char *note;
    /* Behind the name of the file, which holds a process number. */
    for (size_t i = 0; (note = note_text(err->notes, NOTE_WARNING, i)); i++)
        sprintf(warnings + strlen(warnings), "%s\n", note + strlen(path));
    notes_free(err->notes);
    err->notes = NULL;
    return status;
}

static void mended(const char *extension, const char *text, size_t nf, const double *freq,
                   const double *re, const char *warnings)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net net;
    char got[1024];
    CU_ASSERT_EQUAL(repaired(extension, text, &net, got, &err), LR_OK);
    SAME_TEXT(err.text, "");
    SAME_TEXT(got, warnings);
    CU_ASSERT_EQUAL_FATAL(net.nf, nf);
    for (size_t k = 0; k < nf; k++) {
        CLOSE(net.freq[k], freq[k] * 1e9, 1e-6);
        CLOSE(creal(*net_s(&net, k, 0, 0)), re[k], 0.0);
    }
    net_free(&net);
}

static void beyond_repair(const char *extension, const char *text, const char *message)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net net;
    char got[1024];
    CU_ASSERT_EQUAL(repaired(extension, text, &net, got, &err), LR_EINPUT);
    SAME_TEXT(err.text + strlen(scratch(extension)), message);
    CU_ASSERT_PTR_NULL(net.s);
}

static void a_clean_file_needs_no_repair(void)
{
    mended(".s1p", "# RI\n1 .1 0\n2 .2 0\n", 2, (double[]){1, 2}, (double[]){.1, .2}, "");
}

static void points_out_of_order_are_sorted(void)
{
    mended(".s1p", "# RI\n1 .1 0\n4 .4 0\n2 .2 0\n3 .3 0\n5 .5 0\n", 5,
           (double[]){1, 2, 3, 4, 5}, (double[]){.1, .2, .3, .4, .5},
           ":4: 2 points sorted: their frequencies are below one before\n");
}

static void points_at_one_frequency_are_merged(void)
{
    /* The second point at 2 GHz differs by 0.01, those at 3 GHz by 0.05 and by |0.03 +
     * 0.04j| = 0.05. */
    mended(".s1p", "# RI\n1 .1 0\n2 .2 0\n2 .21 0\n3 .3 0\n3 .33 .04\n4 .4 0\n", 4,
           (double[]){1, 2, 3, 4}, (double[]){.1, .2, .3, .4},
           ":4: 2 points at a frequency that is there already merged: the first is kept, "
           "the largest |difference| is 0.05, at 3 GHz\n");
}

static void damaged_points_are_dropped(void)
{
    mended(".s1p",
           "# RI\n1 .1 0\n2 nan 0\n3 .3 1.#IND\n4 .4 0\n5 1e999 0\n6 .6 0\n7 .7", 3,
           (double[]){1, 4, 6}, (double[]){.1, .4, .6},
           ":8: the last point is cut short (2 of 3 numbers) and dropped\n"
           ":3: 3 points with values that are no finite numbers dropped\n");
}

static void everything_at_once_is_mended(void)
{
    mended(".s1p", "# RI\n3 .3 0\n1 .1 0\n3 .31 0\ninf 0 0\n2 .2 0\n4", 3,
           (double[]){1, 2, 3}, (double[]){.1, .2, .3},
           ":7: the last point is cut short (1 of 3 numbers) and dropped\n"
           ":5: 1 point with values that are no finite numbers dropped\n"
           ":3: 2 points sorted: their frequencies are below one before\n"
           ":4: 1 point at a frequency that is there already merged: the first is kept, "
           "the largest |difference| is 0.01, at 3 GHz\n");
}

static void version_two_may_hold_fewer_points_than_it_says(void)
{
    mended(".ts", "[Version] 2.0\n# RI\n[Number of Ports] 1\n[Number of Frequencies] 9\n"
           "[Network Data]\n1 .1 0\n2 .2 0\n3 .3", 2, (double[]){1, 2},
           (double[]){.1, .2},
           ": [End] is missing behind the data\n"
           ":8: the last point is cut short (2 of 3 numbers) and dropped\n"
           ":4: [Number of Frequencies] is 9, the data hold 2 whole points\n");
}

static void what_nobody_can_know_is_still_refused(void)
{
    beyond_repair(".s1p", "# RI\n-1 0 0\n2 0 0\n", ":2:1: frequency -1 GHz is negative");
    beyond_repair(".s1p", "# RI\n1 0 0\n2 0 banana\n",
                  ":3:5: 'banana' is not a number; data rows hold numbers only, comments "
                  "begin with '!'");
    beyond_repair(".s1p", "# RI\n1 .1 .1\n2 .2\n3 .3 .3\n4 .4 .4\n",
                  ":4:3: a point begins inside a line; a number is missing or too many "
                  "before, which cannot be repaired");
    beyond_repair(".s1p", "# RI\n1 nan 0\n2 0 inf\n",
                  ":2:1: no whole frequency point; a response needs at least two");
    beyond_repair(".s1p", "# RI\n1 0 0\n1 0 0\n",
                  ":2:1: only one frequency point; a response needs at least two");
    beyond_repair(".s2p", "# RI\n1 0 0\n2 0 0\n3 0 0\n4 0 0\n",
                  ": the data are those of 1 ports, not of 2; rename the file to .s1p");
    beyond_repair(".s1p", "# DB\n1 0 0\n2 1e5 0\n", ":3:3: 100000 dB is too large");
}

static void without_repair_every_fault_stays_one(void)
{
    const struct touchstone_options options = {.repair = false};
    const char *path = scratch(".s1p");
    struct lr_error err = {LR_OK, "", NULL};
    struct net net;
    FILE *out = fopen(path, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(out);
    fputs("# RI\n1 0 0\n2 0 nan\n3 0 0\n", out);
    fclose(out);
    CU_ASSERT_EQUAL(touchstone_read_with(path, &options, &net, &err), LR_EINPUT);
    SAME_TEXT(err.text + strlen(path),
              ":3:5: 'nan' is not a finite number; lanereach net "
              "convert --repair drops such points");
    CU_ASSERT_EQUAL(touchstone_read_with(path, NULL, &net, &err), LR_EINPUT);
    remove(path);
}

static const struct tap_case cases[] = {
    {"a clean file needs no repair", a_clean_file_needs_no_repair},
    {"points out of order are sorted", points_out_of_order_are_sorted},
    {"points at one frequency are merged", points_at_one_frequency_are_merged},
    {"damaged points are dropped", damaged_points_are_dropped},
    {"everything at once is mended", everything_at_once_is_mended},
    {"version 2 may hold fewer points than it says",
     version_two_may_hold_fewer_points_than_it_says},
    {"what nobody can know is still refused", what_nobody_can_know_is_still_refused},
    {"without repair every fault stays one", without_repair_every_fault_stays_one},
};
TAP_MAIN("net/touchstone_repair", cases)
