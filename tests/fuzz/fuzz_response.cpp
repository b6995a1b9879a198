// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "answerserver.h"
#include "parserlog.h"
#include "responseplan.h"

#include <QtSse/QSseSession>

#include <QtCore/QCoreApplication>
#include <QtCore/QDebug>
#include <QtCore/QEventLoop>
#include <QtCore/QLoggingCategory>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkProxyFactory>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const auto secret = "fuzzed-secret"_L1;

// Everything that the session says, to its user or to a log.
QString said;

void check(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "%s\nfuzz_response: %s\n", qPrintable(said), what);
    std::abort();
}

void listenToLog(QtMsgType, const QMessageLogContext &, const QString &message)
{
    said += message + u'\n';
}

// Redirects may point anywhere; nothing but the own server is ever asked.
class NowhereElse : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (query.peerHostName() == u"127.0.0.1"_s && query.peerPort() == ownPort)
            return {QNetworkProxy::NoProxy};
        return {QNetworkProxy(QNetworkProxy::Socks5Proxy, u"127.0.0.1"_s, 1)};
    }

    int ownPort = 0;
};

// What lives as long as the process.
struct World
{
    World()
    {
        auto *proxies = new NowhereElse;
        proxies->ownPort = server.serverPort();
        QNetworkProxyFactory::setApplicationProxyFactory(proxies);
        QLoggingCategory::setFilterRules(u"qt.sse*=true"_s);
        qInstallMessageHandler(listenToLog);
    }

    int argc = 1;
    char name[14] = "fuzz_response";
    char *argv[2] = {name, nullptr};
    QCoreApplication app{argc, argv};
    AnswerServer server;
};

World &world()
{
    static World *const world = new World; // never destroyed: nor is the process ended properly
    return *world;
}

QSseRequest requestWithSecrets()
{
    QUrl url = world().server.url();
    url.setUserName(u"user"_s);
    url.setPassword(secret);
    url.setQuery(u"key="_s + secret);
    QSseRequest request(url);
    request.setBearerToken(QString(secret));
    request.setHeader("Cookie", "sid=" + QByteArray(secret.data(), secret.size()));
    return request;
}

void configure(QSseSession &session, const ResponsePlan &plan)
{
    session.setRequest(requestWithSecrets());
    session.setShowComments(plan.showComments());
    session.setShowRetry(plan.showRetry());
    session.setOversizePolicy(plan.oversizePolicy());
    session.setMaximumEventSize(plan.maximumEventSize());
    session.setEndMarker(plan.endMarker());
    session.setStrict(plan.isStrict());
    session.setReconnectPolicy([](int, const QSseError &) { return true; },
                               [](int) { return 0ms; });
    // Now and then Qt 6.4 sends a request again by itself, and then tells of no end at all.
    session.setConnectTimeout(1s);
    session.setIdleTimeout(1s);
}

// Runs the session to its end, and gives its events.
ParserLog run(const ResponsePlan &plan)
{
    ParserLog log;
    QSseSession session;
    QEventLoop loop;
    configure(session, plan);
    QObject::connect(&session, &QSseSession::eventReceived, &loop, [&](const QSseEvent &event) {
        check(session.state() == QSseSession::State::Open, "an event comes while not open");
        log.append(line(blockOf(event)));
    });
    QObject::connect(&session, &QSseSession::errorOccurred, &loop, [&](const QSseError &error) {
        check(error.body().size() <= 64 * 1024, "an error's body is too large");
        QDebug(&said) << error << error.message() << '\n';
    });
    QObject::connect(&session, &QSseSession::reconnectScheduled, &session, [&session] {
        world().server.beginNextAttempt();
        session.reconnectNow(); // whatever Retry-After says
    });
    QObject::connect(&session, &QSseSession::closed, &loop, &QEventLoop::quit);
    QTimer::singleShot(10s, &loop, [] { check(false, "the session does not end"); });
    world().server.begin(&plan);
    session.open();
    loop.exec();
    check(session.state() == QSseSession::State::Closed, "closed() comes while not closed");
    QDebug(&said) << session.request() << session.errorString() << session.response().url().host();
    return log;
}

struct Expectation
{
    ParserLog log;
    bool isWhole = true; // false where nobody knows what follows
};

// The parser with what it is for sure that the session's parser gets.
Expectation expectationOf(const ResponsePlan &plan)
{
    Expectation expectation;
    QSseParser parser;
    parser.setShowComments(plan.showComments());
    parser.setShowRetry(plan.showRetry());
    parser.setOversizePolicy(plan.oversizePolicy());
    parser.setMaximumEventSize(plan.maximumEventSize());
    bool atEnd = false;
    parser.setEventHandler([&](const QSseEvent &event) {
        atEnd = !plan.endMarker().isEmpty() && event.data() == plan.endMarker();
        if (atEnd)
            parser.stop();
        else
            expectation.log.append(line(blockOf(event)));
    });
    for (qsizetype index = 0; index < plan.answers().size(); ++index) {
        const std::optional<QByteArray> body = plan.body(index);
        if (!body) {
            expectation.isWhole = false;
            break;
        }
        parser.reset();
        parser.feed(*body);
        if (atEnd || parser.error() != QSseParser::Error::None)
            break;
    }
    return expectation;
}

void compare(const ParserLog &log, const Expectation &expectation)
{
    const bool begins = log.mid(0, expectation.log.size()) == expectation.log;
    const bool ends = !expectation.isWhole || log.size() == expectation.log.size();
    if (begins && ends)
        return;
    for (const QByteArray &event : log)
        std::fprintf(stderr, "came: %s\n", event.constData());
    for (const QByteArray &event : expectation.log)
        std::fprintf(stderr, "had to come: %s\n", event.constData());
    check(false, "the events are not those of the parser");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size)
{
    const QByteArrayView bytes(input, qsizetype(size));
    if (bytes.size() < ResponsePlan::Size)
        return -1;
    const ResponsePlan plan(bytes);
    said.clear();
    world();
    compare(run(plan), expectationOf(plan));

    const bool isToldByServer = bytes.contains(QByteArrayView(secret.data(), secret.size()));
    check(isToldByServer || !said.contains(secret), "a secret is told");
    world().server.dropConnections();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return 0;
}
