"""What a password must be, said in the portal's own words (B12.1)."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LongEnough(MinimumLengthValidator):
    """Django's rule. Its Finnish catalogue lacks the sentence, so the portal brings its own."""

    def get_error_message(self) -> str:
        return ngettext(
            "The password is too short: at least %(count)d character, please.",
            "The password is too short: at least %(count)d characters, please.",
            self.min_length,
        ) % {"count": self.min_length}
