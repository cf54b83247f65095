#include "config.h"

#include "plot/script.h"

#include "text/table.h"

#include <math.h>

static void put_plain(const char *text, FILE *out)
{
    for (; *text; text++)
        fputc((unsigned char)*text < ' ' || *text == 0x7f ? ' ' : *text, out);
}

void script_quote(const char *text, FILE *out)
{
    fputc('\'', out);
    for (; *text; text++) {
        if (*text == '\'')
            fputc('\'', out);
        put_plain((char[]){*text, '\0'}, out);
    }
    fputc('\'', out);
}

static void put_number(double x, FILE *out)
{
    char text[32] = "NaN";
    if (isfinite(x))
        number_print(x, text);
    fputs(text, out);
}

void script_data(const struct plot_figure *figure, FILE *out)
{
    fprintf(out, "# %s\n", figure->columns);
    for (size_t i = 0; i < figure->nblock; i++) {
        const struct plot_block *block = &figure->block[i];
        fputs(i ? "\n\n# " : "# ", out);
        put_plain(block->name, out);
        fputc('\n', out);
        for (size_t k = 0; k < (block->rows ? block->rows : 1); k++)
            for (size_t c = 0; c < block->cols; c++) {
                put_number(block->rows ? block->x[k * block->cols + c] : NAN, out);
                fputc(c + 1 < block->cols ? ',' : '\n', out);
            }
    }
}

void script_text(const struct plot_figure *figure, const char *template_text,
                 const char *terminal, const char *picture, FILE *out)
{
    fprintf(out, "# Draws %s.csv; run it in this folder: gnuplot %s.gp\n",
            figure->template, figure->template);
    fprintf(out, "set encoding utf8\nset terminal %s\n", terminal);

    /* Without the "./" a name that begins with '|' would be run as a command. */
    fputs("set output './'.", out);
    script_quote(picture, out);
    fprintf(out, "\nset datafile separator ','\nDATA = '%s.csv'\nBLOCKS = %zu\n",
            figure->template, figure->nblock);

    if (figure->nblock)
        fprintf(out, "array NAME[%zu]\n", figure->nblock);
    for (size_t i = 0; i < figure->nblock; i++) {
        fprintf(out, "NAME[%zu] = ", i + 1);
        script_quote(figure->block[i].name, out);
        fputc('\n', out);
    }
    for (size_t i = 0; i < figure->nlabel; i++) {
        const struct plot_label *label = &figure->label[i];
        fprintf(out, "%s = ", label->name);
        if (label->text)
            script_quote(label->text, out);
        else
            put_number(label->number, out);
        fputc('\n', out);
    }
    fprintf(out, "\n%s", template_text);
}
