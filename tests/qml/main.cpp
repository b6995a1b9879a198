// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include <QtCore/QCoreApplication>
#include <QtQuickTest/quicktest.h>

// The names are for Settings, which the tests keep in files of their own.
class Setup : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void applicationAvailable()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("QtSse"));
        QCoreApplication::setApplicationName(QStringLiteral("tst_qml"));
    }
};

QUICK_TEST_MAIN_WITH_SETUP(tst_qml, Setup)

#include "main.moc"
