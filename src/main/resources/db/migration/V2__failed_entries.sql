-- Whether the REPL refused it, or it ended in an error: its output says why, and it is not entered
-- again.
ALTER TABLE session_entry ADD COLUMN failed BOOLEAN DEFAULT FALSE NOT NULL;
