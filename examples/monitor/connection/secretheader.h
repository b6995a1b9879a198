// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef SECRETHEADER_H
#define SECRETHEADER_H

#include <QtCore/QString>

// Whether a header of this name carries a secret, as far as a name can tell; or a query item.
bool isSecretHeader(const QString &name);

#endif
