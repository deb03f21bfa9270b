/* main: the table of commands, and the ways out. */
#include <stdio.h>
#include <stdlib.h>

#include "run/commands.h"
#include "run/signals.h"

const struct command command_table[] = {
	{ "convert", CMD_CONVERT, "[OPTION...] INPUT... -o OUTPUT...",
	        "articles to PDF, EPUB or text",
	        "Cleans the HTML articles INPUT ('-' is standard input) and "
	        "writes "
	        "each OUTPUT;\nits ending says what it is: .pdf .epub .xhtml "
	        ".txt "
	        ".md .json, or '-' for a PDF\non standard output.  Articles "
	        "are "
	        "cleaned once, whatever the number of outputs.",
	        run_convert },
	{ "build", CMD_BUILD, "[OPTION...] [MANIFEST]",
	        "a whole issue from its manifest",
	        "Builds the issue that MANIFEST (default: issue.yaml) "
	        "describes: "
	        "PDF, EPUB and\nreport.  The form of the manifest is in "
	        "bantin(1).",
	        run_build },
	{ "archive", CMD_ARCHIVE, "[OPTION...] DIR -o OUTDIR",
	        "a folder of thousands of articles to EPUB volumes",
	        "Cleans all .html, .htm and .xhtml files at and below DIR and "
	        "writes one EPUB into\nOUTDIR for each month of their dates, "
	        "for each section, or as many as --max-size\nasks for (--by).  "
	        "A later run rewrites only the volumes that changed.",
	        run_archive },
	{ "clean", CMD_CLEAN, "[OPTION...] INPUT",
	        "one article, cleaned, on standard output",
	        "Runs the chain of filters over INPUT ('-' is standard input) "
	        "and "
	        "prints the clean\narticle, or the state after a stage "
	        "(--until).",
	        run_clean_command },
	{ "decode", CMD_DECODE, "[OPTION...] [FILE...]",
	        "files in any encoding to UTF-8 on standard output",
	        "Finds out the encoding of each FILE ('-' or none is standard "
	        "input), HTML or plain\ntext, and prints it as UTF-8 in "
	        "Unicode "
	        "form C, with text that was decoded wrongly\nbefore repaired; "
	        "-v "
	        "tells what was found and changed.",
	        run_decode },
	{ "explain", CMD_EXPLAIN, "[OPTION...] INPUT",
	        "what every stage did to a page, and why",
	        "Runs the chain of filters over INPUT ('-' is standard input) "
	        "and tells of the\nencoding, of each piece of metadata, of "
	        "repairs, of pictures, and of each block\nthat was dropped "
	        "or changed: by which stage, by which rule.  --json prints "
	        "the\nsame as one JSON object, --html writes it as a page.",
	        run_explain },
	{ "check", CMD_CHECK, "[OPTION...] FILE...",
	        "what would make an archive, a reader or a press refuse a file",
	        "Checks PDF files, whoever made them, against PDF/A-2u, "
	        "PDF/UA-1 or "
	        "the rules of\nthe press (--for), and EPUB files against EPUB "
	        "3.3 and EPUB Accessibility 1.1;\nprints one line for each "
	        "finding: clause, place, what is wrong and how to mend it.\n"
	        "Ends with 0 when all is clean, with 65 when not, with 66 "
	        "when a file cannot be read.",
	        run_check },
	{ "filters", CMD_FILTERS, "[OPTION...]",
	        "the stages of the chain, in order",
	        "Lists the stages that --filters and the manifest can name.",
	        run_filters },
	{ "init", CMD_INIT, "[OPTION...] DIR", "a manifest to start from",
	        "Writes into the folder DIR a manifest (issue.yaml), site "
	        "rules (site.yaml) and\nan article, of which 'bantin build' "
	        "makes a bulletin at once.  Nothing that exists\nis written "
	        "over.",
	        run_init },
	{ "doctor", CMD_DOCTOR, "[OPTION...]",
	        "what is missing on this machine",
	        "Looks for fonts, hyphenation patterns, profiles for printing, "
	        "themes, encodings,\ntime zones and room for temporary files, "
	        "and tells what to do about what is not\nthere.  Ends with 78 "
	        "when something is missing that no bulletin can do without.",
	        run_doctor },
	{ NULL, 0, NULL, NULL, NULL, NULL }
};

/* What went to standard output must have arrived. */
static int
close_stdout(struct cli *c, int rc)
{
	if (fflush(stdout) != 0 && rc == EXIT_DONE) {
		diag_file(&c->dg, "standard output", MSG_WRITE,
		        "the other end is closed or full");
		return EXIT_IO;
	}
	return rc;
}

int
main(int argc, char **argv)
{
	struct cli c;
	int rc;

	signals_install();
	rc = cli_parse(&c, argc, argv);
	if (rc < 0)
		rc = c.command->run(&c);
	rc = close_stdout(&c, rc);
	cli_free(&c);
	return rc;
}
