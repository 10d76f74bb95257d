"""People together: accounts and access, maps and their rooms, history, comments, jobs."""
