#include "config.h"

#include "tests/published/reference.h"

/* 100GAUI-1 C2C (IEEE 802.3ck Annex 120F, sheet of 17 August 2022) on a
 * chip-to-module channel of 14 dB, three FEXT and four NEXT aggressors.  Numbers: the
 * IEEE COM tool, release 3.90, run under Octave (golden/com.json, cases c2c_ms14_all and
 * c2c_ms14_thru, of which the sheet asks for a local search; full_c2c_ms14_thru is
 * exhaustive and finds the same). */
#define CHANNEL "C2M__Z100_IL14_WC_BOR_H_L_H_"

static const struct reference_files through = {
    "100gaui-1-c2c", CHANNEL "THRU.s4p", {NULL}, {NULL}};
static const struct reference_files crosstalk = {
    "100gaui-1-c2c",
    CHANNEL "THRU.s4p",
    {CHANNEL "FEXT1.s4p", CHANNEL "FEXT2.s4p", CHANNEL "FEXT3.s4p"},
    {CHANNEL "NEXT1.s4p", CHANNEL "NEXT2.s4p", CHANNEL "NEXT3.s4p", CHANNEL "NEXT4.s4p"}};

struct expected {
    double com_db, fom_db, vec_db, veo, a_s, a_ni, g_dc_db, g_hp_db, peak;
    double tap[4], cursor;      /* c(-3) c(-2) c(-1) c(1); c(0)                */
    double b[6];
    double isi, jitter, xtalk, thermal, tx;
};

static const struct expected want_through[] = {
    {3.419632800014109, 15.864631138104972, 9.750489143675443, 13.074541674297564e-3,
     20.087270837148786e-3, 13.55e-3, -3.0, -2.0, 140.5887231823716e-3,
     {-0.02, 0.06, -0.22, 0.0}, 0.7,
     {0.45680379454949654, 0.15, 0.09979699626671429, 0.03319255658786778,
      0.04528401328300141, 0.014976032655645054},
     2.586051759212447e-3, 1.1331772535827465e-3, 0.0, 0.6840191206876375e-3,
     1.4200988791349163e-3},
    {3.345370856349728, 15.750275946296233, 9.906466153472682, 7.310630395857179e-3,
     11.435315197928592e-3, 7.78e-3, -7.0, -3.0, 115.61714847372834e-3,
     {-0.02, 0.08, -0.24, 0.0}, 0.66,
     {0.41347553977438634, 0.10918118367411377, 0.08497173446257857, 0.028413970458654007,
      0.040052523886298035, 0.01363778665562421},
     1.4272297988060583e-3, 0.6657573766716968e-3, 0.0, 0.5876454880102141e-3,
     0.8084362692566698e-3}};

static const struct expected want_crosstalk[] = {
    {3.08019884203547, 15.495927506126497, 10.499345463257455, 11.99454167429756e-3,
     20.087270837148786e-3, 14.09e-3, -3.0, -2.0, 140.5887231823716e-3,
     {-0.02, 0.06, -0.22, 0.0}, 0.7,
     {0.45680379454949654, 0.15, 0.09979699626671429, 0.03319255658786778,
      0.04528401328300141, 0.014976032655645054},
     2.586051759212447e-3, 1.1331772535827465e-3, 0.9625398742362297e-3,
     0.6840191206876375e-3, 1.4200988791349163e-3},
    {2.97983368589564, 15.371045674584911, 10.739809185134686, 7.464935490194936e-3,
     12.852467745097467e-3, 9.12e-3, -6.0, -3.0, 115.61714847372834e-3,
     {-0.02, 0.06, -0.22, 0.0}, 0.7,
     {0.48874296649491794, 0.14860986445348678, 0.1, 0.03950504161312997,
      0.045621857889519474, 0.01730736938445258},
     1.6415793624928734e-3, 0.7421099154386325e-3, 0.5989076165625725e-3,
     0.6050488913375015e-3, 0.9086239333805517e-3}};

static void compare(const struct com_result *got, const struct eq_ctle *ctle,
                    const struct expected *want)
{
    const struct eq_candidate *at = &got->setting;
    CLOSE(got->com_db, want->com_db, 1e-5);
    CLOSE(got->fom_db, want->fom_db, 1e-9);
    CLOSE(got->vec_db, want->vec_db, 1e-5);
    CLOSE(got->veo, want->veo, 1e-9);
    CLOSE(got->a_s, want->a_s, 1e-9);
    CLOSE(got->a_ni, want->a_ni, 1e-9);         /* the edge of a 10 uV bin */
    CLOSE(got->peak, want->peak, 1e-9);
    CLOSE(ctle[at->ctle].g_dc_db, want->g_dc_db, 0.0);
    CLOSE(ctle[at->ctle].g_hp_db, want->g_hp_db, 0.0);
    CLOSE(at->ffe.cursor, want->cursor, 1e-12);
    for (size_t i = 0; i < 4; i++)
        CLOSE(at->ffe.tap[i], want->tap[i], 1e-12);
    for (size_t k = 0; k < 6; k++)
        CLOSE(at->b[k], want->b[k], 1e-6);
    CLOSE(got->sigma.isi, want->isi, 1e-9);
    CLOSE(got->sigma.jitter, want->jitter, 1e-9);
    CLOSE(got->sigma.xtalk, want->xtalk, 1e-9);
    CLOSE(got->sigma.thermal, want->thermal, 1e-9);
    CLOSE(got->sigma.tx, want->tx, 1e-9);
}

/* looked: how many settings the search visits in each case. */
static void solve(const struct reference_files *files, const struct expected *want,
                  size_t local, const size_t looked[2])
{
    struct lr_error err = {0};
    struct reference r;
    if (!reference_open(&r, files, &err)) {
        r.link.interface.com.local = local;
        CU_ASSERT_EQUAL(link_com_solve(&r.chain, &r.channel, NULL, &r.work, &r.com, &err),
                        LR_OK);
        SAME_TEXT(err.text, "");
        CU_ASSERT_EQUAL(r.com.ncase, 2);
        for (size_t i = 0; i < r.com.ncase; i++) {
            compare(&r.com.cases[i], r.link.interface.com.ctle, &want[i]);
            CU_ASSERT_EQUAL(r.com.cases[i].looked, looked[i]);
        }
        CLOSE(com_loss_at_nyquist(&r.channel, 53.125e9), 13.935101898586836, 1e-6);
        SAME_TEXT(r.com.cases[0].flag[0], "b(2) 0.15 at its limit");
    }
    reference_free(&r);
}

static void without_crosstalk_the_reference_is_met(void)
{
    solve(&through, want_through, 0, (const size_t[]){105 * 1599, 105 * 1599});
}

static void with_crosstalk_the_reference_is_met(void)
{
    solve(&crosstalk, want_crosstalk, 0, (const size_t[]){105 * 1599, 105 * 1599});
}

static void local_search_visits_what_the_reference_visits(void)
{
    solve(&through, want_through, 2, (const size_t[]){23933, 22790});
    solve(&crosstalk, want_crosstalk, 2, (const size_t[]){23958, 23182});
}

static const struct tap_case cases[] = {
    {"without crosstalk the reference's margins and settings are met",
     without_crosstalk_the_reference_is_met},
    {"with seven aggressors the reference's margins and settings are met",
     with_crosstalk_the_reference_is_met},
    {"a local search visits what the reference visits and finds the same",
     local_search_visits_what_the_reference_visits},
};
TAP_MAIN("published/c2c", cases)
