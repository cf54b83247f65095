#include "config.h"

#include "cmd/junit.h"

#include "cmd/cmd.h"
#include "text/file.h"

#include <stdlib.h>

enum verdict { PASSED, FAILED, BROKEN };

struct writer {
    FILE *out;                  /* of the test cases                           */
    const char *command;
    size_t n[BROKEN + 1];       /* of each verdict                             */
};

/* XML 1.0 has no way to write control characters: they become blanks. */
static void escape(const char *text, FILE *out)
{
    for (; *text; text++)
        switch (*text) {
        case '&': fputs("&amp;", out); break;
        case '<': fputs("&lt;", out); break;
        case '>': fputs("&gt;", out); break;
        case '"': fputs("&quot;", out); break;
        default: fputc((unsigned char)*text < ' ' ? ' ' : *text, out);
        }
}

static void write_case(struct writer *w, const char *channel, const char *what,
                       enum verdict verdict, const char *message)
{
    static const char *const tags[] = {"", "failure", "error"};
    w->n[verdict]++;
    fprintf(w->out, "  <testcase classname=\"lanereach.%s\" name=\"", w->command);
    escape(channel, w->out);
    fputs(": ", w->out);
    escape(what, w->out);
    if (verdict == PASSED) {
        fputs("\"/>\n", w->out);
        return;
    }
    fprintf(w->out, "\">\n    <%s message=\"", tags[verdict]);
    escape(message, w->out);
    fputs("\"/>\n  </testcase>\n", w->out);
}

static void write_criterion(struct writer *w, const char *channel, const struct tree *c)
{
    char message[256], value[64] = "not computed";
    const char *unit = cmd_text(c, "unit");
    if (tree_get(c, "value"))
        snprintf(value, sizeof value, "%.6g %s", tree_value(c, "value"), unit);
    snprintf(message, sizeof message, "%s %s, %s %.6g %s", cmd_text(c, "name"), value,
             cmd_text(c, "sense")[1] == 'a' ? "at most" : "at least",
             tree_value(c, "limit"), unit);
    write_case(w, channel, cmd_text(c, "name"),
               tree_value(c, "pass") > 0.0 ? PASSED : FAILED, message);
}

static void write_channel(struct writer *w, const struct tree *c)
{
    const char *name = *cmd_text(c, "thru") ? cmd_text(c, "thru") : cmd_text(c, "name");
    const struct tree *criteria = tree_get(c, "criteria");
    const struct tree *against = tree_get(c, "against");
    char message[256];
    if (tree_get(c, "reason"))
        write_case(w, name, "computed", BROKEN, cmd_text(c, "reason"));
    for (const struct tree *one = criteria ? criteria->first : NULL; one; one = one->next)
        write_criterion(w, name, one);
    if (against && tree_get(against, "pass")) {
        snprintf(message, sizeof message, "%s fell by %.4g dB", cmd_text(against, "what"),
                 tree_value(against, "fell_db"));
        write_case(w, name, "against the baseline",
                   tree_value(against, "pass") > 0.0 ? PASSED : FAILED, message);
    }
}

enum lr_status junit_write(const char *path, const struct tree *root,
                           struct lr_error *err)
{
    char *cases = NULL, *text = NULL;
    size_t ncases = 0, length = 0;
    const struct tree *channels = tree_get(root, "channels");
    struct writer w = {.out = open_memstream(&cases, &ncases),
                       .command = cmd_text(root, "command")};
    for (const struct tree *c = w.out && channels ? channels->first : NULL; c;
         c = c->next)
        write_channel(&w, c);
    FILE *out = w.out && !fclose(w.out) ? open_memstream(&text, &length) : NULL;
    enum lr_status status = LR_OK;
    if (out)
        fprintf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<testsuite name=\"lanereach %s\" tests=\"%zu\" failures=\"%zu\" "
                     "errors=\"%zu\">\n%s</testsuite>\n",
                w.command, w.n[PASSED] + w.n[FAILED] + w.n[BROKEN], w.n[FAILED],
                w.n[BROKEN], cases);
    if (!out || fclose(out))
        status = error_memory(err, "the verdicts");
    if (!status)
        status = file_write(path, text, length, err);
    free(cases);
    free(text);
    return status;
}
