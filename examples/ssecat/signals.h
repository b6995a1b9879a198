// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef SIGNALS_H
#define SIGNALS_H

#include <QtCore/qobject.h>

// SIGINT, SIGTERM and SIGHUP as a Qt signal. A second one of a kind kills at once, as ever.
class Signals : public QObject
{
    Q_OBJECT

public:
    explicit Signals(QObject *parent = nullptr);

Q_SIGNALS:
    void received(int number);

private:
    void read(int descriptor);
};

#endif // SIGNALS_H
