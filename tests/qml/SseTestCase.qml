// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQml
import QtTest
import QtSseTest

// A test with a server of its own for each function, and without a warning.
TestCase {
    id: testCase

    property TestServer server: null
    property var forbiddenWarnings: /.?/
    property Component serverComponent: Component { TestServer {} }
    property Component spyComponent: Component { SignalSpy {} }

    function init() {
        failOnWarning(forbiddenWarnings)
        server = createTemporaryObject(serverComponent, testCase)
    }

    function spyOn(target, signalName) {
        return createTemporaryObject(spyComponent, testCase,
                                     { target: target, signalName: signalName })
    }

    // An object from its QML text, with the imports that the tests have.
    function fromText(text) {
        return createTemporaryQmlObject("import QtQml; import QtSse; " + text, testCase)
    }
}
