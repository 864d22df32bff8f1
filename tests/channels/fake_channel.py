"""A channel that reaches nobody and remembers everything."""

from dataclasses import dataclass, field

from queue_server.actions.ports import Message, NotDelivered


@dataclass
class FakeChannel:
    """`fails` are what the next tries come to; afterwards each is delivered."""

    name: str = "sms"
    takes_addresses: bool = True
    fails: list[NotDelivered] = field(default_factory=list)
    sent: list[Message] = field(default_factory=list)
    tries: int = 0

    def read_address(self, given: str) -> str:
        return given.strip()

    def send(self, message: Message) -> None:
        self.tries += 1
        if self.fails:
            raise self.fails.pop(0)
        self.sent.append(message)
