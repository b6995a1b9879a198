// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEPARSER_H
#define QSSEPARSER_H

#include <QtSse/qsseevent.h>

#include <QtCore/qbytearrayview.h>

#include <functional>
#include <memory>

class QSseParserPrivate;

class QTSSE_EXPORT QSseParser
{
    Q_GADGET

public:
    enum class OversizePolicy { Fail, Skip };
    Q_ENUM(OversizePolicy)
    enum class Error { None, EventTooLarge };
    Q_ENUM(Error)

    using EventHandler = std::function<void(const QSseEvent &event)>;
    using CommentHandler = std::function<void(QByteArrayView comment)>;
    using RetryHandler = std::function<void(std::chrono::milliseconds retry)>;

    static constexpr qint64 DefaultMaximumEventSize = 16 * 1024 * 1024;

    QSseParser();
    ~QSseParser();
    Q_DISABLE_COPY_MOVE(QSseParser)

    void setEventHandler(EventHandler handler);
    void setCommentHandler(CommentHandler handler);
    void setRetryHandler(RetryHandler handler);

    qsizetype feed(QByteArrayView bytes);
    void finish();
    void reset();
    void stop();

    QString lastEventId() const;
    void setLastEventId(const QString &id);
    void setOrigin(const QUrl &origin);

    bool showComments() const;
    void setShowComments(bool show);
    bool showRetry() const;
    void setShowRetry(bool show);

    qint64 maximumEventSize() const;
    void setMaximumEventSize(qint64 bytes);
    OversizePolicy oversizePolicy() const;
    void setOversizePolicy(OversizePolicy policy);
    qint64 skippedEvents() const;
    Error error() const;

private:
    std::unique_ptr<QSseParserPrivate> d;
};

#endif // QSSEPARSER_H
