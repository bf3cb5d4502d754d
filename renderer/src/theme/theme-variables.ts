// Mantine's CSS variables as a constructed style sheet: the page's policy allows no style elements.
import {
  convertCssVariables,
  deepMerge,
  defaultCssVariablesResolver,
  type ConvertCSSVariablesInput,
  type MantineTheme,
} from '@mantine/core';

// Where Mantine's own choice for a role has too little contrast on these surfaces.
const roles: ConvertCSSVariablesInput = {
  variables: {},
  light: {
    '--mantine-color-body': '#f7f7f4',
    '--mantine-color-text': '#22221f',
    '--mantine-color-dimmed': '#5f5f58',
    '--mantine-color-placeholder': '#70706a',
    '--mantine-color-error': '#a8271d',
    '--mantine-color-anchor': '#1c6a57',
    '--mantine-color-default-border': '#cfcfc5',
  },
  dark: {
    '--mantine-color-dimmed': '#a8a8a0',
    '--mantine-color-placeholder': '#92928a',
    '--mantine-color-error': '#f39a90',
    '--mantine-color-anchor': '#7cc4ae',
    '--mantine-color-default-border': '#4a4c47',
  },
};

/** Adds the theme's variables to a page, once, before anything is rendered. */
export function adoptThemeVariables(page: Document, theme: MantineTheme): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(convertCssVariables(deepMerge(defaultCssVariablesResolver(theme), roles)));
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
}
