// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "options.h"

#include "connectionsettings.h"
#include "optionvalues.h"
#include "theme.h"
#include "usageerror.h"

using namespace Qt::StringLiterals;
using namespace OptionValues;
using std::chrono::milliseconds;

namespace {

QString helpFooter()
{
    return uR"(
FILE holds events as JSON lines, as monitor saves them and ssecat --json prints them.

A token is read from a file so that it does not show among the processes. It is kept in memory only.
)"_s;
}

void declareOptions(QCommandLineParser *parser)
{
    parser->setApplicationDescription(u"Looks into a stream of Server-Sent Events."_s);
    parser->addPositionalArgument(u"FILE"_s, u"Look into this file instead of a stream."_s,
                                  u"[FILE]"_s);
    parser->addOptions({
            {u"url"_s, u"Connect to this stream instead of that of the demo server inside."_s,
             u"URL"_s},
            {u"bearer-file"_s, u"Send the bearer token in this file with it."_s, u"FILE"_s},
            {u"theme"_s, u"dark, light or system."_s, u"NAME"_s},
            {u"size"_s, u"Open a window of this size, such as 1280x800."_s, u"WxH"_s},
            {u"interval"_s, u"The demo server inside sends an event every so often."_s, u"ms"_s,
             u"120"_s},
            {u"cut-every"_s, u"It cuts the connection after so long; 0 is never."_s, u"ms"_s,
             u"10000"_s},
            {u"screenshot"_s, u"Write a picture of the window to this PNG file, and end."_s,
             u"FILE"_s},
            {u"after"_s, u"Write it after so many seconds."_s, u"N"_s, u"10"_s},
            {{u"h"_s, u"help"_s}, u"Print this."_s},
    });
}

QUrl urlOf(const QCommandLineParser &parser)
{
    if (parser.isSet(u"interval"_s) || parser.isSet(u"cut-every"_s))
        throw UsageError{u"--interval and --cut-every are for the server inside."_s};
    return httpUrl(ConnectionSettings::urlFromText(parser.value(u"url"_s)), u"url"_s);
}

QString tokenOf(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"url"_s))
        throw UsageError{u"--bearer-file goes with --url."_s};
    return fileText(parser, u"bearer-file"_s);
}

QString themeOf(const QCommandLineParser &parser)
{
    const QString theme = parser.value(u"theme"_s);
    if (!Theme::names().contains(theme))
        throw UsageError{u"--theme takes dark, light or system."_s};
    return theme;
}

QString fileOf(const QCommandLineParser &parser)
{
    const QStringList files = parser.positionalArguments();
    if (files.size() > 1)
        throw UsageError{u"One file at a time: what is \"%1\" for?"_s.arg(files[1])};
    if (!files.isEmpty() && parser.isSet(u"url"_s))
        throw UsageError{u"Give either --url or a file."_s};
    return files.value(0);
}

} // namespace

Options Options::fromArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    declareOptions(&parser);
    parse(&parser, arguments);

    Options options;
    if (parser.isSet(u"help"_s)) {
        options.help = parser.helpText() + helpFooter();
        return options;
    }
    options.file = fileOf(parser);
    if (parser.isSet(u"url"_s))
        options.url = urlOf(parser);
    if (parser.isSet(u"bearer-file"_s))
        options.bearerToken = tokenOf(parser);
    if (parser.isSet(u"theme"_s))
        options.theme = themeOf(parser);
    if (parser.isSet(u"size"_s))
        options.size = windowSize(parser, u"size"_s);
    options.interval = milliseconds(number(parser, u"interval"_s, 1));
    options.cutEvery = milliseconds(number(parser, u"cut-every"_s, 0));
    options.screenshot = parser.value(u"screenshot"_s);
    options.after = std::chrono::seconds(number(parser, u"after"_s, 0, 86'400));
    return options;
}
