/* part.h -- the parts of a link: what each kind is called, how it is read and what
 * network it is.
 *
 * A new kind is one file and one line in part/kinds.c. */
#ifndef PART_PART_H
#define PART_PART_H

#include "net/bundle.h"
#include "text/model.h"
#include "text/yaml.h"

#include <stdbool.h>

struct part_source {            /* where a part is read from                   */
    struct model_library *lib;
    struct arena *arena;        /* of the link                                 */
    const char *folder;         /* of the link file: Touchstone paths are
                                 * relative to it; "" for the current folder   */
    double temperature;         /* [K] of the environment                      */
    const char *ports;          /* the map that the interface gives to files which have
                                 * none of their own, "13-24"; NULL: none      */
};

enum part_role {
    ROLE_PASSIVE,               /* a network inside a segment                  */
    ROLE_ACTIVE,                /* the same, with noise and a limited swing    */
    ROLE_PACKAGE,               /* replaces an interface's package at an end   */
    ROLE_RETIMER                /* no network: ends a segment                  */
};

struct part_key {               /* one key of a part in a link file            */
    const char *name;
    enum dimension dim;         /* of a quantity; DIM_NUMBER also marks text   */
    bool quantity;
    double least, most;         /* [SI] what is refused lies outside           */
    const char *range;          /* the same in words: "1 um to 100 m"          */
    double vary_from, vary_to;  /* [SI] defaults of `vary`; to 0: cannot vary  */
    const char *meaning;
};

struct part {
    const struct part_kind *kind;
    const char *name;           /* the value of the kind's key: a model, a file */
    struct mark mark;
    void *data;                 /* the kind's own, in the link's arena         */
};

struct part_lanes;              /* part/lanes.h                                */
struct stackup_lanes;           /* part/stackup.h                              */

struct part_kind {
    const char *name;           /* "trace"                                     */
    enum part_role role;
    const struct part_key *keys;        /* ends with a NULL name               */
    /* Reads the mapping that `part->kind` heads into part->data. */
    enum lr_status (*read)(struct part *part, const struct yaml_node *map,
                           const struct part_source *source, struct lr_error *err);
    /* The differential 2-port on freq[nf], 100 ohm, transmitter side first.
     * Reads part->data only, so that threads may share it.  NULL: ROLE_RETIMER. */
    enum lr_status (*network)(const struct part *part, size_t nf, const double *freq,
                              struct net *out, struct lr_error *err);
    /* Whether lanes side by side couple in the part; NULL: never. */
    bool (*couples)(const struct part *part);
    /* Makes the part ready for lanes side by side, which the link file asks for at
     * `pitch`; in a link without them it is not called.  LR_EINPUT there when they
     * cannot be. */
    enum lr_status (*prepare)(struct part *part, const struct stackup_lanes *lanes,
                              struct mark pitch, const struct part_source *source,
                              struct lr_error *err);
    /* Those lanes, transmitter sides first; what couples nowhere is copied.  Reads
     * part->data only.  They may be lent by `lanes`, which must outlive them then;
     * net_bundle_free in every case. */
    enum lr_status (*lanes)(const struct part *part, struct part_lanes *lanes,
                            struct net_bundle *out, struct lr_error *err);
    /* The frequencies that the part is bound to; NULL, as of a kind without this: it is
     * a model. */
    const struct net *(*measured)(const struct part *part);
    /* The quantity under one of `keys`, to be read or varied; NULL: none. */
    double *(*quantity)(const struct part *part, const char *key);
    /* Of ROLE_ACTIVE: its noise at its output, [V^2/Hz] one-sided into 100 ohm, and the
     * differential peak-to-peak voltage [V] at which that saturates. */
    void (*noise)(const struct part *part, size_t nf, const double *freq,
                  double *restrict psd);
    double (*swing)(const struct part *part);
    /* [s] of the through path at freq; NULL: its frequencies are given. */
    double (*delay)(const struct part *part, double freq);
    void (*release)(struct part *part);         /* NULL: the arena has it all  */
};

/* The kinds, NULL-terminated; the one of that name, or NULL. */
const struct part_kind *const *part_kinds(void);
const struct part_kind *part_kind_find(const char *name);

/* The key of a kind, or NULL. */
const struct part_key *part_key_find(const struct part_kind *kind, const char *name);

/* Checks a quantity against the least and most of its key.  LR_EINPUT. */
enum lr_status part_key_check(const struct part_key *key, double value, const char *text,
                              struct mark mark, struct lr_error *err);

#endif
