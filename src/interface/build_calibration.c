#include "config.h"

#include "interface/build.h"

/* The tool adds boards to the path of the noise as well, and has no eye while it
 * calibrates. */
static void refuse_what_is_not_modelled(struct builder *b)
{
    const struct interface_case *first = &b->of->cases[0];
    if (b->of->com.eye)
        build_fault(b, KEY_RX_CALIBRATION, "with an eye (PMD_type C2M or EW) is not "
                    "modelled; write 0");
    if (first->board_rx[PATH_THRU].n)
        build_fault(b, KEY_RX_CALIBRATION, "with boards (Include PCB) is not modelled; "
                    "write 0");
}

void build_calibration(struct builder *b)
{
    struct com_injection *noise = &b->of->com.injection;
    const bool forced = build_switch(b, KEY_FORCE_BBN_Q);
    const double crest = build_positive(b, KEY_BBN_Q, 0.0);
    b->of->calibrates = build_switch(b, KEY_RX_CALIBRATION);
    b->of->bbn_step = build_positive(b, KEY_BBN_STEP, 0.0);
    *noise = (struct com_injection){.f_hp = build_not_negative(b, KEY_F_HP, 0.0),
                                    .crest = forced ? crest : 0.0};
    if (b->of->calibrates)
        refuse_what_is_not_modelled(b);
}
