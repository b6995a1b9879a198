// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsserequest.h"
#include "qsse.h"

#include <QtCore/qdebug.h>
#include <QtCore/qmap.h>

#if QT_CONFIG(ssl)
#    include <QtNetwork/qsslconfiguration.h>
#endif

#include <algorithm>

using namespace Qt::StringLiterals;

/*!
    \class QSseRequest
    \inmodule QtSse
    \brief Everything that goes into the request of a stream.

    \reentrant

    A QSseRequest is a value built on QNetworkRequest: what is not here is set there, with
    setNetworkRequest() (TLS configuration, attributes, HTTP/2).

    A session adds \c{Accept: text/event-stream} and \c{Cache-Control: no-cache} where they are not
    set, and \c Last-Event-ID. HTTP/2 is off unless the request's
    QNetworkRequest::Http2AllowedAttribute is set.

    What must not be sent makes the request invalid: a header or a method that is no token, a value
    with a line break or a NUL, an URL that is neither http nor https, the headers
    \c Content-Length and \c Transfer-Encoding, which follow from the body and are set with it.
    Nothing of it goes out: QSseSession::open() ends with QSseError::Kind::InvalidRequest and
    errorString().
*/

class QSseRequestPrivate : public QSharedData
{
public:
    bool refuse(const QByteArray &what, bool isBad, const QString &why);
    void appendQueryItem(const QString &name, const QString &value);

    QNetworkRequest request;
    QByteArray method;
    std::optional<QByteArray> body;
    QString lastEventIdParameter;
    QMap<QByteArray, QString> refused; // what was refused, and why, until it is set well
};

// RFC 9110, 5.6.2: what a header name or a method consists of.
static bool isToken(QByteArrayView text)
{
    constexpr QByteArrayView Marks("!#$%&'*+-.^_`|~");
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
               || Marks.contains(c);
    });
}

// RFC 9110, 5.5: what would end the header and begin another.
static bool hasControl(QByteArrayView value)
{
    return value.contains('\r') || value.contains('\n') || value.contains('\0');
}

// RFC 9112, 6: what tells where the body ends. A wrong one makes the server wait for more, or take
// the next request for it.
static bool isFraming(QByteArrayView name)
{
    return name.compare("Content-Length", Qt::CaseInsensitive) == 0
           || name.compare("Transfer-Encoding", Qt::CaseInsensitive) == 0;
}

static bool isVisible(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

bool QSseRequestPrivate::refuse(const QByteArray &what, bool isBad, const QString &why)
{
    if (isBad)
        refused.insert(what, why);
    else
        refused.remove(what);
    return isBad;
}

// All but unreserved characters are encoded: servers read "+" as a space and "%" as a beginning.
void QSseRequestPrivate::appendQueryItem(const QString &name, const QString &value)
{
    QUrl url = request.url();
    QString query = url.query(QUrl::FullyEncoded);
    if (!query.isEmpty())
        query += u'&';
    query += QString::fromLatin1(QUrl::toPercentEncoding(name) + '='
                                 + QUrl::toPercentEncoding(value));
    url.setQuery(query, QUrl::StrictMode);
    request.setUrl(url);
}

/*!
    Constructs a request without an URL. It is not valid.
*/
QSseRequest::QSseRequest()
    : d(new QSseRequestPrivate)
{}

/*!
    Constructs a GET request for \a url.
*/
QSseRequest::QSseRequest(const QUrl &url)
    : QSseRequest()
{
    d->request.setUrl(url);
}

/*!
    Constructs a GET request with all that \a request holds.
*/
QSseRequest::QSseRequest(const QNetworkRequest &request)
    : QSseRequest()
{
    d->request = request;
}

/*!
    Constructs a GET request from the parts of an URL. \a path is not encoded: a \c ? in it is a
    character of the path; use addQueryItem() for the query.
*/
QSseRequest::QSseRequest(QAnyStringView host, quint16 port, QAnyStringView path,
                         QAnyStringView scheme)
    : QSseRequest()
{
    QUrl url;
    url.setScheme(scheme.toString());
    url.setHost(host.toString());
    url.setPort(port);
    const QString decoded = path.toString();
    url.setPath(decoded.startsWith(u'/') ? decoded : u'/' + decoded, QUrl::DecodedMode);
    d->request.setUrl(url);
}

QSseRequest::QSseRequest(const QSseRequest &other) = default;
QSseRequest::QSseRequest(QSseRequest &&other) noexcept = default;
QSseRequest::~QSseRequest() = default;
QSseRequest &QSseRequest::operator=(const QSseRequest &other) = default;
QSseRequest &QSseRequest::operator=(QSseRequest &&other) noexcept = default;

QUrl QSseRequest::url() const
{
    return d->request.url();
}

void QSseRequest::setUrl(const QUrl &url)
{
    d->request.setUrl(url);
}

/*!
    Appends \a name and \a value to the URL's query, percent-encoded as a whole: a \c + arrives as a
    plus, a \c % as a percent sign.
*/
void QSseRequest::addQueryItem(QAnyStringView name, QAnyStringView value)
{
    d->appendQueryItem(name.toString(), value.toString());
}

/*!
    Replaces the URL's query by the items of \a query, encoded as addQueryItem() does it.
*/
void QSseRequest::setQuery(const QUrlQuery &query)
{
    QUrl url = d->request.url();
    url.setQuery(QString());
    d->request.setUrl(url);
    const auto items = query.queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        d->appendQueryItem(name, value);
}

/*!
    Returns whether the header \a name is set, in any case.
*/
bool QSseRequest::hasHeader(const QByteArray &name) const
{
    return d->request.hasRawHeader(name);
}

/*!
    Returns the value of the header \a name, in any case; null where it is not set.
*/
QByteArray QSseRequest::header(const QByteArray &name) const
{
    return d->request.rawHeader(name);
}

/*!
    Sets the header \a name to \a value; a null value removes it. What is refused stays so until it
    is set well or removed. A \c Last-Event-ID set here is
    where the session begins, as with QSseSession::setLastEventId(). Do not set \c Accept-Encoding:
    QNetworkAccessManager decompresses only what it asked for itself.
*/
void QSseRequest::setHeader(const QByteArray &name, const QByteArray &value)
{
    const bool isRemoval = value.isNull();
    const QByteArray key = name.toLower();
    if (d->refuse(key, !isRemoval && !isToken(name),
                  u"A header's name is empty or has a character that is not allowed in it. Nothing "
                  "was sent: correct the name."_s))
        return;
    if (d->refuse(key, hasControl(value),
                  u"The value of the header %1 has a line break or a NUL in it. Nothing was sent: "
                  "remove it, a token read from a file is best trimmed."_s.arg(
                          QString::fromLatin1(name))))
        return;
    d->request.setRawHeader(name, value);
}

/*!
    Sets the header \c Authorization to the bearer \a token (RFC 6750, 2.1). An empty one removes
    it; one with other characters than visible ASCII is refused.
*/
void QSseRequest::setBearerToken(QAnyStringView token)
{
    const QByteArray utf8 = token.toString().toUtf8();
    if (d->refuse(
                "authorization"_ba, !isVisible(utf8),
                u"The bearer token has a character that is not allowed in it. Nothing was sent: a "
                "token read from a file is best trimmed."_s))
        return;
    setHeader(QSse::AuthorizationHeader, utf8.isEmpty() ? QByteArray() : "Bearer " + utf8);
}

/*!
    The method: what was set, else \c POST where there is a body and \c GET where there is none.
*/
QByteArray QSseRequest::method() const
{
    if (!d->method.isEmpty())
        return d->method;
    return d->body ? "POST"_ba : "GET"_ba;
}

/*!
    Sets the method to \a method. Methods are case-sensitive, but the common ones are taken in any
    case (Fetch, 2.2.1 "normalize a method").
*/
void QSseRequest::setMethod(const QByteArray &method)
{
    static constexpr const char *Common[] = {"GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD"};
    if (d->refuse("the method"_ba, !method.isEmpty() && !isToken(method),
                  u"The method has a character that is not allowed in it. Nothing was sent."_s)) {
        return;
    }
    d->method = method;
    for (const char *common : Common) {
        if (method.compare(common, Qt::CaseInsensitive) == 0)
            d->method = common;
    }
}

/*!
    The body, where one was set; it may be empty.
*/
std::optional<QByteArray> QSseRequest::body() const
{
    return d->body;
}

/*!
    Sets the \a body and its \a contentType. A request with a body is a POST unless setMethod() says
    otherwise, and sessions do not repeat it by themselves unless told to: see
    QSseSession::setReconnectMode().

    A request with a body is sent once: where the connection closes before an answer, the session
    fails with kind Network instead of sending it again. What cannot be prevented: a request without
    a body is repeated by QNetworkAccessManager up to three times, whatever its method; give it a
    body to avoid that. One with credentials in its URL, or for which the application has answered a
    demand for credentials, may be repeated once. On a network access manager of your own a request
    may go out on a kept connection that the server is just closing, and fails then.
*/
void QSseRequest::setBody(const QByteArray &body, const QByteArray &contentType)
{
    d->body = body.isNull() ? QByteArray("") : body;
    setHeader(QSse::ContentTypeHeader, contentType);
}

/*!
    The name of the query item that carries the last event id, too; empty, the default, for none.
*/
QString QSseRequest::lastEventIdParameter() const
{
    return d->lastEventIdParameter;
}

/*!
    Sets the \a name of a query item that the last event id is sent in, besides the header: Mercure
    hubs, for one, read \c lastEventID. Items of that name in the URL are sent until an id is known,
    which then takes their place.
*/
void QSseRequest::setLastEventIdParameter(QAnyStringView name)
{
    d->lastEventIdParameter = name.toString();
}

/*!
    The request that this one is built on.
*/
QNetworkRequest QSseRequest::networkRequest() const
{
    return d->request;
}

/*!
    Replaces the URL, the headers and all else that QNetworkRequest knows by what \a request holds.
*/
void QSseRequest::setNetworkRequest(const QNetworkRequest &request)
{
    d->request = request;
}

/*!
    Returns whether the request can be sent.
*/
bool QSseRequest::isValid() const
{
    return errorString().isEmpty();
}

/*!
    Why the request cannot be sent, and what to do; empty where it can. It holds no header value and
    no query.
*/
QString QSseRequest::errorString() const
{
    if (!d->refused.isEmpty())
        return d->refused.first();
    const QUrl url = d->request.url();
    if (url.isEmpty())
        return u"The request has no URL. Set one that begins with http:// or https://."_s;
    if (!url.isValid())
        return u"The request's URL is not valid. QUrl::errorString() says why."_s;
    if (url.scheme() != "http"_L1 && url.scheme() != "https"_L1) {
        return u"The URL's scheme is \"%1\". Event streams come over http and https only."_s.arg(
                url.scheme());
    }
    if (url.host().isEmpty())
        return u"The request's URL has no host. It looks like https://example.org/stream."_s;
    // setNetworkRequest() takes headers unseen.
    const auto names = d->request.rawHeaderList();
    for (const QByteArray &name : names) {
        if (!isToken(name) || hasControl(d->request.rawHeader(name)))
            return u"A header of the network request has a line break or a NUL in it, or a name "
                   "that is not allowed. Nothing was sent."_s;
        if (isFraming(name)) {
            return u"The header %1 follows from the body, and QtSse sets it by itself. Nothing was "
                   "sent: remove the header."_s.arg(QString::fromLatin1(name));
        }
    }
    return {};
}

// QNetworkRequest compares the order of headers and the case of their names, which mean nothing
// (RFC 9110, 5.1 and 5.3).
static QNetworkRequest normalized(QNetworkRequest request)
{
    QMap<QByteArray, QByteArray> headers;
    const auto names = request.rawHeaderList();
    for (const QByteArray &name : names) {
        const QByteArray value = request.rawHeader(name);
        headers.insert(name.toLower(), value.isNull() ? QByteArray("") : value);
        request.setRawHeader(name, {});
    }
    for (auto it = headers.cbegin(); it != headers.cend(); ++it)
        request.setRawHeader(it.key(), it.value());
    return request;
}

// QNetworkRequest leaves it out of its own comparison.
static bool hasSameTls(const QNetworkRequest &lhs, const QNetworkRequest &rhs)
{
#if QT_CONFIG(ssl)
    return lhs.sslConfiguration() == rhs.sslConfiguration();
#else
    Q_UNUSED(lhs);
    Q_UNUSED(rhs);
    return true;
#endif
}

/*!
    \fn bool QSseRequest::operator==(const QSseRequest &lhs, const QSseRequest &rhs)

    Returns whether \a lhs and \a rhs are equal: they would send the same. The order of headers and
    the case of their names make no difference.
*/
bool operator==(const QSseRequest &lhs, const QSseRequest &rhs)
{
    return lhs.d == rhs.d
           || (lhs.url() == rhs.url() && lhs.method() == rhs.method() && lhs.d->body == rhs.d->body
               && lhs.d->lastEventIdParameter == rhs.d->lastEventIdParameter
               && lhs.d->refused == rhs.d->refused && hasSameTls(lhs.d->request, rhs.d->request)
               && normalized(lhs.d->request) == normalized(rhs.d->request));
}

/*!
    \fn QDebug QSseRequest::operator<<(QDebug debug, const QSseRequest &request)

    Writes \a request to \a debug: method, scheme, host and path. Headers, body, query and user
    information are left out, they may be confidential.
*/
QDebug operator<<(QDebug debug, const QSseRequest &request)
{
    const QDebugStateSaver saver(debug);
    constexpr auto Hidden = QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment;
    debug.nospace() << "QSseRequest(" << request.method().constData() << ' '
                    << request.url().toString(Hidden) << ')';
    return debug;
}
