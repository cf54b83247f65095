#include "config.h"

#include "interface/pmd.h"
#include "tests/cases.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Cases A of spec/optics-verification.md.  Every standard of the library with a complete
 * budget must close: a transmitter at its limits over the longest channel leaves nothing.
 * It finds slips in the table; it does not prove the numbers. */

static struct model_library *lib;

static bool begin(void)
{
    struct lr_error err = {.status = LR_OK};
    if (!lib)
        CU_ASSERT_EQUAL(model_library_open(NULL, &lib, &err), LR_OK);
    SAME_TEXT(err.text, "");
    return lib;
}

static struct pmd read_pmd(const char *name)
{
    struct lr_error err = {.status = LR_OK};
    const struct model *model;
    struct pmd pmd = {.model = NULL};
    if (!model_find(lib, "pmd", name, (struct mark){.file = "test"}, &model, &err))
        pmd_read(lib, model, &pmd, &err);
    SAME_TEXT(err.text, "");
    return pmd;
}

static void every_complete_budget_closes(void)
{
    static const struct ledger_link nothing = {NAN, NAN, NAN, NAN, NAN};
    /* By whom no public limits are known of some line. */
    static const char *const incomplete[] = {
        "200gbase-dr1-2", "200gbase-lr4", "400g-lr4-10",      "400gbase-dr4-2",
        "400gbase-sr4.2", "800gbase-fr4", "800gbase-fr4-500", "800gbase-lr4"};
    const char *const *names;
    char what[64];
    size_t n, open = 0;
    if (!begin())
        return;
    CU_ASSERT_EQUAL(model_names(lib, "pmd", &names, &n, NULL), LR_OK);
    CU_ASSERT_EQUAL(n, 23);
    for (size_t i = 0; i < n; i++) {
        const struct pmd pmd = read_pmd(names[i]);
        const struct ledger_limits limits = pmd_limits(&pmd);
        const struct ledger full = ledger_of(&limits, &nothing);
        if (isnan(full.margin)) {
            printf("# A1   %-18s no public limits\n", names[i]);
            CU_ASSERT_TRUE(open < sizeof incomplete / sizeof incomplete[0]);
            if (open < sizeof incomplete / sizeof incomplete[0])
                SAME_TEXT(names[i], incomplete[open]);
            open++;
            continue;
        }
        struct ledger_link less = nothing;
        less.oma = full.oma - 0.5;
        const double short_of = ledger_of(&limits, &less).margin;
        snprintf(what, sizeof what, "%s closes, dB (C)", names[i]);
        case_row("A1", what, 0.0, full.margin, 0.05);
        case_row("A1", "the same with 0.5 dB less (C)", -0.5, short_of, 0.05);
        /* Where both are known, the two sensitivities agree. */
        if (!isnan(limits.stressed) && !isnan(limits.sensitivity_offset))
            CLOSE(limits.stressed, limits.sensitivity_offset + limits.stressed_closure,
                  0.05);
    }
    CU_ASSERT_EQUAL(open, sizeof incomplete / sizeof incomplete[0]);
}

/* Least average powers of transmitter and receiver are the channel's loss apart. */
static void published_losses_are_differences_of_powers(void)
{
    static const struct {
        const char *name;
        double tx, rx;
    } published[] = {{"400gbase-dr4", -2.9, -5.9},
                     {"400gbase-fr4", -3.3, -7.3},
                     {"100gbase-lr1", -1.4, -7.7},
                     {"200gbase-dr1", -3.1, -6.1}};
    if (!begin())
        return;
    for (size_t i = 0; i < sizeof published / sizeof published[0]; i++) {
        const struct pmd pmd = read_pmd(published[i].name);
        CLOSE(pmd.value[PMD_AVERAGE_MIN], published[i].tx, 1e-9);
        case_row("A2", published[i].name, published[i].tx - published[i].rx,
                 pmd.value[PMD_LOSS_MAX], 1e-9);
    }
}

static void the_msas_budgets_are_those_published(void)
{
    if (!begin())
        return;
    const struct pmd lpo = read_pmd("100g-dr-lpo"), oci = read_pmd("200g-oci");
    case_row("A4", "LPO MSA's budget, dB (P)", 6.7,
             lpo.value[PMD_LOSS_MAX] + lpo.value[PMD_PENALTIES] + lpo.value[PMD_TDECQ_MAX],
             1e-9);
    case_row("A4", "its stressed sensitivity, dBm (P)", -3.2 + 3.4 - 3.0 - 0.3,
             lpo.value[PMD_STRESSED], 1e-9);
    CLOSE(oci.value[PMD_OMA_OFFSET] + oci.value[PMD_TDECQ_MAX] - oci.value[PMD_LOSS_MAX] -
              oci.value[PMD_PENALTIES],
          oci.value[PMD_STRESSED], 1e-9);
    CU_ASSERT_TRUE(oci.tdec);
    CU_ASSERT_EQUAL(oci.levels, 2);
    CU_ASSERT_EQUAL(lpo.taps, 9);
    /* A5: the optical share of a 1.6T link and those of its two electrical ends. */
    const double share = read_pmd("200gbase-dr1").value[PMD_PRE_FEC_BER];
    case_row("A5", "errors of a 1.6T link and its ends (P)", 2.921e-4,
             share + 2.0 * (0.08e-4 + 0.24e-4), 0.002e-4);
}

static void numbers_keep_their_grades(void)
{
    if (!begin())
        return;
    const struct pmd dr4 = read_pmd("400gbase-dr4");
    CU_ASSERT_EQUAL(dr4.grade[PMD_OMA_OFFSET], GRADE_PUBLISHED);
    CU_ASSERT_EQUAL(dr4.grade[PMD_SENSITIVITY_OFFSET], GRADE_UNVERIFIED);
    CU_ASSERT_EQUAL(dr4.grade[PMD_LOSS_MAX], GRADE_DERIVED);
    CU_ASSERT_TRUE(strstr(dr4.source[PMD_OMA_OFFSET], "ET7502-DR4") != NULL);
    CLOSE(dr4.baud, 53.125e9, 1.0);
    CU_ASSERT_EQUAL(dr4.nreach, 1);
    CLOSE(dr4.reach[0].length, 500.0, 1e-9);
    model_library_close(lib);
    lib = NULL;
}

static const struct tap_case cases[] = {
    {"every complete budget closes", every_complete_budget_closes},
    {"published losses are differences of powers",
     published_losses_are_differences_of_powers},
    {"the MSAs' budgets are those published", the_msas_budgets_are_those_published},
    {"numbers keep their grades", numbers_keep_their_grades},
};
TAP_MAIN("interface/pmd", cases)
