"""What all HTML outputs share: the page, its templates, their policy and the page's seal."""
