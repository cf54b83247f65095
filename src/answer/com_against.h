/* com_against.h -- the channels of an earlier answer, to see what fell since.  Internal
 * to answer. */
#ifndef ANSWER_COM_AGAINST_H
#define ANSWER_COM_AGAINST_H

#include "answer/answer.h"
#include "text/yaml.h"

struct com_against {
    const char *path;           /* NULL: no --against                          */
    const struct yaml_node *channels;   /* of the baseline                     */
    bool *seen;                 /* [channels->n]                               */
    double fall_db;             /* what a margin may fall                      */
    const char *interface, *release;    /* of the whole baseline; "": each its own */
    size_t fell;                /* channels that fell                          */
    size_t unknown;             /* those that could not be compared            */
};

/* Reads --against, the --json of an earlier com, and --fall.  LR_EINPUT: no such file;
 * LR_EUSAGE: --fall alone, or no value in dB. */
enum lr_status com_against_open(const struct request *request, struct arena *arena,
                                struct com_against *out, struct lr_error *err);

/* Compares an element of channels[] with the one of that name, or the only one whose file
 * is called so: `against` with fell_db, the most that COM or a criterion's margin fell,
 * of what, and pass. */
void com_against_add(struct com_against *against, const char *name, struct tree *at);

/* The answer is missed when anything fell too far; warns of channels that only one side
 * has. */
enum lr_status com_against_end(const struct com_against *against, struct answer *answer,
                               struct lr_error *err);

#endif
