/* budget_ledger.h -- the lines of an optical budget as rows of an answer.  Internal to
 * answer. */
#ifndef ANSWER_BUDGET_LEDGER_H
#define ANSWER_BUDGET_LEDGER_H

#include "answer/answer.h"
#include "link/optical_path.h"

struct budget_ledger {
    const struct pmd *pmd;      /* borrowed                                    */
    struct ledger_limits limits;
    struct ledger_link link;
    struct ledger ledger;       /* of these                                    */
    const char *given, *lost;   /* where light and loss that are no limits come from */
};

/* Into ledger[]; lines that cannot be drawn up are left out. */
void budget_ledger_add(const struct budget_ledger *ledger, struct tree *rows);

/* That of an optical path, with its device model's light. */
void budget_ledger_of_path(const struct optical_path *path, struct tree *rows);

#endif
