// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEUPLOADONCE_P_H
#define QSSEUPLOADONCE_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtCore/qbytearray.h>
#include <QtCore/qiodevice.h>

// A request's body that is read once. QNetworkAccessManager sends a request again where the server
// closes the connection without an answer, unless it cannot go back to the body's begin. The server
// may have done by then what the request asks for.
class QSseUploadOnce : public QIODevice
{
    Q_OBJECT

public:
    QSseUploadOnce(const QByteArray &body, QObject *parent);

    // Whoever answers a demand for credentials wants the request to be sent again.
    void allowRewind() { m_mayRewind = true; }

    bool isSequential() const override { return true; }
    bool atEnd() const override { return m_at == m_body.size(); }
    qint64 bytesAvailable() const override { return m_body.size() - m_at; }
    bool reset() override;

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_body;
    qsizetype m_at = 0;
    bool m_mayRewind = false;
};

#endif // QSSEUPLOADONCE_P_H
