// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "threadapplication.h"

#include "racedetector.h"

#include <QtCore/QEvent>

// An object is told that it moves while it is still in its old thread; its children are, too.
bool ThreadApplication::notify(QObject *receiver, QEvent *event)
{
    const bool isMove = event->type() == QEvent::ThreadChange;
    for (const QObject *object = receiver; object; object = object->parent())
        RaceDetector::takeOver(object);
    const bool isTaken = QCoreApplication::notify(receiver, event);
    if (isMove)
        RaceDetector::handOver(receiver);
    return isTaken;
}
