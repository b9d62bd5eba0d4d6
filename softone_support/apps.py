from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The wiring of the portal, connected once all apps are there."""

    name = "softone_support"

    def ready(self) -> None:
        from softone_support import wiring  # noqa: PLC0415 — models exist only from here on

        wiring.connect()
