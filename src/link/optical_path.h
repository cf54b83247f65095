/* optical_path.h -- the light between two modules: what is in it by name, its budget by
 * the standard and by the device model. */
#ifndef LINK_OPTICAL_PATH_H
#define LINK_OPTICAL_PATH_H

#include "link/optical_limits.h"
#include "link/optical_route.h"
#include "part/optics.h"

struct optical_names {          /* NULL, NaN: by the standard                  */
    const char *module, *fibre;
    double length;              /* [m]                                         */
    struct mark module_mark, fibre_mark;
};

struct optical_path {
    struct pmd pmd;
    struct optics_module module;
    struct optics_fibre fibre;
    const char *fibre_name;     /* as it was named                             */
    double length;              /* [m]                                         */
    double connectors;          /* [dB] what lies in the path beside the fibre and the
                                 * route                                       */
    bool counted;               /* the link names them; else they may be less  */
    struct optical_route route; /* n 0: what light passes is not named         */
    /* What optical_path_solve finds: */
    struct optical_figures figures;
    double loss;                /* [dB] fibre, connectors and route            */
    struct optical_cost cost;   /* of the route                                */
    double penalties;           /* [dB] of reflections and the like that the device bears:
                                 * of the route, or those of the standard      */
    struct ledger ledger;       /* of the standard, with the device's light    */
    double power_margin;        /* [dB] loss that could come besides until too many bits
                                 * are wrong in the device's own receiver      */
    double ber;                 /* of that receiver, before FEC; NaN: closed   */
    double closure_margin;      /* [dB] of TDECQ to its limit; NaN: no limit   */
    double overload_margin;     /* [dB] of what arrives with the least loss; INFINITY: not
                                 * known                                       */
    double margin;              /* [dB] the least of these and the ledger's    */
    bool pass;
};

/* Reads what is named over the standard `out->pmd`; the length without a name is its
 * reach over that fibre.  LR_EINPUT, LR_EUSAGE: a length is needed. */
enum lr_status optical_path_open(struct model_library *lib,
                                 const struct optical_names *names,
                                 struct optical_path *out, struct lr_error *err);

/* That of a part `optics`, without a solution.  It reads models: not for several threads.
 * LR_EINPUT. */
enum lr_status optical_path_read(struct model_library *lib,
                                 const struct optics_part *part,
                                 struct optical_path *out, struct lr_error *err);

/* Solves and judges it at its length; reads nothing. */
enum lr_status optical_path_solve(struct optical_path *path, struct lr_error *err);

/* What its device cannot do better, when it is solved. */
enum lr_status optical_path_limits(const struct optical_path *path,
                                   struct optical_limits *out, struct lr_error *err);

#endif
