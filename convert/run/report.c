/* report: what became of each article and of each output, as JSON. */
#include "run/report.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

static json_t *
article_of(struct run *r, const struct job *j)
{
	json_t *o = json_object();
	const struct book_entry *e = NULL;

	for (size_t i = 0; i < r->book->entry.n; i++)
		if (strcmp(r->book->entry.p[i].key, j->key) == 0)
			e = &r->book->entry.p[i];
	json_object_set_new(o, "input", json_string(j->path));
	json_object_set_new(o, "state",
	        json_string(j->state != JOB_DONE ? "failed"
	                    : e                  ? "printed"
	                                         : "left out"));
	if (!e)
		return o;
	json_object_set_new(o, "id", json_string(e->id));
	json_object_set_new(o, "title", json_string(e->title));
	json_object_set_new(o, "lang", json_string(e->lang));
	if (e->date)
		json_object_set_new(o, "date", json_string(e->date));
	json_object_set_new(o, "words", json_integer(e->words));
	return o;
}

int
report_write(struct run *r, const struct issue *is, const struct target *t,
        size_t targets)
{
	json_t *root = json_object(), *list = json_array(),
	       *outs = json_array();
	struct publish *out = publish_open(is->report, r->dg);
	char *text;
	int rc = -1;

	json_object_set_new(root, "title", json_string(r->book->title));
	json_object_set_new(root, "date", json_string(r->book->date));
	for (size_t i = 0; i < r->job.n; i++)
		json_array_append_new(list, article_of(r, &r->job.p[i]));
	json_object_set_new(root, "articles", list);
	for (size_t i = 0; i < targets; i++) {
		json_t *o = json_object();

		json_object_set_new(o, "path", json_string(t[i].path));
		json_object_set_new(o, "bytes", json_integer(t[i].bytes));
		if (t[i].pages)
			json_object_set_new(
			        o, "pages", json_integer(t[i].pages));
		json_array_append_new(outs, o);
	}
	json_object_set_new(root, "outputs", outs);
	text = json_dumps(root, JSON_INDENT(1));
	json_decref(root);
	if (out && text && publish_write(out, text, strlen(text)) == 0 &&
	        publish_write(out, "\n", 1) == 0)
		rc = publish_commit(out, NULL);
	else if (out)
		publish_abort(out);
	free(text);
	return rc;
}
