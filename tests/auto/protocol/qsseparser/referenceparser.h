// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef REFERENCEPARSER_H
#define REFERENCEPARSER_H

#include "parserlog.h"

// The event stream interpretation of WHATWG HTML 9.2.6 over a whole stream, as plainly as it can be
// written: what QSseParser is compared with.
struct Reference
{
    ParserLog log;
    QStringList texts;
    QString lastEventId;
};

struct ReferenceOptions
{
    QString lastEventId;
    bool showComments = false;
    bool showRetry = false;
};

Reference parseByReference(const QByteArray &stream, const ReferenceOptions &options = {});

// "UTF-8 decode without BOM" of the Encoding standard.
QString decodeUtf8(const QByteArray &bytes);

#endif // REFERENCEPARSER_H
