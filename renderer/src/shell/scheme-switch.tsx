// Light, dark, or as the system is.
import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun, type Icon } from '@tabler/icons-react';

const schemes = ['auto', 'light', 'dark'] as const;
type Scheme = (typeof schemes)[number];

const looks: Readonly<Record<Scheme, { readonly name: string; readonly Sign: Icon }>> = {
  auto: { name: 'Like the system', Sign: IconDeviceDesktop },
  light: { name: 'Light', Sign: IconSun },
  dark: { name: 'Dark', Sign: IconMoon },
};

export function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { name, Sign } = looks[colorScheme];
  return (
    <Menu position="top-end" width={190}>
      <Menu.Target>
        <ActionIcon variant="transparent" aria-label={`Appearance: ${name}`}>
          <Sign size={17} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map((scheme) => {
          const { name: label, Sign: Shown } = looks[scheme];
          return (
            <Menu.Item
              key={scheme}
              leftSection={<Shown size={16} aria-hidden />}
              rightSection={scheme === colorScheme ? <IconCheck size={14} aria-label="chosen" /> : null}
              onClick={() => setColorScheme(scheme)}
            >
              {label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
