// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include <QtSse/QSseError>

#include <QtTest/QTest>

#include <QtCore/qmetaobject.h>
#include <QtCore/qregularexpression.h>

#include <utility>

using namespace Qt::StringLiterals;
using Kind = QSseError::Kind;

static QSseError refused()
{
    QSseError error(Kind::HttpStatus, u"The server is busy."_s);
    error.setHttpStatus(503);
    error.setHeaders({{"Retry-After", "7"}, {"set-cookie", "first"}, {"Set-Cookie", "second"}});
    error.setBody("the body");
    error.setWillReconnect(true);
    error.setDiagnostics("the diagnostics");
    return error;
}

class tst_QSseError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void defaultConstructed();
    void constructed();
    void everyMember();
    void properties();
    void onlyNoneIsFalse();
    void copiesAreIndependent();
    void moveAndSwap();
    void headerInAnyCase_data();
    void headerInAnyCase();
    void debugTellsKindStatusAndMessage();
    void debugHoldsNothingConfidential();
};

void tst_QSseError::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_QSseError::defaultConstructed()
{
    const QSseError error;
    QVERIFY(!error);
    QCOMPARE(error.kind(), Kind::None);
    QVERIFY(error.message().isEmpty());
    QCOMPARE(error.httpStatus(), 0);
    QVERIFY(error.headers().isEmpty());
    QVERIFY(error.header("any").isNull());
    QVERIFY(error.body().isEmpty());
    QVERIFY(!error.willReconnect());
    QVERIFY(error.diagnostics().isEmpty());
}

void tst_QSseError::constructed()
{
    const QSseError error(Kind::Tls, u"No trust."_s);
    QVERIFY(error);
    QCOMPARE(error.kind(), Kind::Tls);
    QCOMPARE(error.message(), u"No trust."_s);
    QCOMPARE(error.httpStatus(), 0);
    QVERIFY(!error.willReconnect());
}

void tst_QSseError::everyMember()
{
    const QSseError error = refused();
    QCOMPARE(error.kind(), Kind::HttpStatus);
    QCOMPARE(error.message(), u"The server is busy."_s);
    QCOMPARE(error.httpStatus(), 503);
    QCOMPARE(error.headers().size(), 3);
    QCOMPARE(error.body(), "the body");
    QVERIFY(error.willReconnect());
    QCOMPARE(error.diagnostics(), "the diagnostics");
}

void tst_QSseError::properties()
{
    const QSseError error = refused();
    const QMetaObject &meta = QSseError::staticMetaObject;
    const auto property = [&](const char *name) {
        return meta.property(meta.indexOfProperty(name)).readOnGadget(&error);
    };
    QCOMPARE(property("kind").value<Kind>(), Kind::HttpStatus);
    QCOMPARE(property("message").toString(), u"The server is busy."_s);
    QCOMPARE(property("httpStatus").toInt(), 503);
    QCOMPARE(property("body").toByteArray(), "the body");
    QCOMPARE(property("willReconnect").toBool(), true);
}

void tst_QSseError::onlyNoneIsFalse()
{
    const auto kinds = QMetaEnum::fromType<Kind>();
    QCOMPARE(kinds.keyCount(), 14);
    for (int i = 0; i < kinds.keyCount(); ++i) {
        const Kind kind = Kind(kinds.value(i));
        QCOMPARE(bool(QSseError(kind, {})), kind != Kind::None);
    }
}

void tst_QSseError::copiesAreIndependent()
{
    const QSseError original = refused();
    QSseError copy = original;
    copy.setKind(Kind::RetriesExhausted);
    copy.setMessage(u"Gave up."_s);
    copy.setHttpStatus(500);
    copy.setHeaders({});
    copy.setBody({});
    copy.setWillReconnect(false);
    copy.setDiagnostics({});

    QCOMPARE(copy.kind(), Kind::RetriesExhausted);
    QCOMPARE(copy.message(), u"Gave up."_s);
    QCOMPARE(original.kind(), Kind::HttpStatus);
    QCOMPARE(original.message(), u"The server is busy."_s);
    QCOMPARE(original.httpStatus(), 503);
    QCOMPARE(original.headers().size(), 3);
    QCOMPARE(original.body(), "the body");
    QVERIFY(original.willReconnect());
    QCOMPARE(original.diagnostics(), "the diagnostics");
}

void tst_QSseError::moveAndSwap()
{
    QSseError source = refused();
    QSseError moved = std::move(source);
    QCOMPARE(moved.httpStatus(), 503);
    source = QSseError(Kind::Network, u"Lost."_s);
    QCOMPARE(source.message(), u"Lost."_s);
    source.swap(moved);
    QCOMPARE(source.httpStatus(), 503);
    QCOMPARE(moved.kind(), Kind::Network);
    moved = std::move(source);
    QCOMPARE(moved.body(), "the body");
    QCOMPARE(QVariant::fromValue(moved).value<QSseError>().httpStatus(), 503);
}

void tst_QSseError::headerInAnyCase_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("as sent") << "Retry-After"_ba
                             << "7"_ba;
    QTest::newRow("lower case") << "retry-after"_ba
                                << "7"_ba;
    QTest::newRow("upper case") << "RETRY-AFTER"_ba
                                << "7"_ba;
    QTest::newRow("the first of several") << "Set-Cookie"_ba
                                          << "first"_ba;
    QTest::newRow("part of a name") << "Retry"_ba << QByteArray();
    QTest::newRow("more than a name") << "Retry-After-All"_ba << QByteArray();
    QTest::newRow("not there") << "Content-Type"_ba << QByteArray();
    QTest::newRow("empty") << ""_ba << QByteArray();
}

void tst_QSseError::headerInAnyCase()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QCOMPARE(refused().header(name), value);
    QCOMPARE(refused().header(name).isNull(), value.isNull());
}

void tst_QSseError::debugTellsKindStatusAndMessage()
{
    QString output;
    QDebug(&output) << refused();
    QVERIFY2(output.contains(u"HttpStatus"_s), qPrintable(output));
    QVERIFY2(output.contains(u"503"_s), qPrintable(output));
    QVERIFY2(output.contains(u"The server is busy."_s), qPrintable(output));
}

void tst_QSseError::debugHoldsNothingConfidential()
{
    QString output;
    QDebug(&output) << refused();
    for (const QString &part :
         {u"Retry-After"_s, u"first"_s, u"second"_s, u"the body"_s, u"the diagnostics"_s})
        QVERIFY2(!output.contains(part, Qt::CaseInsensitive), qPrintable(output));
}

QTEST_GUILESS_MAIN(tst_QSseError)
#include "tst_qsseerror.moc"
