from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The wiring of the portal, connected once all apps are there."""

    name = "softone_support"

    def ready(self) -> None:
        # Models exist only from here on. Importing the checks makes them known.
        from softone_support import checks, wiring  # noqa: F401, PLC0415

        wiring.connect()
