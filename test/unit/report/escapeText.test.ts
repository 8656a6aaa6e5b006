import { describe, expect, it } from '@jest/globals';
import { htmlText, markdownText } from '../../../src/report/escapeText.js';

describe('text of others in a page', () => {
  it('cannot open a tag, an attribute or an entity in HTML', () => {
    expect(htmlText(`<img src="x" onerror='a()'>&lt;`)).toBe(
      '&#60;img src=&#34;x&#34; onerror=&#39;a()&#39;&#62;&#38;lt;',
    );
  });

  it('cannot leave its cell, start a link or bring HTML in Markdown', () => {
    expect(markdownText('a|b `c` [d](e) <f> #g')).toBe('a\\|b \\`c\\` \\[d\\](e) &#60;f&#62; \\#g');
  });

  it('keeps an API name readable in Markdown', () => {
    expect(markdownText('Order_Sync')).toBe('Order_Sync');
    expect(markdownText('_emphasis_')).toBe('\\_emphasis\\_');
  });

  it('shows control characters instead of sending them', () => {
    expect(htmlText('\u001b[31mred')).toBe('\\u001b[31mred');
    expect(markdownText('two\nlines')).toBe('two\\\\nlines');
  });
});
