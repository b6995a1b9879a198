// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef THREADAPPLICATION_H
#define THREADAPPLICATION_H

#include <QtCore/QCoreApplication>

// Tells the race detector which events come from another thread.
class ThreadApplication : public QCoreApplication
{
    Q_OBJECT

public:
    using QCoreApplication::QCoreApplication;

    bool notify(QObject *receiver, QEvent *event) override;
};

#endif
