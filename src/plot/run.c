#include "config.h"

#include "plot/plot.h"

#include "plot/gnuplot.h"
#include "plot/script.h"
#include "text/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_TEMPLATE = 1 << 20, MAX_PICTURE = 1 << 28 };

/* The same picture in each: drawn 900 wide with letters of 13, dots twice as fine in
 * PNG, a page's width (9 in, 648 pt) in PDF. */
static const struct {
    const char *extension, *terminal;
} formats[] = {
    {".svg", "svg size 900,560 fixed enhanced font 'Helvetica,13' background '#ffffff'"},
    {".png", "pngcairo size 1800,1120 enhanced font 'Helvetica,13' fontscale 1.5 "
             "linewidth 2 pointscale 2 dashlength 2 background '#ffffff'"},
    {".pdf", "pdfcairo size 9in,5.6in enhanced font 'Helvetica,13' fontscale 0.72 "
             "linewidth 1.5 pointscale 0.8 dashlength 1 background '#ffffff'"},
};

struct job {
    const struct plot_figure *figure;
    const char *terminal;
    const char *data_name, *script_name, *picture_name;     /* without folder  */
    char *data, *script;        /* malloc'd texts of these lengths             */
    size_t ndata, nscript;
    struct arena arena;
};

static const char *terminal_for(const char *name)
{
    const char *extension = strrchr(name, '.');
    for (size_t i = 0; extension && i < sizeof formats / sizeof *formats; i++)
        if (!strcasecmp(extension, formats[i].extension))
            return formats[i].terminal;
    return NULL;
}

static bool is_complete(const struct plot_figure *figure)
{
    bool complete = true;
    for (size_t i = 0; i < figure->nblock; i++)
        complete = complete && figure->block[i].name && figure->block[i].x;
    for (size_t i = 0; i < figure->nlabel; i++)
        complete = complete && figure->label[i].name;
    return complete;
}

/* Names and writes the two files, in memory. */
static enum lr_status compose(struct job *job, const char *template_path,
                              struct lr_error *err)
{
    char *template_text = NULL;
    size_t length;
    job->data_name = arena_printf(&job->arena, "%s.csv", job->figure->template);
    job->script_name = arena_printf(&job->arena, "%s.gp", job->figure->template);
    if (!job->data_name || !job->script_name || !is_complete(job->figure))
        return error_memory(err, "the figure");
    const enum lr_status status =
        file_read(template_path, MAX_TEMPLATE, &template_text, &length, err);
    if (status)
        return status;
    FILE *data = open_memstream(&job->data, &job->ndata);
    FILE *script = open_memstream(&job->script, &job->nscript);
    if (data)
        script_data(job->figure, data);
    if (script)
        script_text(job->figure, template_text, job->terminal, job->picture_name,
                    script);
    const bool no_data = !data || fclose(data);
    const bool no_script = !script || fclose(script);
    free(template_text);
    return no_data || no_script ? error_memory(err, "the figure") : LR_OK;
}

static const char *path_in(struct job *job, const char *folder, const char *name)
{
    return arena_printf(&job->arena, "%s/%s", folder, name);
}

static enum lr_status put_files(struct job *job, const char *folder, struct lr_error *err)
{
    const char *data = path_in(job, folder, job->data_name);
    const char *script = path_in(job, folder, job->script_name);
    if (!data || !script)
        return error_memory(err, "the figure");
    enum lr_status status = file_write(data, job->data, job->ndata, err);
    if (!status)
        status = file_write(script, job->script, job->nscript, err);
    return status;
}

static enum lr_status keep_files(struct job *job, const char *folder,
                                 struct lr_error *err)
{
    if (mkdir(folder, 0777) && errno != EEXIST)
        return error_set(err, LR_ESYSTEM, "%s: the folder cannot be made: %s", folder,
                         strerror(errno));
    return put_files(job, folder, err);
}

/* Draws in `folder`, then puts the picture where it belongs. */
static enum lr_status draw(struct job *job, const char *folder, const char *path,
                           struct lr_error *err)
{
    char *bytes = NULL;
    size_t length = 0;
    const char *picture = path_in(job, folder, job->picture_name);
    if (!picture)
        return error_memory(err, "the figure");
    enum lr_status status = put_files(job, folder, err);
    if (!status)
        status = plot_gnuplot(folder, job->script_name, err);
    if (!status && (file_read(picture, MAX_PICTURE, &bytes, &length, NULL) || !length))
        status = error_set(err, LR_ESYSTEM, "%s: gnuplot drew nothing", path);
    if (!status)
        status = file_write(path, bytes, length, err);
    free(bytes);
    return status;
}

static void remove_folder(struct job *job, const char *folder)
{
    const char *names[] = {job->data_name, job->script_name, job->picture_name};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *path = path_in(job, folder, names[i]);
        if (path)
            unlink(path);
    }
    rmdir(folder);
}

/* In a folder of its own, so that `path` keeps its old picture when gnuplot fails. */
static enum lr_status draw_aside(struct job *job, const char *path, struct lr_error *err)
{
    const char *parent = getenv("TMPDIR");
    char *folder = arena_printf(&job->arena, "%s/lanereach-XXXXXX",
                                parent && *parent ? parent : "/tmp");
    if (!folder)
        return error_memory(err, "the figure");
    if (!mkdtemp(folder))
        return error_set(err, LR_ESYSTEM, "%s: the folder for working files cannot be "
                         "made: %s; set TMPDIR to one that can be written", folder,
                         strerror(errno));
    const enum lr_status status = draw(job, folder, path, err);
    remove_folder(job, folder);
    return status;
}

enum lr_status plot_check(const char *path, struct lr_error *err)
{
    const char *slash = strrchr(path, '/');
    if (terminal_for(slash ? slash + 1 : path))
        return LR_OK;
    return error_set(err, LR_EUSAGE,
                     "%s is not a picture; end its name in .svg, .png or .pdf", path);
}

enum lr_status plot_run(const struct plot_figure *figure, const char *template_path,
                        const char *path, const char *keep, struct lr_error *err)
{
    const char *slash = strrchr(path, '/');
    struct job job = {.figure = figure, .picture_name = slash ? slash + 1 : path};
    job.terminal = terminal_for(job.picture_name);
    enum lr_status status = plot_check(path, err);
    if (status)
        return status;
    arena_init(&job.arena);
    status = compose(&job, template_path, err);
    if (!status && keep)
        status = keep_files(&job, keep, err);
    if (!status)
        status = draw_aside(&job, path, err);
    free(job.script);
    free(job.data);
    arena_free(&job.arena);
    return status;
}
