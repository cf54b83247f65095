#include "config.h"

#include "interface/interface.h"
#include "tests/tap.h"
#include "tests/text/scratch.h"
#include "tests/text/workbook.h"

#include <math.h>

/* What a sheet must have, without its last three rows. */
#define SHEET                                                                            \
    {"A1", "Table 93A-1 parameters"}, {"B1", "Setting"}, {"C1", "Units"},                \
    {"A2", "F_B"}, {"B2", "26.5625"}, {"C2", "GBd"}, {"J2", "A_v"}, {"K2", "0.413"},     \
    {"A3", "L"}, {"B3", "4"}, {"J3", "A_fe"}, {"K3", "0.413"},                           \
    {"A4", "DER_0"}, {"B4", "1e-4"}, {"J4", "A_ne"}, {"K4", "0.608"},                    \
    {"A5", "R_LM"}, {"B5", "0.95"}, {"J5", "SNR_TX"}, {"K5", "32.5"},                    \
    {"A6", "C_d"}, {"B6", "[1.2e-4 1.1e-4]"}, {"J6", "R_d"}, {"K6", "50"},               \
    {"A7", "z_p  (tx)"}, {"B7", "[12 31; 1.8 1.8]"}, {"J7", "C_p"}, {"K7", "8.7e-5"},    \
    {"A8", "z_p (FEXT)"}, {"B8", "[12 31; 1.8 1.8]"}, {"J8", "f_r"}, {"K8", "0.75"},     \
    {"A9", "z_p (NEXT)"}, {"B9", "[12 29; 1.8 1.8]"}, {"J9", "c(0)"}, {"K9", "0.54"},    \
    {"A10", "z_p (RX)"}, {"B10", "[12 29; 1.8 1.8]"}, {"J10", "N_b"}, {"K10", "0"},      \
    {"A11", "g_DC"}, {"B11", "[-9:1.5:-0]"}, {"J11", "eta_0"}, {"K11", "8.2e-9"},        \
    {"A12", "sigma_RJ"}, {"B12", "0.01"}, {"J12", "A_DD"}, {"K12", "0.02"}

static const struct mark option = {.file = "--sheet"};

struct fixture {
    char folder[SCRATCH_SIZE];
    struct interface interface;
    struct lr_error err;
};

static void begin(struct fixture *f, const char *worksheet,
                  const struct workbook_cell *cells)
{
    *f = (struct fixture){.err = {.status = LR_OK}};
    CU_ASSERT_EQUAL_FATAL(scratch_enter(f->folder), 0);
    workbook_write("mine.xlsx", worksheet, cells);
    interface_read(NULL, "mine.xlsx", option, &f->interface, &f->err);
}

static void end(struct fixture *f)
{
    interface_free(&f->interface);
    scratch_leave(f->folder);
}

static void keywords_are_found_wherever_they_stand(void)
{
    static const struct workbook_cell cells[] = {SHEET, {"C13", "Port Order"},
        {"D13", "[1 2 3 4]"}, {"C14", "z_p select"}, {"D14", "2"}, {"C15", "Local Search"},
        {"D15", "2"}, {NULL, NULL}};
    struct fixture f;
    begin(&f, "COM_Settings", cells);
    SAME_TEXT(f.err.text, "");
    const struct interface *i = &f.interface;
    SAME_TEXT(i->name, "mine.xlsx");
    CLOSE(i->com.baud, 26.5625e9, 1e-3);
    CLOSE(i->cases[0].drive.amplitude[PATH_NEXT], 0.608, 0.0);
    CLOSE(i->com.eta_0, 8.2e-18, 1e-32);
    CU_ASSERT_EQUAL(i->com.ng, 7);
    SAME_TEXT(i->port_order, "12-34");
    CU_ASSERT_EQUAL(i->ncase, 1);
    SAME_TEXT(i->cases[0].name, "case 2");
    CLOSE(i->cases[0].tx[PATH_THRU].section[0].length, 31e-3, 1e-17);
    CLOSE(i->cases[0].rx.section[0].c_d, 1.1e-13, 1e-27);
    CU_ASSERT_EQUAL(i->local_search, 2);
    CU_ASSERT_EQUAL(i->com.local, 0);           /* only when it is asked for */
    SAME_TEXT(i->given[KEY_A_V].mark.file, "mine.xlsx:COM_Settings!K2");
    end(&f);
}

static void what_is_not_used_is_kept_for_the_record(void)
{
    static const struct workbook_cell cells[] = {SHEET, {"A13", "DIAGNOSTICS"},
        {"B13", "1"}, {"A14", "N-max"}, {"B14", "60"}, {"A15", "MLSE"}, {"B15", "0"},
        {"A16", "RUNTAG"}, {"A17", "a remark"}, {"C17", "7"}, {NULL, NULL}};
    struct fixture f;
    begin(&f, "com_settings", cells);
    SAME_TEXT(f.err.text, "");
    const struct interface *i = &f.interface;
    CU_ASSERT_EQUAL_FATAL(i->nother, 3);        /* RUNTAG has no value           */
    SAME_TEXT(i->other[0].name, "DIAGNOSTICS");
    SAME_TEXT(i->other[0].unused->why, "the tool's own output");
    SAME_TEXT(i->other[1].name, "MLSE");
    SAME_TEXT(i->other[2].name, "N-max");
    CU_ASSERT_PTR_NULL(i->other[2].unused);
    CU_ASSERT_EQUAL(interface_check(i, &f.err), LR_OK);
    CU_ASSERT_EQUAL(interface_set(&f.interface, "MLSE=1", &f.err), LR_OK);
    CU_ASSERT_EQUAL(interface_check(i, &f.err), LR_EINPUT);
    SAME_TEXT(f.err.text, "--set: MLSE 1: MLSE is not modelled; write 0");
    CU_ASSERT_EQUAL(interface_set(&f.interface, "mlse=", &f.err), LR_OK);
    CU_ASSERT_EQUAL(interface_check(i, &f.err), LR_OK);
    end(&f);
}

static void faults_are_placed_in_their_cells(void)
{
#define PLACE "mine.xlsx:COM_Settings!"
    static const struct {
        const char *worksheet;
        struct workbook_cell cells[64];
        const char *said;
    } faults[] = {
        {"Sheet1", {SHEET}, "mine.xlsx: none of its 1 worksheets is called COM_Settings, as "
                            "that of a COM configuration is"},
        {"COM_Settings", {{"A1", "hello"}, {"B1", "1"}},
         "mine.xlsx: COM_Settings has no keyword of a COM configuration with a value to "
         "its right"},
        {"COM_Settings", {SHEET, {"J13", "a_V"}, {"K13", "0.4"}},
         PLACE "J13: the keyword a_V stands here and in J2; leave one of them"},
        {"COM_Settings", {SHEET, {"A13", "N_f"}, {"B13", "40"}, {"J13", "N_bmax"},
                          {"K13", "40"}},
         PLACE "J13: the keyword N_bmax stands here and as N_f in A13; leave one of them"},
        {"COM_Settings", {SHEET, {"A13", "t_h"}, {"B13", "0"}, {"A14", "T_O"},
                          {"B14", "50"}},
         PLACE "A14: the keyword T_O stands here and as t_h in A13; leave one of them"},
        {"COM_Settings", {SHEET, {"A13", "FORCE_TR"}, {"B13", "1"},
                          {"A14", "T_r_filter_type"}, {"B14", "2"}},
         PLACE "B14: T_r_filter_type: 2 is neither 0 nor 1"},
        {"COM_Settings", {SHEET, {"A13", "Butterworth"}, {"B13", "4"}},
         PLACE "B13: Butterworth: 4 is neither 0 nor 1"},
        {"COM_Settings", {SHEET, {"A13", "T_r"}, {"B13", "-7.5e-3"}, {"J13", "FORCE_TR"},
                          {"K13", "1"}},
         PLACE "B13: T_r: -0.0075 ns is not positive"},
        {"COM_Settings", {SHEET, {"A13", "kappa1"}, {"B13", "[1 2]"}},
         PLACE "B13: kappa1: one value is wanted"},
        {"COM_Settings", {SHEET, {"A13", "CDR"}, {"B13", "MMM"}},
         PLACE "B13: CDR: 'MMM' is unknown; write one of MM|Mod-MM"},
        {"COM_Settings", {SHEET, {"A13", "g_DC_HP"}, {"B13", "[-2 0]"}},
         "mine.xlsx: f_HP_PZ: is needed with g_DC_HP"},
        {"COM_Settings", {SHEET, {"A13", "z_p select"}, {"B13", "3"}},
         PLACE "B13: z_p select: 3 is none of the 2 cases of z_p (TX)"},
        {"COM_Settings", {SHEET, {"A13", "Port Order"}, {"B13", "[1 1 2 3]"}},
         PLACE "B13: Port Order: the four ports 1 to 4, each once, are wanted"},
        {"COM_Settings", {{"A1", "f_b"}, {"B1", "53.125"}},
         "mine.xlsx: L: is missing"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct fixture f;
        begin(&f, faults[i].worksheet, faults[i].cells);
        CU_ASSERT_EQUAL(f.err.status, LR_EINPUT);
        SAME_TEXT(f.err.text, faults[i].said);
        end(&f);
    }
}

static void files_that_are_no_workbook_are_told(void)
{
    char folder[SCRATCH_SIZE];
    struct interface interface;
    struct lr_error err = {0};
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    CU_ASSERT_EQUAL(interface_read(NULL, "no.xlsx", option, &interface, &err), LR_EINPUT);
    SAME_TEXT(err.text, "--sheet: no.xlsx cannot be read: No such file or directory; write "
                        "the path of a COM configuration workbook");
    interface_free(&interface);
    /* What an .xls begins with: a compound file of OLE 2. */
    scratch_put("old.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more");
    err = (struct lr_error){0};
    CU_ASSERT_EQUAL(interface_read(NULL, "old.xls", option, &interface, &err), LR_EINPUT);
    CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "save it as .xlsx"));
    interface_free(&interface);
    scratch_leave(folder);
}

/* A limit beside which rounding of two units does not matter. */
static bool near(double a, double b)
{
    return fabs(a - b) <= 1e-12 * fabs(b);
}

static void same_package(const struct package *a, const struct package *b)
{
    CU_ASSERT_EQUAL(a->n, b->n);
    CU_ASSERT(near(a->line.a1, b->line.a1) && near(a->line.a2, b->line.a2));
    CU_ASSERT(near(a->line.tau, b->line.tau) && near(a->line.gamma0, b->line.gamma0));
    for (size_t i = 0; i < a->n && i < b->n; i++) {
        const struct package_section *s = &a->section[i], *t = &b->section[i];
        CU_ASSERT(near(s->c_d, t->c_d) && near(s->l_s, t->l_s) && near(s->c_b, t->c_b));
        CU_ASSERT(near(s->length, t->length) && near(s->z_c, t->z_c));
        CU_ASSERT(near(s->c_p, t->c_p));
    }
}

static bool same_matrix(const struct matrix *a, const struct matrix *b)
{
    bool same = a->rows == b->rows && a->cols == b->cols;
    for (size_t i = 0; same && i < a->rows * a->cols; i++)
        same = near(a->x[i], b->x[i]) || a->x[i] == b->x[i];
    return same;
}

/* The order of a file's ports is no part of a standard, nor are boards and floating taps
 * that are left out. */
static bool counts(const struct interface *sheet, enum key key)
{
    const bool board = key >= KEY_Z_BP_TX && key <= KEY_BOARD_Z_C;
    const bool floating = key >= KEY_N_BF && key <= KEY_BMAXG;
    return key != KEY_PORT_ORDER && (!board || sheet->value[KEY_INCLUDE_PCB].x[0] > 0.0) &&
           (!floating || sheet->value[KEY_N_BG].x[0] > 0.0);
}

static void same_parameters(const struct interface *a, const struct interface *b)
{
    const struct com_params *p = &a->com, *q = &b->com;
    CU_ASSERT(near(p->baud, q->baud) && near(p->der, q->der) && near(p->r_lm, q->r_lm));
    CU_ASSERT(near(p->t_r, q->t_r) && near(p->f_2, q->f_2) && near(p->eta_0, q->eta_0));
    CU_ASSERT(near(p->rx.butterworth, q->rx.butterworth));
    CU_ASSERT(near(p->rx.bessel, q->rx.bessel));
    CU_ASSERT(near(p->rx.cosine_stop, q->rx.cosine_stop));
    CU_ASSERT(p->levels == q->levels && p->per_ui == q->per_ui && p->ng == q->ng);
    CU_ASSERT(p->nhp == q->nhp && p->ffe.ntap == q->ffe.ntap && p->dfe.n == q->dfe.n);
    for (size_t i = 0; i < p->ng * p->nhp; i++)
        CU_ASSERT(near(p->ctle[i].g_dc_db, q->ctle[i].g_dc_db) &&
                  near(p->ctle[i].g_hp_db, q->ctle[i].g_hp_db) &&
                  near(p->ctle[i].f_z, q->ctle[i].f_z) &&
                  near(p->ctle[i].f_lf, q->ctle[i].f_lf));
    for (size_t i = 0; i < p->ffe.ntap; i++)
        for (size_t k = 0; k < p->ffe.count[i]; k++)
            CU_ASSERT_EQUAL(p->ffe.value[i][k], q->ffe.value[i][k]);
    for (size_t i = 0; i < p->dfe.n; i++)
        CU_ASSERT(near(p->dfe.b_max[i], q->dfe.b_max[i]) &&
                  near(p->dfe.b_min[i], q->dfe.b_min[i]));
    CU_ASSERT_EQUAL(p->dfe.groups, q->dfe.groups);
    CU_ASSERT_EQUAL(a->chip_to_module, b->chip_to_module);
    for (size_t key = 0; key < KEY_COUNT; key++)
        if (a->set[key] && counts(a, (enum key)key) &&
            !same_matrix(&a->value[key], &b->value[key]))
            SAME_TEXT(keyword_of((enum key)key)->name, "the same");
    CU_ASSERT_EQUAL(a->ncase, b->ncase);
    for (size_t i = 0; i < a->ncase && i < b->ncase; i++)
        for (size_t kind = 0; kind < COM_KINDS; kind++) {
            const struct interface_case *c = &a->cases[i], *d = &b->cases[i];
            CU_ASSERT(near(c->drive.amplitude[kind], d->drive.amplitude[kind]));
            same_package(&c->tx[kind], &d->tx[kind]);
            same_package(&c->board_tx[kind], &d->board_tx[kind]);
            same_package(&c->board_rx[kind], &d->board_rx[kind]);
            same_package(&c->rx, &d->rx);
        }
}

static void interfaces_are_what_the_official_sheets_say(void)
{
    static const struct { const char *sheet, *name; } pairs[] = {
        {"config_com_ieee8023_93a=3ck_SA_KR_08_17_2022.xlsx", "100gbase-kr1"},
        {"config_com_ieee8023_93a=3ck_SA_CR_CA_08_17_2022.xlsx", "100gbase-cr1"},
        {"config_com_ieee8023_93a=3ck_SA_120F_C2C_08_17_2022.xlsx", "100gaui-1-c2c"},
        {"config_com_ieee8023_93a=3ck_SA_120g_C2M_tp1a_08_17_2022.xlsx", "100gaui-1-c2m"},
        {"config_com_ieee8023_93a=3ck_SA_TP0V_08_17_2022.xlsx", "100gbase-kr1-tp0v"},
        {"200G-exploratory_config_com_ieee8023_93a=df_200G_PAM4_RCos_CAKR_11_2022.xlsx",
         "200gbase-kr1-exploratory"}};
    struct model_library *lib = NULL;
    CU_ASSERT_EQUAL_FATAL(model_library_open(NULL, &lib, NULL), LR_OK);
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        char name[256];
        struct interface sheet, model;
        struct lr_error err = {0};
        snprintf(name, sizeof name, "sheets/%s", pairs[i].sheet);
        const char *found = tap_reference(name);
        if (!found)
            break;
        interface_read(lib, found, option, &sheet, &err);
        SAME_TEXT(err.text, "");
        interface_read(lib, pairs[i].name, option, &model, &err);
        SAME_TEXT(err.text, "");
        same_parameters(&sheet, &model);
        interface_free(&sheet);
        interface_free(&model);
    }
    model_library_close(lib);
}

static const struct tap_case cases[] = {
    {"keywords are found wherever they stand", keywords_are_found_wherever_they_stand},
    {"what is not used is kept for the record", what_is_not_used_is_kept_for_the_record},
    {"faults are placed in their cells", faults_are_placed_in_their_cells},
    {"files that are no workbook are told", files_that_are_no_workbook_are_told},
    {"interfaces are what the official sheets say",
     interfaces_are_what_the_official_sheets_say},
};
TAP_MAIN("interface/sheet", cases)
