// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
// Long compressed streams of ordinary events, at about 100:1: how fast they are read, and what the
// process grows to meanwhile. Each has a process of its own, where the server is a thread. The
// argument is how many MiB of text, 1024 without. The exit code is 0 where no process grew by more
// than MostGrowth.
#include "floodserver.h"
#include "measure.h"
#include "processfigures.h"

#include <QtSse/QSseSession>

#include <QtCore/qcoreapplication.h>
#include <QtCore/qeventloop.h>
#include <QtCore/qfile.h>
#include <QtCore/qprocess.h>

#include <cstdio>

using namespace Qt::StringLiterals;

static constexpr qint64 MiB = 1024 * 1024;
static constexpr qint64 MostGrowth = 32 * MiB;

static QByteArray data(const QString &name)
{
    QFile file(QStringLiteral(TEST_DATA) + u"/compression/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file.fileName()));
    return file.readAll();
}

// The server's parts; without a coding an event as long as theirs.
static FloodServer::Source source(const QString &coding)
{
    if (coding == "gzip"_L1)
        return FloodServer::repeating(data(u"events.gzip.beginning"_s),
                                      data(u"events.gzip.repeated"_s));
    if (coding == "br"_L1)
        return FloodServer::repeating(data(u"steady.br.beginning"_s),
                                      data(u"steady.br.repeated"_s));
    return FloodServer::repeating("data: " + QByteArray(192, 'x') + "\n\n");
}

// Until so much text has been read. What Qt starts with the first events is not counted.
class Reader
{
public:
    explicit Reader(const QSseRequest &request)
        : m_session(request)
    {
        QObject::connect(&m_session, &QSseSession::eventReceived, [this] {
            ++m_events;
            if (m_session.statistics().bytes() >= m_enough)
                m_loop.quit();
        });
        QObject::connect(&m_session, &QSseSession::errorOccurred, [](const QSseError &error) {
            qFatal("%ls", qUtf16Printable(error.message()));
        });
        m_session.open();
    }
    void readUntil(qint64 bytes)
    {
        m_enough = bytes;
        m_loop.exec();
    }
    qint64 events() const { return m_events; }

private:
    QSseSession m_session;
    QEventLoop m_loop;
    qint64 m_enough = 0;
    qint64 m_events = 0;
};

// Whether memory has stayed where it was, be the stream as long as it may.
static bool measure(const QString &coding, qint64 mebibytes)
{
    QSseRequest request;
    const FloodServer server(FloodServer::streamHead(coding.toLatin1()), source(coding),
                             FloodServer::Speed::Full);
    request.setUrl(server.url());
    if (!coding.isEmpty())
        request.setHeader("Accept-Encoding"_ba, coding.toLatin1());
    Reader reader(request);
    reader.readUntil(MiB);

    const ProcessFigures before = ProcessFigures::now();
    const double seconds = secondsOf([&] { reader.readUntil(mebibytes * MiB); });
    const ProcessFigures after = ProcessFigures::now();
    const qint64 growth = after.peakResidentBytes - before.residentBytes;
    std::printf("%-5s %lld MiB in %lld events, %.0f MiB/s; at its peak the process had grown by "
                "%.1f MiB\n",
                coding.isEmpty() ? "plain" : qPrintable(coding), mebibytes, reader.events(),
                double(mebibytes) / seconds, double(growth) / double(MiB));
    return growth <= MostGrowth;
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments().mid(1);
    const QString mebibytes = arguments.value(0, u"1024"_s);
    if (arguments.size() > 1) {
        if (measure(arguments.at(1), mebibytes.toLongLong()))
            return 0;
        std::fprintf(stderr, "That is more than %lld MiB.\n", MostGrowth / MiB);
        return 1;
    }
    int result = 0;
    for (const QString &coding : {u""_s, u"gzip"_s, u"br"_s}) {
        if (QProcess::execute(app.applicationFilePath(), {mebibytes, coding}) != 0)
            result = 1;
    }
    return result;
}
