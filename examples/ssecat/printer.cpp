// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "printer.h"

#include "jsontext.h"
#include "report.h"

#include <QtSse/QSseEvent>

#include <QtCore/qdatetime.h>
#include <QtCore/qhashfunctions.h>
#include <QtCore/qjsondocument.h>

using namespace Qt::StringLiterals;

namespace {

// More than this is not indented: nobody reads it.
constexpr qsizetype LargestJson = 1024 * 1024;

QStringList commentLines(const QSseEvent &event)
{
    const QString comments = event.comments();
    return comments.isNull() ? QStringList() : comments.split(u'\n');
}

class RawPrinter : public Printer
{
public:
    using Printer::Printer;

    void printEvent(const QSseEvent &event, QByteArray &out) const override
    {
        for (const QString &line : commentLines(event))
            out += ": " + line.toUtf8() + '\n';
        if (const auto retry = retryOf(event))
            out += "retry: " + QByteArray::number(qint64(retry->count())) + '\n';
        if (event.isMessage())
            out += event.data() + '\n';
    }
};

class JsonPrinter : public Printer
{
public:
    using Printer::Printer;

    void printEvent(const QSseEvent &event, QByteArray &out) const override
    {
        char separator = '{';
        const auto appendKey = [&](const char *key) {
            out += separator;
            separator = ',';
            out += key;
        };
        if (event.isMessage())
            appendMessage(event, appendKey, out);
        if (const QString comments = event.comments(); !comments.isNull()) {
            appendKey("\"comment\":");
            appendJsonString(out, comments.toUtf8());
        }
        if (const auto retry = retryOf(event)) {
            appendKey("\"retry\":");
            out += QByteArray::number(qint64(retry->count()));
        }
        out += "}\n";
    }

private:
    template <typename AppendKey>
    static void appendMessage(const QSseEvent &event, AppendKey appendKey, QByteArray &out)
    {
        appendKey("\"type\":");
        appendJsonString(out, event.type().toUtf8());
        appendKey("\"data\":");
        const QByteArray data = event.data();
        appendJsonString(out, data.isValidUtf8() ? data : event.text().toUtf8());
        appendKey("\"id\":");
        if (const QString id = event.id(); id.isNull())
            out += "null";
        else
            appendJsonString(out, id.toUtf8());
        appendKey("\"lastEventId\":");
        appendJsonString(out, event.lastEventId().toUtf8());
    }
};

class PrettyPrinter : public Printer
{
public:
    PrettyPrinter(bool showRetry, bool colors)
        : Printer(showRetry)
        , m_colors(colors)
    {}

    void printEvent(const QSseEvent &event, QByteArray &out) const override
    {
        for (const QString &line : commentLines(event))
            appendAside(out, ": " + visibleText(line).toUtf8());
        if (const auto retry = retryOf(event))
            appendAside(out, "retry: " + QByteArray::number(qint64(retry->count())) + " ms");
        if (event.isMessage())
            appendMessage(out, event);
    }

private:
    // Select Graphic Rendition parameters.
    enum Color { Dim = 2, Red = 31, Green, Yellow, Blue, Magenta, Cyan };

    static Color colorOf(const QString &type)
    {
        if (type == u"message"_s)
            return Cyan;
        if (type == u"error"_s)
            return Red;
        return Color(Green + qHash(type, 0) % 4);
    }

    void appendMessage(QByteArray &out, const QSseEvent &event) const
    {
        appendTime(out);
        append(out, colorOf(event.type()), visibleText(event.type()).toUtf8());
        if (const QString id = event.id(); !id.isNull()) {
            out += ' ';
            append(out, Dim, '#' + visibleText(id).toUtf8());
        }
        appendBody(out, bodyOf(event));
        out += '\n';
    }

    void appendAside(QByteArray &out, const QByteArray &text) const
    {
        appendTime(out);
        append(out, Dim, text);
        out += '\n';
    }

    static bool isStructured(const QSseEvent &event)
    {
        if (event.data().size() > LargestJson)
            return false;
        const QJsonDocument document = event.json();
        return document.isObject() || document.isArray();
    }

    static QByteArray bodyOf(const QSseEvent &event)
    {
        const QString text =
                isStructured(event) ? QString::fromUtf8(indentedJson(event.data())) : event.text();
        return visibleText(text).toUtf8();
    }

    // One line stays on the line of its type; more of them go below it, set off.
    static void appendBody(QByteArray &out, QByteArray body)
    {
        if (body.contains('\n'))
            out += "\n    " + body.replace("\n", "\n    ");
        else if (!body.isEmpty())
            out += ' ' + body;
    }

    void append(QByteArray &out, Color color, const QByteArray &text) const
    {
        if (m_colors)
            out += "\033[" + QByteArray::number(color) + 'm' + text + "\033[0m";
        else
            out += text;
    }

    void appendTime(QByteArray &out) const
    {
        append(out, Dim, QTime::currentTime().toString(u"HH:mm:ss.zzz"_s).toLatin1());
        out += ' ';
    }

    bool m_colors;
};

} // namespace

std::unique_ptr<Printer> Printer::create(Format format, bool colors, bool showRetry)
{
    switch (format) {
    case Format::Json:
        return std::make_unique<JsonPrinter>(showRetry);
    case Format::Pretty:
        return std::make_unique<PrettyPrinter>(showRetry, colors);
    case Format::Raw:
        break;
    }
    return std::make_unique<RawPrinter>(showRetry);
}

// The comments of an event are missing where they were not asked for, its retry time is not.
std::optional<std::chrono::milliseconds> Printer::retryOf(const QSseEvent &event) const
{
    return m_showRetry ? event.retry() : std::nullopt;
}
