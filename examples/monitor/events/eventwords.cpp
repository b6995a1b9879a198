// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "eventwords.h"

#include <QtSse/QSseEvent>

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype summaryLength = 400;

QString onOneLine(QString text)
{
    for (QChar &c : text) {
        if (c == u'\n')
            c = u'↵';
        else if (!c.isPrint() && !c.isSurrogate())
            c = u' ';
    }
    return text;
}

} // namespace

QString EventWords::type(const QSseEvent &event)
{
    if (event.isMessage())
        return event.type();
    return event.comments().isNull() ? QCoreApplication::translate("EventWords", "retry")
                                     : QCoreApplication::translate("EventWords", "comment");
}

QString EventWords::summary(const QSseEvent &event)
{
    if (event.isMessage())
        return onOneLine(QString::fromUtf8(event.data().left(summaryLength)));
    QStringList parts;
    if (!event.comments().isNull())
        parts.append(onOneLine(event.comments().left(summaryLength)));
    if (const auto retry = event.retry())
        parts.append(QCoreApplication::translate("EventWords", "reconnect after %1 ms")
                             .arg(qint64(retry->count())));
    return parts.join(u" · "_s);
}
