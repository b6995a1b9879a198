// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "probe.h"
#include "scriptedserver.h"

#include <QtCore/qregularexpression.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkreply.h>
#include <QtNetwork/qsslcertificate.h>
#include <QtNetwork/qsslconfiguration.h>
#include <QtNetwork/qsslkey.h>
#include <QtNetwork/qsslsocket.h>
#include <QtTest/qtest.h>

using namespace Qt::StringLiterals;

using Kind = QSseError::Kind;
using State = QSseSession::State;

// Who is trusted, and who gets to see the client's certificate.
class tst_Tls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void refusesCertificate_data();
    void refusesCertificate();
    void refusalIsNotForgotten();
    void trustsAuthorityOfRequest();
    void trustsNameOfRequest();
    void presentsClientCertificate();
    void showsNoClientCertificateToAnotherOrigin();
    void serverThatWantsACertificate();
    void borrowedManagerMayIgnoreErrors();
    void ownManagersNeverIgnoreErrors();
};

static QSslCertificate certificate(const QString &name)
{
    return QSslCertificate(testData(u"tls/"_s + name + u".pem"_s));
}

static QSslKey key(const QString &name)
{
    return QSslKey(testData(u"tls/"_s + name + u".key"_s), QSsl::Ec);
}

static QSslConfiguration serverWith(const QString &name)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(certificate(name));
    tls.setPrivateKey(key(u"server"_s));
    return tls;
}

static QSslConfiguration serverThatChecksClients()
{
    QSslConfiguration tls = serverWith(u"good"_s);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.setCaCertificates({certificate(u"authority"_s)});
    return tls;
}

static QSslConfiguration trusting()
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates({certificate(u"authority"_s)});
    return tls;
}

static QSslConfiguration trustingWithClientCertificate()
{
    QSslConfiguration tls = trusting();
    tls.setLocalCertificate(certificate(u"client"_s));
    tls.setPrivateKey(key(u"client"_s));
    return tls;
}

// All in it that is "secret" is to stay so.
static QSseRequest request(const ScriptedServer &server,
                           const QSslConfiguration &tls = QSslConfiguration::defaultConfiguration())
{
    QUrl url = server.url(u"/events?key=secret"_s);
    url.setUserInfo(u"user:secret"_s);
    QNetworkRequest network(url);
    network.setSslConfiguration(tls);
    QSseRequest request(network);
    request.setBearerToken(u"secret");
    return request;
}

void tst_Tls::initTestCase()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("There is no TLS here");
}

void tst_Tls::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Tls::refusesCertificate_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("knowsAuthority");
    QTest::addColumn<QString>("reason");
    QTest::newRow("unknown authority") << u"good"_s << false << u"issuer|self.signed|root"_s;
    QTest::newRow("expired") << u"expired"_s << true << u"expired"_s;
    QTest::newRow("not yet valid") << u"not-yet-valid"_s << true << u"not yet valid"_s;
    QTest::newRow("wrong name") << u"wrong-name"_s << true << u"host name|hostname"_s;
}

void tst_Tls::refusesCertificate()
{
    QFETCH(QString, name);
    QFETCH(bool, knowsAuthority);
    QFETCH(QString, reason);
    ScriptedServer server;
    QVERIFY(server.setTls(serverWith(name)));
    const QSslConfiguration tls =
            knowsAuthority ? trusting() : QSslConfiguration::defaultConfiguration();
    Probe probe(request(server, tls));
    QTRY_COMPARE(probe.closed.size(), 1);
    const QSseError error = probe.onlyError();
    QCOMPARE(error.kind(), Kind::Tls);
    QVERIFY(!error.willReconnect());
    QVERIFY2(error.message().contains(
                     QRegularExpression(reason, QRegularExpression::CaseInsensitiveOption)),
             qPrintable(error.message()));
    QVERIFY(!tellsSecrets(error));
    QCOMPARE(server.requestCount(), 0);
}

// A session that is opened again asks again, and is refused again.
void tst_Tls::refusalIsNotForgotten()
{
    ScriptedServer server;
    QVERIFY(server.setTls(serverWith(u"expired"_s)));
    Probe probe(request(server, trusting()));
    QTRY_COMPARE(probe.closed.size(), 1);
    probe.session.open();
    QTRY_COMPARE(probe.closed.size(), 2);
    QCOMPARE(probe.session.error().kind(), Kind::Tls);

    QVERIFY(server.setTls(serverWith(u"good"_s)));
    probe.session.open();
    QTRY_COMPARE(probe.session.state(), State::Open);
    QCOMPARE(server.requestCount(), 1);
}

void tst_Tls::trustsAuthorityOfRequest()
{
    ScriptedServer server;
    QVERIFY(server.setTls(serverWith(u"good"_s)));
    server.enqueue(Script().send("data: x\n\n"));
    const Probe probe(request(server, trusting()));
    QTRY_COMPARE(probe.data(), QByteArrayList{"x"_ba});
    QCOMPARE(probe.errors.size(), 0);
}

void tst_Tls::trustsNameOfRequest()
{
    ScriptedServer server;
    QVERIFY(server.setTls(serverWith(u"wrong-name"_s)));
    QSseRequest named = request(server, trusting());
    QNetworkRequest network = named.networkRequest();
    network.setPeerVerifyName(u"other.example"_s);
    named.setNetworkRequest(network);
    const Probe probe(named);
    QTRY_COMPARE(probe.session.state(), State::Open);
    QCOMPARE(probe.errors.size(), 0);
}

void tst_Tls::presentsClientCertificate()
{
    ScriptedServer server;
    QVERIFY(server.setTls(serverThatChecksClients()));
    server.enqueue(Script().send("data: x\n\n"));
    const Probe probe(request(server, trustingWithClientCertificate()));
    QTRY_COMPARE(probe.data(), QByteArrayList{"x"_ba});
    QCOMPARE(probe.errors.size(), 0);
}

// The other server would take the certificate, too, if it were shown.
void tst_Tls::showsNoClientCertificateToAnotherOrigin()
{
    ScriptedServer server;
    ScriptedServer other;
    QVERIFY(server.setTls(serverThatChecksClients()));
    QVERIFY(other.setTls(serverThatChecksClients()));
    const QSslConfiguration tls = trustingWithClientCertificate();
    const Probe direct(request(other, tls));
    QTRY_COMPARE(direct.session.state(), State::Open);
    QCOMPARE(other.requestCount(), 1);

    server.setDefaultScript(
            Script().status(302).header("Location", other.url().toEncoded()).contentLength(0));
    const Probe redirected(request(server, tls));
    QTRY_COMPARE(redirected.errors.size(), 1);
    QCOMPARE(server.requestCount(), 1);
    QCOMPARE(other.requestCount(), 1);
    QVERIFY(other.connectionCount() > 1);
    QVERIFY(!tellsSecrets(redirected.onlyError()));
}

void tst_Tls::serverThatWantsACertificate()
{
    ScriptedServer server;
    QVERIFY(server.setTls(serverThatChecksClients()));
    const Probe probe(request(server, trusting()));
    QTRY_COMPARE(probe.errors.size(), 1);
    QCOMPARE(server.requestCount(), 0);
    QVERIFY(!tellsSecrets(probe.onlyError()));
}

// Whoever lends a manager decides for it: QtSse adds no check, and takes none away.
void tst_Tls::borrowedManagerMayIgnoreErrors()
{
    ScriptedServer server;
    QVERIFY(server.setTls(serverWith(u"expired"_s)));
    QNetworkAccessManager manager;
    QList<QSslError> seen;
    connect(&manager, &QNetworkAccessManager::sslErrors, this,
            [&seen](QNetworkReply *reply, const QList<QSslError> &errors) {
                seen = errors;
                reply->ignoreSslErrors(errors);
            });
    const Probe probe(request(server, trusting()), &manager);
    QTRY_COMPARE(probe.session.state(), State::Open);
    QCOMPARE(seen.size(), 1);
    QCOMPARE(seen.first().error(), QSslError::CertificateExpired);
    QCOMPARE(probe.errors.size(), 0);
}

// What one manager's owner has decided holds for no other.
void tst_Tls::ownManagersNeverIgnoreErrors()
{
    ScriptedServer server;
    QVERIFY(server.setTls(serverWith(u"expired"_s)));
    QNetworkAccessManager manager;
    connect(&manager, &QNetworkAccessManager::sslErrors, this,
            [](QNetworkReply *reply) { reply->ignoreSslErrors(); });
    Probe probe(request(server, trusting()), &manager);
    QTRY_COMPARE(probe.session.state(), State::Open);

    probe.session.close();
    probe.session.setNetworkAccessManager(nullptr);
    probe.session.open();
    QTRY_COMPARE(probe.errors.size(), 1);
    QCOMPARE(probe.onlyError().kind(), Kind::Tls);
    QCOMPARE(server.requestCount(), 1);
}

QTEST_GUILESS_MAIN(tst_Tls)
#include "tst_tls.moc"
