"""Three ways to use a page: with a mouse, with the keyboard alone, and where no script runs."""

from datetime import date

from playwright.sync_api import Error, Page

# A page has fewer places to stop at than this.
MOST_STOPS = 160


class Hand:
    """Someone with a mouse."""

    scripts = True

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: str) -> None:
        self.page.click(target)

    def write(self, target: str, text: str) -> None:
        self.page.fill(target, text)

    def pick(self, name: str, value: str) -> None:
        """Choose one of several radio buttons."""
        self.page.locator("label", has=self.page.locator(_radio(name, value))).click()

    def choose_first(self, target: str) -> None:
        """Choose the first real entry of a list."""
        self.page.select_option(target, index=1)

    def enter_day(self, target: str, day: date) -> None:
        self.page.fill(target, day.isoformat())


class ScriptlessHand(Hand):
    """Someone whose browser runs no script."""

    scripts = False


class Keyboard(Hand):
    """Someone who never touches a mouse: Tab, arrows, Space and Enter."""

    def press(self, target: str) -> None:
        self._go_to(target)
        self.page.keyboard.press("Enter")

    def write(self, target: str, text: str) -> None:
        self._go_to(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def pick(self, name: str, value: str) -> None:
        self._go_to(f"input[name={name}]")
        self.page.keyboard.press("Space")
        for _press in range(10):
            if self._is_at(_radio(name, value)):
                return
            self.page.keyboard.press("ArrowRight")
        raise AssertionError(f"the arrows never reach {name} {value}")

    def choose_first(self, target: str) -> None:
        self._go_to(target)
        self.page.keyboard.press("ArrowDown")

    def enter_day(self, target: str, day: date) -> None:
        self._go_to(target)
        # As a Finnish browser asks for it: day, month, year.
        self.page.keyboard.type(f"{day:%d%m%Y}")

    def _go_to(self, target: str) -> None:
        """Press Tab until the element has the focus."""
        for _press in range(MOST_STOPS):
            if self._is_at(target):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {target}")

    def _is_at(self, target: str) -> bool:
        at = "target => !!document.activeElement?.matches(target)"
        try:
            return bool(self.page.evaluate(at, target))
        except Error:
            # The page was just being left: what was pressed before led to another one.
            self.page.wait_for_load_state()
            return bool(self.page.evaluate(at, target))


def _radio(name: str, value: str) -> str:
    return f"input[name={name}][value='{value}']"
