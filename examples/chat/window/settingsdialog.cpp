// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "settingsdialog.h"

#include "chatendpoint.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QRadioButton>

using namespace Qt::StringLiterals;

SettingsDialog::SettingsDialog(const ChatSettings &settings, const QString &apiKey, QWidget *parent)
    : QDialog(parent)
    , m_embedded(new QRadioButton(tr("The &demo endpoint inside this app")))
    , m_server(new QRadioButton(tr("An OpenAI-compatible &server")))
    , m_url(new QLineEdit(settings.url.toString()))
    , m_key(new QLineEdit(apiKey))
    , m_model(new QLineEdit(settings.model))
    , m_systemPrompt(new QPlainTextEdit(settings.systemPrompt))
    , m_complaint(new QLabel(tr("This is no http:// or https:// address.")))
{
    setWindowTitle(tr("Settings"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &SettingsDialog::reject);
    connect(m_server, &QRadioButton::toggled, this, &SettingsDialog::showChoice);
    (settings.isEmbedded() ? m_embedded : m_server)->setChecked(true);

    auto *form = new QFormLayout;
    createFields(form);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(buttons);
    showChoice();
}

ChatSettings SettingsDialog::settings() const
{
    const QUrl url = m_server->isChecked() ? ChatEndpoint::completionsUrl(m_url->text()) : QUrl();
    return {url, m_model->text().trimmed(), m_systemPrompt->toPlainText().trimmed()};
}

QString SettingsDialog::apiKey() const
{
    return m_key->text().trimmed();
}

void SettingsDialog::accept()
{
    if (m_server->isChecked() && settings().url.isEmpty()) {
        m_complaint->show();
        m_url->setFocus();
        return;
    }
    QDialog::accept();
}

void SettingsDialog::createFields(QFormLayout *form)
{
    m_url->setObjectName(u"url"_s);
    m_url->setPlaceholderText(u"https://api.openai.com/v1"_s);
    m_key->setObjectName(u"apiKey"_s);
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setPlaceholderText(tr("Not kept when the app ends"));
    m_model->setObjectName(u"model"_s);
    m_systemPrompt->setObjectName(u"systemPrompt"_s);
    m_systemPrompt->setPlaceholderText(tr("You are a helpful assistant."));
    m_systemPrompt->setTabChangesFocus(true);
    m_complaint->setObjectName(u"complaint"_s);
    m_complaint->hide();

    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(m_embedded);
    form->addRow(m_server);
    form->addRow(tr("&URL:"), m_url);
    form->addRow(QString(), m_complaint);
    form->addRow(tr("API &key:"), m_key);
    form->addRow(tr("&Model:"), m_model);
    form->addRow(tr("S&ystem prompt:"), m_systemPrompt);
}

void SettingsDialog::showChoice()
{
    m_url->setEnabled(m_server->isChecked());
    m_key->setEnabled(m_server->isChecked());
    m_complaint->hide();
}
