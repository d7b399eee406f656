"""People: who is known, which roles and delegations they hold on a day, what is erased of them."""
