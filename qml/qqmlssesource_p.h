// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QQMLSSESOURCE_P_H
#define QQMLSSESOURCE_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qqmlssebackoff_p.h"
#include "qqmlssecountdown_p.h"
#include "qqmlsserequest_p.h"
#include "qqmlssestatistics_p.h"

#include <QtSse/QSseSession>

#include <QtCore/qpointer.h>
#include <QtCore/qtimer.h>
#include <QtQml/qqml.h>
#include <QtQml/qqmllist.h>
#include <QtQml/qqmlparserstatus.h>

#include <optional>

class QQmlSseSource : public QObject, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    Q_PROPERTY(QUrl url READ url WRITE setUrl NOTIFY urlChanged FINAL)
    Q_PROPERTY(QVariant headers READ headers WRITE setHeaders NOTIFY headersChanged FINAL)
    Q_PROPERTY(
            QVariant parameters READ parameters WRITE setParameters NOTIFY parametersChanged FINAL)
    Q_PROPERTY(QString bearerToken READ bearerToken WRITE setBearerToken NOTIFY bearerTokenChanged
                       FINAL)
    Q_PROPERTY(QString method READ method WRITE setMethod NOTIFY methodChanged FINAL)
    Q_PROPERTY(QVariant body READ body WRITE setBody NOTIFY bodyChanged FINAL)
    Q_PROPERTY(QString contentType READ contentType WRITE setContentType NOTIFY contentTypeChanged
                       FINAL)

    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged FINAL)
    Q_PROPERTY(bool paused READ isPaused WRITE setPaused NOTIFY pausedChanged FINAL)
    Q_PROPERTY(QString lastEventId READ lastEventId WRITE setLastEventId NOTIFY lastEventIdChanged
                       FINAL)

    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    Q_PROPERTY(QSseError error READ error NOTIFY errorChanged FINAL)
    Q_PROPERTY(QString errorString READ errorString NOTIFY errorChanged FINAL)
    Q_PROPERTY(int attempt READ attempt NOTIFY attemptChanged FINAL)
    Q_PROPERTY(int nextReconnectIn READ nextReconnectIn NOTIFY nextReconnectInChanged FINAL)
    Q_PROPERTY(QQmlSseStatistics statistics READ statistics NOTIFY statisticsChanged FINAL)

    Q_PROPERTY(QQmlSseBackoff *reconnect READ reconnect WRITE setReconnect NOTIFY reconnectChanged
                       FINAL)
    Q_PROPERTY(int connectTimeout READ connectTimeout WRITE setConnectTimeout NOTIFY
                       connectTimeoutChanged FINAL)
    Q_PROPERTY(
            int idleTimeout READ idleTimeout WRITE setIdleTimeout NOTIFY idleTimeoutChanged FINAL)
    Q_PROPERTY(QString endMarker READ endMarker WRITE setEndMarker NOTIFY endMarkerChanged FINAL)
    Q_PROPERTY(bool strict READ isStrict WRITE setStrict NOTIFY strictChanged FINAL)
    Q_PROPERTY(bool showComments READ showComments WRITE setShowComments NOTIFY showCommentsChanged
                       FINAL)
    Q_PROPERTY(bool showRetry READ showRetry WRITE setShowRetry NOTIFY showRetryChanged FINAL)
    Q_PROPERTY(int maximumEventSize READ maximumEventSize WRITE setMaximumEventSize NOTIFY
                       maximumEventSizeChanged FINAL)

    Q_PROPERTY(QQmlListProperty<QObject> resources READ resources FINAL)
    Q_CLASSINFO("DefaultProperty", "resources")
    QML_NAMED_ELEMENT(SseSource)

public:
    enum class State {
        Closed = int(QSseSession::State::Closed),
        Connecting = int(QSseSession::State::Connecting),
        Open = int(QSseSession::State::Open),
        Waiting = int(QSseSession::State::Waiting),
    };
    Q_ENUM(State)

    explicit QQmlSseSource(QObject *parent = nullptr);

    QSseSession *session() const { return m_session; }

    QUrl url() const { return m_request.url; }
    void setUrl(const QUrl &url);
    QVariant headers() const { return m_request.headers; }
    void setHeaders(const QVariant &headers);
    QVariant parameters() const { return m_request.parameters; }
    void setParameters(const QVariant &parameters);
    QString bearerToken() const { return m_request.bearerToken; }
    void setBearerToken(const QString &token);
    QString method() const { return m_request.method; }
    void setMethod(const QString &method);
    QVariant body() const { return m_request.body.value; }
    void setBody(const QVariant &body);
    QString contentType() const { return m_request.contentType; }
    void setContentType(const QString &type);

    bool isActive() const { return m_active; }
    void setActive(bool active);
    bool isPaused() const { return m_session->isPaused(); }
    void setPaused(bool paused) { m_session->setPaused(paused); }
    QString lastEventId() const;
    void setLastEventId(const QString &id);

    State state() const { return State(m_session->state()); }
    QSseError error() const;
    QString errorString() const { return error().message(); }
    int attempt() const { return m_session->attempt(); }
    int nextReconnectIn() const;
    QQmlSseStatistics statistics() const { return QQmlSseStatistics(m_session->statistics()); }

    QQmlSseBackoff *reconnect() const { return m_reconnect; }
    void setReconnect(QQmlSseBackoff *backoff);
    int connectTimeout() const;
    void setConnectTimeout(int milliseconds);
    int idleTimeout() const;
    void setIdleTimeout(int milliseconds);
    QString endMarker() const { return QString::fromUtf8(m_session->endMarker()); }
    void setEndMarker(const QString &marker);
    bool isStrict() const { return m_session->isStrict(); }
    void setStrict(bool strict);
    bool showComments() const { return m_session->showComments(); }
    void setShowComments(bool show);
    bool showRetry() const { return m_session->showRetry(); }
    void setShowRetry(bool show);
    int maximumEventSize() const { return int(m_session->maximumEventSize()); }
    void setMaximumEventSize(int bytes);

    QQmlListProperty<QObject> resources();

    void classBegin() override {}
    void componentComplete() override;

    Q_INVOKABLE void reconnectNow();

Q_SIGNALS:
    void opened();
    void eventReceived(const QSseEvent &event);
    void errorOccurred(const QSseError &error);
    void reconnectScheduled(int attempt, int delay);
    void closed();

    void urlChanged();
    void headersChanged();
    void parametersChanged();
    void bearerTokenChanged();
    void methodChanged();
    void bodyChanged();
    void contentTypeChanged();
    void activeChanged();
    void pausedChanged();
    void lastEventIdChanged();
    void stateChanged();
    void errorChanged();
    void attemptChanged();
    void nextReconnectInChanged();
    void statisticsChanged();
    void reconnectChanged();
    void connectTimeoutChanged();
    void idleTimeoutChanged();
    void endMarkerChanged();
    void strictChanged();
    void showCommentsChanged();
    void showRetryChanged();
    void maximumEventSizeChanged();

private:
    enum class Stage { Incomplete, Settled, StartPosted };

    template <typename Part>
    void changePart(Part QQmlSseRequest::*part, const Part &value,
                    void (QQmlSseSource::*changed)());
    void connectSession();
    void onStateChanged();
    void restart();
    void postStart();
    void start();
    void open(const QSseRequest &request);
    void refuseGivenId();
    void refuse(const QString &problem);

    QSseSession *const m_session;
    QQmlSseRequest m_request;
    bool m_active = true;
    Stage m_stage = Stage::Incomplete;
    std::optional<QString> m_givenId; // for the next start
    QSseError m_refusal;              // why the properties make no request
    QPointer<QQmlSseBackoff> m_reconnect;
    QQmlSseCountdown m_countdown;
    QTimer m_statisticsTimer;
    QList<QObject *> m_resources;
};

#endif // QQMLSSESOURCE_P_H
