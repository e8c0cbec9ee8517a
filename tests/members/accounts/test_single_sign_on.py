"""Single sign-on by configuration: absent by default; with a server named, tried against one that runs here."""

import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

INSIDE = Path(__file__).parent / "sso" / "inside.py"


class Server(BaseHTTPRequestHandler):
    """A server of OpenID Connect that says of everybody what it was told last."""

    said = {}

    def do_GET(self):
        here = f"http://{self.headers['Host']}"
        if self.path.endswith("/.well-known/openid-configuration"):
            self.answer(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "userinfo_endpoint": f"{here}/userinfo",
                    "jwks_uri": f"{here}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        else:
            self.answer(Server.said)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/say":
            Server.said = json.loads(body)
        self.answer({"access_token": "t", "token_type": "Bearer", "expires_in": 60})

    def answer(self, told):
        data = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        """Say nothing."""


@pytest.mark.django_db
def test_without_a_server_there_is_no_button_and_no_door(client, cities):
    assert settings.OIDC_SERVER == ""
    assert "oidc" not in client.get("/accounts/login/").content.decode()
    assert client.get("/accounts/oidc/sso/login/").status_code == 404


@pytest.mark.django_db
def test_with_a_server_named_it_opens_accounts_that_exist(request):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    known = connection.settings_dict
    host = str(known["HOST"]).replace("/", "%2F")
    port = f":{known['PORT']}" if known["PORT"] else ""
    password = f":{known['PASSWORD']}" if known["PASSWORD"] else ""
    environment = os.environ | {
        "OIDC_SERVER": f"http://127.0.0.1:{server.server_port}",
        "OIDC_NAME": "City hall",
        "OIDC_CLIENT_ID": "portal",
        "OIDC_CLIENT_SECRET": "secret",
        "DATABASE_URL": f"postgres://{known['USER']}{password}@{host}{port}/sso",
        "DATA_DIR": str(settings.DATA_DIR),
        "REDIS_URL": settings.REDIS_URL,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n0", "--create-db", str(INSIDE)],
            cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=400,
        )  # fmt: skip
    finally:
        server.shutdown()
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "5 passed" in done.stdout
