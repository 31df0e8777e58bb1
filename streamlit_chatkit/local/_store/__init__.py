"""What is kept: records, their tables, and how they are found again."""
