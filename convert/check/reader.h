/* reader: what is called of libqpdf, which is opened when a PDF is read: it
 * brings libraries of ciphers that no other command needs. */
#ifndef BANTIN_CHECK_READER_H
#define BANTIN_CHECK_READER_H

#include <qpdf/qpdf-c.h>

#include "base/late.h"

#define READER_CALLS(F)                                                        \
	F(qpdf_init)                                                           \
	F(qpdf_cleanup)                                                        \
	F(qpdf_set_suppress_warnings)                                          \
	F(qpdf_silence_errors)                                                 \
	F(qpdf_read_memory)                                                    \
	F(qpdf_is_encrypted)                                                   \
	F(qpdf_has_error)                                                      \
	F(qpdf_get_error)                                                      \
	F(qpdf_get_error_code)                                                 \
	F(qpdf_get_error_message_detail)                                       \
	F(qpdf_more_warnings)                                                  \
	F(qpdf_next_warning)                                                   \
	F(qpdf_get_trailer)                                                    \
	F(qpdf_get_object_by_id)                                               \
	F(qpdf_replace_object)                                                 \
	F(qpdf_oh_release)                                                     \
	F(qpdf_oh_release_all)                                                 \
	F(qpdf_oh_is_stream)                                                   \
	F(qpdf_oh_get_dict)                                                    \
	F(qpdf_oh_get_key)                                                     \
	F(qpdf_oh_get_int_value_as_int)                                        \
	F(qpdf_oh_get_stream_data)                                             \
	F(qpdf_oh_new_bool)                                                    \
	F(qpdf_oh_unparse_resolved)

LATE_CALLS(reader, READER_CALLS)

#endif
