/* interface.h -- standards as data: the parameters that a segment is judged by, from
 * models/interface/<name>.yaml, ready for eq, margin and part, which never see where
 * they came from. */
#ifndef INTERFACE_INTERFACE_H
#define INTERFACE_INTERFACE_H

#include "interface/keyword.h"
#include "interface/limit.h"
#include "margin/com.h"
#include "part/package.h"
#include "text/model.h"

#include <stdbool.h>

enum { INTERFACE_CASES = 8 };

struct interface_case {         /* one set of reference packages               */
    char name[24];              /* "case 1"                                    */
    struct package tx_thru, tx_fext, tx_next, rx;
};

struct interface {
    const char *name, *title, *source, *grade;
    double lane_rate;           /* [bit/s] nominal class: 25, 50, 100, 200 G   */
    double com_min_db;          /* COM criterion                               */
    struct com_params com;      /* its arrays live in `arena`                  */
    size_t ncase;
    struct interface_case cases[INTERFACE_CASES];
    bool by_loss;               /* criterion: loss -- no COM parameters but f_b, L */
    size_t nlimit;
    struct limit_line limit[LIMIT_LINES];
    bool set[KEY_COUNT];        /* the sheet, as read and changed by --set     */
    bool changed[KEY_COUNT];    /* by interface_set                            */
    struct matrix value[KEY_COUNT];
    struct arena arena;         /* owned                                       */
};

/* Reads a model and derives everything.  LR_EINPUT with the place of the fault.
 * interface_free(out) in every case. */
enum lr_status interface_read(struct model_library *lib, const char *name,
                              struct mark mark, struct interface *out,
                              struct lr_error *err);
void interface_free(struct interface *interface);

/* What interface_set does, without deriving anything: several keywords may only fit
 * together.  interface_derive then does it for all of them. */
enum lr_status interface_assign(struct interface *interface, const char *assignment,
                                struct lr_error *err);
enum lr_status interface_derive(struct interface *interface, struct lr_error *err);

/* Changes one keyword, "A_v=0.4" or "c(-1)=[-0.18:0.02:0]" in the sheet's own units,
 * or removes it, "f_HP_PZ=", and derives everything anew.  LR_EUSAGE, or LR_EINPUT
 * for a wrong value. */
enum lr_status interface_set(struct interface *interface, const char *assignment,
                             struct lr_error *err);

/* "NRZ", "PAM4", ... */
const char *interface_modulation(const struct interface *interface);

/* The nets of one case on a grid, for com_solve. */
struct interface_packages {
    struct net tx_thru, tx_fext, tx_next, rx;
};
enum lr_status interface_packages(const struct interface *interface, size_t which,
                                  size_t nf, const double *freq,
                                  struct interface_packages *out, struct lr_error *err);
void interface_packages_free(struct interface_packages *packages);

#endif
