// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "demofeed.h"
#include "terminationsignals.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QTextStream>

#include <chrono>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

struct Options
{
    quint16 port = 0;
    std::chrono::milliseconds interval;
    std::chrono::milliseconds cutEvery;
    quint32 seed = 0;
};

int numberOf(QCommandLineParser *parser, const QCommandLineOption &option, int maximum)
{
    bool isNumber = false;
    const int number = parser->value(option).toInt(&isNumber);
    if (!isNumber || number < 0 || number > maximum)
        parser->showHelp(1);
    return number;
}

Options parseOptions()
{
    const QCommandLineOption port(u"port"_s, u"Listen on this port; 0 takes a free one."_s, u"N"_s,
                                  u"0"_s);
    const QCommandLineOption interval(u"interval"_s, u"Send an event every so often."_s, u"ms"_s,
                                      u"200"_s);
    const QCommandLineOption cutEvery(
            u"cut-every"_s, u"Cut a connection after so long; 0 never does."_s, u"ms"_s, u"5000"_s);
    const QCommandLineOption seed(u"seed"_s, u"Seed of the random prices."_s, u"N"_s, u"1"_s);

    QCommandLineParser parser;
    parser.setApplicationDescription(u"A feed of Server-Sent Events that cuts its clients off."_s);
    parser.addHelpOption();
    parser.addOptions({port, interval, cutEvery, seed});
    parser.process(*qApp);

    constexpr int anyNumber = std::numeric_limits<int>::max();
    return {quint16(numberOf(&parser, port, 65535)),
            std::chrono::milliseconds(numberOf(&parser, interval, anyNumber)),
            std::chrono::milliseconds(numberOf(&parser, cutEvery, anyNumber)),
            quint32(numberOf(&parser, seed, anyNumber))};
}

void configure(DemoFeed *feed, const Options &options)
{
    feed->setInterval(options.interval);
    feed->setCutEvery(options.cutEvery);
    feed->setSeed(options.seed);
}

void log(const QString &line)
{
    QTextStream(stderr) << line << Qt::endl;
}

void logClients(const DemoFeed &feed)
{
    QObject::connect(&feed, &DemoFeed::clientConnected, &feed, [](qint64 lastEventId) {
        log(lastEventId < 0 ? u"client connected"_s
                            : u"client back after event %1"_s.arg(lastEventId));
    });
    QObject::connect(&feed, &DemoFeed::clientCut, &feed,
                     [](const QString &how) { log(u"client cut off: %1"_s.arg(how)); });
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const Options options = parseOptions();

    DemoFeed feed;
    configure(&feed, options);
    logClients(feed);
    if (!feed.listen(QHostAddress(QHostAddress::LocalHost), options.port)) {
        log(u"demoserver: cannot listen on port %1"_s.arg(options.port));
        return 1;
    }

    onTerminationSignal(&app, [] { QCoreApplication::quit(); });
    QTextStream(stdout) << feed.url().toString() << Qt::endl;
    return QCoreApplication::exec();
}
