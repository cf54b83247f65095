#include "config.h"

#include "cmd/com_view.h"

#include <string.h>

/* Aligned by hand where a table would be too wide: the place goes to CSV and JSON. */
void com_print_settings(const struct tree *root, FILE *out)
{
    static const char *const groups[] = {"used", "idle", "default", "refused", "ignored",
                                         "unknown", "absent"};
    fprintf(out, "interface  %s (%s), release %s\n", cmd_text(root, "interface"),
            cmd_text(root, "grade"), cmd_text(root, "release"));
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        bool any = false;
        for (const struct tree *s = tree_get(root, "settings")->first; s; s = s->next) {
            if (strcmp(cmd_text(s, "status"), groups[i]))
                continue;
            if (!any)
                fprintf(out, "\n%s\n", groups[i]);
            any = true;
            const char *read = cmd_text(s, "read"), *why = cmd_text(s, "why");
            fprintf(out, "  %-24s %s%s%s%s%s%s%s\n", cmd_text(s, "keyword"),
                    cmd_text(s, "value"), *cmd_text(s, "unit") ? " " : "",
                    cmd_text(s, "unit"), *read ? "  = " : "", read, *why ? "  -- " : "",
                    why);
        }
    }
}
