"""HTML: pages to print, their templates, the policies that keep templates and pages harmless."""
