#include "config.h"

#include "answer/budget_pmd.h"

#include "answer/budget_device.h"
#include "answer/budget_ledger.h"
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
    struct budget_ledger of;
    struct budget_device device;
    bool counts;                /* the device is asked for: the ledger is its  */
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
    struct ledger_link *link = &b->of.link;
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
    b->of.link = (struct ledger_link){none, none, none, none, none};
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
    const struct ledger *l = &b->of.ledger;
    struct tree *list = tree_list(answer->root, "criteria");
    criterion(answer, list, "power margin", l->margin, 0.0, "min", "dB");
    criterion(answer, list, b->pmd.tdec ? "TDEC" : "TDECQ", b->of.link.tdecq,
              b->of.limits.closure_most, "max", "dB");
    criterion(answer, list, b->pmd.tdec ? "TEC" : "TECQ", b->of.link.tecq,
              b->of.limits.closure_most, "max", "dB");
    criterion(answer, list, "OMA, least", b->of.link.oma, l->oma_least, "min", "dBm");
    criterion(answer, list, "OMA, most", b->of.link.oma, b->of.limits.oma_most, "max",
              "dBm");
    criterion(answer, list, "channel loss", b->of.link.loss, b->of.limits.loss_most,
              "max", "dB");
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
        {isnan(b->of.ledger.oma), "the transmitter's OMA"},
        {isnan(b->of.ledger.tdecq), "the eye's closure"},
        {isnan(b->of.ledger.loss), "the channel's loss"},
        {isnan(b->of.ledger.sensitivity) && !isnan(b->of.ledger.tecq), "the sensitivity"},
        {isnan(b->of.ledger.penalties), "the allotment for reflections and the like"}};
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
    const struct ledger *l = &b->of.ledger;
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
    if (isnan(b->of.link.oma))
        b->of.link.oma = optics_dbm(b->device.path.module.oma);
    if (isnan(b->of.link.tecq) && f->tecq.open)
        b->of.link.tecq = f->tecq.db;
    if (isnan(b->of.link.tdecq) && f->tdecq.open)
        b->of.link.tdecq = f->tdecq.db;
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
    b.of.pmd = &b.pmd;
    b.of.given = b.counts ? "device model or --set" : "--set";
    b.of.lost = "--set";
    b.of.limits = pmd_limits(&b.pmd);
    b.of.ledger = ledger_of(&b.of.limits, &b.of.link);
    add_head(&b.pmd, answer->root);
    if (b.device.module)
        budget_device_add(&b.device, b.of.ledger.loss + b.of.ledger.extra_loss,
                          b.of.ledger.penalties, answer->root);
    budget_ledger_add(&b.of, tree_list(answer->root, "ledger"));
    if (!isnan(b.of.ledger.margin))
        tree_number(answer->root, "power_margin_db", b.of.ledger.margin + 0.0);
    else
        add_reason(&b, answer);
    add_criteria(&b, answer);
    return request->plot ? draw(&b, answer, err) : LR_OK;
}
