"""The records beside a saved copy of NZQA's register: what differs, and what only it says."""
