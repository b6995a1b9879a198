// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "ssecatcommand.h"

#include "connectionsettings.h"
#include "secretheader.h"
#include "shellquote.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

class Builder
{
    Q_DECLARE_TR_FUNCTIONS(SsecatCommand)

public:
    explicit Builder(const ConnectionSettings &settings)
        : m_settings(settings)
    {}

    SsecatCommand result()
    {
        addMethodAndBody();
        addHeaders();
        addToken();
        addLifetime();
        m_words.append(shellQuoted(url()));
        return {m_words.join(u' '), m_notes};
    }

private:
    void add(const QString &option, const QString &value)
    {
        m_words << option << shellQuoted(value);
    }

    // -d takes what begins with @ for the name of a file.
    void addMethodAndBody()
    {
        m_words.append(u"ssecat"_s);
        const bool hasBody = m_settings.hasBody();
        if (m_settings.method != (hasBody ? "POST"_L1 : "GET"_L1))
            add(u"-X"_s, m_settings.method);
        if (!hasBody)
            return;
        const bool isPiped = m_settings.body.startsWith(u'@');
        if (isPiped)
            m_words.prepend(u"printf %s %1 |"_s.arg(shellQuoted(m_settings.body)));
        add(u"-d"_s, isPiped ? u"@-"_s : m_settings.body);
        if (m_settings.contentType != "application/json"_L1)
            add(u"-H"_s, "Content-Type: "_L1 + m_settings.contentType);
    }

    void addHeaders()
    {
        bool hasSecrets = false;
        for (const auto &[name, value] : m_settings.headers) {
            if (isSecretHeader(name))
                hasSecrets = true;
            else
                add(u"-H"_s, name + ": "_L1 + value);
        }
        if (!hasSecrets)
            return;
        add(u"-H"_s, u"@headers.txt"_s);
        m_notes.append(tr("Put the headers that carry secrets into the file headers.txt, "
                          "one a line."));
    }

    void addToken()
    {
        if (m_settings.token.isEmpty())
            return;
        add(u"--bearer-file"_s, u"token.txt"_s);
        m_notes.append(
                tr("Put the token into the file token.txt; or take --bearer-file out and set "
                   "SSECAT_BEARER."));
    }

    void addLifetime()
    {
        const ConnectionSettings usual;
        if (!m_settings.lastEventId.isEmpty())
            add(u"--last-event-id"_s, m_settings.lastEventId);
        if (!m_settings.endMarker.isEmpty())
            add(u"--end-marker"_s, m_settings.endMarker);
        if (m_settings.connectTimeout != usual.connectTimeout)
            add(u"--connect-timeout"_s, seconds(m_settings.connectTimeout));
        if (m_settings.idleTimeout != usual.idleTimeout)
            add(u"--idle-timeout"_s, seconds(m_settings.idleTimeout));
        if (m_settings.reconnect == ConnectionSettings::Reconnect::Never)
            add(u"--retry"_s, u"0"_s);
        else if (m_settings.maximumAttempts >= 0)
            add(u"--retry"_s, QString::number(m_settings.maximumAttempts));
    }

    QString url()
    {
        const QUrl url = m_settings.request().url();
        if (!url.userInfo().isEmpty())
            m_notes.append(tr("User and password are left out of the URL."));
        const auto items = QUrlQuery(url).queryItems();
        if (std::any_of(items.begin(), items.end(),
                        [](const auto &item) { return isSecretHeader(item.first); }))
            m_notes.append(tr("The query seems to carry a secret: others on the machine can see it "
                              "while the command runs."));
        return url.adjusted(QUrl::RemoveUserInfo).toString(QUrl::FullyEncoded);
    }

    static QString seconds(milliseconds duration)
    {
        return QString::number(double(duration.count()) / 1000);
    }

    const ConnectionSettings &m_settings;
    QStringList m_words;
    QStringList m_notes;
};

} // namespace

SsecatCommand SsecatCommand::of(const ConnectionSettings &settings)
{
    return Builder(settings).result();
}
