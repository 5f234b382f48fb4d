from __future__ import annotations

import pytest
from pytest_httpserver import HTTPServer

from tests.providers.link_whatsapp.doubles import Service


@pytest.fixture
def service(httpserver: HTTPServer) -> Service:
    return Service(httpserver)
