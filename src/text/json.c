#include "config.h"

#include "text/json.h"

#include "text/table.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

/* cJSON would print a number with 15 digits whenever that comes within one part
 * in 2^52, so numbers are handed over as text. */
static cJSON *scalar(const struct tree *node)
{
    char text[32];
    switch (node->kind) {
    case TREE_NUMBER:
        number_print(node->number, text);
        return cJSON_CreateRaw(text);
    case TREE_TEXT:
        return cJSON_CreateString(node->text);
    case TREE_BOOL:
        return cJSON_CreateBool(node->number != 0.0);
    case TREE_OBJECT:
        return cJSON_CreateObject();
    case TREE_LIST:
        return cJSON_CreateArray();
    case TREE_NULL:
        break;
    }
    return cJSON_CreateNull();
}

/* NULL when memory is out.  Recursion is as deep as the answer, which our own
 * code builds. */
static cJSON *convert(const struct tree *node)
{
    cJSON *item = scalar(node);
    for (const struct tree *child = node->first; item && child; child = child->next) {
        cJSON *part = convert(child);
        const cJSON_bool added =
            part && (node->kind == TREE_OBJECT
                         ? cJSON_AddItemToObject(item, child->key, part)
                         : cJSON_AddItemToArray(item, part));
        if (!added) {
            cJSON_Delete(part);
            cJSON_Delete(item);
            return NULL;
        }
    }
    return item;
}

enum lr_status json_print(const struct tree *tree, char **json, struct lr_error *err)
{
    cJSON *item = convert(tree);
    char *text = item ? cJSON_Print(item) : NULL;
    cJSON_Delete(item);
    const size_t length = text ? strlen(text) : 0;
    char *longer = text ? realloc(text, length + 2) : NULL;
    if (!longer) {
        free(text);
        return error_memory(err, "JSON");
    }
    memcpy(longer + length, "\n", 2);
    *json = longer;
    return LR_OK;
}
