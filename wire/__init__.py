"""What programs say to each other: pydantic models of every request, answer, board and error. A leaf."""
