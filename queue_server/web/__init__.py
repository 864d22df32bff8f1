"""Commands on their way in: HTTP parsed, an action called, its answer or refusal told."""
