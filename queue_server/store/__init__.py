"""The record: tables, transactions, the journal, the writer's thread, and the proof that all fits."""
