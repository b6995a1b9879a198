// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "options.h"
#include "usageerror.h"

#include <QtTest/QTest>

#include <QtCore/QProcess>
#include <QtCore/QProcessEnvironment>
#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

class tst_ChatOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void none();
    void server();
    void embedded();
    void badUse_data();
    void badUse();
    void helpNeedsNoDisplay();

private:
    static Options parse(const QStringList &arguments)
    {
        return Options::fromArguments(QStringList{u"chat"_s} + arguments);
    }
};

void tst_ChatOptions::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_ChatOptions::none()
{
    const Options options = parse({});
    QVERIFY(!options.url && !options.model && options.help.isEmpty());
}

void tst_ChatOptions::server()
{
    const Options options = parse({u"--url"_s, u"http://localhost:1"_s, u"--model"_s, u"m"_s});
    QCOMPARE(options.url, QUrl(u"http://localhost:1/v1/chat/completions"_s));
    QCOMPARE(options.model, u"m"_s);
}

void tst_ChatOptions::embedded()
{
    QCOMPARE(parse({u"--embedded"_s}).url, QUrl());
}

void tst_ChatOptions::badUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown option") << QStringList{u"--nonsense"_s};
    QTest::newRow("argument") << QStringList{u"http://localhost"_s};
    QTest::newRow("no URL") << QStringList{u"--url"_s, u"nowhere"_s};
    QTest::newRow("both") << QStringList{u"--embedded"_s, u"--url"_s, u"http://localhost"_s};
}

void tst_ChatOptions::badUse()
{
    QFETCH(const QStringList, arguments);
    QVERIFY_EXCEPTION_THROWN(parse(arguments), UsageError);
}

void tst_ChatOptions::helpNeedsNoDisplay()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"QT_QPA_PLATFORM"_s);
    environment.remove(u"DISPLAY"_s);
    QProcess chat;
    chat.setProcessEnvironment(environment);
    chat.start(QStringLiteral(CHAT_EXECUTABLE), {u"--help"_s});
    QVERIFY(chat.waitForFinished());
    QCOMPARE(chat.exitCode(), 0);
    const QByteArray output = chat.readAllStandardOutput();
    for (const char *word : {"--url", "--model", "--embedded", "QTSSE_CHAT_KEY", "OPENAI_API_KEY"})
        QVERIFY2(output.contains(word), word);
}

QTEST_GUILESS_MAIN(tst_ChatOptions)
#include "tst_chatoptions.moc"
