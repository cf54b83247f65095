/* budget_device.h -- the device model beside the budget of an optical standard.  Internal
 * to answer. */
#ifndef ANSWER_BUDGET_DEVICE_H
#define ANSWER_BUDGET_DEVICE_H

#include "answer/answer.h"
#include "link/optical_path.h"

struct budget_device {          /* as --set has it                             */
    const char *module;         /* NULL: that of the standard's class          */
    const char *fibre;          /* NULL: the standard's                        */
    double length;              /* [m] NaN: the standard's reach over that fibre */
    struct optical_path path;   /* what follows                                */
    struct optical_limits limits;
};

/* Solves the device over its fibre; without a name of its own that of the standard's
 * class, or nothing, when module stays NULL.  LR_EINPUT for names that are none. */
enum lr_status budget_device_solve(const struct request *request, const struct pmd *pmd,
                                   struct budget_device *device, struct lr_error *err);

/* What it came to; loss_db and penalties_db are those of the ledger. */
void budget_device_add(const struct budget_device *device, double loss_db,
                       double penalties_db, struct tree *root);

#endif
