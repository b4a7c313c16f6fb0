"""What `erase`, `prune` and `restore` share: what lies beside the database, and what they say of it."""
