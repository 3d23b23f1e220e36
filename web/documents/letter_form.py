"""A letter as it is typed on any page that writes one."""

from pydantic import BaseModel

from governance.register.letters import LetterChannel, Written
from governance.register.reading import tidy


class LetterForm(BaseModel):
    """A letter as the secretary leaves it."""

    channel: LetterChannel = LetterChannel.LETTER
    subject: str = ""
    body: str = ""

    def written(self, body: str = "") -> Written:
        """Give the letter. Raises EmptyLetter."""
        return Written(self.channel, tidy(self.subject), (body or self.body).strip())
