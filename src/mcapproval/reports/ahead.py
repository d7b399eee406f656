"""How far ahead what falls due is told where no period is asked for. In days."""

WITHIN = 180
