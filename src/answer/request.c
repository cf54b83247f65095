#include "config.h"

#include "answer/request.h"

#include "text/suggest.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct parser {
    const char *command;
    struct arena *arena;
    struct request *request;
    struct lr_error *err;
};

static enum lr_status append(struct parser *p, const char *const **list, const char *text)
{
    size_t n = 0;
    while (*list && (*list)[n])
        n++;
    const char **longer = arena_alloc(p->arena, (n + 2) * sizeof *longer);
    if (!longer)
        return error_memory(p->err, "the options");
    for (size_t i = 0; i < n; i++)
        longer[i] = (*list)[i];
    longer[n] = text;
    *list = longer;
    return LR_OK;
}

static enum lr_status take_threads(struct parser *p, const char *value)
{
    char *end;
    const long n = strtol(value, &end, 10);
    if (end == value || *end || n < 1 || n > 4096)
        return error_set(p->err, LR_EUSAGE,
                         "--threads '%s': write a number from 1 to 4096", value);
    p->request->threads = (size_t)n;
    return LR_OK;
}

static enum lr_status take_csv(struct parser *p, const char *value)
{
    p->request->mode = MODE_CSV;
    p->request->ieee = value != NULL;
    return !value || !strcmp(value, "ieee")
               ? LR_OK
               : error_set(p->err, LR_EUSAGE, "--csv='%s': write --csv or --csv=ieee",
                           value);
}

static enum lr_status take(struct parser *p, const struct request_option *option,
                           const char *value)
{
    struct request *r = p->request;
    const struct { const char *name; const char **to;
    } texts[] = {{"interface", &r->interface},
                 {"sheet", &r->sheet},
                 {"ranges", &r->ranges},
                 {"ports", &r->ports},
                 {"release", &r->release},
                 {"rates", &r->rates},
                 {"media", &r->media},
                 {"at", &r->at},
                 {"kind", &r->kind},
                 {"output", &r->output},
                 {"plot", &r->plot},
                 {"keep-plot", &r->keep_plot},
                 {"view", &r->view},
                 {"baud", &r->baud},
                 {"against", &r->against},
                 {"fall", &r->fall},
                 {"junit", &r->junit},
                 {"length", &r->length},
                 {"pitch", &r->pitch},
                 {"neighbours", &r->neighbours},
                 {"rise", &r->rise},
                 {"fit-length", &r->fit_length},
                 {"fit-keys", &r->fit_keys},
                 {"fit-band", &r->fit_band},
                 {"material", &r->material},
                 {"touchstone", &r->touchstone},
                 {"format", &r->format},
                 {"unit", &r->unit},
                 {"zref", &r->zref},
                 {"step", &r->step},
                 {"stop", &r->stop},
                 {"victim", &r->victim},
                 {"opposite", &r->opposite},
                 {"floor", &r->floor},
                 {"order", &r->order},
                 {"tolerance", &r->tolerance},
                 {"thru", &r->thru},
                 {"halves", &r->halves},
                 {"segment", &r->segment},
                 {"ber", &r->ber},
                 {"time-domain", &r->time_domain},
                 {"pattern", &r->pattern},
                 {"seed", &r->seed},
                 {"solve", &r->solve},
                 {"vary", &r->vary},
                 {"temperature", &r->temperature},
                 {"left", &r->left},
                 {"right", &r->right}};
    const struct { const char *name; bool *to; } flags[] = {
        {"exhaustive", &r->exhaustive}, {"strict", &r->strict}, {"quiet", &r->quiet},
        {"verbose", &r->verbose},       {"help", &r->help},     {"repair", &r->repair},
        {"single-ended", &r->single_ended}, {"corrected", &r->corrected},
        {"local-search", &r->local_search}, {"show-settings", &r->show_settings},
        {"fast", &r->fast},
        {"check", &r->check}};
    const struct { const char *name; const char *const **to; } lists[] = {
        {"fext", &r->fext}, {"next", &r->next}, {"fit", &r->fit}, {"set", &r->sets},
        {"data", &r->data}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (!strcmp(option->name, texts[i].name)) {
            *texts[i].to = value;
            return LR_OK;
        }
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
        if (!strcmp(option->name, flags[i].name)) {
            *flags[i].to = true;
            return LR_OK;
        }
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (!strcmp(option->name, lists[i].name))
            return append(p, lists[i].to, value);
    if (!strcmp(option->name, "json"))
        r->mode = MODE_JSON;
    else if (!strcmp(option->name, "csv"))
        return take_csv(p, value);
    else
        return take_threads(p, value);
    return LR_OK;
}

static enum lr_status unknown(struct parser *p, const char *word)
{
    const char *names[OPTIONS_MOST];
    char near[SUGGEST_SIZE];
    size_t n = 0;
    for (const struct request_option *o;
         n < OPTIONS_MOST && (o = request_option(p->command, n));)
        names[n++] = o->name;
    suggest_print(word + strspn(word, "-"), names, n, near);
    return error_set(p->err, LR_EUSAGE,
                     "unknown option '%s'; options are %s (lanereach %s "
                     "--help)",
                     word, near, p->command);
}

/* The option that a word names; *value is what stands behind its '=', or NULL. */
static const struct request_option *recognise(struct parser *p, const char *word,
                                              const char **value)
{
    *value = NULL;
    if (word[1] != '-')
        return word[2] ? NULL : request_option_letter(p->command, word[1]);
    const char *equals = strchr(word, '=');
    *value = equals ? equals + 1 : NULL;
    return request_option_find(p->command, word + 2, equals ? (size_t)(equals - word) - 2
                                                            : strlen(word + 2));
}

enum lr_status request_parse(const char *command, size_t n, const char *const *words,
                             struct arena *arena, struct request *request,
                             struct lr_error *err)
{
    struct parser p = {command, arena, request, err};
    const struct request_option *many = NULL;   /* takes every file that follows */
    bool ended = false;
    request->command = command;
    for (size_t i = 0; i < n; i++) {
        const char *word = words[i], *value;
        enum lr_status status;
        if (ended || word[0] != '-' || !word[1]) {
            status = many ? take(&p, many, word) : append(&p, &request->files, word);
            if (status)
                return status;
            continue;
        }
        many = NULL;
        if (!strcmp(word, "--")) {
            ended = true;
            continue;
        }
        const struct request_option *option = recognise(&p, word, &value);
        if (!option)
            return unknown(&p, word);
        if (!option->argument && value)
            return error_set(err, LR_EUSAGE, "--%s takes no value", option->name);
        const bool needed = option->argument && *option->argument != '[';
        if (needed && !value) {
            if (i + 1 == n || !*words[i + 1] ||
                (words[i + 1][0] == '-' && words[i + 1][1] == '-'))
                return error_set(err, LR_EUSAGE, "--%s needs a value: %s", option->name,
                                 option->argument);
            value = words[++i];
        }
        status = take(&p, option, value);
        if (status)
            return status;
        if (option->argument && strstr(option->argument, "..."))
            many = strstr(option->argument, "FILE") ? option : NULL;
    }
    return LR_OK;
}

enum lr_status request_at(const struct request *request, struct arena *arena,
                          double **freq, size_t *nf, struct lr_error *err)
{
    *nf = 0;
    *freq = NULL;
    if (!request->at)
        return LR_OK;
    char *list = arena_strdup(arena, request->at), *next;
    *freq = arena_alloc(arena, (strlen(request->at) + 1) * sizeof **freq);
    if (!list || !*freq)
        return error_memory(err, "--at");
    for (char *word = list; word; word = next) {
        next = strchr(word, ',');
        if (next)
            *next++ = '\0';
        if (quantity_read(word, DIM_FREQUENCY, "frequency", (struct mark){.file = "--at"},
                          &(*freq)[*nf], err))
            return err ? err->status = LR_EUSAGE : LR_EUSAGE;
        if (!((*freq)[*nf] >= 0.0))
            return error_set(err, LR_EUSAGE, "--at '%s' is negative", word);
        ++*nf;
    }
    return LR_OK;
}

enum lr_status request_quantity(const char *option, const char *text, enum dimension dim,
                                double *si, struct lr_error *err)
{
    if (quantity_read(text, dim, NULL, (struct mark){.file = option}, si, err))
        return err ? err->status = LR_EUSAGE : LR_EUSAGE;
    if (dim == DIM_TEMPERATURE && !(*si > 0.0))
        return error_set(err, LR_EUSAGE, "%s '%s' is not above absolute zero, %g degC",
                         option, text, -zero_celsius);
    if (!(*si > 0.0))
        return error_set(err, LR_EUSAGE, "%s '%s' is not positive", option, text);
    return LR_OK;
}
