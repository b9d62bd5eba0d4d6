"""Who may log in to the demo, and with what. `./run demo` prints this table."""

from dataclasses import dataclass

PASSWORD = "hanki-ja-kaamos-7"
"""One password for every login of the demo. It is public: nothing but a demo may accept it."""

RESERVED_DOMAIN = ".example"
"""No mail server ever has such a name (RFC 2606), so no real person has such an address."""


@dataclass(frozen=True)
class Login:
    """One line of the table."""

    role: str
    email: str


LOGINS = (
    Login("SuperUser, Rakennusliike Kivimäki", "paivi.korhonen@kivimaki.example"),
    Login("SuperUser, Järviseudun Hoivasäätiö", "eero.hyvonen@hoivasaatio.example"),
    Login("SuperUser, Nordlog Logistik (svenska)", "annika.sjoberg@nordlog.example"),
    Login("Product specialist, team 1", "mikko.rantanen@softone.example"),
    Login("Product specialist, team 2", "elina.niskanen@softone.example"),
    Login("Consultant", "jari.niemi@softone.example"),
    Login("Product department", "teemu.saarinen@softone.example"),
    Login("Support manager", "marjut.heikkila@softone.example"),
    Login("Administrator", "ville.tuominen@softone.example"),
)


def has_login(email: str) -> bool:
    """Everybody else of the demo has no usable password."""
    return any(login.email == email for login in LOGINS)
