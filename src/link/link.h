/* link.h -- a link as its file describes it: parts from transmitter die to receiver
 * die, the interface that judges it, crosstalk, environment and target.
 *
 *   text --> link --> chain (link/chain.h) --> channel --> margins
 *
 * A link without a retimer is one segment.  One that has them holds its segments, each of
 * them a link again, with an interface of its own, and nothing else that a chain is made
 * of: whoever evaluates a link evaluates each of them. */
#ifndef LINK_LINK_H
#define LINK_LINK_H

#include "interface/interface.h"
#include "part/file.h"
#include "part/part.h"
#include "signal/channel.h"

struct link_aggressor {         /* a lane that couples into the victim, by file */
    enum path_kind kind;        /* PATH_FEXT or PATH_NEXT                      */
    size_t replaces;            /* index of the part that it stands in for     */
    struct part_file file;      /* its net is owned                            */
    struct mark mark;           /* where it was named                          */
};

/* How a neighbour runs: with the victim (FEXT), against it (NEXT), or the one to the
 * right with it, the one to the left against it, and so on. */
enum link_direction { LINK_SAME, LINK_OPPOSITE, LINK_ALTERNATING };

struct link_coupled {           /* lanes beside the victim, through all parts  */
    size_t neighbours;          /* 0: none                                     */
    double pitch;               /* [m] centre to centre of the pairs; 0: not given */
    enum link_direction direction;
    const char **name;          /* [1 + neighbours] by lane: "neighbour 1 (right)" */
};

struct link_vary {              /* what `reach` solves for                     */
    bool given;
    size_t part;
    const struct part_key *key;
    double from, to;            /* [SI]                                        */
};

struct link {
    const char *path, *name, *folder;
    struct model_library *lib;  /* borrowed                                    */
    struct arena arena;         /* owned: all text and descriptions            */
    struct yaml_node *root;
    struct interface interface; /* owned                                       */
    size_t npart;
    struct part *part;
    size_t naggressor;
    struct link_aggressor *aggressor;
    struct link_coupled coupled;
    double temperature;         /* [K]                                         */
    struct criteria criteria;   /* the interface's or `target`                 */
    struct link_vary vary;
    double grid_step, grid_stop;        /* [Hz] 0: chosen by the chain         */
    struct mark grid_mark;      /* where `grid:` stands                        */
    size_t nfile;
    const char **file;          /* every file read, the link's own first       */
    const char **keyword;       /* assignments of a sheet's keywords, NULL-terminated */
    size_t nsegment;            /* 0: it is one itself                         */
    struct link *segment;       /* they own parts, aggressors and interfaces; text and
                                 * descriptions stay in the link's arena       */
    /* Of a segment. */
    size_t number;              /* from 0                                      */
    size_t first;               /* parts of the link before its own            */
    const struct part *retimer; /* that it begins at; NULL: none               */
    struct link_vary light;     /* of optics there: what `reach` solves for; its part
                                 * counts for nothing                          */
    size_t span;                /* which FEC span it is in, from 0             */
};

/* Whether a word is neither a path nor a file that is there: a link of the library, if it
 * has one of that name. */
bool link_is_name(const char *word);

/* Reads a link file, lanereach-link(5), or the library's link of that name.  `sets` is
 * NULL or a NULL-terminated array of assignments that are applied before anything is
 * interpreted: of values of the link, "part[2].length=8in", parts counting from 1, and of
 * the interface's keywords, "A_v=0.4".  LR_EINPUT with file:line:column.  link_free(link)
 * in every case. */
enum lr_status link_read(const char *path, struct model_library *lib,
                         const char *const *sets, struct link *link,
                         struct lr_error *err);

/* A ready link of the model library, models/link/<name>.yaml. */
enum lr_status link_read_model(const char *name, struct mark mark,
                               struct model_library *lib, const char *const *sets,
                               struct link *link, struct lr_error *err);

struct link_files_lane {        /* an aggressor in the through file itself     */
    enum path_kind kind;
    const char *ports;          /* its transmitter and the victim's receiver, "3,4-7,8" */
};

struct link_files_marks {       /* where a file names them                     */
    struct mark thru, ports;
    const struct mark *fext, *next;     /* as many as there are                */
};

struct link_files {             /* a channel that is files only                */
    const char *thru, *ports, *interface;       /* ports: NULL detects; interface: a
                                                 * name or a sheet             */
    const char *const *fext, *const *next;      /* NULL-terminated, or NULL    */
    const char *const *sets;    /* the same: keywords of the interface, and    */
    bool eye;                   /* "eye.noise=1mV", what a link file has under eye */
    size_t nlane;
    const struct link_files_lane *lane;         /* [nlane] behind fext and next */
    const struct link_files_marks *marks;       /* NULL: the command line      */
};

/* The link that consists of one `file` part with its aggressors. */
enum lr_status link_of_files(const struct link_files *files, struct model_library *lib,
                             struct link *link, struct lr_error *err);

void link_free(struct link *link);

/* The segments of a link, 1 or more. */
size_t link_segments(const struct link *link);

/* Moves segment i of nsegment into *segment; the link must outlive it.
 * link_free(segment). */
void link_take(struct link *link, size_t i, struct link *segment);

/* The link becomes its segment i of nsegment; the others are freed. */
void link_narrow(struct link *link, size_t i);

/* Whether two segments of one link must have the same margins: equal parts, none of which
 * varies, and one interface, without aggressors by file. */
bool link_same(const struct link *a, const struct link *b);

/* What a neighbour, 1 or more, is to the victim. */
enum path_kind link_coupled_kind(const struct link_coupled *coupled, size_t neighbour);

/* What crosstalk the link has: "2 neighbours at 0.6 mm, same direction", without "at"
 * when no pitch is given, "1 FEXT, 2 NEXT" of files, or both; "no crosstalk modelled". */
enum { LINK_CROSSTALK_WORDS = 160 };
void link_crosstalk_print(const struct link *link, char text[LINK_CROSSTALK_WORDS]);

#endif
