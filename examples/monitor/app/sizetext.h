// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef SIZETEXT_H
#define SIZETEXT_H

#include <QtCore/QString>

QString sizeText(double bytes); // 512 B, 1.5 kB, 2.0 MB

#endif
