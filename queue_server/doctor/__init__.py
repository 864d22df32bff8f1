"""`yimen doctor` looks at an installation and says in plain sentences what is wrong, and what to do."""
