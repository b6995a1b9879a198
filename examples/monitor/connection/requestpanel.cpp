// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "requestpanel.h"

#include "namevalueeditor.h"
#include "tokenedit.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDoubleSpinBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QTabWidget>

#include <cmath>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

enum Page { Headers, Token, Query, Body, Connection };

// What the library would refuse is said while it is typed.
QString headerComplaint(const NameValueModel::Pair &pair)
{
    QSseRequest request(QUrl(u"http://localhost"_s));
    request.setHeader(pair.first.toUtf8(), pair.second.isNull() ? ""_ba : pair.second.toUtf8());
    return request.errorString();
}

QString queryComplaint(const NameValueModel::Pair &pair)
{
    return pair.first.isEmpty() ? RequestPanel::tr("A query item needs a name.") : QString();
}

QDoubleSpinBox *createNumber(const QString &name, double minimum, double maximum, double step)
{
    auto *box = new QDoubleSpinBox;
    box->setObjectName(name);
    box->setRange(minimum, maximum);
    box->setDecimals(2);
    box->setSingleStep(step);
    return box;
}

QDoubleSpinBox *createSeconds(const QString &name, const QString &atZero = {})
{
    QDoubleSpinBox *box = createNumber(name, 0, 86'400, 1);
    box->setSuffix(RequestPanel::tr(" s"));
    box->setSpecialValueText(atZero);
    return box;
}

milliseconds durationOf(const QDoubleSpinBox *box)
{
    return milliseconds(std::llround(box->value() * 1000));
}

void showDuration(QDoubleSpinBox *box, milliseconds duration)
{
    box->setValue(double(duration.count()) / 1000);
}

} // namespace

RequestPanel::RequestPanel(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget)
    , m_headers(new NameValueEditor(tr("Headers"), headerComplaint))
    , m_token(new TokenEdit)
    , m_query(new NameValueEditor(tr("Query items"), queryComplaint))
    , m_contentType(new QComboBox)
    , m_body(new QPlainTextEdit)
    , m_lastEventId(new QLineEdit)
    , m_endMarker(new QLineEdit)
    , m_connectTimeout(createSeconds(u"connectTimeout"_s, tr("none")))
    , m_idleTimeout(createSeconds(u"idleTimeout"_s, tr("none")))
    , m_reconnect(new QComboBox)
    , m_initialDelay(createSeconds(u"initialDelay"_s))
    , m_maximumDelay(createSeconds(u"maximumDelay"_s))
    , m_factor(createNumber(u"factor"_s, 1, 10, 0.5))
    , m_jitter(createNumber(u"jitter"_s, 0, 1, 0.1))
    , m_maximumAttempts(new QSpinBox)
{
    auto *tokenPage = new QWidget;
    auto *tokenForm = new QFormLayout(tokenPage);
    tokenForm->addRow(tr("Bearer to&ken:"), m_token);
    auto *hint = new QLabel(tr("It is sent as “Authorization: Bearer …”, and neither kept, nor "
                               "saved, nor copied."));
    hint->setWordWrap(true);
    tokenForm->addRow(hint);

    m_tabs->setObjectName(u"requestTabs"_s);
    m_tabs->addTab(m_headers, {});
    m_tabs->addTab(tokenPage, {});
    m_tabs->addTab(m_query, {});
    m_tabs->addTab(createBodyPage(), {});
    m_tabs->addTab(createConnectionPage(), tr("Co&nnection"));
    m_tabs->setDocumentMode(true);
    m_headers->setObjectName(u"headers"_s);
    m_query->setObjectName(u"query"_s);
    connect(m_headers, &NameValueEditor::changed, this, &RequestPanel::showFilling);
    connect(m_query, &NameValueEditor::changed, this, &RequestPanel::showFilling);
    connect(m_token, &TokenEdit::changed, this, &RequestPanel::showFilling);
    connect(m_body, &QPlainTextEdit::textChanged, this, &RequestPanel::showFilling);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs);
    show(ConnectionSettings());
}

QWidget *RequestPanel::createBodyPage()
{
    m_contentType->setObjectName(u"contentType"_s);
    m_contentType->setAccessibleName(tr("Content type of the body"));
    m_contentType->setEditable(true);
    m_contentType->addItems(
            {u"application/json"_s, u"application/x-www-form-urlencoded"_s, u"text/plain"_s});
    m_body->setObjectName(u"body"_s);
    m_body->setAccessibleName(tr("Body"));
    m_body->setPlaceholderText(u"{\"stream\": true}"_s);
    m_body->setTabChangesFocus(true);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->addWidget(m_contentType);
    layout->addWidget(m_body, 1);
    return page;
}

QWidget *RequestPanel::createConnectionPage()
{
    m_lastEventId->setObjectName(u"lastEventId"_s);
    m_lastEventId->setPlaceholderText(tr("none: from now on"));
    m_endMarker->setObjectName(u"endMarker"_s);
    m_endMarker->setPlaceholderText(tr("none, or [DONE]"));
    m_reconnect->setObjectName(u"reconnect"_s);
    m_reconnect->addItems({tr("GET only"), tr("always"), tr("after errors"), tr("never")});
    m_maximumAttempts->setObjectName(u"maximumAttempts"_s);
    m_maximumAttempts->setRange(-1, 1'000'000);
    m_maximumAttempts->setSpecialValueText(tr("no limit"));

    auto *left = new QFormLayout;
    left->addRow(tr("&Last event id:"), m_lastEventId);
    left->addRow(tr("End mar&ker:"), m_endMarker);
    left->addRow(tr("Connect ti&meout:"), m_connectTimeout);
    left->addRow(tr("Idle timeo&ut:"), m_idleTimeout);
    auto *middle = new QFormLayout;
    middle->addRow(tr("Rec&onnects:"), m_reconnect);
    middle->addRow(tr("Attem&pts:"), m_maximumAttempts);
    middle->addRow(tr("First &delay:"), m_initialDelay);
    middle->addRow(tr("Ma&ximum delay:"), m_maximumDelay);
    auto *right = new QFormLayout;
    right->addRow(tr("&Growing by:"), m_factor);
    right->addRow(tr("&Jitter:"), m_jitter);
    for (QFormLayout *form : {left, middle, right})
        form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);

    auto *page = new QWidget;
    auto *columns = new QHBoxLayout(page);
    columns->setSpacing(20);
    columns->addLayout(left, 3);
    columns->addLayout(middle, 2);
    columns->addLayout(right, 2);
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(page);
    return area;
}

void RequestPanel::readInto(ConnectionSettings *settings) const
{
    settings->headers = m_headers->model()->pairs();
    settings->token = m_token->token();
    settings->queryItems = m_query->model()->pairs();
    settings->contentType = m_contentType->currentText();
    settings->body = m_body->toPlainText();
    settings->lastEventId = m_lastEventId->text();
    settings->endMarker = m_endMarker->text();
    settings->connectTimeout = durationOf(m_connectTimeout);
    settings->idleTimeout = durationOf(m_idleTimeout);
    settings->reconnect = ConnectionSettings::Reconnect(m_reconnect->currentIndex());
    settings->initialDelay = durationOf(m_initialDelay);
    settings->maximumDelay = durationOf(m_maximumDelay);
    settings->factor = m_factor->value();
    settings->jitter = m_jitter->value();
    settings->maximumAttempts = m_maximumAttempts->value();
}

void RequestPanel::show(const ConnectionSettings &settings)
{
    m_headers->model()->setPairs(settings.headers);
    m_token->setToken(settings.token);
    m_query->model()->setPairs(settings.queryItems);
    m_contentType->setCurrentText(settings.contentType);
    m_body->setPlainText(settings.body);
    m_lastEventId->setText(settings.lastEventId);
    m_endMarker->setText(settings.endMarker);
    showDuration(m_connectTimeout, settings.connectTimeout);
    showDuration(m_idleTimeout, settings.idleTimeout);
    m_reconnect->setCurrentIndex(int(settings.reconnect));
    showDuration(m_initialDelay, settings.initialDelay);
    showDuration(m_maximumDelay, settings.maximumDelay);
    m_factor->setValue(settings.factor);
    m_jitter->setValue(settings.jitter);
    m_maximumAttempts->setValue(settings.maximumAttempts);
    showFilling();
}

// What is set shows on the tabs, so that nothing goes along unseen.
void RequestPanel::showFilling()
{
    const auto counted = [](const QString &title, qsizetype count) {
        return count == 0 ? title : u"%1 (%2)"_s.arg(title).arg(count);
    };
    const auto marked = [](const QString &title, bool isSet) {
        return isSet ? title + u" ●"_s : title;
    };
    m_tabs->setTabText(Headers, counted(tr("&Headers"), m_headers->model()->pairs().size()));
    m_tabs->setTabText(Token, marked(tr("&Token"), !m_token->token().isEmpty()));
    m_tabs->setTabText(Query, counted(tr("&Query"), m_query->model()->pairs().size()));
    m_tabs->setTabText(Body, marked(tr("Bod&y"), !m_body->document()->isEmpty()));
}
