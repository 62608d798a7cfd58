// A table brought in as a file: what may be chosen, and the same file may be chosen again once it is mended.
import { useId } from 'react';

export interface FileFieldProps {
  readonly label: string;
  readonly help: string;
  readonly onFile: (file: File) => void;
}

/** Excel and CSV. */
export function TableFileField({ label, help, onFile }: FileFieldProps) {
  const id = useId();
  return (
    <div className="gl-field">
      <label htmlFor={id}>{label}</label>
      <p className="gl-field-help" id={`${id}-help`}>
        {help}
      </p>
      <input
        id={id}
        type="file"
        accept=".xlsx,.csv"
        className="gl-input"
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
    </div>
  );
}
