// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "diary.h"
#include "restlessreader.h"
#include "unrulyfeed.h"
#include "witness.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QRandomGenerator>
#include <QtCore/QThread>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkProxyFactory>

#include <array>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Options
{
    int cuts = 300;
    quint64 seed = 0;
};

Diary *theDiary = nullptr;

// A warning of Qt's or of QtSse's is a failure.
void failOnWarning(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (type != QtDebugMsg && type != QtInfoMsg)
        theDiary->fail(message);
    std::fprintf(stderr, "%s\n", qPrintable(message));
}

Options optionsFrom(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
            u"Reads a stream whose server makes all kinds of trouble, while the reader closes, "
            "pauses, moves, deletes and replaces its session at any moment, and checks that each "
            "event comes once, in order and whole.\n\nThe seed gives the plan of a run. When "
            "what happens is up to the machine: a failure may need more than one run to come "
            "again."_s);
    parser.addHelpOption();
    parser.addOptions({
            {u"cuts"_s, u"How many answers of the server end in trouble."_s, u"N"_s, u"300"_s},
            {u"seed"_s, u"Repeats a plan; a random one by default."_s, u"N"_s},
    });
    parser.process(arguments);

    Options options;
    bool isNumber = true;
    bool isSeed = true;
    options.cuts = parser.value(u"cuts"_s).toInt(&isNumber);
    options.seed = parser.isSet(u"seed"_s) ? parser.value(u"seed"_s).toULongLong(&isSeed)
                                           : QRandomGenerator::global()->generate();
    if (!isNumber || !isSeed || options.cuts < 0) {
        std::fputs("chaos: --cuts and --seed take numbers.\n", stderr);
        std::exit(2);
    }
    return options;
}

// Threads for the session to move to, and the main one.
class Stage
{
public:
    explicit Stage(RestlessReader *reader)
    {
        QThread::currentThread()->setObjectName(u"main"_s);
        reader->addThread(QThread::currentThread(), &m_anchor);
        for (Room &room : m_rooms) {
            room.thread.setObjectName(u"thread %1"_s.arg(&room - m_rooms.data() + 1));
            room.anchor.moveToThread(&room.thread);
            room.thread.start();
            reader->addThread(&room.thread, &room.anchor);
        }
    }
    ~Stage()
    {
        for (Room &room : m_rooms) {
            room.thread.quit();
            room.thread.wait();
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    Q_DISABLE_COPY_MOVE(Stage)

private:
    struct Room
    {
        QThread thread;
        QObject anchor;
    };

    QObject m_anchor;
    std::array<Room, 2> m_rooms;
};

class Watchdog : public QTimer
{
public:
    explicit Watchdog(Diary *diary)
    {
        connect(this, &QTimer::timeout, this, [this, diary] {
            if (std::exchange(m_seen, diary->progress()) == diary->progress())
                diary->fail(u"nothing goes on"_s);
        });
        start(120s);
    }

private:
    int m_seen = -1;
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const Options options = optionsFrom(QCoreApplication::arguments());
    std::printf("chaos: %d cuts, seed %llu\n", options.cuts,
                static_cast<unsigned long long>(options.seed));
    std::fflush(stdout);
    QNetworkProxyFactory::setUseSystemConfiguration(false);

    Diary diary(options.seed);
    theDiary = &diary;
    qInstallMessageHandler(failOnWarning);
    UnrulyFeed feed(options.seed, options.cuts, &diary);
    Witness witness(options.seed, &diary);
    RestlessReader reader(feed.url(), options.seed, &witness, &diary);
    QElapsedTimer clock;
    clock.start();
    {
        const Stage stage(&reader);
        const Watchdog watchdog(&diary);
        reader.start([&app] {
            QMetaObject::invokeMethod(&app, &QCoreApplication::quit, Qt::QueuedConnection);
        });
        QCoreApplication::exec();
    }
    if (witness.lastNumber() != feed.lastNumber()) {
        diary.fail(u"the feed has %1 events, %2 came"_s.arg(feed.lastNumber())
                           .arg(witness.lastNumber()));
    }
    std::printf("%s\n%d cuts survived in %.1f s: all of the %d events came, each in its turn\n",
                qPrintable(diary.counts()), feed.cuts(), double(clock.elapsed()) / 1000,
                witness.lastNumber());
    return 0;
}
