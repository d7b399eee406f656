"""The papers for those who teach and learn: the learner's page, tasks and marking guides."""
