// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
// Many sessions to one host in one process, the server in another, each protocol in its own: what
// each takes of memory and threads, what all take while nothing comes, and how long it takes until
// all are open and until an event has reached each. The arguments are the number of sessions and
// which of "http", "https" and "http2", the last through nginx, which allows 128 streams on a
// connection. The exit code is 0 where no session of a process took more than MostKilobytes, and no
// process more than MostThreads: https on HTTP/1.1 takes more, by what Qt and OpenSSL buffer for a
// connection.
#include "localcertificate.h"
#include "measure.h"
#ifdef HAS_NGINX
#    include "nginxserver.h"
#endif
#include "processfigures.h"
#include "scriptedserver.h"

#include <QtSse/QSseSession>

#include <QtCore/qcoreapplication.h>
#include <QtCore/qeventloop.h>
#include <QtCore/qprocess.h>
#include <QtCore/qsocketnotifier.h>
#include <QtCore/qtimer.h>

#include <cstdio>
#include <memory>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static constexpr auto Quiet = 5s;
static constexpr double MostKilobytes = 40; // of 1,000 bytes, once there are many
static constexpr int MostThreads = 200;

#ifdef HAS_NGINX
// In front of the server that scripts.
static std::unique_ptr<NginxServer> startNginx(const QUrl &server)
{
    if (const QString missing = NginxServer::whatIsMissing(); !missing.isNull())
        qFatal("%ls", qUtf16Printable(missing));
    NginxServer::Configuration configuration;
    configuration.protocol = NginxServer::Protocol::Https;
    configuration.server = uR"(
        location / {
            proxy_pass %1;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_buffering off;
            proxy_read_timeout 1h;
        }
    )"_s.arg(server.toString(QUrl::RemovePath));
    auto nginx = std::make_unique<NginxServer>(configuration);
    if (!nginx->start())
        qFatal("nginx does not start");
    return nginx;
}
#endif

// Prints its URL. Each line on its standard input makes it send an event on each stream, and it
// goes with its parent.
static int serve(const QString &protocol)
{
    ScriptedServer server;
    server.setKeepRequests(false);
    server.setDefaultScript(Script().send("data: first\n\n"));
#if QT_CONFIG(ssl)
    if (protocol == "https"_L1)
        server.setTls(localServerConfiguration());
#endif
    QUrl url = server.url();
#ifdef HAS_NGINX
    std::unique_ptr<NginxServer> nginx;
    if (protocol == "http2"_L1) {
        nginx = startNginx(url);
        url = nginx->url(u"/events"_s);
    }
#endif
    std::printf("%s\n", url.toEncoded().constData());
    std::fflush(stdout);
    QSocketNotifier parent(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&parent, &QSocketNotifier::activated, [&server] {
        char line[64];
        if (::read(STDIN_FILENO, line, sizeof line) <= 0)
            QCoreApplication::quit();
        for (int i = 0; i < server.requestCount(); ++i) {
            if (ScriptedExchange *exchange = server.exchange(i))
                exchange->send("data: another\n\n");
        }
    });
    return QCoreApplication::exec();
}

class Server
{
public:
    explicit Server(const QString &protocol)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationFilePath(), {u"--serve"_s, protocol});
        if (!m_process.waitForStarted() || !m_process.waitForReadyRead())
            qFatal("the server does not start");
        m_url = QUrl::fromEncoded(m_process.readLine().trimmed());
    }
    ~Server()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Server)

    QUrl url() const { return m_url; }
    void sendToAll() { m_process.write("\n"); }

private:
    QProcess m_process;
    QUrl m_url;
};

// Each event counts; a session gets one when it opens and one each time that the server is asked
// to.
class Sessions
{
public:
    void add(int count, const QSseRequest &request)
    {
        for (int i = 0; i < count; ++i) {
            const auto &session = m_sessions.emplace_back(std::make_unique<QSseSession>(request));
            QObject::connect(session.get(), &QSseSession::eventReceived, [this] {
                if (++m_events == m_expected)
                    m_loop.quit();
            });
            QObject::connect(session.get(), &QSseSession::errorOccurred,
                             [](const QSseError &error) {
                                 qFatal("%ls", qUtf16Printable(error.message()));
                             });
            session->open();
        }
    }
    void waitForEvents(int count)
    {
        m_expected += count;
        if (m_events < m_expected)
            m_loop.exec();
    }

private:
    std::vector<std::unique_ptr<QSseSession>> m_sessions;
    QEventLoop m_loop;
    int m_events = 0;
    int m_expected = 0;
};

static QSseRequest requestTo(const QUrl &url, const QString &protocol)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, protocol == "http2"_L1);
#if QT_CONFIG(ssl)
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates({localCertificate()});
    request.setSslConfiguration(tls);
#endif
    return QSseRequest(request);
}

static void keepQuiet()
{
    QEventLoop loop;
    QTimer::singleShot(Quiet, &loop, &QEventLoop::quit);
    loop.exec();
}

// One session is open before, so that what every process with a session has is not counted.
// Whether that is not too much.
static bool measure(const QString &protocol, int count)
{
    Server server(protocol);
    const QSseRequest request = requestTo(server.url(), protocol);
    Sessions sessions;
    sessions.add(1, request);
    sessions.waitForEvents(1);

    const ProcessFigures before = ProcessFigures::now();
    const double opening = secondsOf([&] {
        sessions.add(count - 1, request);
        sessions.waitForEvents(count - 1);
    });
    const double reaching = secondsOf([&] {
        server.sendToAll();
        sessions.waitForEvents(count);
    });
    const ProcessFigures open = ProcessFigures::now();
    keepQuiet();
    const ProcessFigures quiet = ProcessFigures::now();

    const double each = double(open.residentBytes - before.residentBytes) / 1000 / (count - 1);
    std::printf("%-5s %d sessions: %.1f kB each, %d threads, open in %.2f s, an event to each in "
                "%.2f s, idle %.2f %% of a processor\n",
                qPrintable(protocol), count, each, open.threads, opening, reaching,
                100.0 * double((quiet.processorTime - open.processorTime) / 1ms)
                        / double(Quiet / 1ms));
    return each <= MostKilobytes && open.threads <= MostThreads;
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments().mid(1);
    if (arguments.value(0) == "--serve"_L1)
        return serve(arguments.value(1));
    const QString count = arguments.value(0, u"1000"_s);
    if (arguments.size() == 2) {
        if (measure(arguments.at(1), count.toInt()))
            return 0;
        std::fprintf(stderr, "That is more than %.0f kB or %d threads.\n", MostKilobytes,
                     MostThreads);
        return 1;
    }
    QStringList protocols = arguments.mid(1);
    if (protocols.isEmpty()) {
        protocols = {u"http"_s, u"https"_s};
#ifdef HAS_NGINX
        protocols += u"http2"_s;
#endif
    }
    int result = 0;
    for (const QString &protocol : std::as_const(protocols)) {
        if (QProcess::execute(QCoreApplication::applicationFilePath(), {count, protocol}) != 0)
            result = 1;
    }
    return result;
}
