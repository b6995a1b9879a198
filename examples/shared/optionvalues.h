// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef OPTIONVALUES_H
#define OPTIONVALUES_H

#include <QtCore/QCommandLineParser>
#include <QtCore/QSize>
#include <QtCore/QUrl>

#include <limits>

// What a command line says. Each function throws a UsageError for what cannot be followed.
namespace OptionValues {

void parse(QCommandLineParser *parser, const QStringList &arguments);
void refuseArguments(const QCommandLineParser &parser); // where there are options alone

int number(const QCommandLineParser &parser, const QString &name, int minimum,
           int maximum = std::numeric_limits<int>::max());
QString fileText(const QCommandLineParser &parser, const QString &name);
QSize windowSize(const QCommandLineParser &parser, const QString &name);
QUrl httpUrl(const QUrl &url, const QString &name); // what the option's text was taken for

[[noreturn]] void refuseValue(const QCommandLineParser &parser, const QString &name);

} // namespace OptionValues

#endif
