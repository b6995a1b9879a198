// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "options.h"

#include "chatendpoint.h"
#include "optionvalues.h"
#include "usageerror.h"

using namespace Qt::StringLiterals;
using namespace OptionValues;

namespace {

QString helpFooter()
{
    return uR"(
The API key comes from the settings dialog, or from the environment: QTSSE_CHAT_KEY, or else
OPENAI_API_KEY. It is never written anywhere. URL, model and system prompt are kept.

Enter or Ctrl+Enter sends, Shift+Enter breaks the line, Esc stops the answer, PgUp and PgDn scroll,
Ctrl+N starts a new conversation, Ctrl+, opens the settings.
)"_s;
}

void declareOptions(QCommandLineParser *parser)
{
    parser->setApplicationDescription(
            u"Talks to a language model and shows the answer while it comes."_s);
    parser->addOptions({
            {u"url"_s,
             u"Ask this OpenAI-compatible server: its address alone, with /v1, or the whole URL."_s,
             u"URL"_s},
            {u"model"_s, u"Ask this model."_s, u"NAME"_s},
            {u"embedded"_s,
             u"Ask the demo endpoint inside the app, which needs no account. It is asked, too, "
             "where no URL was ever given."_s},
            {{u"h"_s, u"help"_s}, u"Print this."_s},
    });
}

QUrl urlOf(const QCommandLineParser &parser)
{
    if (parser.isSet(u"embedded"_s))
        throw UsageError{u"--url and --embedded exclude each other."_s};
    return httpUrl(ChatEndpoint::completionsUrl(parser.value(u"url"_s)), u"url"_s);
}

} // namespace

Options Options::fromArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    declareOptions(&parser);
    parse(&parser, arguments);
    refuseArguments(parser);

    Options options;
    if (parser.isSet(u"help"_s))
        options.help = parser.helpText() + helpFooter();
    else if (parser.isSet(u"url"_s))
        options.url = urlOf(parser);
    else if (parser.isSet(u"embedded"_s))
        options.url = QUrl();
    if (parser.isSet(u"model"_s))
        options.model = parser.value(u"model"_s);
    return options;
}
