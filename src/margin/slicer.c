#include "config.h"

#include "margin/slicer.h"

#include "base/array.h"

void slicer_free(struct slicer *slicer)
{
    for (size_t i = 0; i < slicer->npath && slicer->path; i++)
        array_free(slicer->path[i].pulse);
    array_free(slicer->path);
    array_free(slicer->freq);
    array_free(slicer->psd);
    *slicer = (struct slicer){0};
}
