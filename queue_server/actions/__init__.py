"""What can be done in a hall: one verb, one function, one savepoint."""
