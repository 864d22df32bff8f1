"""Start the server: `python -m queue_server`."""

from queue_server.serving import main

if __name__ == "__main__":
    main()
