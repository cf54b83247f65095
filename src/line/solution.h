/* solution.h -- coupled lines from their cross-section and materials: solved once
 * (bem.h), and then evaluated at any frequency (multi_section.h).
 *
 *   section, dielectrics, metal --> C, L, K, dC/der --> Z(f), Y(f) --> modes, S */
#ifndef LINE_SOLUTION_H
#define LINE_SOLUTION_H

#include "line/bem.h"
#include "line/multi_section.h"
#include "net/net.h"

struct line_solution_materials {
    const struct line_debye *dielectric;        /* [section->ndielectric] borrowed */
    const char *const *name;    /* of those, for messages; borrowed as long as the
                                 * solution lives; NULL: none                  */
    struct line_multi_metal metal;      /* of all signals                      */
    struct line_multi_plane plane;
    double freq;                /* [Hz] where C is solved; it is linear in the
                                 * permittivities about theirs there           */
    const struct line_dispersion *dispersion;   /* of microstrips, copied; NULL: none */
};

struct line_solution {
    struct line_multi_section section;          /* its arrays belong to this   */
    struct line_multi_section smooth;           /* the same without roughness  */
    struct line_bem bem;        /* charge along the contours, error bar        */
    double *real;               /* parts of `section`; owned                   */
    struct line_multi_dielectric *dielectric;   /* [ndielectric] owned         */
    struct line_multi_conductor *conductor;     /* [n] owned                   */
    struct line_dispersion *dispersion;         /* owned; NULL: none           */
};

/* LR_EDOMAIN as line_bem_solve and line_multi_section_check; LR_ENUMERIC, LR_EMEMORY.
 * line_solution_free in every case. */
enum lr_status line_solution_init(const struct line_section *section,
                                 const struct line_solution_materials *materials,
                                 struct line_solution *out, struct lr_error *err);
void line_solution_free(struct line_solution *solution);

/* Other materials for the geometry that is solved already; materials->freq is not looked
 * at.  C stays that of the permittivities at which it was solved, about which it is
 * linear: within some percents of them.  LR_EDOMAIN as line_multi_section_check. */
enum lr_status line_solution_refresh(struct line_solution *solution,
                                     const struct line_solution_materials *materials,
                                     struct lr_error *err);

/* The metal of a section, and of the same section without roughness: what
 * line_solution_init and line_solution_refresh do, and line_closed_solve. */
void line_solution_metal(struct line_solution *solution,
                         const struct line_solution_materials *materials);

/* Lets L and C of a solution move with frequency, by a copy of `dispersion`; NULL leaves
 * it as it is.  LR_EMEMORY. */
enum lr_status line_solution_disperse(struct line_solution *solution,
                                      const struct line_dispersion *dispersion,
                                      struct lr_error *err);

/* The 2-port of the differential mode of a pair of two equal lines, which must be all
 * signals there are, between differential references zref [ohm] at freq[0..nf-1] [Hz];
 * fills an uninitialised net.  LR_EDOMAIN as line_uniform_sparam, LR_EMEMORY.  Warns when
 * the frequencies leave a dielectric's range. */
enum lr_status line_solution_pair_net(const struct line_solution *solution, double length,
                                      double zref, size_t nf, const double *freq,
                                      struct net *net, struct lr_error *err);

enum line_pair_mode { LINE_PAIR_SINGLE, LINE_PAIR_ODD, LINE_PAIR_EVEN };

/* One mode at one frequency > 0: of line `first` alone, its neighbours open; or of the
 * pair first and first + 1, as if it were symmetric, driven apart or together. */
struct line_mode_figures {
    double z;                   /* [ohm] real part of the characteristic impedance
                                 * of one line                                 */
    double er_eff;              /* (beta c / w)^2                              */
    double delay;               /* [s/m] beta / w                              */
    double loss_db;             /* [dB/m] positive: the sum of the next three  */
    double smooth_db, rough_db; /* of metal, shared as the resistance is: of smooth
                                 * metal, and what roughness adds              */
    double dielectric_db;
};
/* LR_EMEMORY. */
enum lr_status line_solution_mode(const struct line_solution *solution,
                                  enum line_pair_mode mode, size_t first, double freq,
                                  struct line_mode_figures *out, struct lr_error *err);

#endif
