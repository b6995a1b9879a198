// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef PROBE_H
#define PROBE_H

#include <QtSse/QSseSession>

#include <QtCore/QByteArrayList>
#include <QtTest/QSignalSpy>

// A session that is opened, and what it has said. It waits for an hour before a reconnect, so that
// a test sees one attempt unless it goes on itself.
struct Probe
{
    explicit Probe(const QSseRequest &request, QNetworkAccessManager *manager = nullptr);

    QByteArrayList data() const; // of the events
    QSseError onlyError() const; // none where there is not exactly one

    QSseSession session;
    QSignalSpy opened;
    QSignalSpy events;
    QSignalSpy errors;
    QSignalSpy closed;
};

// Whether anything that the error shows by itself has a "secret" in it.
bool tellsSecrets(const QSseError &error);

// A file of tests/data, which must be there.
QByteArray testData(const QString &path);

#endif // PROBE_H
