#include "config.h"

#include "tests/link/fixture.h"

#include "net/touchstone.h"

#include <math.h>

#define HEAD "lanereach: 1\ninterface: 100gbase-kr4\n"
#define TRACE "  - trace: megtron7-stripline-100ohm\n    length: 4 in\n"

/* A 4-port whose pairs 1-3 and 2-4 are joined without loss, to read as a part. */
static void put_file(const char *path)
{
    struct net net;
    CU_ASSERT_EQUAL(net_init(&net, 21, 4, 50.0, NULL), LR_OK);
    for (size_t k = 0; k < net.nf; k++) {
        net.freq[k] = 1e9 * (double)k;
        *net_s(&net, k, 0, 1) = *net_s(&net, k, 1, 0) = 0.93;
        *net_s(&net, k, 2, 3) = *net_s(&net, k, 3, 2) = 0.93;
    }
    CU_ASSERT_EQUAL(touchstone_write(path, &net, NULL, NULL), LR_OK);
    net_free(&net);
}

/* Reads `text` as link.yaml; the message, "" when it is fine. */
static const char *reading(struct fixture *f, const char *text, const char *const *sets)
{
    struct link link;
    f->err = (struct lr_error){.status = LR_OK};
    scratch_put("link.yaml", text);
    link_read("link.yaml", f->lib, sets, &link, &f->err);
    link_free(&link);
    return f->err.text;
}

static void complete_link_is_read(void)
{
    struct fixture f;
    struct link link;
    fixture_begin(&f);
    mkdir("sub", 0777);
    put_file("sub/channel.s4p");
    put_file("sub/near.s4p");
    scratch_put("sub/link.yaml",
                HEAD "name: a trial\nparts:\n" TRACE
                     "    vary: {key: length, from: 1 in, to: 0.5 m}\n"
                     "  - {file: channel.s4p, ports: 13-24}\n"
                     "crosstalk:\n  - next: near.s4p\n"
                     "environment: {temperature: 61.3 degC}\ntarget: {com: 3.7 dB}\n"
                     "grid: {step: 25 MHz, stop: 20 GHz}\n");
    CU_ASSERT_EQUAL(link_read("sub/link.yaml", f.lib, NULL, &link, &f.err), LR_OK);
    SAME_TEXT(f.err.text, "");
    SAME_TEXT(link.name, "a trial");
    SAME_TEXT(link.interface.name, "100gbase-kr4");
    CU_ASSERT_EQUAL(link.npart, 2);
    SAME_TEXT(link.part[0].kind->name, "trace");
    SAME_TEXT(link.part[0].name, "megtron7-stripline-100ohm");
    CLOSE(*link.part[0].kind->quantity(&link.part[0], "length"), 0.1016, 1e-15);
    CU_ASSERT(link.vary.given && link.vary.part == 0);
    CLOSE(link.vary.from, 0.0254, 1e-15);
    CLOSE(link.vary.to, 0.5, 1e-15);
    CU_ASSERT_EQUAL(link.naggressor, 1);
    CU_ASSERT_EQUAL(link.aggressor[0].kind, PATH_NEXT);
    CU_ASSERT_EQUAL(link.aggressor[0].replaces, 1);
    SAME_TEXT(link.aggressor[0].file.ports, "13-24");
    CLOSE(link.temperature, 61.3 + 273.15, 1e-12);
    CLOSE(link.criteria.com_min_db, 3.7, 0.0);
    CLOSE(link.grid_step, 25e6, 0.0);
    CLOSE(link.grid_stop, 20e9, 0.0);
    CU_ASSERT_EQUAL(link.nfile, 3);
    SAME_TEXT(link.file[0], "sub/link.yaml");
    SAME_TEXT(link.file[1], "sub/channel.s4p");
    SAME_TEXT(link.file[2], "sub/near.s4p");
    link_free(&link);
    fixture_end(&f);
}

static void what_a_link_leaves_out_has_defaults(void)
{
    struct fixture f;
    struct link link;
    fixture_begin(&f);
    scratch_put("link.yaml", HEAD "parts:\n" TRACE "    vary: length\n");
    CU_ASSERT_EQUAL(link_read("link.yaml", f.lib, NULL, &link, &f.err), LR_OK);
    SAME_TEXT(link.name, "link.yaml");
    CLOSE(link.temperature, 293.15, 1e-12);
    CLOSE(link.criteria.com_min_db, 3.0, 0.0);           /* of 100gbase-kr4 */
    CLOSE(link.vary.from, 5e-3, 0.0);
    CLOSE(link.vary.to, 2.0, 0.0);
    CLOSE(link.grid_step, 0.0, 0.0);
    CU_ASSERT_EQUAL(link.naggressor, 0);
    link_free(&link);
    fixture_end(&f);
}

static void faults_are_placed(void)
{
    static const struct { const char *text, *said; } faults[] = {
        {"interface: 100gbase-kr4\n",
         "link.yaml:1:1: link has no key 'lanereach'; add it with a single value"},
        {"lanereach: 2\ninterface: 100gbase-kr4\n",
         "link.yaml:1:12: lanereach: '2' is no format that this version reads; write "
         "lanereach: 1"},
        {"lanereach: 1\nparts:\n" TRACE,
         "link.yaml:1:1: link has no key 'interface'; add it with a single value"},
        {HEAD "partz:\n" TRACE,
         "link.yaml:3:1: unknown key 'partz' in a link; keys are lanereach, name, "
         "interface, parts, crosstalk, environment, target, grid, keywords, eye, fec; did you mean 'parts'?"},
        {HEAD, "link.yaml:1:1: link has no key 'parts'; add it with a list"},
        {HEAD "parts: []\n",
         "link.yaml:3:8: parts is empty; list the parts from transmitter to receiver"},
        {HEAD "parts:\n  - trace\n", "link.yaml:4:5: a part is a single value; write a "
                                     "mapping"},
        {HEAD "parts:\n  - trase: megtron7-stripline-100ohm\n",
         "link.yaml:4:5: 'trase' is no kind of part; parts are package, trace, via, "
         "connector, capacitor, cable, redriver, retimer, optics, file, skew, attenuator"},
        {HEAD "parts:\n  - {trace: megtron7-stripline-100ohm, file: a.s4p}\n",
         "link.yaml:4:40: a part is 'trace' and 'file' at once; write two parts"},
        {HEAD "parts:\n  - trace: megtron7-stripline-100ohm\n    length: 4\n",
         "link.yaml:5:13: length: 4 has no unit; write 4 mm (nm, um, mm, cm, m, km, mil, "
         "in, ft)"},
        {HEAD "parts:\n  - trace: megtron7-stripline-100ohm\n    length: -4 in\n",
         "link.yaml:5:13: length: '-4 in' is out of range; write 1 um to 100 m"},
        {HEAD "parts:\n  - trace: megtron7-stripline-100ohm\n",
         "link.yaml:4:5: trace has no key 'length'; add it with a single value"},
        {HEAD "parts:\n" TRACE "    width: 5 mil\n",
         "link.yaml:6:5: unknown key 'width' in trace; keys are trace, length, vary"},
        {HEAD "parts:\n  - file: none.s4p\n", "link.yaml:4:11: none.s4p cannot be read: "
                                              "No such file or directory; write the path "
                                              "of a Touchstone file"},
        {HEAD "parts:\n" TRACE "  - package: bare\n" TRACE,
         "link.yaml:6:14: a package stands in the middle of the link; packages are the "
         "first or the last part, or next to a retimer"},
        {HEAD "parts:\n  - package: bare\n  - package: bare\n",
         "link.yaml:4:3: parts has only packages; a trace or a file between them is "
         "wanted"},
        {HEAD "parts:\n  - {package: bare, die: some}\n" TRACE,
         "link.yaml:4:26: die: 'some' is unknown; write none or reference"},
    };
    struct fixture f;
    fixture_begin(&f);
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        SAME_TEXT(reading(&f, faults[i].text, NULL), faults[i].said);
        CU_ASSERT_EQUAL(f.err.status, LR_EINPUT);
    }
    /* Behind this stands what the library has. */
    static const char none[] = "link.yaml:2:12: no interface '100gbase-kr5'; there are ";
    reading(&f, "lanereach: 1\ninterface: 100gbase-kr5\nparts:\n" TRACE, NULL);
    f.err.text[sizeof none - 1] = '\0';
    SAME_TEXT(f.err.text, none);
    fixture_end(&f);
}

static void faults_of_settings_are_placed(void)
{
    static const struct { const char *text, *said; } faults[] = {
        {"environment: {temprature: 20 degC}\n",
         "link.yaml:6:15: unknown key 'temprature' in environment; keys are temperature; "
         "did you mean 'temperature'?"},
        {"environment: {temperature: 20}\n",
         "link.yaml:6:28: temperature: 20 has no unit; write 20 degC (degC, K)"},
        {"environment: {temperature: -300 degC}\n",
         "link.yaml:6:28: temperature: '-300 degC' is not above absolute zero, -273.15 degC"},
        {"target: {com: 3 mV}\n",
         "link.yaml:6:15: com: '3 mV' is a voltage; write a ratio in dB with dB"},
        {"grid: {step: 0 MHz}\n", "link.yaml:6:14: step: '0 MHz' is not positive"},
        {"    vary: width\n",
         "link.yaml:6:11: 'width' of a trace cannot vary; what can is length"},
        {"    vary: {from: 1 mm}\n",
         "link.yaml:6:11: vary has no key 'key'; add it with a single value"},
        {"    vary: length\n" TRACE "    vary: length\n",
         "link.yaml:9:5: two parts vary; one may"},
    };
    struct fixture f;
    char text[512];
    fixture_begin(&f);
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        snprintf(text, sizeof text, HEAD "parts:\n" TRACE "%s", faults[i].text);
        SAME_TEXT(reading(&f, text, NULL), faults[i].said);
        CU_ASSERT_EQUAL(f.err.status, LR_EINPUT);
    }
    fixture_end(&f);
}

static void faults_of_crosstalk_are_placed(void)
{
    static const struct { const char *parts, *crosstalk, *said; } faults[] = {
        {TRACE, "  - fext: a.s4p\n",
         "link.yaml:7:11: the link has 0 file parts, so that it is not clear which part "
         "this aggressor runs through; write replaces: N"},
        {TRACE, "  - {fext: a.s4p, replaces: 2}\n",
         "link.yaml:7:29: replaces: '2' is not a whole number from 1 to 1"},
        {TRACE, "  - {fext: a.s4p, replaces: 0}\n",
         "link.yaml:7:29: replaces: '0' is not a whole number from 1 to 1"},
        {TRACE, "  - {fext: a.s4p, replaces: 1}\n",
         "link.yaml:7:12: the port order of an aggressor cannot be found from its data; "
         "write ports: 13-24"},
        {TRACE, "  - {ports: 13-24}\n",
         "link.yaml:7:5: an aggressor is one of fext: FILE, next: FILE and coupled: "
         "{neighbours: 2, pitch: 0.6 mm}"},
        {TRACE, "  - {fext: a.s4p, next: a.s4p}\n",
         "link.yaml:7:5: an aggressor is one of fext: FILE, next: FILE and coupled: "
         "{neighbours: 2, pitch: 0.6 mm}"},
        {TRACE, "  - {fxt: a.s4p}\n",
         "link.yaml:7:6: unknown key 'fxt' in crosstalk; keys are fext, next, ports, "
         "replaces, coupled; did you mean 'fext'?"},
    };
    struct fixture f;
    char text[512];
    fixture_begin(&f);
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        snprintf(text, sizeof text, HEAD "parts:\n%scrosstalk:\n%s", faults[i].parts,
                 faults[i].crosstalk);
        SAME_TEXT(reading(&f, text, NULL), faults[i].said);
        CU_ASSERT_EQUAL(f.err.status, LR_EINPUT);
    }
    fixture_end(&f);
}

static void set_changes_values_before_they_are_read(void)
{
    static const char *const sets[] = {
        "part[1].length=8in",  "environment.temperature=85degC",
        "target.com=4.2 dB",   "interface=100gaui-1-c2c",
        "part[1].vary=length", NULL};
    struct fixture f;
    struct link link;
    fixture_begin(&f);
    scratch_put("link.yaml",
                HEAD "parts:\n" TRACE "environment: {temperature: 20 degC}\n");
    CU_ASSERT_EQUAL(link_read("link.yaml", f.lib, sets, &link, &f.err), LR_OK);
    SAME_TEXT(f.err.text, "");
    CLOSE(*link.part[0].kind->quantity(&link.part[0], "length"), 0.2032, 1e-15);
    CLOSE(link.temperature, 358.15, 1e-12);
    CLOSE(link.criteria.com_min_db, 4.2, 0.0);
    SAME_TEXT(link.interface.name, "100gaui-1-c2c");
    CU_ASSERT(link.vary.given);
    link_free(&link);
    fixture_end(&f);
}

static void set_that_leads_nowhere_is_refused(void)
{
    static const struct { const char *set, *said; enum lr_status status; } faults[] = {
        {"part[1].length",
         "--set 'part[1].length' is no assignment; write part[2].length=8in", LR_EUSAGE},
        {"=8in", "--set '=8in' is no assignment; write part[2].length=8in", LR_EUSAGE},
        {"part[2].length=8in",
         "--set 'part[2].length=8in': there is no part[2]; they count from 1",
         LR_EUSAGE},
        {"part[0].length=8in",
         "--set 'part[0].length=8in': there is no part[0]; they count from 1",
         LR_EUSAGE},
        {"part[x].length=8in",
         "--set 'part[x].length=8in': 'part[x]' is no element; write "
         "part[2]",
         LR_EUSAGE},
        {"part[1]=8in", "--set 'part[1]=8in': that is no single value", LR_EUSAGE},
        {"parts=8in", "--set 'parts=8in': that is no single value", LR_EUSAGE},
        {"part[1].length=8",
         "--set: length: 8 has no unit; write 8 mm (nm, um, mm, cm, m, "
         "km, mil, in, ft)",
         LR_EINPUT},
        {"part[1].wide=8mil",
         "--set: unknown key 'wide' in trace; keys are trace, length, "
         "vary",
         LR_EINPUT},
    };
    struct fixture f;
    fixture_begin(&f);
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        const char *const sets[] = {faults[i].set, NULL};
        SAME_TEXT(reading(&f, HEAD "parts:\n" TRACE, sets), faults[i].said);
        CU_ASSERT_EQUAL(f.err.status, faults[i].status);
    }
    fixture_end(&f);
}

static void paths_of_models_are_relative_to_the_link(void)
{
    /* A stackup beside the link, and one beside the cable's model that names it. */
    static const char link_text[] =
        HEAD "parts:\n  - trace: ./own.yaml\n    length: 7 in\n"
             "  - cable: ./models/cable.yaml\n    length: 0.4 m\n";
    struct fixture f;
    struct link link;
    fixture_begin(&f);
    mkdir("lab", 0777);
    mkdir("lab/models", 0777);
    scratch_put("lab/link.yaml", link_text);
    CU_ASSERT_EQUAL(link_read("lab/link.yaml", f.lib, NULL, &link, &f.err), LR_EINPUT);
    SAME_TEXT(f.err.text, "lab/link.yaml:4:12: lab/./own.yaml cannot be read: No such "
              "file or directory; write the path of a model, or the name of one");
    link_free(&link);
    scratch_put("lab/own.yaml", "lanereach: 1\nkind: stackup\n"
                "type: edge-coupled-stripline\nwidth: 84.5 um\ngap: 170 um\n"
                "plane_spacing: 254 um\nthickness: 17 um\nplane_thickness: 17 um\n"
                "material: fr4\nfoil: std\n");
    scratch_put("lab/models/cable.yaml",
                "lanereach: 1\nkind: cable\nstackup: ./wires.yaml\n");
    CU_ASSERT_EQUAL(link_read("lab/link.yaml", f.lib, NULL, &link, &f.err), LR_EINPUT);
    SAME_TEXT(f.err.text, "lab/./models/cable.yaml:3:10: lab/./models/./wires.yaml "
              "cannot be read: No such file or directory; write the path of a stackup, or the "
              "name of one");
    link_free(&link);
    scratch_put("lab/models/wires.yaml", "lanereach: 1\nkind: stackup\ntype: twinax\n"
                "diameter: 0.2546 mm\ninsulation_diameter: 0.6945 mm\n"
                "plane_thickness: 10 um\nmaterial: pe-foam\nfoil: wire\n");
    f.err.status = LR_OK;
    f.err.text[0] = '\0';
    CU_ASSERT_EQUAL(link_read("lab/link.yaml", f.lib, NULL, &link, &f.err), LR_OK);
    SAME_TEXT(f.err.text, "");
    CU_ASSERT_EQUAL(link.npart, 2);
    link_free(&link);
    fixture_end(&f);
}

static void files_alone_make_a_link(void)
{
    struct fixture f;
    struct link link;
    fixture_begin(&f);
    put_file("thru.s4p");
    put_file("far.s4p");
    put_file("near.s4p");
    static const char *const fext[] = {"far.s4p", NULL};
    static const char *const next[] = {"near.s4p", NULL};
    const struct link_files files = {.thru = "thru.s4p",
                                     .interface = "100gbase-kr4",
                                     .fext = fext,
                                     .next = next};
    CU_ASSERT_EQUAL(link_of_files(&files, f.lib, &link, &f.err), LR_OK);
    SAME_TEXT(f.err.text, "");
    SAME_TEXT(link.name, "thru.s4p");
    CU_ASSERT_EQUAL(link.npart, 1);
    CU_ASSERT_EQUAL(link.naggressor, 2);
    CU_ASSERT_EQUAL(link.aggressor[0].kind, PATH_FEXT);
    CU_ASSERT_EQUAL(link.aggressor[1].kind, PATH_NEXT);
    SAME_TEXT(link.aggressor[1].file.ports, "13-24");   /* found in the through file */
    CU_ASSERT_EQUAL(link.nfile, 3);
    link_free(&link);

    const struct link_files wrong = {.thru = "thru.s4p",
                                     .ports = "13-23",
                                     .interface = "100gbase-kr4"};
    CU_ASSERT_EQUAL(link_of_files(&wrong, f.lib, &link, &f.err), LR_EINPUT);
    SAME_TEXT(f.err.text,
              "command line: ports: '13-23' pairs no four ports; write 13-24, "
              "12-34 or auto");
    link_free(&link);
    const struct mark at = {"list.yaml", 4, 9};
    const struct link_files_marks marks = {{"list.yaml", 3, 11}, {"list.yaml", 5, 12},
                                           &at, NULL};
    static const char *const absent[] = {"absent.s4p", NULL};
    const struct link_files placed = {.thru = "thru.s4p",
                                      .ports = "13-24",
                                      .interface = "100gbase-kr4",
                                      .fext = absent,
                                      .marks = &marks};
    CU_ASSERT_EQUAL(link_of_files(&placed, f.lib, &link, &f.err), LR_EINPUT);
    SAME_TEXT(f.err.text, "list.yaml:4:9: absent.s4p cannot be read: No such file or "
              "directory; write the path of a Touchstone file");
    link_free(&link);
    fixture_end(&f);
}

static void keywords_of_the_interface_are_set_with_the_link(void)
{
    static const char *const sets[] = {"part[1].length=3in", "A_v=0.35",
                                       "COM Pass threshold=4", NULL};
    struct fixture f;
    struct link link;
    fixture_begin(&f);
    scratch_put("link.yaml", HEAD "parts:\n" TRACE "target: {com: 2 dB}\n");
    CU_ASSERT_EQUAL(link_read("link.yaml", f.lib, sets, &link, &f.err), LR_OK);
    SAME_TEXT(f.err.text, "");
    CLOSE(link.interface.cases[0].drive.amplitude[PATH_THRU], 0.35, 0.0);
    CLOSE(*link.part[0].kind->quantity(&link.part[0], "length"), 0.0762, 1e-15);
    CLOSE(link.criteria.com_min_db, 4.0, 0.0);           /* the keyword beats the target */
    link_free(&link);
    fixture_end(&f);
}

static void a_link_file_has_keywords_of_its_own(void)
{
    static const char *const sets[] = {"A_v=0.3", NULL};
    struct fixture f;
    struct link link;
    fixture_begin(&f);
    scratch_put("link.yaml", HEAD "parts:\n" TRACE
                "keywords: {A_v: 0.35 V, SNR_TX: 30 dB}\n"
                "eye: {noise: 1 mV}\n");
    CU_ASSERT_EQUAL(link_read("link.yaml", f.lib, NULL, &link, &f.err), LR_OK);
    SAME_TEXT(f.err.text, "");
    CLOSE(link.interface.cases[0].drive.amplitude[PATH_THRU], 0.35, 0.0);
    CLOSE(link.interface.eye.noise, 1e-3, 1e-18);
    link_free(&link);
    CU_ASSERT_EQUAL(link_read("link.yaml", f.lib, sets, &link, &f.err), LR_OK);
    CLOSE(link.interface.cases[0].drive.amplitude[PATH_THRU], 0.3, 0.0);
    link_free(&link);
    fixture_end(&f);
}

/* The map that a file is read with when the settings have a Port Order. */
static void order(struct fixture *f, const char *ports, const char *const *sets,
                  const char *map, const char *evidence, const char *warning)
{
    struct link link;
    const struct link_files files = {.thru = "thru.s4p",
                                     .ports = ports,
                                     .interface = "100gbase-kr4",
                                     .sets = sets};
    f->err = (struct lr_error){.notes = notes_new(false)};
    CU_ASSERT_EQUAL(link_of_files(&files, f->lib, &link, &f->err), LR_OK);
    SAME_TEXT(f->err.text, "");
    SAME_TEXT(part_file_data(&link.part[0])->ports, map);
    if (evidence)
        SAME_TEXT(part_file_data(&link.part[0])->evidence, evidence);
    const char *said = note_text(f->err.notes, NOTE_WARNING, 0);
    SAME_TEXT(said ? said : "", warning);
    link_free(&link);
    notes_free(f->err.notes);
    f->err.notes = NULL;
}

static void ports_beat_port_order_which_beats_the_data(void)
{
    static const char *const right[] = {"Port Order=[1 3 2 4]", NULL};
    static const char *const wrong[] = {"Port Order=[1 2 3 4]", NULL};
    struct fixture f;
    fixture_begin(&f);
    put_file("thru.s4p");
    order(&f, NULL, NULL, "13-24", NULL, "");
    order(&f, NULL, right, "13-24", "Port Order of the interface", "");
    order(&f, "13-24", wrong, "13-24", "as given",
          "thru.s4p: ports 13-24 are used, not 12-34 as the interface's Port Order says");
    order(&f, NULL, wrong, "12-34", "Port Order of the interface",
          "thru.s4p: ports 12-34 contradict the data, which look like 13-24: at 1 GHz "
          "|S21|, |S43| -0.6 dB against |S31|, |S42| -inf dB; the given map has |S31|, "
          "|S42| -inf dB");
    fixture_end(&f);
}

static const struct tap_case cases[] = {
    {"paths of models are relative to the link, or to the model that names them",
     paths_of_models_are_relative_to_the_link},
    {"a complete link is read", complete_link_is_read},
    {"what a link leaves out has defaults", what_a_link_leaves_out_has_defaults},
    {"faults are placed by line and column", faults_are_placed},
    {"faults of settings are placed", faults_of_settings_are_placed},
    {"faults of crosstalk are placed", faults_of_crosstalk_are_placed},
    {"--set changes values before they are read",
     set_changes_values_before_they_are_read},
    {"--set that leads nowhere is refused", set_that_leads_nowhere_is_refused},
    {"files alone make a link", files_alone_make_a_link},
    {"keywords of the interface are set with the link",
     keywords_of_the_interface_are_set_with_the_link},
    {"a link file has keywords of its own", a_link_file_has_keywords_of_its_own},
    {"ports beat Port Order, which beats the data",
     ports_beat_port_order_which_beats_the_data},
};
TAP_MAIN("link/read", cases)
