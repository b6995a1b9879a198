// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEGLOBAL_H
#define QSSEGLOBAL_H

#include <QtCore/qglobal.h>

#if defined(QTSSE_STATIC)
#    define QTSSE_EXPORT
#elif defined(QTSSE_BUILDING)
#    define QTSSE_EXPORT Q_DECL_EXPORT
#else
#    define QTSSE_EXPORT Q_DECL_IMPORT
#endif

#endif // QSSEGLOBAL_H
