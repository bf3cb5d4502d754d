// Automatic, light or dark. The choice is kept by the window itself.
import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun, type Icon } from '@tabler/icons-react';

const choices = [
  { value: 'auto', name: 'Automatic theme', icon: IconDeviceDesktop },
  { value: 'light', name: 'Light theme', icon: IconSun },
  { value: 'dark', name: 'Dark theme', icon: IconMoon },
] as const;

/** Three icons, each with a name. */
export function ThemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label="Theme"
      size="xs"
      withItemsBorders={false}
      value={colorScheme}
      onChange={setColorScheme}
      data={choices.map(({ value, name, icon }) => ({ value, label: <Choice name={name} icon={icon} /> }))}
    />
  );
}

function Choice({ name, icon: Picture }: { readonly name: string; readonly icon: Icon }) {
  return (
    <span className="theme-choice" title={name}>
      <Picture size={15} aria-hidden />
      <span className="visually-hidden">{name}</span>
    </span>
  );
}
