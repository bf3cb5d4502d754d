// The look: pine green on paper, warm greys, system fonts. Tones of states are in theme.css.
import { createTheme, mergeMantineTheme, DEFAULT_THEME, type MantineTheme } from '@mantine/core';

const systemFonts = "system-ui, -apple-system, 'Segoe UI', Roboto, Ubuntu, Cantarell, 'Noto Sans', sans-serif";
const systemMonospace = "ui-monospace, 'SF Mono', 'Cascadia Mono', Consolas, 'DejaVu Sans Mono', monospace";

export const theme: MantineTheme = mergeMantineTheme(
  DEFAULT_THEME,
  createTheme({
    primaryColor: 'pine',
    // White text on shade 7 has a contrast of 5.8 in both schemes.
    primaryShade: { light: 7, dark: 7 },
    colors: {
      pine: [
        ...(['#eef6f3', '#d8eae4', '#b4d8cc', '#8ac3b1', '#64af98'] as const),
        ...(['#459c84', '#2f8770', '#20715d', '#165a4a', '#0d4337'] as const),
      ],
      gray: [
        ...(['#f7f7f4', '#efefea', '#e4e4dd', '#d3d3ca', '#b3b3a9'] as const),
        ...(['#8b8b82', '#66665e', '#4c4c46', '#33332f', '#1f1f1c'] as const),
      ],
      // Alerts and buttons that destroy; shade 7 is the tone "bad" of theme.css, or "attention".
      red: [
        ...(['#fcebe9', '#f7d3cf', '#efaaa3', '#e57f75', '#db5b4f'] as const),
        ...(['#c8463b', '#b93a30', '#a8271d', '#8a1e16', '#6d160f'] as const),
      ],
      yellow: [
        ...(['#fdf3e3', '#f9e3bf', '#f3cb8b', '#ecb257', '#e39c30'] as const),
        ...(['#dc8a1e', '#b56a0b', '#8f4700', '#753a02', '#5c2d02'] as const),
      ],
      dark: [
        ...(['#e8e8e3', '#cbcbc4', '#a8a8a0', '#7d7d76', '#43453f'] as const),
        ...(['#363834', '#292b28', '#1b1d1b', '#151715', '#0e0f0e'] as const),
      ],
    },
    fontFamily: systemFonts,
    fontFamilyMonospace: systemMonospace,
    headings: {
      fontFamily: systemFonts,
      fontWeight: '650',
      sizes: {
        h1: { fontSize: '1.5rem', lineHeight: '1.25' },
        h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
        h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
      },
    },
    defaultRadius: 'md',
    cursorType: 'pointer',
    respectReducedMotion: true,
    components: {
      Button: { defaultProps: { size: 'sm' } },
      // Scroll locking writes a style element, which the page's policy forbids; the overlay covers the page anyway.
      Modal: { defaultProps: { lockScroll: false } },
      Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    },
  }),
);
