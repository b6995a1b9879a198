// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssemessages_p.h"

using namespace Qt::StringLiterals;

namespace {

QSseError withResponse(QSseError::Kind kind, const QString &message, const QSseResponse &response)
{
    QSseError error(kind, message);
    error.setHttpStatus(response.status());
    error.setHeaders(response.headers());
    return error;
}

QString networkReason(QNetworkReply::NetworkError code)
{
    switch (code) {
    case QNetworkReply::ConnectionRefusedError:
        return u"the connection was refused. Is the server running?"_s;
    case QNetworkReply::RemoteHostClosedError:
        return u"the server closed the connection in the middle."_s;
    case QNetworkReply::HostNotFoundError:
        return u"the host was not found. Check the name and the network."_s;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError:
        return u"the connection timed out."_s;
    case QNetworkReply::SslHandshakeFailedError:
        return u"the TLS handshake was cut short. Does the server speak TLS?"_s;
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::UnknownNetworkError:
        return u"the network failed."_s;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        return u"the server did not speak HTTP as expected."_s;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return u"the proxy could not be reached or closed the connection."_s;
    default:
        return u"the connection failed (QNetworkReply error %1)."_s.arg(int(code));
    }
}

QString refusedReason(int status)
{
    switch (status) {
    case 401:
        return u"The server wants other credentials (401)"_s;
    case 407:
        return u"The proxy wants other credentials (407)"_s;
    case 404:
        return u"There is no stream here (404)"_s;
    case 429:
        return u"The server has had too many requests (429)"_s;
    default:
        return u"The server refused the stream with status %1"_s.arg(status);
    }
}

QString whyEnded(const QSseError &cause)
{
    return cause ? cause.message() : u"the stream ended."_s;
}

} // namespace

// An URL as it may be shown: scheme, host, port and path.
QString QSseMessages::target(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

QSseError QSseMessages::network(QNetworkReply::NetworkError code, const QUrl &url)
{
    const QString where = target(url);
    switch (code) {
    case QNetworkReply::UnknownContentError:
        return {QSseError::Kind::Decompression,
                u"The compressed stream from %1 cannot be decoded."_s.arg(where)};
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return {QSseError::Kind::Authentication,
                u"The proxy on the way to %1 wants other credentials."_s.arg(where)};
    case QNetworkReply::AuthenticationRequiredError:
        return {QSseError::Kind::Authentication,
                u"The server wants other credentials for %1."_s.arg(where)};
    case QNetworkReply::ProtocolInvalidOperationError:
        return {QSseError::Kind::InvalidRequest,
                u"The request to %1 cannot be sent as it was set."_s.arg(where)};
    default:
        return {QSseError::Kind::Network, where + ": "_L1 + networkReason(code)};
    }
}

QSseError QSseMessages::tls(const QStringList &reasons, const QUrl &url)
{
    return {QSseError::Kind::Tls, u"The certificate of %1 was not accepted: %2"_s.arg(
                                          target(url), reasons.join("; "_L1))};
}

QSseError QSseMessages::refused(const QSseResponse &response)
{
    const int status = response.status();
    const auto kind = status == 401 || status == 407 ? QSseError::Kind::Authentication
                                                     : QSseError::Kind::HttpStatus;
    return withResponse(kind, u"%1: %2."_s.arg(refusedReason(status), target(response.url())),
                        response);
}

QSseError QSseMessages::contentType(const QSseResponse &response)
{
    const QByteArray type = response.header("Content-Type").left(100);
    const QString got =
            type.isEmpty() ? u"no content type"_s : u"\"%1\""_s.arg(QString::fromLatin1(type));
    return withResponse(QSseError::Kind::ContentType,
                        u"%1 answered with %2 instead of text/event-stream. Is this the stream's "
                        "URL?"_s.arg(target(response.url()), got),
                        response);
}

QSseError QSseMessages::contentCoding(const QSseResponse &response)
{
    const QByteArray coding = response.header("Content-Encoding").left(100);
    return withResponse(
            QSseError::Kind::Decompression,
            u"The stream from %1 is encoded as \"%2\", which is not decoded here. Leave "
            "the header Accept-Encoding away to have it without encoding, or list "
            "gzip or br in it to have it decoded."_s.arg(target(response.url()),
                                                         QString::fromLatin1(coding)),
            response);
}

QSseError QSseMessages::redirect(const QString &why, const QUrl &url)
{
    return {QSseError::Kind::Redirect, u"%1 redirects %2"_s.arg(target(url), why)};
}

QSseError QSseMessages::managerGone(const QUrl &url)
{
    return {QSseError::Kind::Network,
            u"%1: the network access manager was destroyed."_s.arg(target(url))};
}

QSseError QSseMessages::interimAnswer(const QSseResponse &response)
{
    QSseError error(QSseError::Kind::Network,
                    u"%1 sent an interim answer, status %2, which Qt takes for the whole one. Have "
                    "the server leave it out."_s.arg(target(response.url()))
                            .arg(response.status()));
    error.setHttpStatus(response.status());
    return error;
}

QSseError QSseMessages::connectTimeout(std::chrono::milliseconds timeout, const QUrl &url)
{
    return {QSseError::Kind::ConnectTimeout,
            u"No response came from %1 within %2 ms. A server that sends its headers only with "
            "its first event needs a longer connect timeout, or none (0)."_s.arg(target(url))
                    .arg(timeout.count())};
}

QSseError QSseMessages::preparationTimeout(std::chrono::milliseconds timeout)
{
    return {QSseError::Kind::ConnectTimeout,
            u"The token provider or the request hook did not answer within %1 ms. Nothing was "
            "sent."_s.arg(timeout.count())};
}

QSseError QSseMessages::idleTimeout(std::chrono::milliseconds timeout, const QUrl &url)
{
    return {QSseError::Kind::IdleTimeout,
            u"Nothing came from %1 for %2 ms, not even a comment."_s.arg(target(url))
                    .arg(timeout.count())};
}

QSseError QSseMessages::endedBeforeMarker(const QUrl &url)
{
    return {QSseError::Kind::Network,
            u"The stream from %1 ended before its end marker: the answer is not complete."_s.arg(
                    target(url))};
}

QSseError QSseMessages::eventTooLarge(qint64 maximum)
{
    return {QSseError::Kind::EventTooLarge,
            u"An event is larger than %1 bytes. Raise the maximum event size with "
            "setMaximumEventSize(), or have such events skipped with setOversizePolicy()."_s.arg(
                    maximum)};
}

// Not the exception's words: they may hold what nobody is to see.
QSseError QSseMessages::policyThrew(const QSseError &cause, const std::exception_ptr &exception)
{
    QSseError error = cause;
    error.setKind(QSseError::Kind::Handler);
    error.setMessage(
            u"The reconnect policy threw an exception, so the session ended; "
            "QSseError::exception() has it. What it was asked about: %1"_s.arg(whyEnded(cause)));
    error.setException(exception);
    return error;
}

QSseError QSseMessages::retriesExhausted(const QSseError &cause, int attempts)
{
    QSseError error = cause;
    error.setKind(QSseError::Kind::RetriesExhausted);
    const QString count = attempts == 1 ? u"1 reconnect"_s : u"%1 reconnects"_s.arg(attempts);
    error.setMessage(u"Gave up after %1 in a row: %2"_s.arg(count, whyEnded(cause)));
    return error;
}
