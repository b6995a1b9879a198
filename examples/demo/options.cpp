// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "options.h"

#include "optionvalues.h"
#include "usageerror.h"

#include <cmath>

using namespace Qt::StringLiterals;
using namespace OptionValues;
using std::chrono::milliseconds;

namespace {

constexpr double longestDuration = 2'147'483'647; // QTimer counts milliseconds in an int

QString helpFooter()
{
    return uR"(
The last line says what came of it: received N, lost 0, duplicated 0. It is counted by the ids,
which the server has to number without a gap.

Exit codes:
  0  nothing was lost, nothing came twice
  1  something was lost or came twice
  2  the command line is wrong
  3  no connection, or no event that can be counted
  4  nobody reads the output
)"_s;
}

void declareOptions(QCommandLineParser *parser)
{
    parser->setApplicationDescription(
            u"Watches a feed of Server-Sent Events that cuts its clients off, and counts what is "
            "lost: nothing."_s);
    parser->addOptions({
            {u"seconds"_s, u"End after so many seconds."_s, u"N"_s, u"20"_s},
            {u"forever"_s, u"Go on until Ctrl+C."_s},
            {u"url"_s,
             u"Watch this stream instead of the demo's own, such as that of demoserver."_s,
             u"URL"_s},
            {u"interval"_s, u"The own feed sends an event every so often."_s, u"ms"_s, u"200"_s},
            {u"cut-every"_s, u"The own feed cuts a connection after so long; 0 is never."_s,
             u"ms"_s, u"5000"_s},
            {{u"h"_s, u"help"_s}, u"Print this."_s},
    });
}

milliseconds durationOf(const QCommandLineParser &parser, const QString &name, milliseconds unit,
                        double minimum)
{
    bool isNumber = false;
    const double count = parser.value(name).toDouble(&isNumber) * double(unit.count());
    if (!isNumber || !(count >= minimum && count <= longestDuration))
        refuseValue(parser, name);
    return milliseconds(std::llround(count));
}

std::optional<milliseconds> totalOf(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"forever"_s))
        return durationOf(parser, u"seconds"_s, std::chrono::seconds(1), 1);
    if (parser.isSet(u"seconds"_s))
        throw UsageError{u"--seconds and --forever exclude each other."_s};
    return std::nullopt;
}

QUrl urlOf(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"url"_s))
        return {};
    if (parser.isSet(u"interval"_s) || parser.isSet(u"cut-every"_s))
        throw UsageError{u"--interval and --cut-every are for the demo's own feed."_s};
    return httpUrl(QUrl(parser.value(u"url"_s)), u"url"_s);
}

} // namespace

Options Options::fromArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    declareOptions(&parser);
    parse(&parser, arguments);
    refuseArguments(parser);

    Options options;
    if (parser.isSet(u"help"_s)) {
        options.help = parser.helpText() + helpFooter();
        return options;
    }
    options.url = urlOf(parser);
    options.interval = durationOf(parser, u"interval"_s, milliseconds(1), 1);
    options.cutEvery = durationOf(parser, u"cut-every"_s, milliseconds(1), 0);
    options.duration = totalOf(parser);
    return options;
}
