"""The demo: believable data, its logins, and the local outbox. None of it runs in production."""
