// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSECLIENT_H
#define QSSECLIENT_H

#include <QtSse/qsseexception.h>
#include <QtSse/qssesession.h>

#include <QtCore/qpromise.h>

class QSseClientPrivate;

class QTSSE_EXPORT QSseClient : public QObject
{
    Q_OBJECT

public:
    enum class MisfitPolicy { Fail, Skip };
    Q_ENUM(MisfitPolicy)

    using Handler = std::function<void(const QSseEvent &event)>;
    template <typename T>
    using ValueHandler = std::function<void(const T &value, const QSseEvent &event)>;
    template <typename T> using Block = std::function<std::optional<T>(const QSseEvent &event)>;
    template <typename T>
    using Deserializer = std::function<std::optional<T>(const QSseEvent &event)>;

    explicit QSseClient(QObject *parent = nullptr);
    explicit QSseClient(QNetworkAccessManager *manager, QObject *parent = nullptr);
    ~QSseClient() override;

    // Streams

    QSseSession *session(const QSseRequest &request);
    QSseSession *session(const QUrl &url) { return session(QSseRequest(url)); }
    QSseSession *session(QAnyStringView host, quint16 port, QAnyStringView path)
    {
        return session(QSseRequest(host, port, path));
    }

    QSseSession *sse(const QSseRequest &request, const QObject *context, Handler handler);
    QSseSession *sse(const QUrl &url, const QObject *context, Handler handler)
    {
        return sse(QSseRequest(url), context, std::move(handler));
    }
    QSseSession *sse(QAnyStringView host, quint16 port, QAnyStringView path, const QObject *context,
                     Handler handler)
    {
        return sse(QSseRequest(host, port, path), context, std::move(handler));
    }

    template <typename T>
    QSseSession *sse(const QSseRequest &request, const QObject *context, ValueHandler<T> handler,
                     MisfitPolicy policy = MisfitPolicy::Fail);
    template <typename T>
    QSseSession *sse(const QUrl &url, const QObject *context, ValueHandler<T> handler,
                     MisfitPolicy policy = MisfitPolicy::Fail)
    {
        return sse<T>(QSseRequest(url), context, std::move(handler), policy);
    }
    template <typename T>
    QSseSession *sse(QAnyStringView host, quint16 port, QAnyStringView path, const QObject *context,
                     ValueHandler<T> handler, MisfitPolicy policy = MisfitPolicy::Fail)
    {
        return sse<T>(QSseRequest(host, port, path), context, std::move(handler), policy);
    }

    template <typename T>
    QFuture<T> sseWithRetry(const QSseRequest &request, const QObject *context, Block<T> block,
                            int maxRetries = 3,
                            std::chrono::milliseconds retryDelay = std::chrono::seconds(1));
    template <typename T>
    QFuture<T> sseWithRetry(const QUrl &url, const QObject *context, Block<T> block,
                            int maxRetries = 3,
                            std::chrono::milliseconds retryDelay = std::chrono::seconds(1))
    {
        return sseWithRetry<T>(QSseRequest(url), context, std::move(block), maxRetries, retryDelay);
    }
    template <typename T>
    QFuture<T> sseWithRetry(QAnyStringView host, quint16 port, QAnyStringView path,
                            const QObject *context, Block<T> block, int maxRetries = 3,
                            std::chrono::milliseconds retryDelay = std::chrono::seconds(1))
    {
        return sseWithRetry<T>(QSseRequest(host, port, path), context, std::move(block), maxRetries,
                               retryDelay);
    }

    std::shared_ptr<QSseSession> sharedSession(const QSseRequest &request);
    std::shared_ptr<QSseSession> sharedSession(const QUrl &url)
    {
        return sharedSession(QSseRequest(url));
    }
    std::shared_ptr<QSseSession> sharedSession(QAnyStringView host, quint16 port,
                                               QAnyStringView path)
    {
        return sharedSession(QSseRequest(host, port, path));
    }
    int replayCount() const;
    void setReplayCount(int count);
    static QList<QSseEvent> recentEvents(const QSseSession *session);

    // Values

    template <typename T> void setDeserializer(Deserializer<T> deserializer);
    template <typename T> std::optional<T> deserialize(const QSseEvent &event) const
    {
        return deserializer<T>()(event);
    }

    // Defaults

    QSseRequest baseRequest() const;
    void setBaseRequest(const QSseRequest &request);

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
    std::optional<QSseSession::ReconnectMode> reconnectMode() const;
    void setReconnectMode(QSseSession::ReconnectMode mode);
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

    QSseSession::DiagnosticBuffer diagnosticBuffer() const;
    void setDiagnosticBuffer(QSseSession::DiagnosticBuffer what, int count = 1);

    QNetworkAccessManager *networkAccessManager() const;
    void setNetworkAccessManager(QNetworkAccessManager *manager);

private:
    friend class QSseClientPrivate;
    friend class QSseRetryTask;

    // The functions of above with the type of the value left out.
    struct Reader
    {
        std::function<bool(const QSseEvent &event)> read; // false: it does not fit
        QMetaType type;
        MisfitPolicy policy = MisfitPolicy::Fail;
    };
    struct Job
    {
        std::function<bool(const QSseEvent &event)> offer; // true: there is a value
        std::function<void(const std::exception_ptr &failure)> finish;
        QFuture<void> future;
        std::shared_ptr<void> promise;
    };
    using AnyDeserializer = std::function<void(const QSseEvent &event, void *optional)>;

    QSseSession *call(const QSseRequest &request, const QObject *context, Reader reader);
    void retry(const QSseRequest &request, const QObject *context, Job job, int maxRetries,
               std::chrono::milliseconds retryDelay);
    AnyDeserializer anyDeserializer(QMetaType type) const;
    void setAnyDeserializer(QMetaType type, AnyDeserializer deserializer);
    template <typename T> Deserializer<T> deserializer() const;

    std::unique_ptr<QSseClientPrivate> d;
};

template <typename T>
QSseSession *QSseClient::sse(const QSseRequest &request, const QObject *context,
                             ValueHandler<T> handler, MisfitPolicy policy)
{
    Reader reader{{}, QMetaType::fromType<T>(), policy};
    if (handler) {
        reader.read = [handler = std::move(handler),
                       deserialize = deserializer<T>()](const QSseEvent &event) {
            if (!event.isMessage())
                return true;
            const std::optional<T> value = deserialize(event);
            if (value)
                handler(*value, event);
            return value.has_value();
        };
    }
    return call(request, context, std::move(reader));
}

template <typename T>
QFuture<T> QSseClient::sseWithRetry(const QSseRequest &request, const QObject *context,
                                    Block<T> block, int maxRetries,
                                    std::chrono::milliseconds retryDelay)
{
    auto promise = std::make_shared<QPromise<T>>();
    const QFuture<T> future = promise->future();
    promise->start();
    Job job;
    if (block) {
        job.offer = [promise, block = std::move(block)](const QSseEvent &event) {
            std::optional<T> value = block(event);
            return value && promise->addResult(std::move(*value));
        };
    }
    job.finish = [promise](const std::exception_ptr &failure) {
        if (failure)
            promise->setException(failure);
        promise->finish();
    };
    job.future = QFuture<void>(future);
    job.promise = promise;
    retry(request, context, std::move(job), maxRetries, retryDelay);
    return future;
}

template <typename T> void QSseClient::setDeserializer(Deserializer<T> deserializer)
{
    AnyDeserializer any;
    if (deserializer) {
        any = [deserializer = std::move(deserializer)](const QSseEvent &event, void *optional) {
            *static_cast<std::optional<T> *>(optional) = deserializer(event);
        };
    }
    setAnyDeserializer(QMetaType::fromType<T>(), std::move(any));
}

template <typename T> QSseClient::Deserializer<T> QSseClient::deserializer() const
{
    const AnyDeserializer any = anyDeserializer(QMetaType::fromType<T>());
    if (!any) {
        return [](const QSseEvent &event) -> std::optional<T> {
            if constexpr (std::is_default_constructible_v<T>)
                return event.value<T>();
            else
                return std::nullopt;
        };
    }
    return [any](const QSseEvent &event) {
        std::optional<T> value;
        any(event, &value);
        return value;
    };
}

#endif // QSSECLIENT_H
