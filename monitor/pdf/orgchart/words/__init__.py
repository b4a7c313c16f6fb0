"""What a line says, whatever stands around it: a title, somebody's name, a post, a task, a count."""
