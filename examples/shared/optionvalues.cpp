// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "optionvalues.h"

#include "usageerror.h"

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

constexpr QSize smallestWindow(200, 200);
constexpr QSize largestWindow(8192, 8192);

} // namespace

void OptionValues::parse(QCommandLineParser *parser, const QStringList &arguments)
{
    if (!parser->parse(arguments))
        throw UsageError{parser->errorText()};
}

void OptionValues::refuseArguments(const QCommandLineParser &parser)
{
    const QStringList arguments = parser.positionalArguments();
    if (!arguments.isEmpty())
        throw UsageError{u"What is \"%1\" for?"_s.arg(arguments.constFirst())};
}

int OptionValues::number(const QCommandLineParser &parser, const QString &name, int minimum,
                         int maximum)
{
    bool isNumber = false;
    const int number = parser.value(name).toInt(&isNumber);
    if (!isNumber || number < minimum || number > maximum)
        refuseValue(parser, name);
    return number;
}

QString OptionValues::fileText(const QCommandLineParser &parser, const QString &name)
{
    QFile file(parser.value(name));
    if (!file.open(QIODevice::ReadOnly))
        throw UsageError{u"%1: %2"_s.arg(file.fileName(), file.errorString())};
    return QString::fromUtf8(file.readAll()).trimmed();
}

QSize OptionValues::windowSize(const QCommandLineParser &parser, const QString &name)
{
    static const QRegularExpression form(u"^(\\d{1,5})x(\\d{1,5})$"_s);
    const auto match = form.match(parser.value(name));
    const QSize size(match.captured(1).toInt(), match.captured(2).toInt());
    if (size.expandedTo(smallestWindow) != size || size.boundedTo(largestWindow) != size)
        throw UsageError{u"--%1 takes a size such as 1280x800."_s.arg(name)};
    return size;
}

QUrl OptionValues::httpUrl(const QUrl &url, const QString &name)
{
    const bool isHttp = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!isHttp || !url.isValid() || url.host().isEmpty())
        throw UsageError{u"--%1 takes an http:// or https:// address."_s.arg(name)};
    return url;
}

void OptionValues::refuseValue(const QCommandLineParser &parser, const QString &name)
{
    throw UsageError{u"--%1 does not take \"%2\"."_s.arg(name, parser.value(name))};
}
