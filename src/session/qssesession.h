// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSESESSION_H
#define QSSESESSION_H

#include <QtSse/qsseerror.h>
#include <QtSse/qsseevent.h>
#include <QtSse/qsseeventchannel.h>
#include <QtSse/qsseparser.h>
#include <QtSse/qssereconnectpolicy.h>
#include <QtSse/qsserequest.h>
#include <QtSse/qsseresponse.h>
#include <QtSse/qssestatistics.h>

#include <QtCore/qfuture.h>
#include <QtCore/qobject.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

QT_FORWARD_DECLARE_CLASS(QNetworkAccessManager)
class QSseSessionPrivate;

class QTSSE_EXPORT QSseSession : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QSseRequest request READ request WRITE setRequest NOTIFY requestChanged FINAL)
    Q_PROPERTY(QUrl url READ url WRITE setUrl NOTIFY requestChanged FINAL)
    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString lastEventId READ lastEventId WRITE setLastEventId NOTIFY lastEventIdChanged
                       FINAL)
    Q_PROPERTY(QSseError error READ error NOTIFY errorChanged FINAL)
    Q_PROPERTY(QString errorString READ errorString NOTIFY errorChanged FINAL)
    Q_PROPERTY(bool paused READ isPaused WRITE setPaused NOTIFY pausedChanged FINAL)
    Q_PROPERTY(std::chrono::milliseconds connectTimeout READ connectTimeout WRITE setConnectTimeout
                       FINAL)
    Q_PROPERTY(std::chrono::milliseconds idleTimeout READ idleTimeout WRITE setIdleTimeout FINAL)
    Q_PROPERTY(qint64 maximumEventSize READ maximumEventSize WRITE setMaximumEventSize FINAL)
    Q_PROPERTY(qint64 readBufferSize READ readBufferSize WRITE setReadBufferSize FINAL)
    Q_PROPERTY(int attempt READ attempt NOTIFY attemptChanged FINAL)
    Q_PROPERTY(QSseStatistics statistics READ statistics FINAL)

public:
    enum class State { Closed, Connecting, Open, Waiting };
    Q_ENUM(State)
    enum class ReconnectMode { Always, OnError, Never };
    Q_ENUM(ReconnectMode)
    enum class DiagnosticBuffer { Off, LastLines, LastEvents, All };
    Q_ENUM(DiagnosticBuffer)

    explicit QSseSession(QObject *parent = nullptr);
    explicit QSseSession(const QSseRequest &request, QObject *parent = nullptr);
    ~QSseSession() override;

    QSseRequest request() const;
    void setRequest(const QSseRequest &request);
    QUrl url() const;
    void setUrl(const QUrl &url);

    State state() const;
    QString lastEventId() const;
    void setLastEventId(const QString &id);
    QSseError error() const;
    QString errorString() const;
    bool isPaused() const;
    void setPaused(bool paused);
    int attempt() const;
    QSseResponse response() const;
    QSseStatistics statistics() const;

    std::chrono::milliseconds connectTimeout() const;
    void setConnectTimeout(std::chrono::milliseconds timeout);
    std::chrono::milliseconds idleTimeout() const;
    void setIdleTimeout(std::chrono::milliseconds timeout);

    qint64 maximumEventSize() const;
    void setMaximumEventSize(qint64 bytes);
    QSseParser::OversizePolicy oversizePolicy() const;
    void setOversizePolicy(QSseParser::OversizePolicy policy);
    qint64 readBufferSize() const;
    void setReadBufferSize(qint64 bytes);

    std::shared_ptr<QSseReconnectPolicy> reconnectPolicy() const;
    void setReconnectPolicy(std::shared_ptr<QSseReconnectPolicy> policy);
    void
    setReconnectPolicy(std::function<bool(int attempt, const QSseError &lastError)> shouldReconnect,
                       std::function<std::chrono::milliseconds(int attempt)> delayBeforeReconnect);
    ReconnectMode reconnectMode() const;
    void setReconnectMode(ReconnectMode mode);
    void setRandomSource(std::function<double()> random);
    bool isStrict() const;
    void setStrict(bool strict);

    bool showComments() const;
    void setShowComments(bool show);
    bool showRetry() const;
    void setShowRetry(bool show);
    QByteArray endMarker() const;
    void setEndMarker(const QByteArray &marker);

    void setTokenProvider(std::function<QString()> provider);
    void setTokenProvider(std::function<QFuture<QString>()> provider);
    void setTokenProvider(const QObject *context, std::function<QString()> provider);
    void setTokenProvider(const QObject *context, std::function<QFuture<QString>()> provider);
    void setTokenProvider(std::nullptr_t) { clearTokenProvider(); }
    void clearTokenProvider();
    void setRequestHook(std::function<QSseRequest(QSseRequest request, int attempt)> hook);
    void setRequestHook(std::function<QFuture<QSseRequest>(QSseRequest request, int attempt)> hook);
    void setRequestHook(const QObject *context,
                        std::function<QSseRequest(QSseRequest request, int attempt)> hook);
    void setRequestHook(const QObject *context,
                        std::function<QFuture<QSseRequest>(QSseRequest request, int attempt)> hook);
    void setRequestHook(std::nullptr_t) { clearRequestHook(); }
    void clearRequestHook();

    DiagnosticBuffer diagnosticBuffer() const;
    void setDiagnosticBuffer(DiagnosticBuffer what, int count = 1);

    QNetworkAccessManager *networkAccessManager() const;
    void setNetworkAccessManager(QNetworkAccessManager *manager);

    QSseEventChannel *incoming(int capacity = 64);

public Q_SLOTS:
    void open();
    void close();
    void pause();
    void resume();
    void reconnectNow();

Q_SIGNALS:
    void opened();
    void eventReceived(const QSseEvent &event);
    void commentReceived(const QString &comment);
    void retryReceived(std::chrono::milliseconds retry);
    void errorOccurred(const QSseError &error);
    void reconnectScheduled(int attempt, std::chrono::milliseconds delay);
    void closed();
    void stateChanged();
    void lastEventIdChanged();
    void requestChanged();
    void errorChanged();
    void pausedChanged();
    void attemptChanged();

protected:
    bool event(QEvent *event) override;

private:
    friend class QSseSessionPrivate;
    friend class QSseClientPrivate;

    std::unique_ptr<QSseSessionPrivate> d;
};

#endif // QSSESESSION_H
