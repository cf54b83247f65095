/* budget_pmd.h -- the power budget of an optical standard.  Internal to answer. */
#ifndef ANSWER_BUDGET_PMD_H
#define ANSWER_BUDGET_PMD_H

#include "answer/answer.h"

/* Whether a word names an optical standard of the library: its model, else NULL. */
const struct model *budget_pmd_find(const struct request *request, const char *word);

/* Draws up its budget: with --set what a transmitter and a channel have, "oma=1.3dBm",
 * "tecq", "tdecq", "loss", "extra_loss", or other limits.  LR_EUSAGE, LR_EINPUT. */
enum lr_status budget_pmd(const struct request *request, const struct model *model,
                          struct answer *answer, struct lr_error *err);

#endif
