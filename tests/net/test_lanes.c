#include "config.h"

#include "net/lanes.h"

#include "net/ports.h"
#include "net/touchstone.h"
#include "tests/tap.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A point at DC where series capacitors block, and one at 13.28 MHz: the paths of a map
 * with 0.92 (-0.72 dB), the last one 0.83 (-1.62 dB), legs of unlike delay; every other
 * S_ij has an amplitude of its own, growing row by row to `most` at S_N,N-1. */
static void lanes(struct net *net, const char *text, size_t np, double most)
{
    struct lane_map map;
    CU_ASSERT_EQUAL_FATAL(lanes_parse(text, np, &map, NULL), LR_OK);
    net_init(net, 2, np, 50.0, NULL);
    net->freq[1] = 13.28e6;
    for (size_t i = 0; i < np; i++)
        for (size_t j = 0; j < np; j++)
            *net_s(net, 1, i, j) = most * (double)(np * i + j + 1) /
                                   (double)(np * np - 1) * cexp(I * (double)(i + 3 * j));
    for (size_t l = 0; l < map.n; l++)
        for (size_t leg = 0; leg < 2; leg++) {
            const size_t a = map.lane[l].near[leg], b = map.lane[l].far[leg];
            const double size = l + 1 == map.n && leg == 1 ? 0.83 : 0.92;
            *net_s(net, 1, a, b) = *net_s(net, 1, b, a) =
                size * cexp(-I * (0.3 + 0.4 * (double)leg));
        }
}

static void same_map(const char *given, size_t np, const char *expected)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct lane_map map;
    CU_ASSERT_EQUAL(lanes_parse(given, np, &map, &err), LR_OK);
    CU_ASSERT_EQUAL(map.n, np / 4);
    CU_ASSERT(!map.detected);
    SAME_TEXT(map.text, expected);
    SAME_TEXT(map.evidence, "");
    SAME_TEXT(err.text, "");
}

static void every_block_of_four_is_a_lane(void)
{
    same_map("13-24", 4, "1,3-2,4");
    same_map("13-24", 8, "1,3-2,4:5,7-6,8");
    same_map("12-34", 12, "1,2-3,4:5,6-7,8:9,10-11,12");
    same_map("12-43", 8, "1,2-4,3:5,6-8,7");
    same_map("14-23", 16, "1,4-2,3:5,8-6,7:9,12-10,11:13,16-14,15");
    same_map("42-31", 8, "4,2-3,1:8,6-7,5");
}

static void halves_go_from_p_to_half_the_ports_more(void)
{
    same_map("halves", 4, "1,2-3,4");
    same_map("halves", 8, "1,2-5,6:3,4-7,8");
    same_map("halves", 12, "1,2-7,8:3,4-9,10:5,6-11,12");
    same_map("halves", 16, "1,2-9,10:3,4-11,12:5,6-13,14:7,8-15,16");
}

static void a_list_names_the_legs_of_each_lane(void)
{
    struct lane_map map;
    same_map("1,3-2,4:5,7-6,8", 8, "1,3-2,4:5,7-6,8");
    same_map("4,2-3,1", 4, "4,2-3,1");
    CU_ASSERT_EQUAL(lanes_parse("12,1-5,3:10,9-8,11:2,4-7,6", 12, &map, NULL), LR_OK);
    CU_ASSERT(map.lane[0].near[0] == 11 && map.lane[0].near[1] == 0);
    CU_ASSERT(map.lane[0].far[0] == 4 && map.lane[0].far[1] == 2);
    CU_ASSERT(map.lane[2].near[0] == 1 && map.lane[2].near[1] == 3);
    CU_ASSERT(map.lane[2].far[0] == 6 && map.lane[2].far[1] == 5);
}

static void the_largest_map_has_room_for_its_text(void)
{
    struct lane_map map, again;
    CU_ASSERT_EQUAL(lanes_parse("halves", 4 * LANES_MOST, &map, NULL), LR_OK);
    CU_ASSERT_EQUAL(map.n, LANES_MOST);
    SAME_TEXT(map.text + strlen(map.text) - 16, ":127,128-255,256");
    CU_ASSERT_EQUAL(lanes_parse(map.text, 4 * LANES_MOST, &again, NULL), LR_OK);
    SAME_TEXT(again.text, map.text);
}

static void refused(const char *given, size_t np, const char *expected)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct lane_map map;
    CU_ASSERT_EQUAL(lanes_parse(given, np, &map, &err), LR_EUSAGE);
    CU_ASSERT_EQUAL(map.n, 0);
    SAME_TEXT(err.text, expected);
}

static void what_is_no_form_of_a_map_is_refused(void)
{
    static const char *const wrong[] = {
        "",        "left",     "1324",     "13-23",    "13-25",    "halves ",
        "1,3",     "1,3-2",    "1,3-2,",   "1,3-2,4:", ",3-2,4",   "1,3-2,4:5,7",
        "1,3-2;4", "1 ,3-2,4", "1, 3-2,4", "1,3,2,4",  "+1,3-2,4", "-1,3-2,4",
        "1-3,2-4", "1,3-2,4.", "1,3-2,4::5,7-6,8"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char text[256];
        snprintf(text, sizeof text, "--ports %s: write 13-24 or 12-34 for every block of "
                 "four ports, each of 1 to 4 once, halves, auto, or lane by lane "
                 "1,3-2,4:5,7-6,8", wrong[i]);
        refused(wrong[i], 8, text);
    }
}

static void every_port_stands_once_in_a_map(void)
{
    refused("1,3-2,4:5,3-6,8", 8,
            "--ports 1,3-2,4:5,3-6,8: port 3 stands twice; it belongs to one end of one "
            "lane");
    refused("1,3-2,9:5,7-6,8", 8,
            "--ports 1,3-2,9:5,7-6,8: there is no port 9; they count from 1 to 8");
    refused("0,3-2,4", 4, "--ports 0,3-2,4: there is no port 0; they count from 1 to 4");
    refused("1,3-2,4", 8,
            "--ports 1,3-2,4: 1 of the 2 lanes of 8 ports; port 5 is missing");
    refused("1,3-2,4:5,7-6,8", 4,
            "--ports 1,3-2,4:5,7-6,8: there is no port 5; they count from 1 to 4");
}

static void ports_that_form_no_lanes_have_no_map(void)
{
    refused("13-24", 6, "--ports 13-24: 6 ports do not form 1 to 64 lanes of four");
    refused("halves", 0, "--ports halves: 0 ports do not form 1 to 64 lanes of four");
    refused("13-24", 260, "--ports 13-24: 260 ports do not form 1 to 64 lanes of four");
}

static void regular_maps_are_found_from_the_data(void)
{
    static const struct {
        const char *given;
        size_t np;
        const char *found;
    } maps[] = {
        {"13-24", 4, "1,3-2,4"},
        {"12-34", 4, "1,2-3,4"},
        {"12-43", 4, "1,2-4,3"},
        {"13-24", 8, "1,3-2,4:5,7-6,8"},
        {"12-34", 8, "1,2-3,4:5,6-7,8"},
        {"12-43", 8, "1,2-4,3:5,6-8,7"},
        {"halves", 8, "1,2-5,6:3,4-7,8"},
        {"13-24", 12, "1,3-2,4:5,7-6,8:9,11-10,12"},
        {"halves", 12, "1,2-7,8:3,4-9,10:5,6-11,12"},
        {"12-34", 16, "1,2-3,4:5,6-7,8:9,10-11,12:13,14-15,16"},
        {"halves", 16, "1,2-9,10:3,4-11,12:5,6-13,14:7,8-15,16"},
        /* ends and legs that S cannot tell come out in the usual order */
        {"24-13", 4, "1,3-2,4"},
        {"6,8-5,7:4,2-3,1", 8, "1,3-2,4:5,7-6,8"},
        {"8,3-4,7:1,6-5,2", 8, "1,2-5,6:3,4-7,8"}};
    for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++) {
        struct lr_error err = {LR_OK, "", notes_new(false)};
        struct net net;
        struct lane_map map;
        char note[256];
        lanes(&net, maps[i].given, maps[i].np, 0.0337);
        CU_ASSERT_EQUAL(lanes_find(&net, "x.sp", i % 2 ? NULL : "auto", &map, &err),
                        LR_OK);
        SAME_TEXT(map.text, maps[i].found);
        CU_ASSERT(map.detected);
        CU_ASSERT_EQUAL(map.n, maps[i].np / 4);
        snprintf(note, sizeof note, "x.sp: lanes %s by the through paths; S does not "
                 "tell which ends are near and which legs form a pair, --ports does",
                 maps[i].found);
        SAME_TEXT(note_text(err.notes, NOTE_ASSUMPTION, 0), note);
        CU_ASSERT_PTR_NULL(note_text(err.notes, NOTE_WARNING, 0));
        net_free(&net);
        notes_free(err.notes);
    }
}

static void the_evidence_is_the_weakest_path_and_the_strongest_coupling(void)
{
    /* 20 log10 0.83 = -1.6 dB on the last leg; the largest coupling is S_N,N-1, 0.0337:
     * -29.4 dB. */
    struct net net;
    struct lane_map map;
    lanes(&net, "12-34", 8, 0.0337);
    CU_ASSERT_EQUAL(lanes_detect(&net, "x.s8p", &map, NULL), LR_OK);
    SAME_TEXT(map.evidence, "at 0.01328 GHz the weakest through path, |S86|, has -1.6 "
                            "dB, the strongest coupling, |S87|, -29.4 dB");
    net_free(&net);
    lanes(&net, "halves", 12, 0.0337);
    CU_ASSERT_EQUAL(lanes_detect(&net, "x.s12p", &map, NULL), LR_OK);
    SAME_TEXT(map.evidence, "at 0.01328 GHz the weakest through path, |S12,6|, has -1.6 "
                            "dB, the strongest coupling, |S12,11|, -29.4 dB");
    net_free(&net);
}

static void not_found(const struct net *net, const char *expected)
{
    struct lr_error err = {LR_OK, "", notes_new(true)};
    struct lane_map map;
    CU_ASSERT_EQUAL(lanes_detect(net, "x.sp", &map, &err), LR_EINPUT);
    SAME_TEXT(err.text, expected);
    CU_ASSERT_EQUAL(map.n, 0);
    CU_ASSERT_PTR_NULL(note_text(err.notes, NOTE_ASSUMPTION, 0));
    notes_free(err.notes);
}

static void irregular_lanes_are_named_and_left_to_the_user(void)
{
    struct lr_error err = {LR_OK, "", notes_new(true)};
    struct net net;
    struct lane_map map;
    lanes(&net, "1,3-2,4:5,7-8,6", 8, 0.0337);
    not_found(&net, "x.sp: the port order is irregular, neither 13-24, 12-34 or 12-43 in "
                    "every block of four nor halves: the through paths at 0.01328 GHz "
                    "are 1->2, 3->4, 5->8, 6->7; give --ports lane by lane, in the form "
                    "1,3-2,4:5,7-6,8");
    CU_ASSERT_EQUAL(lanes_find(&net, "x.s8p", "1,3-2,4:5,7-8,6", &map, &err), LR_OK);
    SAME_TEXT(map.text, "1,3-2,4:5,7-8,6");
    net_free(&net);
    lanes(&net, "9,10-1,2:3,12-7,8:4,6-5,11", 12, 0.0337);
    not_found(&net, "x.sp: the port order is irregular, neither 13-24, 12-34 or 12-43 in "
                    "every block of four nor halves: the through paths at 0.01328 GHz "
                    "are 1->9, 2->10, 3->7, 4->5, 6->11, 8->12; give --ports lane by "
                    "lane, in the form 1,3-2,4:5,7-6,8");
    net_free(&net);
    notes_free(err.notes);
}

static void paths_less_than_six_db_above_a_coupling_are_ambiguous(void)
{
    /* Port 6, path to 5 of 0.92: 0.47 is 5.83 dB below, 0.45 is 6.21 dB. */
    struct net net;
    lanes(&net, "13-24", 8, 0.0337);
    *net_s(&net, 1, 2, 5) = 0.47;
    not_found(&net, "x.sp: the port order is ambiguous: at 0.01328 GHz |S56| -0.7 dB "
                    "against |S36| -6.6 dB; give --ports");
    struct lane_map map;
    *net_s(&net, 1, 2, 5) = 0.45;
    CU_ASSERT_EQUAL(lanes_detect(&net, "x.sp", &map, NULL), LR_OK);
    *net_s(&net, 1, 4, 5) = (double)NAN;
    CU_ASSERT_EQUAL(lanes_detect(&net, "x.sp", &map, NULL), LR_EINPUT);
    net_free(&net);
}

static void a_path_that_does_not_return_joins_nothing(void)
{
    /* An amplifier's output at port 4: driven at 3, nothing comes back to 3. */
    struct net net;
    lanes(&net, "13-24", 4, 0.0337);
    *net_s(&net, 1, 2, 3) = 0.001;
    *net_s(&net, 1, 0, 3) = 0.41;
    not_found(&net, "x.sp: the ports are not joined two by two: at 0.01328 GHz the "
                    "strongest path of port 3 is |S43|, but that of port 4 is |S14|; "
                    "give --ports");
    net_free(&net);
}

static void a_crosstalk_file_has_no_lanes_to_find(void)
{
    struct lr_error err = {LR_OK, "", notes_new(true)};
    struct net net;
    struct lane_map map;
    lanes(&net, "13-24", 8, 0.01);
    for (size_t i = 0; i < 64; i++)
        net.s[64 + i] *= cabs(net.s[64 + i]) > 0.5 ? 0.01 : 1.0;
    *net_s(&net, 1, 2, 0) = 0.0437;
    /* 20 log10 0.0437 = -27.2 */
    not_found(&net, "x.sp: no through path to tell the ports by: the strongest at "
                    "0.01328 GHz is |S31| -27.2 dB, as in a crosstalk file; give "
                    "--ports");
    CU_ASSERT_EQUAL(lanes_find(&net, "x.s8p", "halves", &map, &err), LR_OK);
    SAME_TEXT(map.text, "1,2-5,6:3,4-7,8");
    CU_ASSERT(!map.detected);
    net_free(&net);
    notes_free(err.notes);
}

static void an_open_line_is_named_by_its_port(void)
{
    /* 20 log10 0.0337 (61/63) = -29.7 dB at |S85|, the largest of column 5. */
    struct net net;
    lanes(&net, "13-24", 8, 0.0337);
    *net_s(&net, 1, 5, 4) = *net_s(&net, 1, 4, 5) = 0.001;
    not_found(&net, "x.sp: port 5 has no through path: its strongest at 0.01328 GHz is "
                    "|S85| -29.7 dB; give --ports");
    net_free(&net);
}

static void a_given_map_that_contradicts_a_path_is_warned_about(void)
{
    /* |S31| of 8 ports is 0.0337 17/63: -40.8 dB. */
    struct lr_error err = {LR_OK, "", notes_new(false)};
    struct lr_error strict = {LR_OK, "", notes_new(true)};
    struct net net;
    struct lane_map map;
    lanes(&net, "13-24", 8, 0.0337);
    CU_ASSERT_EQUAL(lanes_find(&net, "x.s8p", "31-42", &map, &err), LR_OK);
    CU_ASSERT_EQUAL(lanes_find(&net, "x.s8p", "1,7-2,8:5,3-6,4", &map, &err), LR_OK);
    CU_ASSERT_PTR_NULL(note_text(err.notes, NOTE_WARNING, 0));
    CU_ASSERT_PTR_NULL(note_text(err.notes, NOTE_ASSUMPTION, 0));
    CU_ASSERT_EQUAL(lanes_find(&net, "x.s8p", "12-34", &map, &err), LR_OK);
    SAME_TEXT(map.text, "1,2-3,4:5,6-7,8");
    CU_ASSERT(!map.detected);
    SAME_TEXT(map.evidence, "");
    SAME_TEXT(note_text(err.notes, NOTE_WARNING, 0),
              "x.s8p: ports 1,2-3,4:5,6-7,8 contradict the data: at 0.01328 GHz port 1 "
              "leads to port 2, |S21| -0.7 dB, not to port 3, |S31| -40.8 dB");
    CU_ASSERT_EQUAL(lanes_find(&net, "x.s8p", "12-34", &map, &strict), LR_EINPUT);
    net_free(&net);
    notes_free(strict.notes);
    notes_free(err.notes);
}

static void a_map_needs_lanes_and_points(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net net;
    struct lane_map map;
    net_init(&net, 2, 6, 50.0, NULL);
    not_found(&net, "x.sp: 6 ports; every differential lane has four");
    CU_ASSERT_EQUAL(lanes_find(&net, "x.s6p", "13-24", &map, &err), LR_EINPUT);
    SAME_TEXT(err.text, "x.s6p: 6 ports; every differential lane has four");
    net_free(&net);
    net_init(&net, 1, 260, 50.0, NULL);
    not_found(&net, "x.sp: 260 ports; at most 256, 64 lanes, are possible");
    net_free(&net);
    net_init(&net, 0, 8, 50.0, NULL);
    not_found(&net, "x.sp: no frequency points");
    net_free(&net);
    lanes(&net, "13-24", 8, 0.0337);
    CU_ASSERT_EQUAL(lanes_find(&net, "x.s8p", "13-42-", &map, &err), LR_EUSAGE);
    net_free(&net);
}

/* Every S_ij of an extracted 4-port is that of the four ports [from 1], references
 * and frequencies too. */
static void extracted(const char *text, size_t np, size_t victim, size_t aggressor,
                      enum lane_path path, const size_t ports[4])
{
    struct net net, out;
    struct lane_map map;
    CU_ASSERT_EQUAL_FATAL(lanes_parse(text, np, &map, NULL), LR_OK);
    lanes(&net, text, np, 0.0337);
    for (size_t i = 0; i < np; i++)
        net.zref[i] = 40.3 + (double)i;
    CU_ASSERT_EQUAL(lanes_extract(&net, &map, victim, aggressor, path, &out, NULL),
                    LR_OK);
    CU_ASSERT_FATAL(out.np == 4 && out.nf == 2);
    CLOSE(out.freq[1], 13.28e6, 0.0);
    for (size_t i = 0; i < 4; i++) {
        CLOSE(out.zref[i], 39.3 + (double)ports[i], 1e-12);
        for (size_t j = 0; j < 4; j++)
            CLOSE(cabs(*net_s(&out, 1, i, j) -
                       *net_s(&net, 1, ports[i] - 1, ports[j] - 1)), 0.0, 0.0);
    }
    net_free(&out);
    net_free(&net);
}

static void a_lane_and_its_crosstalk_are_taken_out_element_by_element(void)
{
    extracted("12-34", 4, 0, 0, LANE_THRU, (const size_t[]){1, 3, 2, 4});
    extracted("13-24", 8, 1, 1, LANE_THRU, (const size_t[]){5, 6, 7, 8});
    extracted("13-24", 8, 1, 0, LANE_FEXT, (const size_t[]){1, 6, 3, 8});
    extracted("13-24", 8, 1, 0, LANE_NEXT, (const size_t[]){2, 6, 4, 8});
    extracted("12-43", 8, 0, 1, LANE_FEXT, (const size_t[]){5, 4, 6, 3});
    extracted("halves", 12, 2, 0, LANE_FEXT, (const size_t[]){1, 11, 2, 12});
    extracted("halves", 12, 0, 1, LANE_NEXT, (const size_t[]){9, 7, 10, 8});
    extracted("9,10-1,2:3,12-7,8:4,6-5,11", 12, 2, 1, LANE_FEXT,
              (const size_t[]){3, 5, 12, 11});
    extracted("halves", 16, 3, 3, LANE_THRU, (const size_t[]){7, 15, 8, 16});
    extracted("12-34", 16, 3, 1, LANE_NEXT, (const size_t[]){7, 15, 8, 16});
}

static void what_is_extracted_is_a_lane_13_24(void)
{
    struct net net, out;
    struct lane_map map;
    lanes(&net, "9,10-1,2:3,12-7,8:4,6-5,11", 12, 0.0337);
    lanes_parse("9,10-1,2:3,12-7,8:4,6-5,11", 12, &map, NULL);
    for (size_t l = 0; l < 3; l++) {
        struct lane_map found;
        lanes_extract(&net, &map, l, l, LANE_THRU, &out, NULL);
        CU_ASSERT_EQUAL(lanes_detect(&out, "thru", &found, NULL), LR_OK);
        SAME_TEXT(found.text, "1,3-2,4");
        net_free(&out);
    }
    net_free(&net);
}

/* Port orders by the README of the files; the fixture's |S31| and |S42| are 0.998. */
static void real_lanes_are_found_as_the_4_port_map_finds_them(void)
{
    static const struct {
        const char *name, *found;
    } files[] = {{"channels/C2M__Z100_IL14_WC_BOR_H_L_H_THRU.s4p", "1,3-2,4"},
                 {"channels/example2_THRU.s4p", "1,3-2,4"},
                 {"channels/CABLE1_TX_pair.s4p", "1,3-2,4"},
                 {"channels/diff_fdf_with_connectors.s4p", "1,2-3,4"}};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        const char *path = tap_reference(files[i].name);
        struct net net;
        struct lane_map map;
        struct port_map one;
        if (!path)
            return;
        CU_ASSERT_EQUAL_FATAL(touchstone_read(path, &net, NULL), LR_OK);
        CU_ASSERT_EQUAL(lanes_detect(&net, path, &map, NULL), LR_OK);
        SAME_TEXT(map.text, files[i].found);
        CU_ASSERT_EQUAL(ports_detect(&net, path, &one, NULL), LR_OK);
        CU_ASSERT(!memcmp(one.near, map.lane[0].near, sizeof one.near));
        CU_ASSERT(!memcmp(one.far, map.lane[0].far, sizeof one.far));
        net_free(&net);
    }
}

/* The file's row at 10 MHz: |S24| 2.20759744e-2, -33.12 dB, |S42| 2.20759739e-2, |S31|
 * 2.19933835e-2. */
static void real_crosstalk_has_no_lanes_to_find(void)
{
    const char *path = tap_reference("channels/C2M__Z100_IL14_WC_BOR_H_L_H_FEXT1.s4p");
    struct net net;
    if (!path)
        return;
    CU_ASSERT_EQUAL_FATAL(touchstone_read(path, &net, NULL), LR_OK);
    not_found(&net, "x.sp: no through path to tell the ports by: the strongest at 0.01 "
                    "GHz is |S24| -33.1 dB, as in a crosstalk file; give --ports");
    net_free(&net);
}

static const struct tap_case cases[] = {
    {"every block of four is a lane", every_block_of_four_is_a_lane},
    {"halves go from port p to port N/2 + p", halves_go_from_p_to_half_the_ports_more},
    {"a list names the legs of each lane", a_list_names_the_legs_of_each_lane},
    {"the largest map has room for its text", the_largest_map_has_room_for_its_text},
    {"what is no form of a map is refused", what_is_no_form_of_a_map_is_refused},
    {"every port stands once in a map", every_port_stands_once_in_a_map},
    {"ports that form no lanes have no map", ports_that_form_no_lanes_have_no_map},
    {"regular maps are found from the data, though DC is blocked and legs are skewed",
     regular_maps_are_found_from_the_data},
    {"the evidence is the weakest path and the strongest coupling",
     the_evidence_is_the_weakest_path_and_the_strongest_coupling},
    {"irregular lanes are named and left to the user",
     irregular_lanes_are_named_and_left_to_the_user},
    {"paths less than 6 dB above a coupling are ambiguous",
     paths_less_than_six_db_above_a_coupling_are_ambiguous},
    {"a path that does not return joins nothing",
     a_path_that_does_not_return_joins_nothing},
    {"a crosstalk file has no lanes to find", a_crosstalk_file_has_no_lanes_to_find},
    {"an open line is named by its port", an_open_line_is_named_by_its_port},
    {"a given map that contradicts a path is warned about",
     a_given_map_that_contradicts_a_path_is_warned_about},
    {"a map needs lanes and points", a_map_needs_lanes_and_points},
    {"a lane and its crosstalk are taken out element by element",
     a_lane_and_its_crosstalk_are_taken_out_element_by_element},
    {"what is extracted is a lane 13-24", what_is_extracted_is_a_lane_13_24},
    {"published and measured lanes are found as the 4-port map finds them",
     real_lanes_are_found_as_the_4_port_map_finds_them},
    {"published crosstalk has no lanes to find", real_crosstalk_has_no_lanes_to_find},
};
TAP_MAIN("net/lanes", cases)
