/* interface.h -- standards as data: the parameters that a segment is judged by, from
 * models/interface/<name>.yaml or from a COM configuration sheet, ready for eq, margin
 * and part, which never see where they came from. */
#ifndef INTERFACE_INTERFACE_H
#define INTERFACE_INTERFACE_H

#include "interface/eye_input.h"
#include "interface/fec_use.h"
#include "interface/keyword.h"
#include "interface/limit.h"
#include "interface/release.h"
#include "interface/unused.h"
#include "margin/com.h"
#include "margin/erl.h"
#include "margin/fitted_loss.h"
#include "margin/icn.h"
#include "part/package.h"
#include "text/model.h"

#include <stdbool.h>

enum { INTERFACE_CASES = 8, INTERFACE_OTHERS = 256 };

struct interface_case {         /* one set of reference packages               */
    char name[24];              /* "case 1"                                    */
    struct package tx[COM_KINDS], rx;   /* by kind of path                     */
    struct package board_tx[COM_KINDS], board_rx[COM_KINDS];    /* n 0: no board */
    struct com_drive drive;
};

struct setting {                /* one keyword as it was given                 */
    const char *name, *text;
    struct mark mark;
    bool units;                 /* units are written, as in a model file       */
    const struct unused_keyword *unused;        /* of one that does not enter the
                                 * answer; NULL: no keyword of the tool at all */
};

struct criteria {               /* infinite: not judged                        */
    double com_min_db;
    double vec_max_db;          /* the eye of a chip-to-module receiver        */
    double veo_min, veo_max;    /* [V]                                         */
};

struct interface {
    const char *name, *title, *source, *grade;
    double lane_rate;           /* [bit/s] nominal class: 25, 50, 100, 200 G   */
    struct criteria criteria;
    bool chip_to_module;        /* PMD_type C2M                                */
    struct eye_input eye;       /* what an eye has beyond COM                  */
    struct fec_use fec;         /* behind the receiver                         */
    struct com_params com;      /* its arrays live in `arena`                  */
    size_t local_search;        /* R of the sheet's heuristic, for com.local, which is
                                 * left 0: everything is searched              */
    bool calibrates;            /* RX_CALIBRATION: a noise is sought that takes COM to
                                 * its criterion                               */
    double bbn_step;            /* [V] in which it is raised                   */
    double f_min, delta_f;      /* [Hz] what a channel's grid should have; 0: any */
    struct icn_params icn;
    struct fitted_loss_params fitted;
    struct erl_params erl;
    bool wants_erl, erl_with_package;   /* TDR and ERL; TDR_W_TXPKG            */
    double r_die;               /* [ohm] the transmitter's, also where Include PCB 2
                                 * makes that end of com free of reflections   */
    double erl_min_db;          /* ERL criterion, where set[KEY_ERL_PASS]      */
    char port_order[16];        /* Port Order as a map, "13-24"; "": not given */
    size_t ncase;
    struct interface_case cases[INTERFACE_CASES];
    bool by_loss;               /* criterion: loss -- no COM parameters but f_b, L */
    const char *unjudged;       /* criterion: none -- why; NULL: it judges     */
    size_t nlimit;
    struct limit_line limit[LIMIT_LINES];
    const struct release *release;      /* of the tool, whose arithmetic holds */
    enum matrix_ranges ranges;  /* how a:s:b makes its elements                */
    bool set[KEY_COUNT];        /* what holds                                  */
    bool changed[KEY_COUNT];    /* by --set                                    */
    struct matrix value[KEY_COUNT];
    struct setting given[KEY_COUNT];    /* where it came from                  */
    size_t nother;
    struct setting *other;      /* [INTERFACE_OTHERS] keywords without a key   */
    struct arena arena;         /* owned                                       */
};

/* Reads a model, or a sheet when `name` ends with .xlsx, and derives everything.
 * LR_EINPUT with the place of the fault.  interface_free(out) in every case. */
enum lr_status interface_read(struct model_library *lib, const char *name,
                              struct mark mark, struct interface *out,
                              struct lr_error *err);
void interface_free(struct interface *interface);

/* Whether a name is that of a workbook, by its ending: .xlsx, or .xls, whose reading
 * then fails with what to do about it. */
bool interface_is_sheet(const char *name);

/* Changes one keyword, "A_v=0.4" or "c(-1)=[-0.18:0.02:0]" in the sheet's own units,
 * or removes it, "f_HP_PZ=", without deriving anything: several keywords may only fit
 * together.  LR_EUSAGE: no keyword; LR_EINPUT: a wrong value. */
enum lr_status interface_assign(struct interface *interface, const char *assignment,
                                struct lr_error *err);

/* Changes the keywords that a mapping names, with their units as in models, without
 * deriving anything.  LR_EINPUT at its place. */
enum lr_status interface_take(struct interface *interface,
                              const struct yaml_node *keywords, struct lr_error *err);

/* Derives everything from the keywords, `release` and `ranges`, which may have been
 * changed. */
enum lr_status interface_derive(struct interface *interface, struct lr_error *err);

/* Both. */
enum lr_status interface_set(struct interface *interface, const char *assignment,
                             struct lr_error *err);

/* LR_EINPUT at its place when a keyword asks for what is not modelled. */
enum lr_status interface_check(const struct interface *interface, struct lr_error *err);

/* Whether a setting of `other` changes nothing: a keyword that nobody knows, or one that
 * its value switches off. */
bool interface_ignores(const struct interface *interface, const struct setting *setting);

/* Whether a sheet asks for ERL and for nothing else: ERL_ONLY. */
bool interface_erl_only(const struct interface *interface);

/* Whether its Touchstone 2-ports are differential, referred to 100 ohm: ERL 2. */
bool interface_takes_pairs(const struct interface *interface);

/* interface_check for ICN, ILD and ERL: what only COM would need may be asked for.  A
 * warning for what is no keyword, and for an ERL threshold with ERL switched off. */
enum lr_status interface_check_figures(const struct interface *interface,
                                       struct lr_error *err);

/* "NRZ", "PAM4", ... */
const char *interface_modulation(const struct interface *interface);

/* The nets of one case on a grid, for com_solve: packages and, with `boards`, the
 * interface's boards behind them. */
struct interface_packages {
    struct net tx[COM_KINDS], rx[COM_KINDS];
};
enum lr_status interface_packages(const struct interface_case *which, bool boards,
                                  size_t nf, const double *freq,
                                  struct interface_packages *out, struct lr_error *err);
void interface_packages_free(struct interface_packages *packages);

#endif
