"""Set-up and supervision shared by deploy/demo and deploy/test; in Python's own library."""
