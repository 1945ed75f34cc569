"""Files that bring in whole tables: read, checked line by line, then written all or nothing."""
