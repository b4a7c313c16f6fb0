"""Whom each unit hangs under: each rule's vote as evidence, weighed; and how sure that is (3.27)."""
