// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "options.h"

#include "exitcode.h"
#include "idfile.h"

#include <QtCore/qcommandlineparser.h>
#include <QtCore/qcoreapplication.h>
#include <QtCore/qfile.h>
#include <QtCore/qmath.h>

#include <cstdio>

#include <unistd.h>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

// A QTimer counts milliseconds in an int.
constexpr double MaximumSeconds = 2'147'483;

QString helpFooter()
{
    return uR"(
URL is an http:// or https:// address, or - to read a stream from standard input.

Formats:
  raw     the data of each event and a newline; data of several lines stays on
          several lines. The default where the output is no terminal.
  pretty  time, type, id and data, JSON indented. The default on a terminal.
  json    one JSON object per line: type, data, id (null where the event has none)
          and lastEventId; comment and retry where asked for. A block of comments
          or a retry time alone is an object of these.

Environment:
  SSECAT_BEARER  a bearer token, used where neither --bearer-file nor an
                 Authorization header is given
  NO_COLOR       no colors, unless --color always

Exit codes:
  0    the stream ended as asked: --count, --end-marker, --max-time, HTTP 204, the end
       of what is not reconnected (--retry 0, a POST, -), or the output's reader left
  1    the command line is wrong
  2    no connection: network, TLS, timeouts, retries used up, an answer cut short
  3    the server refused: HTTP status, content type, redirect
  4    the server wants other credentials: HTTP 401 or 407
  5    a file, standard input or the output cannot be read or written, or the stream
       cannot be decoded
  130  SIGINT (128 + the signal's number; 143 for SIGTERM)

Examples:
  ssecat https://example.org/prices
  ssecat --json --id-file last.id https://example.org/prices | jq .data
  ssecat -d @question.json --end-marker '[DONE]' https://example.org/chat
)"_s;
}

[[noreturn]] void fail(const QString &message, int exitCode = Exit::Usage)
{
    throw OptionsError{exitCode, message};
}

void declareOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"Prints the events of a Server-Sent Events stream."_s);
    parser.addPositionalArgument(u"URL"_s, u"The stream, or - for standard input."_s);
    parser.addOptions({
            {{u"H"_s, u"header"_s},
             u"Send this header; @FILE reads headers from a file, one a line. Repeatable."_s,
             u"Name: value"_s},
            {u"bearer-file"_s, u"Send the token in this file (- is standard input)."_s, u"FILE"_s},
            {{u"X"_s, u"request"_s}, u"The request method."_s, u"METHOD"_s},
            {{u"d"_s, u"data"_s},
             u"Send this body, with POST; @FILE and @- read it. It is application/json "
             "unless a Content-Type header is given."_s,
             u"DATA"_s},
            {u"last-event-id"_s, u"Resume after this id. It goes before --id-file."_s, u"ID"_s},
            {u"id-file"_s, u"Resume after the id in this file and keep it up to date."_s,
             u"FILE"_s},
            {u"end-marker"_s, u"End where the data is this text, for example [DONE]."_s, u"TEXT"_s},
            {u"count"_s, u"End after so many events."_s, u"N"_s},
            {u"max-time"_s, u"End after so many seconds; 0 is never."_s, u"SECONDS"_s},
            {u"retry"_s,
             u"Reconnect so many times in a row at most; 0 is never. Without it a GET reconnects "
             "without a limit and another method never."_s,
             u"N"_s},
            {u"connect-timeout"_s,
             u"Wait so long for the server's headers; 0 is for ever, the default 30."_s,
             u"SECONDS"_s},
            {u"idle-timeout"_s, u"Reconnect when nothing came for so long; 0 is never."_s,
             u"SECONDS"_s},
            {u"output"_s, u"The format: raw, pretty or json."_s, u"FORMAT"_s},
            {u"json"_s, u"The same as --output json."_s},
            {u"type"_s, u"Print events of this type only. Repeatable."_s, u"TYPE"_s},
            {u"comments"_s, u"Print comments too."_s},
            {u"show-retry"_s, u"Print the server's retry times too."_s},
            {u"color"_s, u"auto, always or never."_s, u"WHEN"_s},
            {{u"v"_s, u"verbose"_s}, u"Say on standard error what the connection does."_s},
            {{u"h"_s, u"help"_s}, u"Print this."_s},
            {u"version"_s, u"Print the version."_s},
    });
}

void parse(QCommandLineParser &parser, const QStringList &arguments)
{
    if (parser.parse(arguments))
        return;
    if (parser.unknownOptionNames().contains(u"bearer"_s)) {
        fail(u"There is no --bearer: everybody on this machine could read the token. Put it into a "
             "file for --bearer-file, or into the environment variable SSECAT_BEARER."_s);
    }
    fail(parser.errorText());
}

QString information(const QCommandLineParser &parser)
{
    if (parser.isSet(u"help"_s))
        return parser.helpText() + helpFooter();
    if (parser.isSet(u"version"_s)) {
        return u"ssecat %1 (Qt %2)\n"_s.arg(QCoreApplication::applicationVersion(),
                                            QString::fromLatin1(qVersion()));
    }
    return {};
}

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    const bool opened =
            path == u"-"_s ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        fail(u"Cannot read %1: %2"_s.arg(path, file.errorString()), Exit::InputOutput);
    const QByteArray contents = file.readAll();
    if (file.error() != QFileDevice::NoError)
        fail(u"Cannot read %1: %2"_s.arg(path, file.errorString()), Exit::InputOutput);
    return contents;
}

int wholeNumber(const QCommandLineParser &parser, const QString &name, int minimum)
{
    bool ok = false;
    const int number = parser.value(name).toInt(&ok);
    if (!ok || number < minimum) {
        fail(u"--%1 takes a whole number from %2 up, not \"%3\"."_s.arg(
                name, QString::number(minimum), parser.value(name)));
    }
    return number;
}

milliseconds seconds(const QCommandLineParser &parser, const QString &name)
{
    bool ok = false;
    const double number = parser.value(name).toDouble(&ok);
    if (!ok || !(number >= 0 && number <= MaximumSeconds)) {
        fail(u"--%1 takes seconds from 0 to %2, such as 30 or 0.5, not \"%3\"."_s.arg(
                name, QString::number(qint64(MaximumSeconds)), parser.value(name)));
    }
    return milliseconds(qCeil(number * 1000));
}

QUrl httpUrl(const QString &text)
{
    const QUrl url(text);
    const QString scheme = url.scheme();
    const bool isHttp = scheme == u"http"_s || scheme == u"https"_s;
    if (isHttp && url.isValid() && !url.host().isEmpty())
        return url;
    if (isHttp)
        fail(u"The URL is not valid: it needs a host and, if any, a port up to 65535."_s);
    if (!text.contains(u"://"_s))
        fail(u"The URL needs a scheme: did you mean http://%1?"_s.arg(text));
    fail(u"ssecat reads http:// and https:// URLs, not %1://."_s.arg(text.section(u"://"_s, 0, 0)));
}

// The message leaves the text out: it may hold a secret.
void addHeader(QSseRequest &request, const QString &line)
{
    const auto colon = line.indexOf(u':');
    if (colon <= 0)
        fail(u"A header is a name, a colon and a value: --header \"Name: value\"."_s);
    request.setHeader(line.first(colon).trimmed().toUtf8(),
                      line.sliced(colon + 1).trimmed().toUtf8());
}

void addHeaders(QSseRequest &request, const QStringList &headers)
{
    for (const QString &header : headers) {
        if (!header.startsWith(u'@')) {
            addHeader(request, header);
            continue;
        }
        const QString contents = QString::fromUtf8(contentsOf(header.sliced(1)));
        const QStringList lines = contents.split(u'\n', Qt::SkipEmptyParts);
        for (const QString &line : lines) {
            if (!line.trimmed().isEmpty())
                addHeader(request, line);
        }
    }
}

void addBody(QSseRequest &request, const QString &data)
{
    const QByteArray body = data.startsWith(u'@') ? contentsOf(data.sliced(1)) : data.toUtf8();
    request.setMethod("POST"_ba);
    request.setBody(body, "application/json"_ba);
}

void addBearerToken(QSseRequest &request, const QCommandLineParser &parser)
{
    const bool hasFile = parser.isSet(u"bearer-file"_s);
    if (request.hasHeader("Authorization"_ba)) {
        if (hasFile)
            fail(u"Give either --bearer-file or an Authorization header, not both."_s);
        return;
    }
    const QString token =
            hasFile ? QString::fromUtf8(contentsOf(parser.value(u"bearer-file"_s)).trimmed())
                    : qEnvironmentVariable("SSECAT_BEARER").trimmed();
    if (!token.isEmpty())
        request.setBearerToken(token);
    else if (hasFile)
        fail(u"%1 holds no token."_s.arg(parser.value(u"bearer-file"_s)), Exit::InputOutput);
}

QSseRequest requestFrom(const QCommandLineParser &parser, const QString &url)
{
    QSseRequest request(httpUrl(url));
    if (parser.isSet(u"data"_s))
        addBody(request, parser.value(u"data"_s));
    if (parser.isSet(u"request"_s))
        request.setMethod(parser.value(u"request"_s).toUtf8());
    addHeaders(request, parser.values(u"header"_s));
    addBearerToken(request, parser);
    if (!request.isValid())
        fail(request.errorString());
    return request;
}

void refuseNetworkOptions(const QCommandLineParser &parser)
{
    for (const QString &name :
         {u"header"_s, u"bearer-file"_s, u"request"_s, u"data"_s, u"last-event-id"_s, u"id-file"_s,
          u"retry"_s, u"connect-timeout"_s, u"idle-timeout"_s}) {
        if (parser.isSet(name))
            fail(u"--%1 needs a URL: standard input is no connection."_s.arg(name));
    }
}

void readSource(Options &options, const QCommandLineParser &parser)
{
    const QStringList urls = parser.positionalArguments();
    if (urls.isEmpty())
        fail(u"Which stream? Give a URL, as in: ssecat https://example.org/stream"_s);
    if (urls.size() > 1)
        fail(u"One URL at a time: what is \"%1\" for?"_s.arg(urls.at(1)));
    options.readsStandardInput = urls.constFirst() == u"-"_s;
    if (options.readsStandardInput)
        refuseNetworkOptions(parser);
    else
        options.request = requestFrom(parser, urls.constFirst());
}

void readLastEventId(Options &options, const QCommandLineParser &parser)
{
    options.idFile = parser.value(u"id-file"_s);
    if (!options.idFile.isEmpty()) {
        const IdFile::Contents contents = IdFile::read(options.idFile);
        if (!contents.error.isEmpty())
            fail(contents.error, Exit::InputOutput);
        options.lastEventId = contents.id;
    } else if (parser.isSet(u"id-file"_s)) {
        fail(u"--id-file needs the name of a file."_s);
    }
    if (parser.isSet(u"last-event-id"_s))
        options.lastEventId = parser.value(u"last-event-id"_s);
}

void readLimits(Options &options, const QCommandLineParser &parser)
{
    if (parser.isSet(u"count"_s))
        options.count = wholeNumber(parser, u"count"_s, 1);
    if (parser.isSet(u"retry"_s))
        options.maximumRetries = wholeNumber(parser, u"retry"_s, 0);
    if (parser.isSet(u"max-time"_s))
        options.maximumTime = seconds(parser, u"max-time"_s);
    if (parser.isSet(u"idle-timeout"_s))
        options.idleTimeout = seconds(parser, u"idle-timeout"_s);
    if (parser.isSet(u"connect-timeout"_s))
        options.connectTimeout = seconds(parser, u"connect-timeout"_s);
    options.endMarker = parser.value(u"end-marker"_s).toUtf8();
}

Format formatFrom(const QCommandLineParser &parser, bool toTerminal)
{
    const QString name = parser.value(u"output"_s);
    if (parser.isSet(u"json"_s)) {
        if (parser.isSet(u"output"_s) && name != u"json"_s)
            fail(u"--json and --output %1 exclude each other."_s.arg(name));
        return Format::Json;
    }
    if (!parser.isSet(u"output"_s))
        return toTerminal ? Format::Pretty : Format::Raw;
    if (name == u"raw"_s)
        return Format::Raw;
    if (name == u"pretty"_s)
        return Format::Pretty;
    if (name == u"json"_s)
        return Format::Json;
    fail(u"--output is raw, pretty or json, not \"%1\"."_s.arg(name));
}

bool colorsFrom(const QCommandLineParser &parser, bool toTerminal)
{
    const QString when = parser.value(u"color"_s);
    if (when == u"always"_s)
        return true;
    if (when == u"never"_s)
        return false;
    if (parser.isSet(u"color"_s) && when != u"auto"_s)
        fail(u"--color is auto, always or never, not \"%1\"."_s.arg(when));
    return toTerminal && qEnvironmentVariableIsEmpty("NO_COLOR")
           && qEnvironmentVariable("TERM") != u"dumb"_s;
}

void readPresentation(Options &options, const QCommandLineParser &parser)
{
    const bool toTerminal = ::isatty(STDOUT_FILENO) != 0;
    options.format = formatFrom(parser, toTerminal);
    options.colors = colorsFrom(parser, toTerminal);
    options.comments = parser.isSet(u"comments"_s);
    options.showRetry = parser.isSet(u"show-retry"_s);
    const QStringList types = parser.values(u"type"_s);
    options.types = QSet<QString>(types.begin(), types.end());
    options.verbose = parser.isSet(u"verbose"_s);
}

} // namespace

Options Options::fromArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    declareOptions(parser);
    parse(parser, arguments);

    Options options;
    options.information = ::information(parser);
    if (!options.information.isEmpty())
        return options;
    readLimits(options, parser);
    readPresentation(options, parser);
    readSource(options, parser);
    readLastEventId(options, parser);
    return options;
}
