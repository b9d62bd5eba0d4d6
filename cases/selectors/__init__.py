"""What pages show of cases, worked out once and handed to templates as plain data."""
