#include "config.h"

#include "answer/budget_pmd.h"

#include "answer/budget_device.h"
#include "answer/frame.h"
#include "interface/pmd.h"
#include "link/link.h"
#include "optics/levels.h"

#include <math.h>
#include <string.h>

/* Powers are quoted to 0.1 dB: less than this is their rounding. */
static const double rounding = 1e-9;

struct budget {
    struct pmd pmd;
    struct ledger_limits limits;
    struct ledger_link link;
    struct ledger ledger;
    struct budget_device device;
    bool counts; /* the device is asked for: the ledger is its  */
    const char *given, *lost; /* where light and loss that are no limits come from */
};

const struct model *budget_pmd_find(const struct request *request, const char *word)
{
    const struct model *model;
    if (!link_is_name(word) ||
        model_find(request->lib, "pmd", word, (struct mark){.file = word}, &model, NULL))
        return NULL;
    return model;
}

/* What a transmitter or a channel has; false: another key. */
static bool take_own(const char *set, struct budget *b, enum lr_status *status,
                     struct lr_error *err)
{
    struct ledger_link *link = &b->link;
    const struct {
        const char *key;
        enum dimension dim;
        double *to;
    } own[] = {{"oma", DIM_DBM, &link->oma},
               {"tecq", DIM_DECIBEL, &link->tecq},
               {"tdecq", DIM_DECIBEL, &link->tdecq},
               {"loss", DIM_DECIBEL, &link->loss},
               {"extra_loss", DIM_DECIBEL, &link->extra_loss},
               {"length", DIM_LENGTH, &b->device.length}};
    const struct {
        const char *key;
        const char **to;
    } names[] = {{"module", &b->device.module}, {"fibre", &b->device.fibre}};
    const size_t length = strcspn(set, "=");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strlen(names[i].key) == length && !strncmp(set, names[i].key, length) &&
            set[length]) {
            *names[i].to = set + length + 1;
            return true;
        }
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        if (strlen(own[i].key) != length || strncmp(set, own[i].key, length) ||
            !set[length])
            continue;
        *status = quantity_read(set + length + 1, own[i].dim, own[i].key,
                                (struct mark){.file = "--set"}, own[i].to, err);
        if (!*status && own[i].dim == DIM_DECIBEL && !(*own[i].to >= 0.0))
            *status = error_set(err, LR_EUSAGE, "--set %s: less than 0 dB", set);
        if (!*status && own[i].dim == DIM_LENGTH && !(*own[i].to > 0.0))
            *status = error_set(err, LR_EUSAGE, "--set %s: not positive", set);
        return true;
    }
    return false;
}

static enum lr_status open(const struct request *request, const struct model *model,
                           struct answer *answer, struct budget *b, struct lr_error *err)
{
    const double none = (double)NAN;
    const char **limits;
    size_t n = 0, kept = 0;
    enum lr_status status = LR_OK;
    if (request->at || request->segment)
        return error_set(err, LR_EUSAGE,
                         "%s: an optical standard has a budget of powers, "
                         "of one segment",
                         request->at ? "--at" : "--segment");
    b->link = (struct ledger_link){none, none, none, none, none};
    b->device = (struct budget_device){.length = none};
    while (request->sets && request->sets[n])
        n++;
    limits = arena_alloc(&answer->arena, (n + 1) * sizeof *limits);
    if (!limits)
        return error_memory(err, "--set");
    for (size_t i = 0; !status && i < n; i++)
        if (!take_own(request->sets[i], b, &status, err))
            limits[kept++] = request->sets[i];
    if (!status && !b->device.module && (b->device.fibre || !isnan(b->device.length)))
        status = error_set(err, LR_EUSAGE,
                           "--set %s: only a device model runs over a "
                           "fibre; write --set module= too",
                           b->device.fibre ? "fibre" : "length");
    if (!status && kept)
        status = model_assign(request->lib, model, limits, "tdecq=2.5dB", &model, err);
    return status ? status : pmd_read(request->lib, model, &b->pmd, err);
}

/* One line of the ledger; key PMD_KEYS: it follows from others. */
static void add_line(const struct budget *b, struct tree *rows, const char *what,
                     const char *unit, double value, const char *from, enum pmd_key key)
{
    if (isnan(value))
        return;
    struct tree *row = tree_object(rows, NULL);
    tree_text(row, "line", "%s", what);
    tree_number(row, unit, value + 0.0);
    tree_text(row, "from", "%s", from);
    if (key < PMD_KEYS && !isnan(b->pmd.value[key])) {
        tree_text(row, "grade", "%s", model_grade_name(b->pmd.grade[key]));
        tree_text(row, "source", "%s", b->pmd.source[key]);
    }
}

static void add_ledger(const struct budget *b, struct tree *rows)
{
    const struct ledger *l = &b->ledger;
    const struct ledger_limits *limits = &b->limits;
    const char *closure = b->pmd.tdec ? "TDEC" : "TDECQ";
    const bool own = !isnan(b->link.oma);
    const char *given = b->given;
    const bool by_floor = l->oma_least > limits->oma_offset + fmax(l->tecq, l->tdecq);
    const bool at_floor =
        l->sensitivity > limits->sensitivity_offset + l->tecq && !l->from_stressed;
    add_line(b, rows, closure, "db", l->tdecq,
             isnan(b->link.tdecq) && isnan(b->link.tecq) ? "its limit" : given,
             isnan(b->link.tdecq) && isnan(b->link.tecq) ? PMD_TDECQ_MAX : PMD_KEYS);
    add_line(b, rows, "OMA sent, at least", "dbm", l->oma_least,
             by_floor ? "oma_min" : "oma_offset + closure",
             by_floor ? PMD_OMA_MIN : PMD_OMA_OFFSET);
    if (own)
        add_line(b, rows, "OMA sent", "dbm", l->oma, given, PMD_KEYS);
    add_line(b, rows, "channel", "db", -l->loss,
             isnan(b->link.loss) ? "channel_loss_max" : b->lost,
             isnan(b->link.loss) ? PMD_LOSS_MAX : PMD_KEYS);
    if (l->extra_loss > 0.0)
        add_line(b, rows, "loss besides", "db", -l->extra_loss, "--set", PMD_KEYS);
    add_line(b, rows, "OMA received", "dbm", l->received, "", PMD_KEYS);
    add_line(b, rows, "sensitivity", "dbm", l->sensitivity,
             l->from_stressed ? "stressed_sensitivity - closure + TECQ"
             : at_floor       ? "sensitivity"
                              : "sensitivity_offset + TECQ",
             l->from_stressed ? PMD_STRESSED
             : at_floor       ? PMD_SENSITIVITY
                              : PMD_SENSITIVITY_OFFSET);
    add_line(b, rows, "reflections, DGD, modes", "db", -l->penalties, "penalties",
             PMD_PENALTIES);
    if (l->dispersion > 0.0 || l->dispersion < 0.0)
        add_line(b, rows, "dispersion, TDECQ - TECQ", "db", -l->dispersion, given,
                 PMD_KEYS);
    add_line(b, rows, "margin", "db", l->margin, "", PMD_KEYS);
}

void budget_pmd_ledger(const struct optical_path *path, struct tree *rows)
{
    const struct optical_figures *f = &path->figures;
    const struct budget b = {.pmd = path->pmd,
                             .limits = pmd_limits(&path->pmd),
                             .link = {optics_dbm(path->module.oma), f->tecq.db,
                                      f->tdecq.db, path->loss, (double)NAN},
                             .ledger = path->ledger,
                             .given = "device model",
                             .lost = "fibre and connectors"};
    add_ledger(&b, rows);
}

static void criterion(struct answer *answer, struct tree *list, const char *name,
                      double value, double limit, const char *sense, const char *unit)
{
    const bool least = !strcmp(sense, "min");
    if (isnan(value) || isnan(limit))
        return;
    const double left = least ? value - limit : limit - value;
    struct tree *c = frame_criterion(
        list, name, value, left < 0.0 && left > -rounding ? value : limit, sense, unit);
    tree_number(c, "margin_db", left);
    answer->missed |= left <= -rounding;
}

static void add_criteria(const struct budget *b, struct answer *answer)
{
    const struct ledger *l = &b->ledger;
    struct tree *list = tree_list(answer->root, "criteria");
    criterion(answer, list, "power margin", l->margin, 0.0, "min", "dB");
    criterion(answer, list, b->pmd.tdec ? "TDEC" : "TDECQ", b->link.tdecq,
              b->limits.closure_most, "max", "dB");
    criterion(answer, list, b->pmd.tdec ? "TEC" : "TECQ", b->link.tecq,
              b->limits.closure_most, "max", "dB");
    criterion(answer, list, "OMA, least", b->link.oma, l->oma_least, "min", "dBm");
    criterion(answer, list, "OMA, most", b->link.oma, b->limits.oma_most, "max", "dBm");
    criterion(answer, list, "channel loss", b->link.loss, b->limits.loss_most, "max",
              "dB");
    if (!isnan(l->margin))
        tree_bool(answer->root, "pass", !answer->missed);
}

/* "oma_offset, penalties": what a budget needs and the standard's public numbers lack. */
static void add_reason(const struct budget *b, struct answer *answer)
{
    const struct {
        bool lacks;
        const char *what;
    } needs[] = {
        {isnan(b->ledger.oma), "the transmitter's OMA"},
        {isnan(b->ledger.tdecq), "the eye's closure"},
        {isnan(b->ledger.loss), "the channel's loss"},
        {isnan(b->ledger.sensitivity) && !isnan(b->ledger.tecq), "the sensitivity"},
        {isnan(b->ledger.penalties), "the allotment for reflections and the like"}};
    const char *lack = "";
    for (size_t i = 0; lack && i < sizeof needs / sizeof needs[0]; i++)
        if (needs[i].lacks)
            lack = arena_printf(&answer->arena, "%s%s%s", lack, *lack ? ", " : "",
                                needs[i].what);
    tree_text(answer->root, "reason", "no public limits of %s", lack ? lack : "");
}

static void add_head(const struct pmd *pmd, struct tree *root)
{
    tree_text(root, "pmd", "%s", pmd->model->name);
    tree_text(root, "title", "%s", pmd->model->title);
    tree_text(root, "standard", "%s", pmd->standard);
    tree_text(root, "grade", "%s", model_grade_name(pmd->model->grade));
    tree_text(root, "lanes", "%s", pmd->lanes);
    tree_number(root, "baud_gbd", pmd->baud / unit_gbd);
    tree_text(root, "modulation", "%s", pmd->levels == 2 ? "NRZ" : "PAM4");
    tree_text(root, "fec", "%s", pmd->fec);
    if (!isnan(pmd->value[PMD_PRE_FEC_BER]))
        tree_number(root, "pre_fec_ber", pmd->value[PMD_PRE_FEC_BER]);
    tree_text(root, "fibre", "%s", pmd->fibre);
    tree_text(root, "wavelength", "%s", pmd->wavelength);
    struct tree *reach = tree_list(root, "reach");
    for (size_t i = 0; i < pmd->nreach; i++) {
        struct tree *one = tree_object(reach, NULL);
        tree_text(one, "fibre", "%s", pmd->reach[i].fibre);
        tree_number(one, "length_m", pmd->reach[i].length);
    }
}

/* What the powers leave between OMA and sensitivity, and what takes it. */
static enum lr_status draw(const struct budget *b, struct answer *answer,
                           struct lr_error *err)
{
    const struct ledger *l = &b->ledger;
    const struct {
        const char *what;
        double db;
    } bars[] = {{"channel", l->loss},
                {"loss besides", l->extra_loss},
                {"reflections, DGD, modes", l->penalties},
                {"dispersion, TDECQ - TECQ", l->dispersion}};
    struct plot_figure *f = &answer->figure;
    double sum = 0.0;
    if (isnan(l->margin))
        return error_set(err, LR_EDOMAIN,
                         "--plot: %s has no public limits of all of its "
                         "budget",
                         b->pmd.model->name);
    f->template = "budget";
    f->columns = "from_db,to_db";
    for (size_t i = 0; i < sizeof bars / sizeof bars[0]; i++) {
        const double bar[] = {sum, sum + bars[i].db};
        plot_add_block(f, bars[i].what, 1, 2, bar, &answer->arena);
        sum = bar[1];
    }
    plot_add_text(f, "TITLE", &answer->arena,
                  "%s: from %.2f dBm of OMA to a sensitivity of %.2f dBm",
                  b->pmd.model->title, l->oma, l->sensitivity);
    plot_add_number(f, "TOTAL", sum);
    plot_add_number(f, "LIMIT", l->oma - l->sensitivity);
    plot_add_text(f, "LIMIT_NAME", &answer->arena, "%s", "power budget");
    return LR_OK;
}

/* What was not measured is that of a device model which is asked for; else that one only
 * stands beside. */
static enum lr_status take_device(const struct request *request, struct budget *b,
                                  struct lr_error *err)
{
    const struct optical_figures *f = &b->device.path.figures;
    b->counts = b->device.module;
    enum lr_status status = budget_device_solve(request, &b->pmd, &b->device, err);
    if (status || !b->counts)
        return status;
    if (isnan(b->link.oma))
        b->link.oma = optics_dbm(b->device.path.module.oma);
    if (isnan(b->link.tecq) && f->tecq.open)
        b->link.tecq = f->tecq.db;
    if (isnan(b->link.tdecq) && f->tdecq.open)
        b->link.tdecq = f->tdecq.db;
    return f->tdecq.open ? LR_OK
                         : note_add(err, NOTE_WARNING,
                                    "%s: the eye is closed behind %.7g m of %s: "
                                    "the standard's budget is drawn up without it",
                                    b->device.module, b->device.path.length,
                                    b->device.path.fibre_name);
}

enum lr_status budget_pmd(const struct request *request, const struct model *model,
                          struct answer *answer, struct lr_error *err)
{
    struct budget b;
    enum lr_status status = open(request, model, answer, &b, err);
    if (!status)
        status = take_device(request, &b, err);
    if (status)
        return status;
    b.given = b.counts ? "device model or --set" : "--set";
    b.lost = "--set";
    b.limits = pmd_limits(&b.pmd);
    b.ledger = ledger_of(&b.limits, &b.link);
    add_head(&b.pmd, answer->root);
    if (b.device.module)
        budget_device_add(&b.device, b.ledger.loss + b.ledger.extra_loss,
                          b.ledger.penalties, answer->root);
    add_ledger(&b, tree_list(answer->root, "ledger"));
    if (!isnan(b.ledger.margin))
        tree_number(answer->root, "power_margin_db", b.ledger.margin + 0.0);
    else
        add_reason(&b, answer);
    add_criteria(&b, answer);
    return request->plot ? draw(&b, answer, err) : LR_OK;
}
