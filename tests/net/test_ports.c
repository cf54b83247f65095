#include "config.h"

#include "net/ports.h"

#include "net/grid.h"
#include "net/touchstone.h"
#include "tests/tap.h"

#include <math.h>
#include <string.h>

/* Two paths of amplitude `through` under a map, every other S_ij `other`; a point at
 * DC where a series capacitor blocks, and one at 10 MHz. */
static void lane(struct net *net, const char *text, double through, double other)
{
    struct port_map map;
    ports_parse(text, &map, NULL);
    net_init(net, 2, 4, 50.0, NULL);
    net->freq[1] = 10e6;
    for (size_t i = 0; i < 16; i++)
        net->s[16 + i] = i % 3 ? other : -other * I;
    for (size_t leg = 0; leg < 2; leg++) {
        *net_s(net, 1, map.far[leg], map.near[leg]) = through;
        *net_s(net, 1, map.near[leg], map.far[leg]) = through;
    }
}

static void a_map_names_the_pair_of_each_end(void)
{
    struct port_map map;
    CU_ASSERT_EQUAL(ports_parse("13-24", &map, NULL), LR_OK);
    CU_ASSERT(map.near[0] == 0 && map.near[1] == 2 && map.far[0] == 1 && map.far[1] == 3);
    CU_ASSERT(!map.detected);
    SAME_TEXT(map.text, "13-24");
    SAME_TEXT(map.evidence, "");
    CU_ASSERT_EQUAL(ports_parse("42-31", &map, NULL), LR_OK);
    CU_ASSERT(map.near[0] == 3 && map.near[1] == 1 && map.far[0] == 2 && map.far[1] == 0);
}

static void what_is_no_map_is_refused_as_usage(void)
{
    static const char *const wrong[] = {"",       "13",    "1324",  "13-2",
                                        "13-23",  "13-25", "13_24", "13-24-",
                                        "13-244", "1-324", "left"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct lr_error err = {LR_OK, "", NULL};
        struct port_map map;
        CU_ASSERT_EQUAL(ports_parse(wrong[i], &map, &err), LR_EUSAGE);
    }
    struct lr_error err = {LR_OK, "", NULL};
    struct port_map map;
    ports_parse("13-23", &map, &err);
    SAME_TEXT(err.text,
              "--ports 13-23: write the pairs of both ends, each port 1 to 4 once: "
              "13-24, 12-34 or auto");
}

static void the_largest_through_paths_tell_the_map(void)
{
    /* 20 log10 0.92 = -0.7 dB, 20 log10 0.0123 = -38.2 dB */
    static const char *const maps[] = {"13-24", "12-34", "12-43"};
    static const char *const evidence[] = {
        "at 0.01 GHz |S21|, |S43| -0.7 dB against |S31|, |S42| -38.2 dB",
        "at 0.01 GHz |S31|, |S42| -0.7 dB against |S21|, |S43| -38.2 dB",
        "at 0.01 GHz |S41|, |S32| -0.7 dB against |S21|, |S43| -38.2 dB"};
    for (size_t i = 0; i < 3; i++) {
        struct lr_error err = {LR_OK, "", NULL};
        struct net net;
        struct port_map map;
        lane(&net, maps[i], 0.92, 0.0123);
        CU_ASSERT_EQUAL(ports_find(&net, "x.s4p", NULL, &map, &err), LR_OK);
        SAME_TEXT(map.text, maps[i]);
        CU_ASSERT(map.detected);
        SAME_TEXT(map.evidence, evidence[i]);
        net_free(&net);
    }
}

static void paths_that_differ_by_less_than_six_db_are_ambiguous(void)
{
    /* 20 log10 of 0.7 and 0.36: 5.8 dB apart; of 0.7 and 0.34: 6.3 dB */
    struct lr_error err = {LR_OK, "", NULL};
    struct net net;
    struct port_map map;
    lane(&net, "13-24", 0.7, 0.36);
    CU_ASSERT_EQUAL(ports_detect(&net, "x.s4p", &map, &err), LR_EINPUT);
    SAME_TEXT(err.text,
              "x.s4p: the port order is ambiguous: at 0.01 GHz |S21|, |S43| -3.1 dB "
              "against |S31|, |S42| -8.9 dB; give --ports");
    net_free(&net);
    lane(&net, "13-24", 0.7, 0.34);
    CU_ASSERT_EQUAL(ports_detect(&net, "x.s4p", &map, &err), LR_OK);
    net_free(&net);
}

static void a_crosstalk_file_says_nothing_about_its_ports(void)
{
    /* Its strongest path is the coupling inside one pair: 20 log10 0.0337 = -29.4 */
    struct lr_error err = {LR_OK, "", notes_new(true)};
    struct net net;
    struct port_map map;
    lane(&net, "12-34", 0.0337, 1e-5);
    CU_ASSERT_EQUAL(ports_find(&net, "agg.s4p", "auto", &map, &err), LR_EINPUT);
    SAME_TEXT(err.text,
              "agg.s4p: no through path to tell the ports by: the strongest at 0.01 "
              "GHz is |S31|, |S42| -29.4 dB, as in a crosstalk file; give --ports");
    CU_ASSERT_EQUAL(ports_find(&net, "agg.s4p", "13-24", &map, &err), LR_OK);
    SAME_TEXT(map.text, "13-24");
    net_free(&net);
    notes_free(err.notes);
}

static void a_given_map_that_contradicts_the_data_is_warned_about(void)
{
    struct lr_error err = {LR_OK, "", notes_new(false)};
    struct net net;
    struct port_map map;
    lane(&net, "13-24", 0.92, 0.0123);
    CU_ASSERT_EQUAL(ports_find(&net, "x.s4p", "31-42", &map, &err), LR_OK);
    CU_ASSERT_EQUAL(ports_find(&net, "x.s4p", "14-23", &map, &err), LR_OK);
    CU_ASSERT_PTR_NULL(note_text(err.notes, NOTE_WARNING, 0));
    CU_ASSERT_EQUAL(ports_find(&net, "x.s4p", "12-34", &map, &err), LR_OK);
    SAME_TEXT(map.text, "12-34");
    SAME_TEXT(map.evidence, "");
    SAME_TEXT(
        note_text(err.notes, NOTE_WARNING, 0),
        "x.s4p: ports 12-34 contradict the data, "
        "which look like 13-24: at 0.01 GHz |S21|, |S43| -0.7 dB against |S31|, |S42| "
        "-38.2 dB; the given map has |S31|, |S42| -38.2 dB");
    net_free(&net);
    notes_free(err.notes);
}

static void only_four_ports_have_a_map(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net net;
    struct port_map map;
    net_init(&net, 2, 2, 50.0, NULL);
    CU_ASSERT_EQUAL(ports_find(&net, "x.s2p", "13-24", &map, &err), LR_EINPUT);
    SAME_TEXT(err.text, "x.s2p: 2 ports; a differential lane has four");
    net_free(&net);
}

static void mixed_mode_follows_the_map(void)
{
    /* Legs 1 -> 3 and 2 -> 4 with their own transmissions: sdd21 is their mean. */
    struct net net, mixed;
    struct port_map map;
    net_init(&net, 1, 4, 50.0, NULL);
    *net_s(&net, 0, 2, 0) = 0.83;
    *net_s(&net, 0, 3, 1) = 0.71;
    CU_ASSERT_EQUAL(ports_parse("12-34", &map, NULL), LR_OK);
    CU_ASSERT_EQUAL(ports_mixed(&net, &map, &mixed, NULL), LR_OK);
    CLOSE(creal(*net_s(&mixed, 0, 1, 0)), 0.77, 1e-15);
    CLOSE(creal(*net_s(&mixed, 0, 3, 0)), 0.06, 1e-15);
    CLOSE(creal(*net_s(&mixed, 0, 0, 1)), 0.0, 0.0);
    net_free(&mixed);
    CU_ASSERT_EQUAL(ports_parse("34-12", &map, NULL), LR_OK);
    CU_ASSERT_EQUAL(ports_mixed(&net, &map, &mixed, NULL), LR_OK);
    CLOSE(creal(*net_s(&mixed, 0, 0, 1)), 0.77, 1e-15);
    net_free(&mixed);
    net_free(&net);
}

/* Detects the map of a reference file and gives its SDD21 in dB at f. */
static double sdd21_db(const char *name, double f, const char *expected_map)
{
    const char *path = tap_reference(name);
    struct lr_error err = {LR_OK, "", NULL};
    struct net net, mixed;
    struct port_map map;
    if (!path)
        return (double)NAN;
    CU_ASSERT_EQUAL(touchstone_read(path, &net, &err), LR_OK);
    CU_ASSERT_EQUAL(ports_find(&net, name, "auto", &map, &err), LR_OK);
    SAME_TEXT(map.text, expected_map);
    CU_ASSERT_EQUAL(ports_mixed(&net, &map, &mixed, &err), LR_OK);
    const double db = net_db_at(&mixed, 1, 0, f);
    net_free(&mixed);
    net_free(&net);
    return db;
}

static void the_chip_to_module_channel_loses_13_958_db(void)
{
    /* 0.5 |S21 - S23 - S41 + S43| of the file's own row at 26.56 GHz, by numpy:
     * -13.95825 dB. */
    const double db = sdd21_db("channels/C2M__Z100_IL14_WC_BOR_H_L_H_THRU.s4p", 26.56e9,
                               "13-24");
    if (!isnan(db))
        CLOSE(db, -13.95825, 1e-5);
}

static void the_backplane_example_loses_59_7_db(void)
{
    /* Its README: 59.7 dB at 26.56 GHz; numpy on that row: -59.6685 dB. */
    const double db = sdd21_db("channels/example2_THRU.s4p", 26.56e9, "13-24");
    if (!isnan(db))
        CLOSE(db, -59.6685, 1e-4);
}

static void a_differential_fixture_is_numbered_the_other_way(void)
{
    /* |S31| and |S42| are 0.999 in the file's first row, at 10 MHz. */
    const double db = sdd21_db("channels/diff_fdf_with_connectors.s4p", 1e7, "12-34");
    if (!isnan(db))
        CLOSE(db, 0.0, 0.02);
}

static const struct tap_case cases[] = {
    {"a map names the pair of each end", a_map_names_the_pair_of_each_end},
    {"what is no map is refused as usage", what_is_no_map_is_refused_as_usage},
    {"the largest through paths tell the map, though DC is blocked",
     the_largest_through_paths_tell_the_map},
    {"paths that differ by less than 6 dB are ambiguous",
     paths_that_differ_by_less_than_six_db_are_ambiguous},
    {"a crosstalk file says nothing about its ports",
     a_crosstalk_file_says_nothing_about_its_ports},
    {"a given map that contradicts the data is warned about",
     a_given_map_that_contradicts_the_data_is_warned_about},
    {"only four ports have a map", only_four_ports_have_a_map},
    {"mixed mode follows the map", mixed_mode_follows_the_map},
    {"the chip-to-module channel loses 13.958 dB at 26.56 GHz",
     the_chip_to_module_channel_loses_13_958_db},
    {"the backplane example loses 59.7 dB at 26.56 GHz",
     the_backplane_example_loses_59_7_db},
    {"a differential fixture is numbered the other way",
     a_differential_fixture_is_numbered_the_other_way},
};
TAP_MAIN("net/ports", cases)
