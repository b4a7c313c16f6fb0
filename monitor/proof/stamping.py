"""RFC 3161: a time-stamping authority says that it saw a digest, and when (DESIGN 5.20)."""

from __future__ import annotations

import hashlib
import time

from monitor import __version__
from monitor.errors import NotStamped
from monitor.i18n.locale import Foreign, Text

TIMEOUT_S = 30.0
MOST = 1_000_000  # bytes of an answer
_QUERY, _REPLY = "application/timestamp-query", "application/timestamp-reply"


def ask(data: bytes, tsa: str, *, within_s: float = TIMEOUT_S) -> bytes:
    """The answer of *tsa* that stamps *data*: for this data, to this question, granted. Raises NotStamped.

    Who signed it is not looked at here: that is `openssl ts -verify` with the certificates that one trusts.
    """
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, decode_timestamp_response

    request = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256).build()
    body = _posted(request.as_bytes(), tsa, within_s)
    try:
        answer = decode_timestamp_response(body)
        granted, info = answer.status in (0, 1), answer.tst_info if answer.status in (0, 1) else None
    except ValueError as error:
        raise NotStamped(Text("errors.stamp.no_answer", tsa=tsa)) from error
    if not granted or info is None:
        raise NotStamped(
            Text("errors.stamp.refused", tsa=tsa, why=Foreign("; ".join(map(str, answer.status_string)) or answer.status))
        )
    if info.message_imprint.message != hashlib.sha256(data).digest() or info.nonce != request.nonce:
        raise NotStamped(Text("errors.stamp.other", tsa=tsa))
    return body


def _posted(query: bytes, tsa: str, within_s: float) -> bytes:
    import httpx

    headers = {"Content-Type": _QUERY, "Accept": _REPLY, "User-Agent": f"city-page-monitor/{__version__}"}
    try:
        with httpx.stream("POST", tsa, content=query, headers=headers, timeout=within_s) as answer:
            if answer.status_code != 200:
                raise NotStamped(Text("errors.stamp.status", tsa=tsa, status=answer.status_code))
            body, over = b"", time.monotonic() + within_s
            for chunk in answer.iter_bytes():
                body += chunk
                if time.monotonic() > over:  # httpx's own limit is one for each piece
                    raise NotStamped(Text("errors.stamp.no_answer", tsa=tsa))
                if len(body) > MOST:
                    raise NotStamped(Text("errors.stamp.no_answer", tsa=tsa))
            return body
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NotStamped(Text("errors.stamp.unreachable", tsa=tsa, error=Foreign(error))) from error
