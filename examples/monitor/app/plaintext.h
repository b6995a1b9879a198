// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef PLAINTEXT_H
#define PLAINTEXT_H

#include <QtWidgets/QPlainTextEdit>

// A pane of text to read and copy, in a font of fixed width.
QPlainTextEdit *createPlainText(const QString &name, const QString &accessibleName);

#endif
