#include "config.h"

#include "margin/ledger.h"
#include "tests/cases.h"

#include <math.h>

#define NONE ((double)NAN)

/* 400GBASE-DR4's numbers. */
static const struct ledger_limits dr4 = {.oma_floor = -0.8,
                                         .oma_offset = -2.2,
                                         .oma_most = 4.2,
                                         .closure_most = 3.4,
                                         .loss_most = 3.0,
                                         .penalties = 0.1,
                                         .sensitivity_floor = -3.9,
                                         .sensitivity_offset = -5.3,
                                         .stressed = -1.9,
                                         .stressed_closure = 3.4};
static const struct ledger_link nothing = {NONE, NONE, NONE, NONE, NONE};

static void at_all_limits_nothing_is_left(void)
{
    const struct ledger l = ledger_of(&dr4, &nothing);
    CLOSE(l.oma_least, 1.2, 1e-12);
    CLOSE(l.oma, 1.2, 1e-12);
    CLOSE(l.received, -1.8, 1e-12);
    CLOSE(l.sensitivity, -1.9, 1e-12);
    CLOSE(l.dispersion, 0.0, 0.0);
    CLOSE(l.margin, 0.0, 1e-12);
    CU_ASSERT_FALSE(l.from_stressed);
}

static void what_is_better_or_worse_moves_the_margin(void)
{
    struct ledger_link link = nothing;
    link.loss = 2.0;
    CLOSE(ledger_of(&dr4, &link).margin, 1.0, 1e-12);
    link.extra_loss = 1.5;
    CLOSE(ledger_of(&dr4, &link).margin, -0.5, 1e-12);
    link = nothing;
    link.oma = 0.7;
    CLOSE(ledger_of(&dr4, &link).margin, -0.5, 1e-12);
    link = nothing;
    link.tdecq = 1.0;           /* below the knee both floors hold: -0.8, -3.9 */
    const struct ledger l = ledger_of(&dr4, &link);
    CLOSE(l.oma, -0.8, 1e-12);
    CLOSE(l.sensitivity, -3.9, 1e-12);
    CLOSE(l.margin, 0.0, 1e-12);
}

/* IEEE 802.3 B400G reflector, message 1599: two cases of a DRn link. */
static void the_worked_cases_come_out(void)
{
    const struct ledger_limits dr = {.oma_floor = NONE,
                                     .oma_offset = -1.2,
                                     .oma_most = NONE,
                                     .closure_most = 3.4,
                                     .loss_most = 3.0,
                                     .penalties = 0.1,
                                     .sensitivity_floor = NONE,
                                     .sensitivity_offset = -4.3,
                                     .stressed = NONE,
                                     .stressed_closure = NONE};
    struct ledger_link link = {1.3, 1.5, 2.5, NONE, NONE};
    struct ledger l = ledger_of(&dr, &link);
    CLOSE(l.oma_least, 1.3, 1e-12);
    CLOSE(l.sensitivity, -2.8, 1e-12);
    CLOSE(l.dispersion, 1.0, 1e-12);
    case_row("A3", "DRn, TDECQ 2.5, OMA 1.3 dBm: margin, dB (P)", 0.0, l.margin, 1e-9);
    link = (struct ledger_link){4.8, 3.5, 5.0, NONE, NONE};
    l = ledger_of(&dr, &link);
    case_row("A3", "TDECQ 5.0: the least OMA, dBm (P)", 3.8, l.oma_least, 1e-9);
    case_row("A3", "the same with 4.8 dBm: margin, dB (P)", 1.0, l.margin, 1e-9);
    CU_ASSERT_TRUE(link.tdecq > dr.closure_most);       /* and fails on TDECQ          */
}

static void a_stressed_sensitivity_stands_in(void)
{
    struct ledger_limits only = dr4;
    struct ledger_link link = nothing;
    only.sensitivity_floor = only.sensitivity_offset = NONE;
    struct ledger l = ledger_of(&only, &nothing);
    CU_ASSERT_TRUE(l.from_stressed);
    CLOSE(l.margin, 0.0, 1e-12);
    link.tecq = 2.0;
    l = ledger_of(&only, &link);
    CLOSE(l.tdecq, 2.0, 0.0);
    CLOSE(l.sensitivity, -3.3, 1e-12);
}

static void what_is_not_known_leaves_no_margin(void)
{
    struct ledger_limits part = dr4;
    part.penalties = NONE;
    CU_ASSERT_TRUE(isnan(ledger_of(&part, &nothing).margin));
    CLOSE(ledger_of(&part, &nothing).received, -1.8, 1e-12);
    part = dr4;
    part.oma_offset = NONE;
    CU_ASSERT_TRUE(isnan(ledger_of(&part, &nothing).oma));
    part = dr4;
    part.sensitivity_offset = part.stressed = NONE;
    CU_ASSERT_TRUE(isnan(ledger_of(&part, &nothing).sensitivity));
}

static const struct tap_case cases[] = {
    {"at all limits nothing is left", at_all_limits_nothing_is_left},
    {"what is better or worse moves the margin",
     what_is_better_or_worse_moves_the_margin},
    {"the worked cases come out", the_worked_cases_come_out},
    {"a stressed sensitivity stands in", a_stressed_sensitivity_stands_in},
    {"what is not known leaves no margin", what_is_not_known_leaves_no_margin},
};
TAP_MAIN("margin/ledger", cases)
