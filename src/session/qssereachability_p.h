// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEREACHABILITY_P_H
#define QSSEREACHABILITY_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtCore/qobject.h>
#include <QtCore/qpointer.h>
#include <QtCore/qurl.h>
#include <QtNetwork/qnetworkinformation.h>

// Whether the system has a network at all, where the application has loaded QNetworkInformation.
// QtSse does not load it: which backend is right, and whether one is wanted, the application knows.
class QSseReachability : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // Begins to watch, if there is something to watch by now.
    void watch();
    bool isUnreachable(const QUrl &url) const;

Q_SIGNALS:
    void backOnline();

private:
    void setReachability(QNetworkInformation::Reachability reachability);

    QPointer<QNetworkInformation> m_watched;
    bool m_isOffline = false;
};

#endif // QSSEREACHABILITY_P_H
