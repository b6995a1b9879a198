// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseconnection_p.h"
#include "qsselogging_p.h"
#include "qssemessages_p.h"
#include "qsseuploadonce_p.h"

#include <QtNetwork/qauthenticator.h>
#include <QtNetwork/qnetworkproxy.h>
#if QT_CONFIG(ssl)
#    include <QtNetwork/qsslerror.h>
#endif

#include <QtCore/qcoreevent.h>

#include <limits>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// How much of a refused response is kept, and how long it may take to come.
static constexpr qint64 MostBody = 64 * 1024;
static constexpr auto LongestBody = 2s;
// A request that waits for room on an HTTP/2 connection, or that came there after the server has
// said good-bye, shows nothing at all: so long it is left there.
static constexpr auto LongestQueue = 3s;
static constexpr int MostRetries = 8;

QSseConnection::QSseConnection(const QSseHop &hop, QSseManagerLease lease, qint64 readBufferSize)
    : m_hop(hop)
    , m_lease(std::move(lease))
    , m_reader(readBufferSize)
{
    m_phaseTimer.setSingleShot(true);
    connect(&m_phaseTimer, &QTimer::timeout, this, &QSseConnection::onPhaseTimeout);
    connect(&m_reader, &QSseReplyReader::overflowed, this, &QSseConnection::shed);
}

QSseConnection::~QSseConnection()
{
    dropReply();
}

void QSseConnection::start()
{
    send();
}

void QSseConnection::send()
{
    m_phase = Phase::Requested;
    m_tlsReasons.clear();
    if (m_hop.body())
        m_lease = m_lease.forRequest(m_hop.request(), QSseConnectionUse::Fresh);
    QNetworkAccessManager *manager = m_lease.manager();
    if (!manager) {
        const auto report = [this] { end(QSseMessages::managerGone(m_hop.url())); };
        QMetaObject::invokeMethod(this, report, Qt::QueuedConnection);
        return;
    }
    qCDebug(lcSse) << "requesting" << m_hop.method().constData() << QSseMessages::target(url());
    m_reply = request(manager);
    m_reader.follow(m_reply, m_coding.mayBeDecoded() ? QSseReplyReader::Mode::HeldDecoded
                                                     : QSseReplyReader::Mode::Held);
    watchReply();
    if (mayTryElsewhere())
        m_phaseTimer.start(LongestQueue);
}

QNetworkReply *QSseConnection::request(QNetworkAccessManager *manager)
{
    QNetworkRequest request = m_hop.request();
    m_lease.configure(request);
    m_coding.ask(request);
    // The manager's own transfer timeout would cut a quiet stream, and none in the request does not
    // mean none.
    if (request.transferTimeout() == 0)
        request.setTransferTimeout(std::numeric_limits<int>::max());
    if (m_hop.body()) {
        QIODevice *body = uploadOnce(request, manager);
        QNetworkReply *reply = manager->sendCustomRequest(request, m_hop.method(), body);
        body->setParent(reply);
        return reply;
    }
    if (m_hop.method() == "GET")
        return manager->get(request);
    // Without a device there is no Content-Length, not even of 0.
    return manager->sendCustomRequest(request, m_hop.method(), static_cast<QIODevice *>(nullptr));
}

// Qt buffers the body and could send it again, unless it is told not to and knows its length.
QIODevice *QSseConnection::uploadOnce(QNetworkRequest &request, QNetworkAccessManager *manager)
{
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentLengthHeader, m_hop.body()->size());
    auto *body = new QSseUploadOnce(*m_hop.body(), manager);
    if (!m_hop.url().userInfo().isEmpty())
        body->allowRewind();
    connect(manager, &QNetworkAccessManager::authenticationRequired, body,
            [body](QNetworkReply *reply) {
                if (reply == body->parent())
                    body->allowRewind();
            });
    connect(manager, &QNetworkAccessManager::proxyAuthenticationRequired, body,
            &QSseUploadOnce::allowRewind);
    return body;
}

void QSseConnection::watchReply()
{
    QNetworkReply *reply = m_reply;
    connect(reply, &QNetworkReply::metaDataChanged, this, &QSseConnection::onMetaDataChanged);
    connect(reply, &QNetworkReply::readyRead, this, &QSseConnection::onReadyRead);
    connect(reply, &QNetworkReply::errorOccurred, this, &QSseConnection::onErrorOccurred);
    connect(reply, &QNetworkReply::finished, this, &QSseConnection::onFinished);
    // Managers of the pool go only with their thread, where there is nobody left to tell.
    if (m_lease.isBorrowed())
        connect(reply, &QObject::destroyed, this, &QSseConnection::onReplyDestroyed);
#if QT_CONFIG(ssl)
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        for (const QSslError &error : errors)
            m_tlsReasons.append(error.errorString());
    });
#endif
}

namespace {

// What the HTTP thread had posted to a reply before it was aborted still arrives, and Qt warns of a
// second error then.
class MetaCallFilter : public QObject
{
public:
    using QObject::QObject;
    bool eventFilter(QObject *, QEvent *event) override
    {
        return event->type() == QEvent::MetaCall;
    }
};

} // namespace

// Disconnected first: abort() emits errorOccurred() and finished() before it returns.
void QSseConnection::dropReply()
{
    m_phaseTimer.stop();
    m_reader.leave();
    if (!m_reply)
        return;
    disconnect(m_reply, nullptr, this, nullptr);
    m_reply->installEventFilter(new MetaCallFilter(m_reply));
    if (m_reply->error() == QNetworkReply::NoError)
        m_reply->abort();
    m_reply->deleteLater();
    m_reply.clear();
}

qint64 QSseConnection::read(char *buffer, qint64 size)
{
    return hasBytes() ? m_reader.read(buffer, size) : 0;
}

bool QSseConnection::hasBytes() const
{
    return isAccepted() && m_reader.hasBytes();
}

// Qt 6.4 takes all of these but 100 for the whole answer (RFC 9110, 15.2).
static bool isInterim(int status)
{
    return status >= 100 && status < 200;
}

// The headers are there; of the body nothing has been read yet.
void QSseConnection::onMetaDataChanged()
{
    if (m_phase != Phase::Requested)
        return;
    readResponse();
    judgeResponse();
}

void QSseConnection::readResponse()
{
    m_phaseTimer.stop();
    m_hop.setUrl(m_reply->url());
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    QSseResponse::Headers headers;
    const auto pairs = m_reply->rawHeaderPairs();
    headers.reserve(pairs.size());
    for (const auto &[name, value] : pairs)
        headers.append({name, value});
    m_lease.noteProtocol(usesHttp2());
    if (isInterim(status))
        m_lease.retireManager(); // the answer is yet to come there, and would be the next one's
    m_response = QSseResponse(status, headers, m_hop.url(), m_hop.resumes());
}

bool QSseConnection::usesHttp2() const
{
    return m_reply->attribute(QNetworkRequest::Http2WasUsedAttribute).toBool();
}

void QSseConnection::judgeResponse()
{
    const int status = m_response.status();
    if (QSseHop::isRedirect(status)) {
        followRedirect();
    } else if (status == 200 && isEventStream()) {
        judgeCoding();
    } else if (status >= 200) {
        m_phase = Phase::Refused;
        m_error = status == 200 ? QSseMessages::contentType(m_response)
                                : QSseMessages::refused(m_response);
        m_phaseTimer.start(LongestBody);
        collectBody();
    }
}

// There are servers that compress whatever one asks for. A POST is not repeated.
void QSseConnection::judgeCoding()
{
    const QSseCoding::Verdict verdict = m_coding.judge(m_response);
    if (verdict == QSseCoding::Verdict::Readable) {
        accept();
    } else if (verdict == QSseCoding::Verdict::CodedAnyway && m_hop.method() == "GET") {
        m_coding.giveIn();
        dropReply();
        send();
    } else {
        end(QSseMessages::contentCoding(m_response));
    }
}

void QSseConnection::accept()
{
    m_phase = Phase::Streaming;
    m_hop.settle();
    if (m_mayShed && usesHttp2())
        m_reader.countOnly();
    Q_EMIT accepted();
}

void QSseConnection::followRedirect()
{
    const QSseError error = m_hop.follow(m_response.status(), m_response.header("Location"));
    if (error) {
        QSseError refused = error;
        refused.setHttpStatus(m_response.status());
        refused.setHeaders(m_response.headers());
        end(refused);
        return;
    }
    dropReply();
    m_lease = m_lease.forRequest(m_hop.request(), QSseConnectionUse::Any);
    send();
}

// WHATWG HTML, 9.2.2: the essence counts; a charset is ignored, the stream is UTF-8.
bool QSseConnection::isEventStream() const
{
    const QByteArray type = m_response.header("Content-Type");
    const QByteArrayView essence =
            QByteArrayView(type).first(type.contains(';') ? type.indexOf(';') : type.size());
    return essence.trimmed().compare("text/event-stream", Qt::CaseInsensitive) == 0;
}

void QSseConnection::onReadyRead()
{
    if (m_phase == Phase::Refused)
        collectBody();
    else if (m_phase == Phase::Streaming && m_reader.noteArrival())
        Q_EMIT bytesArrived();
}

void QSseConnection::shed()
{
    qCDebug(lcSse) << "too much waits to be read, dropping" << QSseMessages::target(url());
    m_reader.keepWaiting();
    dropReply();
    m_lease = {};
    m_phase = Phase::Shed;
    Q_EMIT ended();
}

void QSseConnection::readBody()
{
    m_body += m_reply->read(MostBody - m_body.size());
}

void QSseConnection::collectBody()
{
    readBody();
    if (m_body.size() >= MostBody || m_reply->isFinished())
        endRefused();
}

void QSseConnection::onPhaseTimeout()
{
    if (m_phase == Phase::Refused) {
        readBody();
        endRefused();
    } else if (m_lease.sharesHttp2Connection()) {
        tryElsewhere();
    }
}

// A request that may do something is better failed than sent twice.
bool QSseConnection::mayTryElsewhere() const
{
    return m_phase == Phase::Requested && m_hop.allowsHttp2() && m_hop.method() == "GET"
           && m_retries < MostRetries;
}

void QSseConnection::tryElsewhere()
{
    qCDebug(lcSse) << "no room on the HTTP/2 connection, making another to"
                   << QSseMessages::target(url());
    ++m_retries;
    dropReply();
    m_lease.retireManager();
    m_lease = m_lease.forRequest(m_hop.request(), QSseConnectionUse::Any);
    send();
}

void QSseConnection::endRefused()
{
    m_error.setBody(m_body);
    end(QSseError(m_error));
}

// finished() follows, but not always (a compressed stream that cannot be decoded), so the error
// counts by itself, one turn later.
void QSseConnection::onErrorOccurred(QNetworkReply::NetworkError code)
{
    Q_UNUSED(code);
    finishLater();
}

// In a later turn, unless another hop has begun by then.
void QSseConnection::finishLater()
{
    const auto finish = [this, reply = m_reply] {
        if (reply && reply == m_reply)
            onFinished();
    };
    QMetaObject::invokeMethod(this, finish, Qt::QueuedConnection);
}

// The two ways to refuse an HTTP/2 stream: for the number of others, and after a good-bye.
static bool isRefusedStream(QNetworkReply::NetworkError code)
{
    return code == QNetworkReply::ProtocolFailure || code == QNetworkReply::ContentReSendError;
}

// What Qt would have sent again, had it been allowed to.
static QNetworkReply::NetworkError causeOf(QNetworkReply::NetworkError code)
{
    return code == QNetworkReply::ContentReSendError ? QNetworkReply::RemoteHostClosedError : code;
}

void QSseConnection::onFinished()
{
    if (!m_reply || isEnded() || m_phase == Phase::Idle)
        return;
    if (m_phase == Phase::Refused) {
        collectBody();
        return;
    }
    if (m_phase == Phase::Requested && judgeLateResponse())
        return;
    const QNetworkReply::NetworkError code = m_reply->error();
    if (isRefusedStream(code) && mayTryElsewhere()) {
        tryElsewhere();
        return;
    }
    if (!m_tlsReasons.isEmpty() && code == QNetworkReply::SslHandshakeFailedError)
        end(QSseMessages::tls(m_tlsReasons, m_hop.url()));
    else if (code != QNetworkReply::NoError)
        end(QSseMessages::network(causeOf(code), m_hop.url()));
    else if (isInterim(m_response.status()))
        end(QSseMessages::interimAnswer(m_response));
    else if (m_phase == Phase::Requested)
        end(QSseMessages::network(QNetworkReply::ProtocolFailure, m_hop.url()));
    else
        end({});
}

// Qt announces the headers of some responses, a 401 for one, only with their end.
bool QSseConnection::judgeLateResponse()
{
    readResponse();
    if (m_response.status() < 200)
        return false;
    finishLater();
    judgeResponse();
    return true;
}

void QSseConnection::onReplyDestroyed()
{
    if (!isEnded())
        end(QSseMessages::managerGone(m_hop.url()));
}

void QSseConnection::end(const QSseError &error)
{
    m_phaseTimer.stop();
    m_phase = isAccepted() ? Phase::Ended : Phase::Failed;
    m_error = error;
    Q_EMIT ended();
}
