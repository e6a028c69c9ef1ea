"""Read the text, check the plan, assemble the outline, render the artefacts, publish the site."""
