"""Posting a deposit to the agency that an administrator named in the settings."""

import http.client
import secrets
from urllib.parse import urlsplit

SECONDS = 30
MOST = 64 * 1024


def post(address, *, fields=None, file=None, body=b"", headers=None):
    """Post a body, or a form of `fields` with one `file` (name, bytes); returns (status, text). Raises OSError."""
    headers = dict(headers or {})
    if fields is not None:
        line = secrets.token_hex(16)
        body = b"".join(
            f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        )
        name, data = file
        head = f'--{line}\r\nContent-Disposition: form-data; name="fname"; filename="{name}"\r\n'
        body += head.encode() + b"Content-Type: application/xml\r\n\r\n" + data + f"\r\n--{line}--\r\n".encode()
        headers["Content-Type"] = f"multipart/form-data; boundary={line}"
    parts = urlsplit(address)
    if parts.scheme != "https":
        raise OSError("deposits are sent by https alone")
    connection = http.client.HTTPSConnection(parts.hostname, parts.port or 443, timeout=SECONDS)
    try:
        connection.request("POST", parts.path or "/", body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read(MOST).decode("utf-8", "replace")
    except http.client.HTTPException as error:
        raise OSError(str(error)) from error
    finally:
        connection.close()
