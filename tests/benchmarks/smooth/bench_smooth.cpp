// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
// How smooth a window stays that shows a fast stream, and what it takes of memory, beside what is
// written without QtSse. The server and each case have a process of their own, and the window is
// drawn by the processor, without a screen. Fails where QtSse misses what is promised of it.
//
// The first three columns are what something from outside, a click say, waits for the event loop.
// "own" is what the window's thread itself worked meanwhile: where that is far less, other
// processes had the processors. On a machine that is not idle, `chrt -r 1 bench_smooth` keeps them
// out.
#include "figures.h"
#include "loadserver.h"
#include "showing.h"

#include <QtCore/qcommandlineparser.h>
#include <QtCore/qprocess.h>
#include <QtCore/qurl.h>
#include <QtWidgets/qapplication.h>

#include <algorithm>
#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What is promised of a window that shows a QSseEventModel.
static constexpr double LongestWait = 16;    // ms at the 99th percentile: a frame
static constexpr double SmallestRate = 0.95; // of the rate of the server
static constexpr double LargestGrowth = 8;   // MiB, from a tenth of the events to their end
static constexpr double FewestFrames = 30;   // a second
static constexpr int Rows = 1000;            // the model's maximumCount by default
static constexpr auto LongestCase = 15s;     // then a case is given up

namespace {

struct Case
{
    const char *name;
    Way way;
    enum class Kind { Baseline, Ours } kind;
};

struct Load
{
    int rate;
    int events;
    int size;
};

} // namespace

static constexpr Case Cases[] = {
        {"no stream", Way::Nothing, Case::Kind::Baseline},
        {"QSseEventModel, ListView", Way::EventModel, Case::Kind::Ours},
        {"SseEventModel, ListView", Way::SseEventModel, Case::Kind::Ours},
        {"QSseEventModel, QListView", Way::Widgets, Case::Kind::Ours},
        {"raw: readyRead(), row by row", Way::RawModel, Case::Kind::Baseline},
        {"raw: ListModel.append()", Way::RawListModel, Case::Kind::Baseline},
};

static int serve()
{
    const LoadServer server;
    std::printf("%s\n", server.url().toEncoded().constData());
    std::fflush(stdout);
    char byte;
    while (::read(STDIN_FILENO, &byte, 1) > 0) { // it goes with its parent
    }
    return 0;
}

static Figures runApart(const Case &subject, const QUrl &server, const Load &load)
{
    const QString target = u"/%1/%2/%3"_s.arg(load.events).arg(load.size).arg(load.rate);
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(),
                  {u"--show"_s, QString::number(int(subject.way)),
                   server.resolved(QUrl(target)).toString(), QString::number(load.events)});
    process.waitForFinished(-1);
    return Figures::fromText(process.readAllStandardOutput());
}

static bool keepsPromise(const Figures &figures, const Load &load)
{
    const double growth = figures.finalMebibytes - figures.earlyMebibytes;
    return figures.wait99 < LongestWait && figures.eventsPerSecond >= SmallestRate * load.rate
           && figures.earlyMebibytes > 0 && growth < LargestGrowth
           && figures.framesPerSecond >= FewestFrames
           && figures.rows == std::min(Rows, load.events);
}

static void print(const Case &subject, const Figures &figures, const char *verdict)
{
    std::printf("%-28s %6.2f %7.2f %8.1f %8.2f %8.1f %10.0f %7.1f %8.0f %8.1f %8.1f  %s\n",
                subject.name, figures.medianWait, figures.wait99, figures.longestWait,
                figures.work99, figures.longestWork, figures.eventsPerSecond,
                figures.framesPerSecond, figures.rows, figures.earlyMebibytes,
                figures.finalMebibytes, verdict);
    std::fflush(stdout);
}

static bool compare(const QUrl &server, const Load &load, const QStringList &wanted)
{
    std::printf("\n%d events of %d bytes, %d a second\n%-28s %6s %7s %8s %8s %8s %10s %7s %8s %8s "
                "%8s\n",
                load.events, load.size, load.rate, "", "p50 ms", "p99 ms", "max ms", "p99 own",
                "max own", "events/s", "frames", "rows", "MiB 10%", "MiB end");
    bool isKept = true;
    double ours = 0;
    double baseline = 0;
    for (const Case &subject : Cases) {
        const QString name = QString::fromLatin1(subject.name);
        if (!std::any_of(wanted.begin(), wanted.end(),
                         [&](const QString &part) { return name.contains(part); }))
            continue;
        const Figures figures = runApart(subject, server, load);
        if (subject.kind == Case::Kind::Ours) {
            const bool isKeptHere = keepsPromise(figures, load);
            print(subject, figures, isKeptHere ? "kept" : "MISSED");
            isKept &= isKeptHere;
        } else {
            print(subject, figures, "");
        }
        if (subject.way == Way::EventModel)
            ours = figures.wait99;
        if (subject.way == Way::RawModel)
            baseline = figures.wait99;
    }
    if (ours > 0 && baseline > 0)
        std::printf("the raw ListView's p99 is %.0f times that of QSseEventModel\n",
                    baseline / ours);
    return isKept;
}

static int showHere(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const Way way = Way(arguments.value(2).toInt());
    const Figures figures =
            show(way, QUrl(arguments.value(3)), arguments.value(4).toInt(), LongestCase);
    std::printf("%s\n", figures.toText().constData());
    return 0;
}

static void setDefault(const char *variable, const QByteArray &value)
{
    if (!qEnvironmentVariableIsSet(variable))
        qputenv(variable, value);
}

static int runAll(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Tells how smooth a window stays that shows a stream."_s);
    parser.addHelpOption();
    const QCommandLineOption rate(u"rate"_s, u"Events a second."_s, u"number"_s, u"200000"_s);
    const QCommandLineOption events(u"events"_s, u"Events of a case."_s, u"number"_s, u"1000000"_s);
    const QCommandLineOption size(u"size"_s, u"Bytes of data of an event; may come again."_s,
                                  u"bytes"_s);
    parser.addOptions({rate, events, size});
    parser.addPositionalArgument(u"cases"_s, u"Parts of names; all without."_s, u"[case...]"_s);
    parser.process(app);
    const QStringList sizes = parser.values(size);
    const QStringList wanted = parser.positionalArguments();

    setDefault("QT_QPA_PLATFORM", "offscreen"_ba);
    setDefault("QT_QUICK_BACKEND", "software"_ba);
    QProcess server;
    server.start(app.applicationFilePath(), {u"--serve"_s});
    if (!server.waitForReadyRead())
        qFatal("the load server does not start");
    const QUrl url = QUrl::fromEncoded(server.readLine().trimmed());
    std::printf("what comes from outside each ms waits so long for the event loop\n");
    bool isKept = true;
    for (const QString &each : sizes.isEmpty() ? QStringList{u"20"_s, u"100"_s, u"1000"_s} : sizes)
        isKept &= compare(url,
                          {parser.value(rate).toInt(), parser.value(events).toInt(), each.toInt()},
                          wanted.isEmpty() ? QStringList{QString()} : wanted);
    server.closeWriteChannel();
    server.waitForFinished();
    return isKept ? 0 : 1;
}

int main(int argc, char **argv)
{
    const QByteArray role = argc > 1 ? argv[1] : "";
    if (role == "--serve")
        return serve();
    if (role == "--show")
        return showHere(argc, argv);
    return runAll(argc, argv);
}
