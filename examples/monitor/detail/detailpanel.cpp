// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "detailpanel.h"

#include "elidedlabel.h"
#include "eventwords.h"
#include "hexdump.h"
#include "jsonreader.h"
#include "jsonview.h"
#include "plaintext.h"
#include "sizetext.h"
#include "wiretext.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabWidget>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestTree = 4 * 1024 * 1024;
constexpr qsizetype largestText = 1024 * 1024;
constexpr qsizetype largestDump = 64 * 1024;
constexpr qsizetype longestHeading = 400;

QString withNote(const QString &text, qsizetype shown, qsizetype all)
{
    if (shown >= all)
        return text;
    return text
           + DetailPanel::tr("\n… the first %1 of %2")
                     .arg(sizeText(double(shown)), sizeText(double(all)));
}

QString headingOf(const EventTable::Record &record)
{
    QStringList parts{EventWords::type(record.event)};
    if (!record.event.id().isNull())
        parts.append(u'#' + record.event.id());
    if (record.time.isValid())
        parts.append(record.time.toString(u"HH:mm:ss.zzz"_s));
    if (record.event.isMessage())
        parts.append(sizeText(double(record.event.data().size())));
    return parts.join(u" · "_s).left(longestHeading);
}

// With what is not in the block, but known.
QString fieldsOf(const QSseEvent &event)
{
    QString text = QString::fromUtf8(wireText(event)).left(largestText);
    if (event.isMessage() && event.id().isNull() && !event.lastEventId().isEmpty())
        text += DetailPanel::tr("(the last id in force was %1)").arg(event.lastEventId());
    return text;
}

} // namespace

DetailPanel::DetailPanel(QWidget *parent)
    : QWidget(parent)
    , m_heading(new ElidedLabel)
    , m_tabs(new QTabWidget)
    , m_pretty(new QStackedWidget)
    , m_json(new JsonView)
    , m_text(createPlainText(u"detailText"_s, tr("Data as text")))
    , m_fields(createPlainText(u"detailFields"_s, tr("Fields")))
    , m_bytes(createPlainText(u"detailBytes"_s, tr("Bytes")))
{
    m_heading->setObjectName(u"detailHeading"_s);
    m_heading->setContentsMargins(2, 3, 2, 3);
    m_text->setPlaceholderText(tr("Choose an event to look into it: with the mouse, or with "
                                  "Ctrl+T and the arrow keys."));
    m_bytes->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_json->setFrameShape(QFrame::NoFrame);
    m_pretty->addWidget(m_text);
    m_pretty->addWidget(m_json);
    m_tabs->setObjectName(u"detailTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_pretty, tr("P&retty"));
    m_tabs->addTab(m_fields, tr("F&ields"));
    m_tabs->addTab(m_bytes, tr("&Bytes"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_heading);
    layout->addWidget(m_tabs, 1);
    clear();
}

void DetailPanel::show(const EventTable::Record &record)
{
    const QByteArray bytes = record.event.data();
    m_heading->setText(headingOf(record));
    showPretty(record.event);
    m_fields->setPlainText(fieldsOf(record.event));
    m_bytes->setPlainText(withNote(hexDump(bytes.left(largestDump)), largestDump, bytes.size()));
}

void DetailPanel::clear()
{
    m_heading->setText(tr("No event chosen"));
    m_json->show(nullptr);
    m_text->clear();
    m_fields->clear();
    m_bytes->clear();
    m_pretty->setCurrentWidget(m_text);
}

void DetailPanel::showPretty(const QSseEvent &event)
{
    const QByteArray bytes = event.data();
    std::unique_ptr<JsonNode> root = bytes.size() <= largestTree ? readJson(bytes) : nullptr;
    m_pretty->setCurrentWidget(root ? static_cast<QWidget *>(m_json) : m_text);
    const QString text = event.isMessage() ? QString::fromUtf8(bytes.left(largestText))
                                           : EventWords::summary(event);
    m_text->setPlainText(root ? QString() : withNote(text, largestText, bytes.size()));
    m_json->show(std::move(root));
}
