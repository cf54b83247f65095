/* com_settings.h -- the settings that a COM calculation rests on: what a sheet, a model
 * or --set gave, what holds by default, and what is not used.  Internal to answer. */
#ifndef ANSWER_COM_SETTINGS_H
#define ANSWER_COM_SETTINGS_H

#include "interface/interface.h"
#include "text/tree.h"

/* settings[] of {keyword, value, unit, read, status, why, place}: status is used,
 * default, ignored, refused or unknown. */
void com_add_settings(const struct interface *interface, struct tree *root);

/* ignored[] of {keyword, value, why}, when there are any. */
void com_add_ignored(const struct interface *interface, struct tree *root);

/* Says what is ignored; LR_EINPUT for the first one when strict. */
enum lr_status com_note_ignored(const struct interface *interface, bool strict,
                                struct lr_error *err);

#endif
