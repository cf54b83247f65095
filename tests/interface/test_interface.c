#include "config.h"

#include "interface/interface.h"
#include "tests/tap.h"
#include "tests/text/scratch.h"

#include <math.h>

/* Only what a sheet must have. */
#define HEAD                                                                             \
    "lanereach: 1\nkind: interface\nname: mine\ntitle: mine\nsource: this test\n"        \
    "grade: assumed\nlane_rate: 25 Gb/s\n"
#define SHEET                                                                            \
    "f_b: 26.5625 GBd\nL: 4\nDER_0: 1e-4\nR_LM: 0.95\nCOM Pass threshold: 3.2 dB\n"      \
    "A_v: 413 mV\nA_fe: 0.414 V\nA_ne: 0.608 V\nSNR_TX: 32.5 dB\nR_d: \"[52 47] ohm\"\n" \
    "C_d: 120 fF\nC_p: 87 fF\nz_p (TX): \"[12 31; 1.8 1.9] mm\"\n"                       \
    "z_p (FEXT): \"[12 30; 1.8 1.9] mm\"\nz_p (NEXT): \"[11 29; 1.8 1.9] mm\"\n"         \
    "z_p (RX): \"[13 28; 1.8 1.9] mm\"\nf_r: 0.75\nc(0): 0.54\n"                         \
    "g_DC: \"[-9:1.5:0] dB\"\nsigma_RJ: 0.01 UI\nA_DD: 0.02 UI\neta_0: 8.2e-9 V^2/GHz\n"

struct fixture {
    char folder[SCRATCH_SIZE];
    struct model_library *lib;
    struct interface interface;
    struct lr_error err;
};

/* Reads `text` as the interface `mine`. */
static void begin(struct fixture *f, const char *text)
{
    static const char *const own[] = {"own", NULL};
    *f = (struct fixture){.err = {.status = LR_OK}};
    CU_ASSERT_EQUAL_FATAL(scratch_enter(f->folder), 0);
    mkdir("own", 0777);
    mkdir("own/models", 0777);
    mkdir("own/models/interface", 0777);
    scratch_put("own/models/interface/mine.yaml", text);
    CU_ASSERT_EQUAL_FATAL(model_library_open(own, &f->lib, &f->err), LR_OK);
    interface_read(f->lib, "mine", (struct mark){"link.yaml", 2, 12}, &f->interface,
                   &f->err);
}

static void end(struct fixture *f)
{
    interface_free(&f->interface);
    model_library_close(f->lib);
    scratch_leave(f->folder);
}

static void sheet_in_its_units_becomes_si(void)
{
    struct fixture f;
    begin(&f, HEAD SHEET "N_b: 3\nb_max(1): 0.85\nb_max(2..N_b): \"[0.3 0.2]\"\n"
                         "b_min(1): 0.3\nb_min(2..N_b): -0.03\nc(-1): \"[-0.1:0.05:0]\"\n"
                         "c(1): 0\nc(2): \"[-0.04 0]\"\nT_r: 7.5 ps\nFORCE_TR: 1\n"
                         "g_DC_HP: \"[-2 0] dB\"\nf_HP_PZ: 0.332 GHz\nf_2: 40 GHz\n"
                         "package_Z_c: \"[87.5 88; 92.5 93] ohm\"\n"
                         "package_tl_gamma0_a1_a2: "
                         "\"[5e-4 8.9e-4 2e-4] 1/mm ns^0.5/mm ns/mm\"\n"
                         "package_tl_tau: 6.2e-3 ns/mm\nL_s: 120 pH\nC_b: 30 fF\n");
    SAME_TEXT(f.err.text, "");
    const struct interface *i = &f.interface;
    const struct com_params *p = &i->com;
    SAME_TEXT(i->name, "mine");
    SAME_TEXT(i->grade, "assumed");
    SAME_TEXT(interface_modulation(i), "PAM4");
    CLOSE(i->lane_rate, 25e9, 0.0);
    CLOSE(i->criteria.com_min_db, 3.2, 0.0);
    CLOSE(p->baud, 26.5625e9, 1e-3);
    CLOSE(i->cases[1].drive.amplitude[PATH_THRU], 0.413, 1e-15);
    CLOSE(i->cases[0].drive.amplitude[PATH_NEXT], 0.608, 1e-15);
    CLOSE(p->r_tx, 52.0, 0.0);
    CLOSE(p->r_rx, 47.0, 0.0);
    CLOSE(p->t_r, 7.5e-12, 1e-26);
    CLOSE(p->rx.butterworth, 0.75 * 26.5625e9, 1e-3);
    CLOSE(p->eta_0, 8.2e-18, 1e-32);
    CLOSE(p->f_2, 40e9, 1e-3);
    CU_ASSERT_EQUAL(p->ng, 7);
    CU_ASSERT_EQUAL(p->nhp, 2);
    CLOSE(p->ctle[1 * 2 + 0].g_dc_db, -7.5, 0.0);
    CLOSE(p->ctle[1 * 2 + 0].g_hp_db, -2.0, 0.0);
    CLOSE(p->ctle[0].f_lf, 0.332e9, 1e-3);
    /* c(1), a single 0, is no column. */
    CU_ASSERT_EQUAL(p->ffe.ntap, 2);
    CU_ASSERT_EQUAL(p->ffe.position[0], -1);
    CU_ASSERT_EQUAL(p->ffe.position[1], 2);
    CU_ASSERT_EQUAL(p->ffe.count[0], 3);
    CLOSE(p->ffe.cursor_min, 0.54, 0.0);
    CU_ASSERT_EQUAL(p->dfe.n, 3);
    CU_ASSERT(p->steady.behind == 3 && p->steady.before == 4);
    CLOSE(p->dfe.b_max[1], 0.3, 0.0);
    CLOSE(p->dfe.b_max[2], 0.2, 0.0);
    CLOSE(p->dfe.b_min[0], 0.3, 0.0);
    CLOSE(p->dfe.b_min[2], -0.03, 0.0);
    CU_ASSERT_EQUAL(i->ncase, 2);
    const struct package *rx = &i->cases[1].rx;
    CU_ASSERT_EQUAL(rx->n, 2);
    CLOSE(rx->section[0].length, 28e-3, 1e-17);
    CLOSE(rx->section[1].length, 1.9e-3, 1e-17);
    CLOSE(rx->section[0].z_c, 88.0, 0.0);       /* column of the receiver */
    CLOSE(rx->section[1].z_c, 93.0, 0.0);
    CLOSE(rx->section[0].c_d, 120e-15, 1e-28);
    CLOSE(rx->section[0].c_b, 30e-15, 1e-28);
    CLOSE(rx->section[0].l_s, 120e-12, 1e-25);
    CLOSE(rx->section[0].c_p, 0.0, 0.0);
    CLOSE(rx->section[1].c_d, 0.0, 0.0);
    CLOSE(rx->section[1].c_p, 87e-15, 1e-28);
    CLOSE(i->cases[1].tx[PATH_NEXT].section[0].length, 29e-3, 1e-17);
    CLOSE(i->cases[1].tx[PATH_FEXT].section[0].length, 30e-3, 1e-17);
    CLOSE(i->cases[0].tx[PATH_THRU].section[0].z_c, 87.5, 0.0);
    CLOSE(rx->line.gamma0, 0.5, 1e-15);                         /* 1/m */
    CLOSE(rx->line.a1, 8.9e-4 * sqrt(1e-9) / 1e-3, 1e-12);      /* s^0.5/m */
    CLOSE(rx->line.a2, 2e-10, 1e-24);                           /* s/m */
    CLOSE(rx->line.tau, 6.2e-9, 1e-22);
    end(&f);
}

static void what_a_sheet_leaves_out_is_as_in_the_tool(void)
{
    /* spec/com.md, section 9.1 and the first row of the table of section 2.1. */
    struct fixture f;
    begin(&f, HEAD SHEET "N_b: 2\nb_max(1): 0.7\nT_r: 7.5 ps\n");
    SAME_TEXT(f.err.text, "");
    const struct com_params *p = &f.interface.com;
    CU_ASSERT_EQUAL(p->per_ui, 32);
    CLOSE(p->r_0, 50.0, 0.0);
    CLOSE(p->t_r, 0.0, 0.0);                    /* without FORCE_TR no edge */
    CLOSE(p->f_2, 26.5625e9, 1e-3);
    CLOSE(p->threshold, 1e-3, 0.0);
    CLOSE(p->bin, 1e-5, 0.0);
    CLOSE(p->ctle[0].f_z, 26.5625e9 / 4.0, 1e-3);
    CLOSE(p->ctle[0].f_p1, 26.5625e9 / 4.0, 1e-3);
    CLOSE(p->ctle[0].f_p2, 26.5625e9, 1e-3);
    CLOSE(p->ctle[0].f_lf, 0.0, 0.0);
    CU_ASSERT_EQUAL(p->nhp, 1);
    CU_ASSERT_EQUAL(p->ffe.ntap, 0);
    CLOSE(p->dfe.b_min[0], -0.7, 0.0);
    CLOSE(p->dfe.b_max[1], 0.2, 0.0);
    CLOSE(p->dfe.b_min[1], -0.2, 0.0);
    CLOSE(f.interface.cases[0].rx.section[0].z_c, 78.2, 0.0);
    CLOSE(f.interface.cases[0].rx.line.a2, 1.455e-10, 1e-24);
    CLOSE(f.interface.cases[0].rx.line.a1, 1.734e-3 * sqrt(1e-9) / 1e-3, 1e-12);
    CLOSE(f.interface.cases[0].rx.line.tau, 6.141e-9, 1e-22);
    end(&f);
}

static void faults_of_a_model_are_placed(void)
{
#define FILE_NAME "own/models/interface/mine.yaml:"
    static const struct { const char *text, *said; } faults[] = {
        {HEAD SHEET "N_b: 0\nN_c: 3\n", FILE_NAME
         "31:1: unknown key 'N_c' in an interface; keys are the keywords of COM "
         "sheets, lane_rate, title, source, grade"},
        {HEAD SHEET "N_b: 0\nN_f: 30\nN_bmax: 40\n",
         FILE_NAME "32:1: 'N_bmax' stands here and as N_f before; leave one of them"},
        {HEAD SHEET "N_b: 0\nT_r: 7.5\n",
         FILE_NAME "31:6: T_r: '7.5' has no unit; write ns"},
        {HEAD SHEET "N_b: 0\nT_r: 7.5 mV\n",
         FILE_NAME "31:6: T_r: '7.5 mV' has the unit mV; write ns"},
        {HEAD SHEET "N_b: 4 UI\n",
         FILE_NAME "30:6: N_b: '4 UI' has the unit UI; write a pure number"},
        {HEAD SHEET "N_b: 0\nT_r: 7.5 ps ps\n",
         FILE_NAME "31:6: T_r: 'ps' behind the value of '7.5 ps ps' is not understood"},
        {HEAD SHEET "N_b: 0\nc(1): \"[ -0.15 - x ]\"\n",
         FILE_NAME "31:7: c(1): '[ -0.15 - x ]', character 11: this name is unknown; "
                   "write a number, ones(rows,columns), zeros(rows,columns) or pi"},
        {HEAD SHEET "N_b: 0\npackage_tl_gamma0_a1_a2: \"[0 1 2] 1/mm ns/mm ns/mm\"\n",
         FILE_NAME
         "31:26: package_tl_gamma0_a1_a2: '[0 1 2] 1/mm ns/mm ns/mm' has the unit "
         "ns/mm; write ns^0.5/mm"},
        {HEAD SHEET, FILE_NAME "1:1: mine: N_b: is missing"},
        {HEAD SHEET "N_b: 2\n", FILE_NAME "1:1: mine: b_max(1): is needed with N_b"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct fixture f;
        begin(&f, faults[i].text);
        SAME_TEXT(f.err.text, faults[i].said);
        CU_ASSERT_EQUAL(f.err.status, LR_EINPUT);
        end(&f);
    }
}

static void set_changes_removes_and_rebuilds(void)
{
    struct fixture f;
    begin(&f, HEAD SHEET "N_b: 0\ng_DC_HP: \"[-2 0] dB\"\nf_HP_PZ: 0.332 GHz\n");
    SAME_TEXT(f.err.text, "");
    struct interface *i = &f.interface;
    /* The units are those of the sheet: nF, V^2/GHz, mm. */
    CU_ASSERT_EQUAL(interface_set(i, "A_v=0.4", &f.err), LR_OK);
    CLOSE(i->cases[0].drive.amplitude[PATH_THRU], 0.4, 0.0);
    CU_ASSERT_EQUAL(interface_set(i, "C_D = [1.1e-4 0.9e-4]", &f.err), LR_OK);
    CLOSE(i->cases[0].rx.section[0].c_d, 0.9e-13, 1e-27);
    CLOSE(i->cases[0].tx[PATH_THRU].section[0].c_d, 1.1e-13, 1e-27);
    CU_ASSERT_EQUAL(interface_set(i, "c(-1)=[-0.18:0.02:0]", &f.err), LR_OK);
    CU_ASSERT_EQUAL(i->com.ffe.count[0], 10);
    CU_ASSERT_EQUAL(interface_set(i, "c(-1)=", &f.err), LR_OK);
    CU_ASSERT_EQUAL(i->com.ffe.ntap, 0);
    CU_ASSERT_EQUAL(interface_set(i, "g_DC_HP=", &f.err), LR_OK);
    CU_ASSERT_EQUAL(i->com.nhp, 1);
    CLOSE(i->com.ctle[0].f_lf, 0.0, 0.0);
    CU_ASSERT_EQUAL(interface_set(i, "N_f=40", &f.err), LR_OK);
    CU_ASSERT_EQUAL(interface_set(i, "N_bg=3", &f.err), LR_OK);
    CU_ASSERT_EQUAL(i->com.dfe.groups, 3);
    CU_ASSERT_EQUAL(i->com.dfe.group_size, 6);
    CU_ASSERT_EQUAL(i->com.dfe.last, 40);
    CLOSE(i->com.dfe.floating_max, 0.2, 0.0);
    CU_ASSERT_EQUAL(interface_set(i, "N_bg=0", &f.err), LR_OK);
    CU_ASSERT_EQUAL(i->com.dfe.groups, 0);
    CU_ASSERT_EQUAL(interface_set(i, "L=2", &f.err), LR_OK);
    SAME_TEXT(interface_modulation(i), "NRZ");
    SAME_TEXT(f.err.text, "");
    end(&f);
}

static void set_that_is_wrong_is_refused(void)
{
    static const struct {
        const char *set, *said;
        enum lr_status status;
    } faults[] = {
        {"A_v", "--set 'A_v' has no '='; write KEYWORD=VALUE, or KEYWORD= to remove it",
         LR_EUSAGE},
        {"A_w=1",
         "--set: 'A_w' is no keyword of the COM tool; lanereach-com(1) lists them",
         LR_EUSAGE},
        {"A_v=0.4 V", "--set: A_v: 'V' behind the value of '0.4 V' is not understood",
         LR_EINPUT},
        {"A_v=", "--set: mine: A_v: is missing", LR_EINPUT},
        {"A_v=-0.4", "--set: mine: A_v: -0.4 V is not positive", LR_EINPUT},
        {"A_v=[]", "--set: mine: A_v: one value, or one for each package case, is wanted", LR_EINPUT},
        {"R_d=[50 50 50]", "--set: mine: R_d: one value, or one for each side, is wanted",
         LR_EINPUT},
        {"L=4.5", "--set: mine: L: 4.5 is no whole number from 0 to 16", LR_EINPUT},
        {"L=1", "--set: mine: L: 1 levels; write 2 to 16", LR_EINPUT},
        {"M=31", "--set: mine: M: 31 samples per UI; write an even number, 2 to 1024",
         LR_EINPUT},
        {"DER_0=0.6", "--set: mine: DER_0: 0.6 is no probability below 0.5", LR_EINPUT},
        {"eta_0=-1e-9", "--set: mine: eta_0: -1e-09 V^2/GHz is negative; write 0 or "
         "more", LR_EINPUT},
        {"sigma_RJ=-0.01", "--set: mine: sigma_RJ: -0.01 UI is negative; write 0 or more",
         LR_EINPUT},
        {"flim=0", "--set: mine: flim: 0 GHz is not positive", LR_EINPUT},
        {"fixture delay time=[0 -1e-9]",
         "--set: mine: fixture delay time: 0 and -1e-09 s; write 0 or more", LR_EINPUT},
        {"FORCE_TR=2", "--set: mine: FORCE_TR: 2 is neither 0 nor 1", LR_EINPUT},
        {"T_r_filter_type=0.5", "--set: mine: T_r_filter_type: 0.5 is neither 0 nor 1",
         LR_EINPUT},
        {"Display frequency domain=-1",
         "--set: mine: Display frequency domain: -1 is neither 0 nor 1", LR_EINPUT},
        {"N_v=3.5", "--set: mine: N_v: 3.5 is no whole number from 0 to 100000",
         LR_EINPUT},
        {"c(0)=1.2", "--set: mine: c(0): 1.2 is not between 0 and 1", LR_EINPUT},
        {"c(-1)=[-0.1; 0]", "--set: mine: c(-1): one row is wanted", LR_EINPUT},
        {"g_DC=[]", "--set: mine: g_DC: at least one gain is wanted", LR_EINPUT},
        {"f_z=[1 2 3]", "--set: mine: f_z: one value, or one for each gain, is wanted",
         LR_EINPUT},
        {"f_p1=0", "--set: mine: f_p1: 0 GHz is not positive", LR_EINPUT},
        {"g_DC_HP=[-1 0]", "--set: mine: f_HP_PZ: is needed with g_DC_HP", LR_EINPUT},
        {"b_max(2..N_b)=[0.1 0.2 0.3]",
         "--set: mine: b_max(2..N_b): one limit, or one for each of taps 2..N_b, is "
         "wanted",
         LR_EINPUT},
        {"b_min(1)=0.9", "--set: mine: b_min(1): tap 1: 0.9 is above b_max 0.7",
         LR_EINPUT},
        {"N_b=129", "--set: mine: N_b: 129 is no whole number from 0 to 128", LR_EINPUT},
        {"N_bg=3",
         "--set: mine: N_f: 5 ends before 3 groups of 6 taps behind 5 fixed ones do; "
         "write 23 or more",
         LR_EINPUT},
        {"bmaxg=-0.1", "--set: mine: bmaxg: -0.1 is negative; write 0 or more",
         LR_EINPUT},
        {"z_p (RX)=[12; 1; 2]", "--set: mine: z_p (RX): 1, 2 or 4 rows are wanted",
         LR_EINPUT},
        {"z_p (RX)=[12; 1]", "--set: mine: z_p (RX): fewer cases than z_p (TX)",
         LR_EINPUT},
        {"z_p (TX)=[-12 31; 1 1]",
         "--set: mine: z_p (TX): lengths of 0 or more and positive impedances are wanted",
         LR_EINPUT},
        {"C_d=[1e-4 2e-4; 1e-4 2e-4]",
         "--set: mine: L_s: as many elements as C_d are wanted", LR_EINPUT},
        {"C_d=[1; 2; 3]",
         "--set: mine: C_d: two rows, one for each side, of up to 7 elements are wanted",
         LR_EINPUT},
        {"package_tl_gamma0_a1_a2=[0 1]",
         "--set: mine: package_tl_gamma0_a1_a2: three values are wanted", LR_EINPUT},
    };
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct fixture f;
        begin(&f, HEAD SHEET "N_b: 5\nb_max(1): 0.7\n");
        SAME_TEXT(f.err.text, "");
        CU_ASSERT_EQUAL(interface_set(&f.interface, faults[i].set, &f.err),
                        faults[i].status);
        SAME_TEXT(f.err.text, faults[i].said);
        end(&f);
    }
}

static void two_zero_length_lines_leave_c_v_beside_c_p(void)
{
    /* The tool pads two rows to four with lines of no length: C_v, behind the third, and
     * C_p, behind the fourth, then stand at one node. */
    struct fixture f;
    begin(&f, HEAD SHEET "N_b: 0\nC_v: 11 fF\n");
    SAME_TEXT(f.err.text, "");
    CLOSE(f.interface.cases[0].rx.section[1].c_p, 98e-15, 1e-28);
    CU_ASSERT_EQUAL(interface_set(&f.interface, "z_p (RX)=[1 2;3 4;5 6;7 8]", &f.err),
                    LR_OK);
    const struct package *rx = &f.interface.cases[1].rx;
    CU_ASSERT_EQUAL(rx->n, 4);
    CLOSE(rx->section[1].c_p, 0.0, 0.0);
    CLOSE(rx->section[2].c_p, 11e-15, 1e-28);
    CLOSE(rx->section[3].c_p, 87e-15, 1e-28);
    CLOSE(rx->section[2].length, 6e-3, 1e-17);
    end(&f);
}

/* Sets keywords one after the other, and derives at the end. */
static void assign(struct fixture *f, const char *const *sets)
{
    for (; *sets; sets++)
        CU_ASSERT_EQUAL(interface_assign(&f->interface, *sets, &f->err), LR_OK);
    CU_ASSERT_EQUAL(interface_derive(&f->interface, &f->err), LR_OK);
    SAME_TEXT(f->err.text, "");
}

static void two_rows_of_c_d_are_a_ladder(void)
{
    /* The pairs but the last stand in front as sections without a line; C_b belongs to
     * the first line: spec/com.md, section 2.3. */
    static const char *const sets[] = {"C_d=[0.4e-4 0.9e-4 1.1e-4; 0.5e-4 0.8e-4 1.2e-4]",
                                       "L_s=[0.13 0.15 0.14; 0.12 0.16 0.17]",
                                       "C_b=[0.3e-4 0.2e-4]", NULL};
    struct fixture f;
    begin(&f, HEAD SHEET "N_b: 0\n");
    assign(&f, sets);
    const struct package *rx = &f.interface.cases[0].rx;
    CU_ASSERT_EQUAL(rx->n, 4);
    CU_ASSERT_EQUAL(rx->ladder, 2);
    CLOSE(rx->section[0].c_d, 50e-15, 1e-28);
    CLOSE(rx->section[1].l_s, 160e-12, 1e-25);
    CLOSE(rx->section[1].length, 0.0, 0.0);
    CLOSE(rx->section[1].c_b, 0.0, 0.0);
    CLOSE(rx->section[2].c_d, 120e-15, 1e-28);
    CLOSE(rx->section[2].c_b, 20e-15, 1e-28);
    CLOSE(rx->section[2].length, 13e-3, 1e-17);
    CLOSE(rx->section[3].c_p, 87e-15, 1e-28);
    CLOSE(f.interface.cases[1].tx[PATH_NEXT].section[0].c_d, 40e-15, 1e-28);
    end(&f);
}

static void boards_stand_where_the_tool_puts_them(void)
{
    static const char *const both[] = {"Include PCB=1", "z_bp (TX)=110", "z_bp (RX)=50",
                                       "z_bp (FEXT)=70", "z_bp (NEXT)=90",
                                       "C_0=[0.2e-4 0.3e-4]", "C_1=0.1e-4", NULL};
    static const char *const receiver[] = {"Include PCB=2", NULL};
    static const char *const none[] = {"Include PCB=0", NULL};
    struct fixture f;
    begin(&f, HEAD SHEET "N_b: 0\n");
    assign(&f, both);
    const struct interface_case *c = &f.interface.cases[1];
    CLOSE(c->board_tx[PATH_THRU].section[0].length, 0.11, 1e-16);
    CLOSE(c->board_rx[PATH_THRU].section[0].length, 0.05, 1e-16);
    CLOSE(c->board_tx[PATH_FEXT].section[0].length, 0.07, 1e-16);
    CLOSE(c->board_rx[PATH_FEXT].section[0].length, 0.05, 1e-16);
    CLOSE(c->board_tx[PATH_NEXT].section[0].length, 0.05, 1e-16);
    CLOSE(c->board_rx[PATH_NEXT].section[0].length, 0.09, 1e-16);
    CLOSE(c->board_rx[PATH_THRU].section[0].c_d, 30e-15, 1e-28);
    CLOSE(c->board_rx[PATH_THRU].section[0].c_p, 10e-15, 1e-28);
    CLOSE(c->board_tx[PATH_THRU].section[0].z_c, 109.8, 0.0);
    CLOSE(c->board_tx[PATH_THRU].line.tau, 6.191e-9, 1e-22);
    CLOSE(f.interface.com.r_tx, 52.0, 0.0);
    assign(&f, receiver);
    CU_ASSERT_EQUAL(f.interface.cases[0].board_tx[PATH_THRU].n, 0);
    CU_ASSERT_EQUAL(f.interface.cases[0].board_rx[PATH_NEXT].n, 1);
    CLOSE(f.interface.com.r_tx, 50.0, 0.0);     /* that end does not reflect    */
    assign(&f, none);
    CU_ASSERT_EQUAL(f.interface.cases[0].board_rx[PATH_THRU].n, 0);
    end(&f);
}

static void gains_may_be_barred(void)
{
    /* The table of the 120G sheet: spec/com.md, section 3; the top of a range is none of
     * it, and g_DC_HP = 0 stands for itself alone. */
    static const char *const sets[] = {"g_DC=[-13:1:0]", "g_DC_HP=[-3:0.5:0]",
                                       "f_HP_PZ=1.3", "G_Qual=[-2 -9;-2 -11;-4 -10;-4 -9]",
                                       "G2_Qual=[0 -1 -2 -3]", NULL};
    static const char *const least[] = {"G_Qual=", "G2_Qual=", "GDC_MIN=-5", NULL};
    struct fixture f;
    begin(&f, HEAD SHEET "N_b: 0\n");
    assign(&f, sets);
    const struct com_params *p = &f.interface.com;
    size_t allowed[7] = {0};
    for (size_t i = 0; i < p->ng * p->nhp; i++)
        allowed[i % 7] += !p->ctle_barred[i];
    /* From g_DC_HP = -3 to 0. */
    static const size_t want[7] = {5, 5, 6, 6, 9, 9, 7};
    for (size_t j = 0; j < 7; j++)
        CU_ASSERT_EQUAL(allowed[j], want[j]);
    CU_ASSERT_FALSE(p->ctle_barred[4 * 7 + 6]);         /* -9 and 0             */
    CU_ASSERT_TRUE(p->ctle_barred[11 * 7 + 6]);         /* -2 and 0             */
    assign(&f, least);
    for (size_t i = 0; i < p->ng * p->nhp; i++)
        CU_ASSERT_EQUAL(p->ctle_barred[i],
                        p->ctle[i].g_dc_db + p->ctle[i].g_hp_db > -5.0);
    end(&f);
}

static void filters_and_timing_follow_their_switches(void)
{
    static const char *const sets[] = {"Butterworth=0", "Bessel_Thomson=1",
                                       "Raised_Cosine=1", "RC_Start=14e9", "ts_anchor=2",
                                       "CDR=mod-mm", "sample_adjustment=-3",
                                       "Display frequency domain=0", NULL};
    struct fixture f;
    begin(&f, HEAD SHEET "N_b: 0\n");
    struct com_params *p = &f.interface.com;
    assign(&f, sets);
    CLOSE(p->rx.butterworth, 0.0, 0.0);
    CLOSE(p->rx.bessel, 0.75 * 26.5625e9, 1e-3);
    CU_ASSERT_EQUAL(p->rx.bessel_order, 4);
    CLOSE(p->rx.cosine_start, 14e9, 0.0);
    CLOSE(p->rx.cosine_stop, 0.75 * 26.5625e9, 1e-3);
    CU_ASSERT_EQUAL(p->timing.anchor, EQ_ANCHOR_RISE);
    CU_ASSERT_TRUE(p->timing.modified);
    CU_ASSERT(p->timing.first == -3 && p->timing.last == 0);
    /* Releases differ: spec/com.md, sections 3, 5.4 and 7.3. */
    CU_ASSERT_FALSE(p->unfiltered);
    CU_ASSERT_TRUE(p->timing.middle);
    CLOSE(p->gauss_span, 1.0, 0.0);
    f.interface.release = release_find("4.50");
    CU_ASSERT_EQUAL(interface_derive(&f.interface, &f.err), LR_OK);
    CU_ASSERT_TRUE(p->unfiltered);
    CU_ASSERT_FALSE(p->timing.middle);
    CLOSE(p->gauss_span, 2.0, 0.0);
    end(&f);
}

static void a_ctle_of_120e_has_the_zero_of_its_list(void)
{
    static const char *const sets[] = {"CTLE_type=CL120e", "f_z=[8 9 10 11 12 13 14]",
                                       "f_HP_Z=0.9", "f_HP_P=1.1", NULL};
    struct fixture f;
    begin(&f, HEAD SHEET "N_b: 0\n");
    assign(&f, sets);
    const struct eq_ctle *c = &f.interface.com.ctle[2];         /* -6 dB, 10 GHz */
    CLOSE(c->f_z * pow(10.0, -6.0 / 20.0), 10e9, 1e-3);
    CLOSE(c->f_lf_zero, 0.9e9, 1e-3);
    CLOSE(c->f_lf, 1.1e9, 1e-3);
    CU_ASSERT_EQUAL(f.interface.com.nhp, 1);
    end(&f);
}

static void package_cases_may_drive_differently(void)
{
    static const char *const sets[] = {"A_v=[0.4 0.45]", "SNR_TX=[33 32]",
                                       "PKG_Tx_FFE_preset=[-0.14 1; -0.18 1]", NULL};
    struct fixture f;
    begin(&f, HEAD SHEET "N_b: 0\n");
    assign(&f, sets);
    const struct com_drive *drive = &f.interface.cases[1].drive;
    CLOSE(drive->amplitude[PATH_THRU], 0.45, 0.0);
    CLOSE(drive->amplitude[PATH_NEXT], 0.608, 0.0);
    CLOSE(drive->snr_tx_db, 32.0, 0.0);
    CU_ASSERT_EQUAL(drive->npreset, 2);
    CLOSE(drive->preset[0], -0.18, 0.0);
    end(&f);
}

static void released_interfaces_have_the_grids_of_their_sheets(void)
{
    /* Legal transmitter settings of the reference runs: golden/README. */
    static const struct { const char *name; size_t rows, legal; } sheets[] = {
        {"100gbase-kr4", 10 * 20, 155},
        {"100gbase-kr1", 5544, 4250},
        {"100gaui-1-c2c", 3 * 6 * 15 * 6, 1599}};
    struct model_library *lib = NULL;
    CU_ASSERT_EQUAL_FATAL(model_library_open(NULL, &lib, NULL), LR_OK);
    for (size_t i = 0; i < sizeof sheets / sizeof sheets[0]; i++) {
        struct interface interface;
        struct lr_error err = {0};
        interface_read(lib, sheets[i].name, (struct mark){0}, &interface, &err);
        SAME_TEXT(err.text, "");
        CU_ASSERT_EQUAL(eq_ffe_rows(&interface.com.ffe), sheets[i].rows);
        size_t legal = 0;
        struct eq_ffe ffe;
        for (size_t row = 0; row < sheets[i].rows; row++)
            legal += eq_ffe_row(&interface.com.ffe, row, &ffe);
        CU_ASSERT_EQUAL(legal, sheets[i].legal);
        interface_free(&interface);
    }
    model_library_close(lib);
}

static void keywords_are_found_whatever_case_and_blanks(void)
{
    CU_ASSERT_EQUAL(keyword_find("z_p (TX)"), KEY_Z_P_TX);
    CU_ASSERT_EQUAL(keyword_find("Z_P(tx)"), KEY_Z_P_TX);
    CU_ASSERT_EQUAL(keyword_find(" com pass threshold "), KEY_COM_PASS);
    CU_ASSERT_EQUAL(keyword_find("c(-1)"), KEY_C_M1);
    CU_ASSERT_EQUAL(keyword_find("c(1)"), KEY_C_1);
    CU_ASSERT_EQUAL(keyword_find(""), KEY_COUNT);
    CU_ASSERT_EQUAL(keyword_find("f_b2"), KEY_COUNT);
    for (size_t key = 0; key < KEY_COUNT; key++) {
        const struct keyword *k = keyword_of((enum key)key);
        CU_ASSERT_EQUAL(keyword_find(k->name), (enum key)key);
        CU_ASSERT(k->dim[0] == DIM_NUMBER ||
                  quantity_unit(k->sheet_unit[0], k->dim[0]) > 0.0);
    }
}

static void tap_columns_end_at_the_first_that_is_missing(void)
{
    struct fixture f;
    begin(&f, HEAD SHEET "N_b: 0\nc(-3): \"[-0.06:0.02:0]\"\nc(-2): \"[0:0.02:0.12]\"\n");
    SAME_TEXT(f.err.text, "");
    CU_ASSERT_EQUAL(interface_set(&f.interface, "c(-1)=[-0.18:0.02:0]", &f.err), LR_OK);
    CU_ASSERT_EQUAL(f.interface.com.ffe.ntap, 3);
    CU_ASSERT_EQUAL(f.interface.com.ffe.position[0], -3);
    CU_ASSERT_EQUAL(interface_set(&f.interface, "c(-1)=", &f.err), LR_OK);
    CU_ASSERT_EQUAL(f.interface.com.ffe.ntap, 0);
    end(&f);
}

static void receiver_without_dfe_ignores_its_limits(void)
{
    struct fixture f;
    begin(&f, HEAD SHEET "N_b: 3\nb_max(1): 0.5\nb_max(2..N_b): \"[0.2 0.1]\"\n");
    SAME_TEXT(f.err.text, "");
    CU_ASSERT_EQUAL(interface_set(&f.interface, "N_b=0", &f.err), LR_OK);
    CU_ASSERT_EQUAL(f.interface.com.dfe.n, 0);
    end(&f);
}

static const struct tap_case cases[] = {
    {"tap columns end at the first that is missing",
     tap_columns_end_at_the_first_that_is_missing},
    {"a receiver without DFE ignores its limits",
     receiver_without_dfe_ignores_its_limits},
    {"a sheet in its units becomes SI", sheet_in_its_units_becomes_si},
    {"what a sheet leaves out is as in the tool",
     what_a_sheet_leaves_out_is_as_in_the_tool},
    {"faults of a model are placed", faults_of_a_model_are_placed},
    {"--set changes, removes and rebuilds", set_changes_removes_and_rebuilds},
    {"--set that is wrong is refused", set_that_is_wrong_is_refused},
    {"two zero-length lines leave C_v beside C_p",
     two_zero_length_lines_leave_c_v_beside_c_p},
    {"two rows of C_d are a ladder", two_rows_of_c_d_are_a_ladder},
    {"boards stand where the tool puts them", boards_stand_where_the_tool_puts_them},
    {"gains may be barred", gains_may_be_barred},
    {"filters and timing follow their switches",
     filters_and_timing_follow_their_switches},
    {"a CTLE of 120E has the zero of its list", a_ctle_of_120e_has_the_zero_of_its_list},
    {"package cases may drive differently", package_cases_may_drive_differently},
    {"released interfaces have the grids of their sheets",
     released_interfaces_have_the_grids_of_their_sheets},
    {"keywords are found whatever their case and blanks",
     keywords_are_found_whatever_case_and_blanks},
};
TAP_MAIN("interface/interface", cases)
