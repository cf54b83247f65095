#include "config.h"

#include "answer/line.h"

#include "answer/frame.h"

static const double room_celsius = 20.0;

enum lr_status line_read(const struct request *request, struct answer *answer,
                         struct stackup *stackup, struct lr_error *err)
{
    const struct mark mark = {.file = "command line"};
    const char *name = request->files[0];
    double temperature = room_celsius + zero_celsius;
    enum lr_status status;
    if (request->temperature)
        status = request_quantity("--temperature", request->temperature, DIM_TEMPERATURE,
                                  &temperature, err);
    else
        status = note_add(err, NOTE_ASSUMPTION, "temperature %g degC", room_celsius);
    if (!status)
        status = stackup_read(request->lib, name, mark, temperature, request->sets,
                              stackup, err);
    if (!status && model_is_path(name))
        status = frame_input(answer, name, err);
    return status;
}
