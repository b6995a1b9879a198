// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEEVENTCHANNEL_H
#define QSSEEVENTCHANNEL_H

#include <QtSse/qssereceiveresult.h>

#include <QtCore/qfuture.h>
#include <QtCore/qlist.h>
#include <QtCore/qobject.h>

#include <memory>
#include <optional>

class QSseEventChannelPrivate;
class QSseSessionPrivate;

class QTSSE_EXPORT QSseEventChannel : public QObject
{
    Q_OBJECT
    Q_PROPERTY(int capacity READ capacity CONSTANT FINAL)
    Q_PROPERTY(int size READ size FINAL)
    Q_PROPERTY(bool closed READ isClosed FINAL)
    Q_PROPERTY(QSseError error READ error FINAL)

public:
    ~QSseEventChannel() override;

    int capacity() const;
    int size() const;
    bool isClosed() const;
    QSseError error() const;

    QFuture<QSseReceiveResult> receive();
    std::optional<QSseReceiveResult> tryReceive();
    QList<QSseEvent> tryReceiveAll();

public Q_SLOTS:
    void close();

Q_SIGNALS:
    void readyReceive();

protected:
    bool event(QEvent *event) override;

private:
    friend class QSseSessionPrivate;

    QSseEventChannel(QSseSessionPrivate *session, int capacity, QObject *parent);

    std::unique_ptr<QSseEventChannelPrivate> d;
};

#endif // QSSEEVENTCHANNEL_H
