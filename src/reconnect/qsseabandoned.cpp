// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseabandoned_p.h"

#include <QtCore/qabstracteventdispatcher.h>
#include <QtCore/qmutex.h>

#include <vector>

#if QT_VERSION >= QT_VERSION_CHECK(6, 10, 0)
void QSseAbandoned::take(std::shared_ptr<void> promises)
{
    if (QAbstractEventDispatcher *const dispatcher = QAbstractEventDispatcher::instance())
        QMetaObject::invokeMethod(
                dispatcher, [promises] {}, Qt::QueuedConnection);
}
#else
// Never destroyed: that would finish them. What the continuations hold stays, too: to put others in
// their place would finish the futures that these have given, and run what follows on those.
void QSseAbandoned::take(std::shared_ptr<void> promises)
{
    static QBasicMutex mutex;
    static auto *const abandoned = new std::vector<std::shared_ptr<void>>;
    const QMutexLocker locker(&mutex);
    abandoned->push_back(std::move(promises));
}
#endif
