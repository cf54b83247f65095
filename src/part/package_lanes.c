/* Lanes of a package side by side, from the die. */
#include "config.h"

#include "part/package.h"

#include "line/ladder.h"
#include "part/file.h"
#include "part/pair.h"
#include "part/wide.h"

#include <math.h>

bool package_couples(const struct part *part)
{
    const struct package *package = part->data;
    if (package->file)
        return part_file.couples(package->file);
    bool couples = package->coupling.model != NULL;
    for (size_t i = 0; i < package->n; i++)
        couples = couples || (package->section[i].stackup &&
                              part_wide_couples(package->section[i].stackup));
    return couples;
}

enum lr_status package_prepare(struct part *part, const struct stackup_lanes *lanes,
                               struct mark pitch, const struct part_source *source,
                               struct lr_error *err)
{
    struct package *package = part->data;
    if (package->file)
        return part_file.prepare(package->file, lanes, pitch, source, err);
    const bool own = package->pitch > 0.0;
    const struct stackup_lanes beside = {lanes->n, own ? package->pitch : lanes->pitch};
    enum lr_status status =
        part_coupling_read(source->lib, lanes->n, &package->coupling, err);
    for (size_t i = 0; !status && lanes->n > 1 && i < package->n; i++) {
        struct package_section *section = &package->section[i];
        const struct part_wide wide = {section->stackup, "package", part->name};
        if (section->stackup && part_wide_couples(section->stackup))
            status = part_wide_solve(&wide, &beside, own ? package->pitch_mark : pitch,
                                     source->lib, &section->wide, err);
    }
    return status;
}

/* Sections that follow each other and have no cross-section, with what stands beside
 * them: c_p behind the solved line before them, and the elements in front of the solved
 * line behind them. */
struct run {
    size_t first, end;
};

static enum lr_status add_elements(struct net *leg, const struct package_section *section,
                                   struct lr_error *err)
{
    const struct line_branch c_d = {.c = section->c_d}, c_b = {.c = section->c_b};
    const struct line_branch l_s = {.l = section->l_s, .c = HUGE_VAL};
    enum lr_status status =
        section->c_d > 0.0 ? line_ladder_shunt(leg, &c_d, err) : LR_OK;
    if (!status && section->l_s > 0.0)
        status = line_ladder_series(leg, &l_s, err);
    if (!status && section->c_b > 0.0)
        status = line_ladder_shunt(leg, &c_b, err);
    return status;
}

static enum lr_status add_behind(struct net *leg, const struct package_section *section,
                                 struct lr_error *err)
{
    const struct line_branch c_p = {.c = section->c_p};
    return section->c_p > 0.0 ? line_ladder_shunt(leg, &c_p, err) : LR_OK;
}

/* What a wave meets along one leg.  The standard tells lines by their differential
 * impedance alone: the legs are taken not to see each other, so that the waves of both
 * modes meet the same. */
static enum lr_status run_wave(const struct package *package, const struct run *run,
                               const struct part_wave *wave, size_t nf,
                               const double *freq, struct net *out, struct lr_error *err)
{
    enum lr_status status = line_ladder_init(out, part_leg, nf, freq, err);
    if (!status && run->first)
        status = add_behind(out, &package->section[run->first - 1], err);
    for (size_t i = run->first; !status && i < run->end; i++) {
        const struct package_section *section = &package->section[i];
        struct line_93a line = package->line;
        line.zc = 0.5 * section->z_c * sqrt(wave->z / wave->y);
        status = add_elements(out, section, err);
        if (!status)
            status = line_ladder_93a(out, &line,
                                     section->length * sqrt(wave->z * wave->y), err);
        if (!status)
            status = add_behind(out, section, err);
    }
    return status || run->end == package->n
               ? status
               : add_elements(out, &package->section[run->end], err);
}

static enum lr_status run_legs(const void *context, const struct part *part,
                               const struct part_coupling *coupling, size_t nf,
                               const double *freq, struct net *out, struct lr_error *err)
{
    const struct part_wave apart = part_wave_of(LINE_PAIR_ODD, coupling);
    const struct part_wave together = part_wave_of(LINE_PAIR_EVEN, coupling);
    struct net odd = {0}, even = {0};
    *out = (struct net){0};
    enum lr_status status = run_wave(part->data, context, &apart, nf, freq, &odd, err);
    if (!status)
        status = run_wave(part->data, context, &together, nf, freq, &even, err);
    if (!status)
        status = part_pair_legs(&odd, &even, out, err);
    net_free(&odd);
    net_free(&even);
    return status;
}

static enum lr_status append_run(const struct part *part, const struct run *run,
                                 struct part_lanes *lanes, struct net_bundle *all,
                                 struct lr_error *err)
{
    const struct package *package = part->data;
    const struct part_legs how = {{(double)run->first, (double)run->end}, run_legs, run};
    struct net_bundle next;
    enum lr_status status =
        part_coupling_lanes(&how, part, &package->coupling, lanes, &next, err);
    if (!status)
        status = part_lanes_append(all, &next, err);
    net_bundle_free(&next);
    return status;
}

enum lr_status package_lanes(const struct part *part, struct part_lanes *lanes,
                             struct net_bundle *out, struct lr_error *err)
{
    const struct package *package = part->data;
    struct run run = {0, 0};
    enum lr_status status = LR_OK;
    *out = (struct net_bundle){0};
    if (package->file)
        return part_file.lanes(package->file, lanes, out, err);
    for (size_t i = 0; !status && i <= package->n; i++) {
        const struct package_section *section = &package->section[i];
        struct net_bundle line = {0};
        if (i < package->n && !section->solution)
            continue;
        run.end = i;
        status = append_run(part, &run, lanes, out, err);
        if (i == package->n)
            break;
        if (!status)
            status = part_lanes_line(lanes, section->solution, section->wide,
                                     section->length, &line, err);
        if (!status)
            status = part_lanes_append(out, &line, err);
        net_bundle_free(&line);
        run.first = i + 1;
    }
    return status;
}
