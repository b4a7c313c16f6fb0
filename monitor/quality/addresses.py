"""What the address tells at which a visit ended: another place, a log-in, an error page (DESIGN 3.14). Pure."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote, urlsplit

_LOGIN = re.compile(
    r"(?:^|[/._-])(?:log-?in|sign-?in|signon|connexion|se-connecter|connecter|auth|authentification|authenticate|identification|oauth2?|sso|cas|saml|idp|"
    r"wp-login|authwall|checkpoint|openid|adfs|keycloak)(?:$|[/._?-])",
    re.I,
)
_LOST = re.compile(
    r"(?:^|[/._-])(?:404|not-?found|page-?not-?found|introuvable|page-?introuvable|notfound|page-?non-?trouvee|erreur-?404|error-?404)(?:$|[/._?-])",
    re.I,
)
_ERROR = re.compile(r"(?:^|/)(?:erreur|error|errors)(?:$|[/._?-])", re.I)
_DOWN = re.compile(r"(?:^|[/._-])(?:maintenance|indisponible|unavailable|waiting-?room|queue)(?:$|[/._?-])", re.I)
_WALL = re.compile(r"(?:^|[/._-])(?:captcha|challenge|blocked|denied|sorry|consent)(?:$|[/._?-])", re.I)


def _where(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    path = re.sub(r"/(?:index|default)\.\w{2,5}$", "/", unquote(parts.path)).rstrip("/").casefold()
    return host, path


def moved(asked: str, final: str) -> bool:
    """Whether *final* is another place than *asked*: not only another scheme, www, query, closing slash or case."""
    return _where(asked) != _where(final)


def _shown(parts: SplitResult) -> str:
    return f"{parts.hostname or ''}{unquote(parts.path)}"


def is_login(url: str) -> bool:
    """Whether *url* is where people log in."""
    return _LOGIN.search(_shown(urlsplit(url))) is not None


def is_not_found(url: str) -> bool:
    """Whether *url* is a page for what is not there."""
    return _LOST.search(urlsplit(url).path) is not None or _ERROR.search(urlsplit(url).path) is not None


def is_maintenance(url: str) -> bool:
    """Whether *url* is a page for a site that is closed."""
    return _DOWN.search(_shown(urlsplit(url))) is not None


def is_wall(url: str) -> bool:
    """Whether *url* is a captcha's or a consent wall's."""
    return _WALL.search(_shown(urlsplit(url))) is not None
