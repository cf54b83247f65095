#include "config.h"

#include "interface/build.h"

#include <math.h>

/* Of chip-to-module receivers the tool judges the eye, of all others COM. */
static void build_criteria(struct builder *b)
{
    struct criteria *c = &b->of->criteria;
    const bool eye = b->of->chip_to_module;
    *c = (struct criteria){-INFINITY, INFINITY, -INFINITY, INFINITY};
    if (!eye || build_given(b, KEY_COM_PASS))
        c->com_min_db = build_scalar(b, KEY_COM_PASS, 0.0);
    if (!eye)
        return;
    c->vec_max_db = build_scalar(b, KEY_VEC_PASS, INFINITY);
    c->veo_min = build_not_negative(b, KEY_EH_MIN, 0.0);
    c->veo_max = build_not_negative(b, KEY_EH_MAX, INFINITY);
    if (!(c->veo_min < c->veo_max))
        build_fault(b, KEY_EH_MAX, "%g mV is not above EH_min, %g mV",
                    c->veo_max / unit_mv, c->veo_min / unit_mv);
}

void build_eye(struct builder *b)
{
    struct com_params *p = &b->of->com;
    struct c2m_params *c = &p->c2m;
    char shown[BUILD_SHOWN];
    b->of->chip_to_module = build_switch(b, KEY_PMD_TYPE);
    build_criteria(b);
    const bool eye = b->of->chip_to_module;
    *c = (struct c2m_params){
        .t_o = eye ? build_not_negative(b, KEY_T_O, 0.0) : 0.0,
        .per_ui = build_count(b, KEY_C2M_SAMPLES, 0.0, 1024.0),
        .window = (enum c2m_window)build_scalar(b, KEY_WINDOW, 0.0),
        .sigma_r = build_positive(b, KEY_SIGMA_R, 0.0),
        .ql = build_given(b, KEY_QL) ? build_positive(b, KEY_QL, 0.0) : 0.0,
        .min_veo = build_not_negative(b, KEY_MIN_VEO, 0.0)};
    const bool wide = build_switch(b, KEY_EW);
    p->eye = build_given(b, KEY_EW) && c->t_o <= 0.0 ? wide : eye;
    if (p->eye && p->rx_ffe.n)
        build_fault(b, eye ? KEY_PMD_TYPE : KEY_EW,
                    "the eye of a chip-to-module receiver behind an FFE is not modelled; "
                    "%s", eye ? "write C2C" : "write 0");
    if (c->per_ui < 2)
        build_fault(b, KEY_C2M_SAMPLES, "%zu phases per UI; write 2 to 1024", c->per_ui);
    if (!b->status && c->t_o > 0.0 && c->t_o * (double)c->per_ui < 1.0)
        b->status = note_add(b->err, NOTE_ASSUMPTION,
                             "T_O is shorter than one of %zu phases per UI: the height "
                             "is that of the sampling instant",
                             c->per_ui);
    if (!(c->t_o < 0.5))
        build_fault(b, KEY_T_O, "%s on each side is no part of a UI; write less than "
                    "500 mUI", build_shown(KEY_T_O, c->t_o, shown));
}
