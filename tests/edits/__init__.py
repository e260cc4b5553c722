"""Random edits of a briefing, and whether bringing a site up to date makes what a build makes."""
