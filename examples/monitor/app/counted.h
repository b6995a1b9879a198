// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef COUNTED_H
#define COUNTED_H

#include <QtCore/QLocale>

// "1 event", "2 events": without a translation there is nobody to choose the form.
inline QString counted(qint64 number, const QString &one, const QString &many)
{
    return QLocale().toString(number) + u' ' + (number == 1 ? one : many);
}

#endif
