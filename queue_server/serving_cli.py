"""`yimen serve`: it listens before the rest is imported, so only the command itself is imported here."""

import click


@click.command("serve")
def serve_command() -> None:
    """Run the server until SIGTERM or Ctrl-C."""
    from queue_server.serving import main

    main()
