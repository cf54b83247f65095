#include "config.h"

#include "answer/com_channel.h"

#include <math.h>

/* tx_ffe as the tool prints it. */
static void add_ffe(const struct interface *interface, const struct eq_ffe *ffe,
                    struct tree *c)
{
    double taps[2 * EQ_FFE_MOST + 1] = {0};
    int first = 0, last = 0;
    for (size_t i = 0; i < ffe->ntap; i++) {
        first = ffe->position[i] < first ? ffe->position[i] : first;
        last = ffe->position[i] > last ? ffe->position[i] : last;
    }
    /* The tool keeps a c(1) of zero beside a precursor. */
    if (first < 0 && last == 0 && interface->set[KEY_C_1])
        last = 1;
    for (size_t i = 0; i < ffe->ntap; i++)
        taps[ffe->position[i] - first] = ffe->tap[i];
    taps[-first] = ffe->cursor;
    tree_numbers(c, "tx_ffe", taps, (size_t)(last - first + 1));
    tree_number(c, "tx_ffe_first", first);
}

static void add_setting(const struct interface *interface, const struct com_result *r,
                        struct tree *c)
{
    add_ffe(interface, &r->setting.ffe, c);
    tree_number(c, "g_dc_db", interface->com.ctle[r->setting.ctle].g_dc_db);
    if (interface->set[KEY_G_DC_HP])
        tree_number(c, "g_dc_hp_db", interface->com.ctle[r->setting.ctle].g_hp_db);
    if (r->setting.rx.n) {
        tree_numbers(c, "rx_ffe", r->setting.rx.c, r->setting.rx.n);
        tree_number(c, "rx_ffe_first", -(double)r->setting.rx.pre);
    }
    tree_numbers(c, "dfe", r->setting.b, eq_dfe_span(&interface->com.dfe));
    struct tree *floating =
        r->setting.nfloating ? tree_list(c, "floating_taps") : NULL;
    for (size_t i = 0; i < r->setting.nfloating; i++) {
        struct tree *tap = tree_object(floating, NULL);
        tree_number(tap, "position", (double)r->setting.floating[i]);
        tree_number(tap, "value", r->setting.b[r->setting.floating[i] - 1]);
    }
    tree_number(c, "sample_shift", r->setting.moved);
}

static void add_noise(const struct com_result *r, struct tree *c)
{
    struct tree *sigma = tree_object(c, "sigma_mv");
    tree_number(sigma, "tx", r->sigma.tx / unit_mv);
    tree_number(sigma, "isi", r->sigma.isi / unit_mv);
    tree_number(sigma, "xtalk", r->sigma.xtalk / unit_mv);
    tree_number(sigma, "jitter", r->sigma.jitter / unit_mv);
    tree_number(sigma, "noise", r->sigma.thermal / unit_mv);
    if (r->sigma.active > 0.0)
        tree_number(sigma, "active", r->sigma.active / unit_mv);
    if (r->sigma.injected > 0.0)
        tree_number(sigma, "ne", r->sigma.injected / unit_mv);
    tree_number(c, "sigma_g_mv", r->sigma_gauss / unit_mv);
    struct tree *budget = tree_object(c, "budget_mv");
    tree_number(budget, "isi", r->budget.isi / unit_mv);
    tree_number(budget, "xtalk", r->budget.xtalk / unit_mv);
    tree_number(budget, "jitter", r->budget.jitter / unit_mv);
    tree_number(budget, "noise", r->budget.noise / unit_mv);
}

/* The eyes between the levels, the lowest first. */
static void add_eyes(const struct c2m_eye *eye, struct tree *c)
{
    double width[C2M_EYES_MOST];
    if (!eye->neye)
        return;
    struct tree *list = tree_list(c, "eyes");
    for (size_t i = 0; i < eye->neye; i++) {
        struct tree *one = tree_object(list, NULL);
        width[i] = eye->eye[i].width;
        tree_number(one, "height_mv", eye->eye[i].height / unit_mv);
        tree_number(one, "width_ui", width[i]);
        tree_number(one, "centre_ui", eye->eye[i].centre);
        tree_number(one, "middle_mv", eye->eye[i].middle / unit_mv);
    }
    tree_numbers(c, "ew_ui", width, eye->neye);
}

/* Of the channel alone, so that they are the same in every case. */
static void add_metrics(const struct link_metrics *m, struct tree *c)
{
    if (m->has_icn) {
        tree_number(c, "icn_mv", m->icn.total / unit_mv);
        tree_number(c, "mdfext_mv", m->icn.mdfext / unit_mv);
        tree_number(c, "mdnext_mv", m->icn.mdnext / unit_mv);
    }
    if (m->has_fitted) {
        tree_number(c, "fitted_il_nyquist_db", m->fitted.fitted_nyquist_db);
        tree_number(c, "fom_ild_db", m->fitted.fom_ild_db);
    }
    if (!m->has_erl)
        return;
    tree_number(c, "erl_db", m->erl.erl_db);
    tree_number(c, "erl11_db", m->erl.port[0].erl_db);
    if (m->erl.nport > 1)
        tree_number(c, "erl22_db", m->erl.port[1].erl_db);
}

void com_case_add(const struct com_channel *channel, size_t i, struct tree *at)
{
    const struct interface *interface = &channel->link.interface;
    const struct com_result *r = &channel->com.cases[i];
    tree_text(at, "name", "%s", channel->chain.own_packages ? "own packages"
                                                            : interface->cases[i].name);
    tree_number(at, "com_db", r->com_db);
    tree_number(at, "fom_db", r->fom_db);
    tree_number(at, "a_s_mv", r->a_s / unit_mv);
    tree_number(at, "a_ni_mv", r->a_ni / unit_mv);
    tree_number(at, "vec_db", r->vec_db);
    tree_number(at, "veo_mv", r->veo / unit_mv);
    add_eyes(&r->eye, at);
    tree_number(at, "il_nyquist_db",
                com_loss_at_nyquist(&channel->channel, interface->com.baud));
    tree_number(at, "peak_mv", r->peak / unit_mv);
    tree_number(at, "steady_voltage_mv", r->steady.v_f / unit_mv);
    tree_number(at, "peak_ratio", r->steady.peak_ratio);
    tree_number(at, "rise_time_ps", r->steady.rise_time / unit_ps);
    add_metrics(&channel->metrics, at);
    add_setting(interface, r, at);
    add_noise(r, at);
    if (channel->channel.nsource) {
        const struct com_swing *swing = &channel->com.swing[i];
        struct tree *active = tree_object(at, "active");
        tree_number(active, "peak_mv", swing->peak / unit_mv);
        tree_number(active, "compression_db", -db_of(swing->gain));
        tree_number(active, "r_lm", swing->r_lm);
    }
    tree_bool(at, "eye_open", r->veo > 0.0);
    struct tree *flags = tree_list(at, "flags");
    for (size_t k = 0; k < r->nflag; k++)
        tree_text(flags, NULL, "%s", r->flag[k]);
}
