// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef GRAMMARROWS_H
#define GRAMMARROWS_H

// A row for each thing that SSE parsers are known to get wrong: a QByteArray, the stream, and the
// ParserLog that it is to give.
void addGrammarRows();

#endif // GRAMMARROWS_H
