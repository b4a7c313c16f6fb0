"""Alerts and notices on their way: taken from the outbox, worded, sent over `deliver`, and only then marked delivered."""
